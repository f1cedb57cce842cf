"""Order files opened: a text file is one table, a workbook or a web page has some; joined with what supplies the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from waybill.errors import InputError, Where
from waybill.intake.column_names import gives
from waybill.intake.encoding import page_kind, refuse_document
from waybill.intake.limits import STDIN_WORKBOOK, refuse
from waybill.intake.opening import GZIP, HEAD, STDIN, Gunzip, Joined, Opener, open_file, read_up_to, watch
from waybill.intake.options import AS_FOUND, Options
from waybill.intake.pages import Page
from waybill.intake.source import Source
from waybill.intake.tables import sheet_tables, text_table
from waybill.intake.workbook import Sheet, is_workbook, open_workbook
from waybill.order_files import expand, shown_name


def open_sources(
    paths: Iterable[str], options: Options = AS_FOUND, *, stdin: BinaryIO | None = None
) -> Iterator[Source]:
    """The tables of several files in order: patterns (``*.csv``) in name order, every sheet of a workbook
    that holds orders.

    Files are opened one after another, as they are asked for.
    """
    options = _with_join(options)
    for path in paths:
        for file in expand(path):
            yield from open_tables(file, options, stdin=stdin)


def open_tables(path: str, options: Options, *, stdin: BinaryIO | None = None) -> Iterator[Source]:
    """All tables of one file: the one of a text file, or a workbook's sheets (``options.sheet`` for one of them).

    A join file is to be known already (``options.joined``).
    """
    name, opener = _opener(path, stdin)
    unchanged = watch(path, name)
    stream = opener()
    content: Path | bytes = Path(path)
    with nullcontext() if path == "-" else closing(stream):
        head = read_up_to(stream, HEAD)
        if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xfe\xff"):
            raise InputError("INTAKE-EMPTY", where=Where(name))
        if is_workbook(head) and (path == "-" or isinstance(stream, Gunzip)):
            content = head + read_up_to(stream, STDIN_WORKBOOK + 1 - len(head))
    if is_workbook(head):
        if isinstance(content, bytes) and len(content) > STDIN_WORKBOOK:
            raise refuse("bytes of a workbook from a pipe", STDIN_WORKBOOK, name)
        yield from sheet_tables(open_workbook(content, name), name, options)
        return
    if kind := page_kind(head):
        once = path == "-"
        page = Page(head, (lambda: Joined(head, stream)) if once else opener, once, options.encoding, name)
        sheets = _reader_of_pages(kind)(page)
        unchanged()
        yield from sheet_tables(sheets, name, options)
        return
    refuse_document(head, name)
    if path == "-":
        yield text_table(name, head, lambda: Joined(head, stream), None, options)
    else:
        yield text_table(name, head, opener, opener, options, unchanged)


def _reader_of_pages(kind: str) -> Callable[[Page], list[Sheet]]:
    """What reads web pages, or XML workbooks; few files are."""
    if kind == "HTML":
        from waybill.intake.webpage import open_page

        return open_page
    from waybill.intake.spreadsheetml import open_xml

    return open_xml


def _opener(path: str, stdin: BinaryIO | None) -> tuple[str, Opener]:
    """The file's shown name and how to open it, through gzip where it is packed."""
    if path != "-":
        file, name = Path(path), shown_name(path)
        with open_file(file) as stream:
            packed = stream.read(2) == GZIP
        if packed:
            return name, lambda: Gunzip(open_file(file), name)
        return name, lambda: open_file(file)
    if stdin is None:
        raise InputError("INTAKE-NO-FILE", where=Where(STDIN))
    head = read_up_to(stdin, HEAD)
    joined = Joined(head, stdin)
    if head.startswith(GZIP):
        return STDIN, lambda: Gunzip(joined, STDIN)
    return STDIN, lambda: joined


def _with_join(options: Options) -> Options:
    """The options with what the join file supplies known."""
    if options.join is None or options.joined is not None:
        return options
    if options.on is None:
        raise InputError("INTAKE-JOIN-COLUMN", where=Where(shown_name(options.join)))
    from waybill.intake.join import open_join

    spec = open_join(options.join, options.on, options)
    return replace(options, joined=spec, supplied=options.supplied | set(gives(spec.supplies)))
