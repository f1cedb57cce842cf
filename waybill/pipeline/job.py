"""What one run of ``print`` is asked to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Unpack

from waybill.deidentify.policy import Policy
from waybill.errors import InputError, UsageError
from waybill.intake.options import AS_FOUND, Options
from waybill.intake.order import Party
from waybill.paths import user_path
from waybill.pipeline.config import Config, jobs_of, whole
from waybill.pipeline.reading import HowRead, reading
from waybill.pipeline.sender import read_sender
from waybill.pipeline.targets import leaves_at_once

SORTS = ("file", "segment", "carrier", "sku")
SPLITS = ("carrier", "segment", "template")
BOOKMARKS = ("segment", "file")


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A run of ``print``, every setting resolved.  Build it by :meth:`from_config`, or by hand."""

    orders: tuple[str, ...]
    output: str = "labels.pdf"
    template: str = "gbt-76x130"
    templates: Path | None = None
    dpi: int = 203
    journal: str = ""
    keys: Path = Path("keys")
    policy: Policy = field(default_factory=Policy.default)
    sender: Party | None = field(default=None, repr=False)
    seal_to: Mapping[str, bytes] = field(default_factory=dict)
    jobs: int = 1
    reading: Options = AS_FOUND
    """How the orders are read."""
    sort: str = "file"
    split: str = ""
    bookmarks: str = ""
    several_parcels: bool = False
    """Whether one order number may stand on several labels."""
    again: str = ""
    verify: int | None = None
    """Pages to verify before release; 0 = all; None = none."""
    dry_run: bool = False
    timing: bool = False
    operator: str = ""
    reprint_policy: Path | None = None

    @classmethod
    def from_config(
        cls,
        config: Config,
        orders: Sequence[str],
        output: str,
        *,
        template: str | None = None,
        journal: str | None = None,
        policy: str | None = None,
        sender: str | None = None,
        seal_to: Sequence[str] = (),
        jobs: int | None = None,
        dpi: int | None = None,
        sort: str | None = None,
        split: str | None = None,
        bookmarks: str | None = None,
        several_parcels: bool = False,
        again: str | None = None,
        verify: str | None = None,
        dry_run: bool = False,
        timing: bool = False,
        operator: str | None = None,
        **how: Unpack[HowRead],
    ) -> PrintJob:
        """Resolve flags, environment and settings files; ``how``: options of reading the orders, such as ``profile``.

        Raises WaybillError for what can't be used.
        """
        if not orders:
            raise UsageError("PIPELINE-NO-ORDERS")
        if again is not None and not again.strip():
            raise UsageError("PIPELINE-AGAIN")
        policy_file = config.path("policy", policy)
        rules = Policy.load(policy_file) if policy_file else Policy.default()
        sender_file = config.path("sender", sender)
        return cls(
            orders=tuple(orders),
            output=output,
            template=config.text("template", template),
            templates=config.path("templates"),
            dpi=config.dpi(dpi),
            journal=config.text("journal", journal),
            keys=config.folder("keys"),
            policy=rules,
            sender=read_sender(sender_file) if sender_file else None,
            seal_to=_public_keys(config, rules, seal_to),
            jobs=jobs_of(config, jobs),
            reading=reading(config, **how),
            sort=_one_of("--sort", sort or "file", SORTS),
            split=_split(split, output),
            bookmarks=_one_of("--bookmarks", bookmarks, BOOKMARKS) if bookmarks else "",
            several_parcels=several_parcels,
            again=again or "",
            verify=_pages_to_verify(verify),
            dry_run=dry_run,
            timing=timing,
            operator=config.text("operator", operator),
            reprint_policy=config.path("reprint_policy"),
        )


def _one_of(flag: str, word: str, words: Sequence[str]) -> str:
    if word not in words:
        raise UsageError("PIPELINE-CHOICE", flag=flag, allowed=", ".join(words))
    return word


def _split(word: str | None, output: str) -> str:
    """What ``--split`` asks for, checked; empty where it is not given."""
    if not word:
        return ""
    if leaves_at_once(output):
        raise UsageError("PIPELINE-SPLIT-STDOUT")
    if whole(word):
        return word
    if word not in SPLITS:
        raise UsageError("PIPELINE-CHOICE", flag="--split", allowed=", ".join((*SPLITS, "N")))
    return word


def _pages_to_verify(word: str | None) -> int | None:
    """How many pages ``--verify`` asks for; 0 for all, None where it is not given."""
    if word is None:
        return None
    if word == "all":
        return 0
    wanted = whole(word)
    if not wanted:
        raise UsageError("PIPELINE-CHOICE", flag="--verify", allowed="all, N")
    return wanted


def _public_keys(config: Config, policy: Policy, flags: Sequence[str]) -> dict[str, bytes]:
    """Every name of a carrier to its raw public key: the policy's table, then the setting, then the flags, the later ones
    winning.
    """
    wanted = [*policy.seal_to]
    settings = config.text("seal_to")
    for pair in (*(each for each in settings.split(",") if each), *flags):
        carrier, _, file = pair.partition("=")
        if not (carrier.strip() and file.strip()):
            raise (UsageError if pair in flags else InputError)("KEYS-SEAL-TO")
        wanted.append((carrier.strip(), file.strip()))
    if not wanted:
        return {}
    from waybill.deidentify.public_keys import read_sealing_key
    from waybill.intake.carriers import names_of_carrier

    store = config.folder("keys")
    chosen = {name: file for carrier, file in wanted for name in names_of_carrier(carrier)}
    keys = {file: read_sealing_key(user_path(file), store) for file in chosen.values()}
    return {name: keys[file] for name, file in chosen.items()}
