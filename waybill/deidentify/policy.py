"""The policy: how the door masks, within what GB/T 41833-2022 leaves free.

A TOML file of flat keys, each of them optional::

    style = "standard"          # or "smile" (^_^), "tail4" (a phone's last four only)
    name_visible_max = 1        # characters of a name that may stay visible: 0 or 1
    phone_visible_max = 5       # digits of a phone number that may stay visible: 0 to 5
    address_code_level = 4      # finest grid level of the printed address code: 1 to 5 (4 = a cell of 1')
    virtual_numbers = "print"   # or "mask": treat 隐私号 as ordinary numbers
    exceptions = "allow"        # or "forbid": show_exception is refused
    on_missing = "reject"       # or "geta": a character that no font has becomes 〓

    show_exception = "phone"    # a lawful exception for every order that has none of its own ...
    exception_reason = "..."    # ... with its reason
    consent_reference = "..."   # ... and the reference of the consent or the law

    [seal_to]                   # carrier name (or "*") = file of its public sealing key
    "极兔速递" = "jitu.pub"

A policy can hide more than the standard asks, never less.  Reprints and retention have a file of their own (the setting
``reprint_policy``): here their tables would do nothing, and are refused like any unknown key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from waybill.errors import InputError, PrivacyError, Where
from waybill.paths import small_text, user_path
from waybill.standards import gbt41833
from waybill.toml_text import NotToml, loads

STYLES = ("standard", "smile", "tail4")
_WORDS: Mapping[str, tuple[str, ...]] = {
    "style": STYLES,
    "virtual_numbers": ("print", "mask"),
    "exceptions": ("allow", "forbid"),
    "on_missing": ("reject", "geta"),
}
_TEXTS = ("show_exception", "exception_reason", "consent_reference")
_LIMITS: Mapping[str, tuple[int, int, str]] = {
    "name_visible_max": (0, 1, gbt41833.NAME),
    "phone_visible_max": (0, gbt41833.MOST_SHOWN_DIGITS, gbt41833.PHONE),
    "address_code_level": (1, 5, gbt41833.ADDRESS),
}
_KEYS = (*_WORDS, *_LIMITS, *_TEXTS, "seal_to")


@dataclass(frozen=True, slots=True)
class Policy:
    """How to mask; see the module's text for the meaning of each key."""

    style: str = "standard"
    name_visible_max: int = 1
    phone_visible_max: int = 5
    address_code_level: int = 4
    virtual_numbers: str = "print"
    exceptions: str = "allow"
    on_missing: str = "reject"
    show_exception: str = ""
    exception_reason: str = ""
    consent_reference: str = ""
    seal_to: tuple[tuple[str, str], ...] = ()
    digest: str = field(init=False, compare=False)
    """SHA-256 (hex) of the policy's content: equal for files that mean the same."""

    def __post_init__(self) -> None:
        for key, words in _WORDS.items():
            if getattr(self, key) not in words:
                raise InputError("POLICY-VALUE", key=key, allowed=" | ".join(words))
        for key, (low, high, clause) in _LIMITS.items():
            value = getattr(self, key)
            if isinstance(value, bool) or not isinstance(value, int) or value < low:
                raise InputError("POLICY-VALUE", key=key, allowed=f"{low}-{high}")
            if value > high:
                raise PrivacyError("POLICY-TOO-WEAK", clause=clause, key=key, limit=high)
        for key in _TEXTS:
            value = getattr(self, key)
            if not isinstance(value, str) or (
                self.show_exception and (not value.strip() or self.exceptions == "forbid")
            ):
                raise InputError("POLICY-EXCEPTION", key=key)
        names = sorted(_KEYS)
        content = "\n".join(f"{name}={getattr(self, name)!r}" for name in names)
        object.__setattr__(self, "digest", sha256(content.encode()).hexdigest())

    @classmethod
    def default(cls) -> Policy:
        """The policy without a file: the standard's minima with asterisks."""
        return cls()

    @classmethod
    def load(cls, path: str | Path) -> Policy:
        """The policy of a TOML file.

        Raises InputError (POLICY-FILE, POLICY-KEY, POLICY-VALUE) for what can't be understood and PrivacyError
        POLICY-TOO-WEAK, with the clause, for a policy that would show more than the standard lets it.
        """
        path = Path(path)
        try:
            text = small_text(path)
            values = loads(text)
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                "POLICY-FILE", where=Where(path.name), reason=getattr(error, "strerror", "UTF-8")
            ) from None
        except NotToml as error:
            raise InputError(
                "POLICY-FILE", where=Where(path.name, _line_of_error(error)), reason="TOML"
            ) from None
        for key in values:
            if key not in _KEYS:
                raise InputError(
                    "POLICY-KEY",
                    where=Where(path.name, _line_of(text, key)),
                    key=key[:40],
                    nearest=_nearest(key),
                )
        if "seal_to" in values:
            values["seal_to"] = _seal_to(values["seal_to"], path)
        try:
            return cls(**values)
        except (InputError, PrivacyError) as error:
            error.where = Where(path.name, _line_of(text, error.facts["key"]))
            raise


def _seal_to(table: Any, path: Path) -> tuple[tuple[str, str], ...]:
    if not isinstance(table, dict) or not all(isinstance(file, str) for file in table.values()):
        raise InputError("POLICY-VALUE", where=Where(path.name), key="seal_to", allowed='"CARRIER" = "FILE"')
    return tuple(sorted((carrier, str(path.parent / user_path(file))) for carrier, file in table.items()))


def _line_of(text: str, key: str) -> int | None:
    for number, line in enumerate(text.splitlines(), 1):
        if line.partition("=")[0].strip().strip("\"'[] ") == key:
            return number
    return None


def _line_of_error(error: NotToml) -> int | None:
    words = str(error).replace(",", " ").split()
    return int(words[words.index("line") + 1]) if "line" in words else None


def _nearest(key: str) -> str:
    from difflib import get_close_matches

    return (get_close_matches(key, _KEYS, 1, 0.0) or _KEYS)[0]
