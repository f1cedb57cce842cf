"""Fonts that the machine has, in an order that depends on nothing but their file names."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from waybill.fonts.sfnt import members

_KNOWN_FOR_RARE = (
    "sourcehansans", "notosanscjk", "notosanssc", "lxgw", "wenkai", "hanamin", "hanazono", "babelstonehan",
    "jigmo", "simsunb", "simsunext", "plangothic", "tianheng",
)  # fmt: skip
"""Parts of file names of fonts with many rare Chinese characters, best drawn first."""
_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
_NOT_REGULAR = ("bold", "black", "heavy", "light", "thin", "italic", "oblique", "condensed", "mono", "serif")


class Candidate(NamedTuple):
    """A font in a file: its path and its number in a collection."""

    path: Path
    number: int


def folders() -> list[Path]:
    """The folders in which this kind of system keeps fonts."""
    if sys.platform == "darwin":
        shared, own = ("/System/Library/Fonts", "/Library/Fonts"), ("Library/Fonts",)
    elif sys.platform == "win32":
        shared, own = ("C:/Windows/Fonts",), ("AppData/Local/Microsoft/Windows/Fonts",)
    else:
        shared, own = ("/usr/share/fonts", "/usr/local/share/fonts"), (".local/share/fonts", ".fonts")
    found = [Path(folder) for folder in shared]
    with suppress(RuntimeError):  # HOME is not set, and the system does not know the user either
        found += [Path.home() / folder for folder in own]
    return found


def candidates(extra: Sequence[Path], system: bool) -> list[Candidate]:
    """All fonts to try: the given files first, as given; then the system's, those known for rare characters first."""
    files = [*extra, *(sorted(_font_files(), key=_rank) if system else ())]
    return [Candidate(path, number) for path in dict.fromkeys(files) for number in range(_members(path))]


def _font_files() -> Iterator[Path]:
    """What is named like a font and is a file: a pipe would be waited for.  Folders that may not be entered are passed over."""
    for folder in folders():
        for place, _, names in os.walk(folder):
            found = (Path(place, name) for name in names if name.lower().endswith(_ENDINGS))
            yield from filter(
                os.path.isfile, found
            )  # Path.is_file raises where a link leads to what may not be entered


def _rank(path: Path) -> tuple[int, int, str, str]:
    name = path.stem.lower().replace("-", "").replace("_", "").replace(" ", "")
    known = next((i for i, part in enumerate(_KNOWN_FOR_RARE) if part in name), len(_KNOWN_FOR_RARE))
    return known, sum(part in name for part in _NOT_REGULAR), path.name, str(path)


def _members(path: Path) -> int:
    try:
        return members(path)
    except OSError:
        return 0
