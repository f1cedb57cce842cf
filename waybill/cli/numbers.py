"""Waybill numbers as people and scanners give them on the command line."""

from __future__ import annotations

from unicodedata import category, normalize

_AROUND = ",;=\"'“”、"


def as_printed(typed: str) -> str:
    """A number as labels bear it.

    A scanner types through the input method, which may make full-width characters of all that it sends; a copied cell
    brings along what stood about it (quotes, ``="…"``, ``No:``, a comma), and from a chat what nobody sees; people write in
    groups (RR 473 124 829 GB).  Bytes of another encoding are no characters: ``?``.
    """
    if not typed.isascii():
        seen = "".join(sign for sign in normalize("NFKC", typed) if category(sign) != "Cf")
        typed = seen.encode("utf-8", "replace").decode()
    return "".join(typed.split()).strip(_AROUND).upper().removeprefix("NO:")
