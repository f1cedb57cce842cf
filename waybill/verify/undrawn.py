"""The text of what no page draws, by its own fonts: appearances of annotations, patterns, glyphs, pages that were taken out.

A subset font numbers its glyphs as it likes; what a stream says in them is known from the font's map alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_SIZING = re.compile(r"\s(?:cm|Tm|Tf|Tz)\b")
_OPERANDS = 160
"""Characters before an operator in which its numbers stand."""
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


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


def undrawn_texts(reader: Any, thing: Any) -> Iterator[str]:
    """What a stream, a page outside the page tree, or a font of drawn glyphs would show."""
    from pypdf import PageObject
    from pypdf.generic import DecodedStreamObject, NameObject, StreamObject

    if not isinstance(thing, dict) or "/Resources" not in thing:
        return
    page = PageObject(reader)
    if isinstance(thing, StreamObject):
        yield page.extract_xform_text(thing)  # type: ignore[arg-type]
    elif "/CharProcs" in thing:
        for glyph in thing["/CharProcs"].values():
            stream = DecodedStreamObject()
            stream.set_data(glyph.get_object().get_data())
            stream[NameObject("/Resources")] = thing["/Resources"]
            yield page.extract_xform_text(stream)  # type: ignore[arg-type]
    elif "/Contents" in thing:
        page.update(thing)
        yield page.extract_text()


def drawn_forms(pages: Iterable[Any]) -> set[int]:
    """Object numbers of the forms that pages draw, or forms of theirs.

    Others may be among a page's resources: what an editor took away from the page often stays there.
    """
    found: set[int] = set()
    for page in pages:
        pending = [page]
        while pending:
            holder = pending.pop()
            forms: Any = holder["/Resources"].get("/XObject", {}) if "/Resources" in holder else {}
            new = {key: forms.raw_get(key) for key in forms}
            new = {key: form for key, form in new.items() if getattr(form, "idnum", 0) not in found}
            if not new:
                continue
            names = _names_drawn(holder)
            for key, form in new.items():
                if key[1:].encode() in names and hasattr(form, "idnum"):
                    found.add(form.idnum)
                    pending += [form.get_object()] if form.get_object().get("/Subtype") == "/Form" else []
    return found


def _names_drawn(holder: Any) -> set[bytes]:
    contents = holder if hasattr(holder, "get_data") else holder.get_contents()
    data = contents.get_data() if contents else b""
    return {
        _ESCAPED.sub(lambda match: bytes.fromhex(match.group(1).decode()), name)
        for name in _DRAWN.findall(data)
    }
