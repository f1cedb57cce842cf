"""The short way in: ``waybill print`` and ``waybill reprint`` with plain words, before a pickup or a queue.

The command-line library needs longer to load its option machinery than a label needs to be made.  The plain forms of
these two commands are therefore read here; every other form, every mistake and every ``--help`` goes the ordinary way,
and both ways end in the same functions (``doing``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_COMMON = {"-o": "output", "--output": "output", "--journal": "journal", "--operator": "operator"}
_MOST_DIGITS = 9
_QUIET = {"-q": "quiet", "--quiet": "quiet", "--json": "as_json"}


class _Form(NamedTuple):
    """The words that a command takes here."""

    words: str
    """What words without an option are."""
    values: dict[str, str]
    """Options with a value, which comes once."""
    lists: dict[str, str]
    """Options with a value that may come again."""
    numbers: dict[str, str]
    """Options with a whole number."""
    flags: dict[str, str]


_FORMS = {
    "print": _Form(
        "orders",
        _COMMON
        | {f"--{name}": name for name in ("template", "policy", "sender", "profile", "sort", "split", "again", "verify")},
        {"--seal-to": "seal_to"},
        {"--jobs": "jobs", "-j": "jobs", "--dpi": "dpi"},
        _QUIET | {"--timing": "timing", "--dry-run": "dry_run", "--verbose": "verbose", "-v": "verbose"},
    ),
    "reprint": _Form("numbers", _COMMON | {"--reason": "reason"}, {}, {}, _QUIET),
}  # fmt: skip


class Plain(NamedTuple):
    """A command understood: the function of ``doing``, and its arguments."""

    command: str
    arguments: dict[str, object]


def plain(argv: Sequence[str]) -> Plain | None:
    """The command where ``argv`` is one of the plain forms; None where it is anything else."""
    form = _FORMS.get(argv[0]) if argv else None
    if form is None:
        return None
    loose: list[str] = []
    found: dict[str, object] = {}
    words = iter(argv[1:])
    for word in words:
        name, _, value = word.partition("=")
        if word in form.flags:
            found[form.flags[word]] = True
        elif word and (not word.startswith("-") or word == "-"):
            loose.append(word)
        elif word in form.values or word in form.lists or word in form.numbers:
            given = next(words, None)
            if given is None or given.startswith("--") or not _put(form, found, word, given):
                return None
        elif not (name.startswith("--") and _put(form, found, name, value)):
            return None
    if argv[0] == "print" and not loose:
        return None
    return Plain(argv[0], found | {form.words: loose})


def _put(form: _Form, found: dict[str, object], option: str, value: str) -> bool:
    """Note an option's value; False where the option is unknown, the value empty, or no number where one is wanted."""
    if not value:
        return False
    if option in form.values:
        found[form.values[option]] = value
    elif option in form.lists:
        before = found.get(form.lists[option])
        found[form.lists[option]] = [*(before if isinstance(before, list) else ()), value]
    elif option in form.numbers and value.isascii() and value.isdecimal() and len(value) <= _MOST_DIGITS:
        found[form.numbers[option]] = int(value)
    else:
        return False
    return True
