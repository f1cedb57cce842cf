"""The text of what no page draws, by its own fonts: appearances of annotations, patterns, glyphs, pages that were taken out.

A subset font numbers its glyphs as it likes; what a stream says in them is known from the font's map alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

_SIZING = re.compile(r"\s(?:cm|Tm|Tf|Tz)\b")
_SHOWING = re.compile(rb"T[jJ]\b")
_MOST_LENT = 64
"""Sets of fonts that are tried on each stream without resources."""
_OPERANDS = 160
"""Characters before an operator in which its numbers stand."""


def shows_nothing(text: str) -> bool:
    """Whether a page's operators set a text without size, or one that is pressed flat."""
    for match in _SIZING.finditer(text):
        operands = text[max(0, match.start() - _OPERANDS) : match.start()].split()
        try:
            if match.group()[-2:] in ("Tf", "Tz"):
                flat = not float(operands[-1])
            else:
                a, b, c, d = map(float, operands[-6:-2])
                flat = a * d == b * c
        except (IndexError, ValueError):  # of something that only looks like an operator
            continue
        if flat:
            return True
    return False


def undrawn_texts(reader: Any, thing: Any, lent: Iterable[Any]) -> Iterator[str]:
    """What a stream, a page outside the page tree, or a font of drawn glyphs would show.

    ``lent``: resources for a stream that has none of its own, as a page's stream has that was taken from its page.
    """
    from pypdf import PageObject
    from pypdf.generic import StreamObject

    if not isinstance(thing, dict):
        return
    page = PageObject(reader)
    if isinstance(thing, StreamObject):
        if "/Resources" in thing:
            yield page.extract_xform_text(thing)  # type: ignore[arg-type]  # any stream is read so
        elif thing.get("/Subtype") != "/Image" and _SHOWING.search(data := thing.get_data()):
            yield from (_text_of(page, data, resources) for resources in lent)
    elif "/CharProcs" in thing and "/Resources" in thing:
        for glyph in thing["/CharProcs"].values():
            yield _text_of(page, glyph.get_object().get_data(), thing["/Resources"])
    elif "/Contents" in thing and "/Resources" in thing:
        page.update(thing)
        yield page.extract_text()


def _text_of(page: Any, data: bytes, resources: Any) -> str:
    from pypdf.generic import DecodedStreamObject, NameObject

    stream = DecodedStreamObject()
    stream.set_data(data)
    stream[NameObject("/Resources")] = resources
    return str(page.extract_xform_text(stream))


def lent_resources(reader: Any, pages: Iterable[Any]) -> list[Any]:
    """The resources of pages, and those that fields share: each set of fonts once."""
    root = reader.root_object
    holders = [(page, "/Resources") for page in pages]
    holders += [(root["/AcroForm"], "/DR")] if "/AcroForm" in root else []
    found: dict[tuple[tuple[str, int], ...], Any] = {}
    for holder, key in holders:
        resources = holder.get(key, {}).get_object()
        fonts = resources.get("/Font", {}).get_object()
        names = tuple((name, getattr(fonts.raw_get(name), "idnum", 0)) for name in fonts)
        if names and len(found) < _MOST_LENT:
            found.setdefault(names, resources)
    return list(found.values())
