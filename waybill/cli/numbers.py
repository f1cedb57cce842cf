"""Waybill numbers as people and scanners give them on the command line."""

from __future__ import annotations

from unicodedata import normalize

_AROUND = ",;\"'“”、"


def as_printed(typed: str) -> str:
    """A number as labels bear it.

    A scanner types through the input method, which may make full-width characters of all that it sends; a copied cell
    brings its quotes or a comma along; people write in groups (RR 473 124 829 GB).  Bytes of another encoding are no
    characters: ``?``.
    """
    if not typed.isascii():
        typed = normalize("NFKC", typed).encode("utf-8", "replace").decode()
    return "".join(typed.split()).strip(_AROUND).upper()
