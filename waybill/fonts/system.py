"""Fonts that the machine has, in an order that depends on nothing but their file names."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from waybill.fonts.sfnt import members

_KNOWN_FOR_RARE = (
    "sourcehansans", "notosanscjk", "notosanssc", "lxgw", "wenkai", "hanamin", "hanazono", "babelstonehan",
    "jigmo", "simsunb", "simsunext", "plangothic", "tianheng",
)  # fmt: skip
"""Parts of file names of fonts with many rare Chinese characters, best drawn first."""
_NOT_REGULAR = ("bold", "black", "heavy", "light", "thin", "italic", "oblique", "condensed", "mono", "serif")


class Candidate(NamedTuple):
    """A font in a file: its path and its number in a collection."""

    path: Path
    number: int


def folders() -> list[Path]:
    """The folders in which this kind of system keeps fonts."""
    home = Path.home()
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    if sys.platform == "win32":
        return [Path("C:/Windows/Fonts"), home / "AppData/Local/Microsoft/Windows/Fonts"]
    return [
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
    ]


def candidates(extra: Sequence[Path], system: bool) -> list[Candidate]:
    """All fonts to try: the given files first, as given; then the system's, those known for rare characters first."""
    files = [*extra, *(sorted(_font_files(), key=_rank) if system else ())]
    return [Candidate(path, number) for path in dict.fromkeys(files) for number in range(_members(path))]


def _font_files() -> Iterator[Path]:
    """What is named like a font and is a file: a pipe would be waited for."""
    for folder in folders():
        if folder.is_dir():
            found = (p for p in folder.rglob("*") if p.suffix.lower() in (".ttf", ".otf", ".ttc", ".otc"))
            yield from filter(Path.is_file, found)


def _rank(path: Path) -> tuple[int, int, str, str]:
    name = path.stem.lower().replace("-", "").replace("_", "").replace(" ", "")
    known = next((i for i, part in enumerate(_KNOWN_FOR_RARE) if part in name), len(_KNOWN_FOR_RARE))
    return known, sum(part in name for part in _NOT_REGULAR), path.name, str(path)


def _members(path: Path) -> int:
    try:
        return members(path)
    except OSError:
        return 0
