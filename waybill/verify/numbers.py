"""The waybill numbers on pages of a PDF, as a scanner reads them."""

from __future__ import annotations

from pathlib import Path

from waybill.errors import InputError, SymbolError, Where
from waybill.verify.codes import number_of
from waybill.verify.pages import Reader


def numbers_on_pages(path: Path, first: int, last: int, *, dpi: int) -> list[str]:
    """The number of each page from ``first`` to ``last``, or to the end of the file.

    InputError where the file is no PDF or ends before ``first``; SymbolError VERIFY-NO-NUMBER for a page of which no
    number can be read.
    """
    reader = Reader(path, dpi)
    if first > reader.pages:
        raise InputError("RENDER-PAGE", where=Where(str(path)), page=first, pages=reader.pages)
    numbers = []
    for page in range(first, min(last, reader.pages) + 1):
        number = number_of(reader.page(page), ())
        if not number:
            raise SymbolError("VERIFY-NO-NUMBER", where=Where(str(path)), page=page)
        numbers.append(number)
    return numbers
