"""The waybill numbers on pages of a PDF, as a scanner reads them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from waybill.confined import Confined
from waybill.errors import InputError, SymbolError, Where
from waybill.processes import cores
from waybill.verify.codes import number_of
from waybill.verify.pages import Reader, load_readers


def numbers_on_pages(path: Path, first: int, last: int, *, dpi: int) -> list[str]:
    """The number of each page from ``first`` to ``last``, or to the end of the file.

    InputError where the file is no PDF or ends before ``first``; SymbolError VERIFY-NO-NUMBER for a page of which no
    number can be read.
    """
    where = Where(str(path))
    with Confined(path, partial(Reader, path, dpi), cores(), load=load_readers) as readers:
        pages = readers.result_of(readers.give(_count))
        if first > pages:
            raise InputError("RENDER-PAGE", where=where, page=first, pages=pages)
        asked = range(first, min(last, pages) + 1)
        numbers = []
        for page, given in [(page, readers.give(_number, page)) for page in asked]:
            number = readers.result_of(given)
            if not number:
                raise SymbolError("VERIFY-NO-NUMBER", where=where, page=page)
            numbers.append(number)
        return numbers


def _count(reader: Reader) -> int:
    return reader.pages


def _number(reader: Reader, page: int) -> str:
    return number_of(reader.page(page), ())
