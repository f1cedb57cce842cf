"""The courier's way in: ``waybill reprint NUMBER... -o FILE --reason TEXT`` with a queue behind him.

The command-line library needs longer to load its option machinery than a label needs to be found, laid out and written.
The plain form of this one command is therefore read here; every other form, every mistake and every ``--help`` goes
the ordinary way, and both ways end in the same function.
"""

from __future__ import annotations

from collections.abc import Sequence

_VALUES = {
    "-o": "output",
    "--output": "output",
    "--reason": "reason",
    "--journal": "journal",
    "--operator": "operator",
}
_FLAGS = {"-q": "quiet", "--quiet": "quiet", "--json": "as_json"}


def plain_reprint(argv: Sequence[str]) -> dict[str, object] | None:
    """The arguments of ``reprint`` where ``argv`` is its plain form; None where it is anything else."""
    if argv[:1] != ["reprint"]:
        return None
    numbers: list[str] = []
    found: dict[str, object] = {}
    words = iter(argv[1:])
    for word in words:
        name, mark, value = word.partition("=")
        if word in _VALUES:
            given = next(words, None)
            if given is None or given.startswith("--"):
                return None
            found[_VALUES[word]] = given
        elif mark and name.startswith("--") and name in _VALUES:
            found[_VALUES[name]] = value
        elif word in _FLAGS:
            found[_FLAGS[word]] = True
        elif word.startswith("-") and word != "-":
            return None
        else:
            numbers.append(word)
    return found | {"numbers": numbers}
