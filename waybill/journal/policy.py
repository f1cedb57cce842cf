"""The reprint policy: how often, how long, by whom, why, and when a second pair of eyes is asked for.

A TOML file::

    [reprint]
    max_count = 10            # reprints of one label; 0 = none at all; 100 without a policy
    max_age_days = 30         # since its batch began; 0 = no limit, as without a policy
    users = ["zhou"]          # operating system users; empty = everybody
    groups = ["dispatch"]     # or members of these groups
    reason_required = true
    reasons = ["jam", "damaged"]   # empty = any text
    approval_above = 3        # from the 4th reprint on a one-use code of another user is needed; 0 = never
    approval_hours = 24       # how long such a code is good

    [retention]
    days = 90                 # what `waybill purge` erases without --older-than
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from waybill.errors import JournalError
from waybill.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path


class ReprintPolicy(NamedTuple):
    """The rules for reprints; the defaults are those without a policy file."""

    max_count: int = 100
    max_age_days: int = 0
    users: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    reason_required: bool = True
    reasons: tuple[str, ...] = ()
    approval_above: int = 0
    approval_hours: int = 24

    @property
    def mark(self) -> str:
        """What tells these rules from others: 8 bytes of a SHA-256, in hexadecimal; empty for the defaults."""
        if self == ReprintPolicy():
            return ""
        from hashlib import sha256

        return sha256(repr(tuple(self)).encode()).hexdigest()[:16]


def _texts(value: Any) -> tuple[str, ...] | None:
    return tuple(value) if isinstance(value, list) and all(isinstance(v, str) for v in value) else None


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _yes_no(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


_READERS: dict[str, Callable[[Any], Any]] = {
    "max_count": _whole,
    "max_age_days": _whole,
    "users": _texts,
    "groups": _texts,
    "reason_required": _yes_no,
    "reasons": _texts,
    "approval_above": _whole,
    "approval_hours": _whole,
}


def load_policy(path: Path | None) -> ReprintPolicy:
    """The policy in the ``[reprint]`` table of a TOML file; the defaults where there is no file.

    Raises JournalError JOURNAL-POLICY-FILE for a file that can't be read, JOURNAL-POLICY for an unknown key or
    a wrong value: a policy that is not understood must not be a weaker one.
    """
    if path is None:
        return ReprintPolicy()
    values: dict[str, Any] = {}
    for key, value in _table(path, "reprint").items():
        read = _READERS.get(key)
        values[key] = read(value) if read else None
        if values[key] is None:
            raise JournalError("JOURNAL-POLICY", file=path.name, key=f"reprint.{key}")
    return ReprintPolicy(**values)


def load_retention(path: Path) -> int | None:
    """``days`` of the ``[retention]`` table of the same file, or None.  Raises JournalError JOURNAL-POLICY."""
    table = _table(path, "retention")
    wrong = next((key for key, value in table.items() if key != "days" or _whole(value) is None), None)
    if wrong is not None:
        raise JournalError("JOURNAL-POLICY", file=path.name, key=f"retention.{wrong}")
    return _whole(table.get("days"))


def _table(path: Path, name: str) -> dict[str, Any]:
    from waybill.paths import small_text
    from waybill.toml_text import NotToml, loads

    try:
        data = loads(small_text(path))
    except OSError as error:
        raise JournalError("JOURNAL-POLICY-FILE", file=path.name, reason=error.strerror) from None
    except (UnicodeDecodeError, NotToml):
        raise JournalError("JOURNAL-POLICY", file=path.name, key=tr("its TOML syntax", "TOML 语法")) from None
    unknown = sorted(data.keys() - {"reprint", "retention"})
    if unknown:
        raise JournalError("JOURNAL-POLICY", file=path.name, key=unknown[0])
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise JournalError("JOURNAL-POLICY", file=path.name, key=name)
    return table
