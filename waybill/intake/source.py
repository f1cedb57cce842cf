"""Order files opened: encoding, delimiter, header and profile found, rows handed out in chunks.

Reading streams: memory does not grow with a text file.  The parent process only cuts bytes at record
boundaries; decoding, parsing and judging rows is the workers' work (``waybill.intake.rows.read_chunk``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, dropwhile, islice
from pathlib import Path
from typing import BinaryIO

from waybill.errors import InputError, Problem, Where, sentence
from waybill.intake.amounts import light_unit
from waybill.intake.columns import AT, FIELDS, WITHIN
from waybill.intake.encoding import blocks_of, detect, page_kind, refuse_document
from waybill.intake.header import LEAST, LOOK_AHEAD, FirstRow, find_header, recognised_count
from waybill.intake.layout import JoinSpec, Layout, RawChunk
from waybill.intake.limits import COLUMNS, STDIN_WORKBOOK, refuse
from waybill.intake.match import Match, gives, may_show
from waybill.intake.merged import filled
from waybill.intake.opening import GZIP, HEAD, STDIN, Gunzip, Joined, Opener, open_file, read_up_to, watch
from waybill.intake.pages import Page
from waybill.intake.profile import Profile, available, find, normal_name
from waybill.intake.rules import rounded_columns
from waybill.intake.stacked import marked
from waybill.intake.telling import in_chinese, named_missing
from waybill.intake.textfile import as_utf8, cut, first_rows
from waybill.intake.widening import widened, without_idle_end
from waybill.intake.workbook import Sheet, is_workbook, open_workbook
from waybill.order_files import expand, shown_name

MOST_UNKNOWN = 8
"""So many columns that were not understood, or sheets that there are, are named."""


@dataclass(frozen=True, slots=True)
class Options:
    """How order files are to be read; everything not told is found out."""

    profile: str | None = None
    """Id of a profile, or the path of its file."""
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    """Name of the one sheet of a workbook to read."""
    profile_folder: Path | None = None
    """Where a user's own profiles are."""
    strict: bool = False
    """Whether hints reject a row."""
    join: str | None = None
    """A file that supplies what this one lacks ..."""
    on: str | None = None
    """... by this column, which both have."""
    supplied: frozenset[str] = frozenset()
    """Standard columns that may be missing here."""
    least_columns: int = LEAST
    """So many known columns make a row the header."""
    joined: JoinSpec | None = None
    """The join file, once it was looked at."""
    tell: Callable[[str, Problem], None] | None = None
    """Is told, by the file's name, what of a file is not read although the rest of it is."""

    def note(self, file: str, code: str, **facts: str) -> None:
        """Tell something of a file."""
        if self.tell:
            self.tell(file, Problem(code, None, tuple(facts.items())))


class Source:
    """One table of orders: a text file, or one sheet of a workbook."""

    def __init__(
        self,
        layout: Layout,
        match: Match,
        first_line: int,
        chunks: Callable[[int], Iterator[RawChunk]],
        sheet: str = "",
    ) -> None:
        self.layout = layout
        """What :func:`waybill.intake.read_chunk` needs; small and picklable."""
        self.match = match
        """How the header was understood."""
        self.first_line = first_line
        """Line of the first row behind the header."""
        self.sheet = sheet
        """The workbook's sheet; "" for a text file."""
        self._chunks = chunks

    @property
    def name(self) -> str:
        """The file's name without folders; a further sheet as ``name.xlsx[sheet]``."""
        return self.layout.file

    @property
    def columns(self) -> tuple[str, ...]:
        """The header as found."""
        return self.layout.header

    @cached_property
    def names(self) -> dict[str, str]:
        """Standard column -> its name in this file's header, where that may be shown; else the usual one."""
        found = zip(FIELDS, self.layout.index, strict=True)
        # The star of a form's required columns is none of a mask: the name is one that is known.
        shown = {column: self.columns[at].strip("*＊ \t") for column, at in found if at >= 0}
        own = {column: name for column, name in shown.items() if may_show(name)}
        # A phone that is missing may be missing in the one column there is.
        for who in ("recipient", "sender"):
            if f"{who}_tel" in own and f"{who}_phone" not in shown:
                own[f"{who}_phone"] = own[f"{who}_tel"]
        usual = {column: names[0] for column, names in self.match.plain.columns}
        within = {
            column: f"{usual[column]}（{own[whole]}）"
            for whole, parts in WITHIN.items()
            for column in parts
            if whole in own and column not in shown
        }
        return usual | within | own

    def chunks(self, rows_per_chunk: int = 256) -> Iterator[RawChunk]:
        """The rows behind the header in file order, about so many at a time; streaming.  A pipe can be read
        once."""
        return self._chunks(rows_per_chunk)


def open_source(
    path: str,
    *,
    stdin: BinaryIO | None = None,
    profile: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    profile_folder: Path | None = None,
    strict: bool = False,
    join: str | None = None,
    on: str | None = None,
) -> Source:
    """The (first) table of an order file; ``-`` reads ``stdin``.

    Raises InputError for a file that is none or can't be understood.
    """
    options = Options(profile, encoding, delimiter, sheet, profile_folder, strict, join, on)
    return next(open_tables(path, options, stdin=stdin))


def open_sources(
    paths: Iterable[str], options: Options = Options(), *, stdin: BinaryIO | None = None
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
    """All tables of one file: the one of a text file, or a workbook's sheets (``options.sheet`` for one of
    them)."""
    options = _with_join(options)
    name, opener = _opener(path, stdin)
    unchanged = watch(path, name)
    stream = opener()
    head = read_up_to(stream, HEAD)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise InputError("INTAKE-EMPTY", where=Where(name))
    if is_workbook(head):
        packed = path != "-" and not isinstance(stream, Gunzip)
        content: Path | bytes = (
            Path(path) if packed else head + read_up_to(stream, STDIN_WORKBOOK + 1 - len(head))
        )
        stream.close()
        if isinstance(content, bytes) and len(content) > STDIN_WORKBOOK:
            raise refuse("bytes of a workbook from a pipe", STDIN_WORKBOOK, name)
        yield from _sheets(open_workbook(content, name), name, options)
        return
    if kind := page_kind(head):
        once = path == "-"
        if not once:
            stream.close()
        page = Page(head, (lambda: Joined(head, stream)) if once else opener, once, options.encoding, name)
        sheets = _reader_of_pages(kind)(page)
        unchanged()
        yield from _sheets(sheets, name, options)
        return
    refuse_document(head, name)
    if path == "-":
        yield _text(name, head, lambda: Joined(head, stream), None, options)
    else:
        stream.close()
        yield _text(name, head, opener, opener, options, unchanged)


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


def _profiles(options: Options) -> tuple[Profile, ...]:
    """The profiles that there are, the one asked for first."""
    known = available(options.profile_folder)
    if options.profile is None:
        return known
    return find(options.profile, known), *known


def _text(
    name: str,
    head: bytes,
    opener: Opener,
    reopen: Opener | None,
    options: Options,
    unchanged: Callable[[], None] = lambda: None,
) -> Source:
    profiles = _profiles(options)
    encoding = detect(head, reopen, options.encoding, name)
    delimiter, rows = first_rows(head, encoding, options.delimiter, profiles)
    at, cells, match = find_header(
        rows, profiles, options.profile is not None, options.supplied, name, options.least_columns
    )
    first_line = rows[at + 1].line if at + 1 < len(rows) else rows[at].line + 1
    wide = encoding.codec.startswith("utf-16")
    cells = widened(without_idle_end(cells, rows[at + 1 :]), match.index, rows[at + 1 :])
    layout = _layout(name, "utf-8" if wide else encoding.codec, delimiter, cells, match, options)
    layout = replace(layout, rounded=rounded_columns([row.cells for row in rows[at + 1 :]], match.index))

    _tell_columns(name, match, options)

    def chunks(rows_per_chunk: int) -> Iterator[RawChunk]:
        stream = opener()
        try:
            blocks = blocks_of(stream, encoding, name, check=reopen is None)
            rows = cut(
                as_utf8(blocks, encoding.codec) if wide else blocks, layout, first_line, rows_per_chunk
            )
            unchanged()
            yield from marked(rows, layout, profiles)
            unchanged()
        finally:
            stream.close()

    return Source(layout, match, first_line, chunks)


def _sheets(sheets: list[Sheet], name: str, options: Options) -> Iterator[Source]:
    """The visible sheets that hold orders; the others are told, unless they are blank.  Where none does, that a hidden
    one does, or the first one's error; a sheet named must be one, and may be hidden."""
    if options.sheet is not None:
        wanted = [sheet for sheet in sheets if sheet.name == options.sheet]
        if not wanted:
            names = [sheet.name for sheet in sheets[:MOST_UNKNOWN]]
            more = ["..."] if len(sheets) > MOST_UNKNOWN else []
            raise InputError(
                "INTAKE-SHEET-UNKNOWN",
                where=Where(name),
                names=", ".join(names + more),
                names_zh="、".join(names + more),
            )
        sheets = wanted
    profiles = _profiles(options)
    failed: list[tuple[Sheet, InputError]] = []
    hidden: list[InputError] = []
    found = 0
    for sheet in sheets:
        behind = dropwhile(
            lambda row: not any(map(str.strip, filter(None, row[1]))), enumerate(sheet.rows(), 1)
        )
        rows = [FirstRow(line, list(cells)) for line, cells in islice(behind, LOOK_AHEAD)]
        if not rows:
            continue
        if sheet.hidden and options.sheet is None:
            failed.append((sheet, InputError("INTAKE-SHEET-HIDDEN", where=Where(name), sheet=sheet.name)))
            if (
                not found
                and max(recognised_count(row.cells, *profiles) for row in rows) >= options.least_columns
            ):
                hidden.append(failed[-1][1])
            continue
        try:
            source = _sheet(sheet, rows, profiles, f"{name}[{sheet.name}]" if found else name, options)
        except InputError as error:
            failed.append((sheet, error))
            continue
        found += 1
        if sheet.hidden_rows:
            options.note(name, "INTAKE-ROWS-HIDDEN", sheet=sheet.name)
        if sheet.no_results:
            options.note(name, "INTAKE-FORMULAS", sheet=sheet.name)
        yield source
    if not found:
        raise next(
            chain(hidden, (error for _, error in failed)), InputError("INTAKE-EMPTY", where=Where(name))
        )
    for sheet, reason in failed:
        if reason.code == "INTAKE-SHEET-HIDDEN":
            options.note(name, reason.code, **reason.facts)
        else:
            why = sentence(reason.code, reason.facts)
            options.note(name, "INTAKE-SHEET-SKIPPED", sheet=sheet.name, why=why)


def _sheet(
    sheet: Sheet, rows: list[FirstRow], profiles: Sequence[Profile], name: str, options: Options
) -> Source:
    at, cells, match = find_header(
        rows, profiles, options.profile is not None, options.supplied, name, options.least_columns
    )
    layout = _layout(name, "utf-8", ",", cells, match, options)
    first_line = rows[at].line + 1

    _tell_columns(name, match, options)

    def parts(rows_per_chunk: int) -> Iterator[RawChunk]:
        behind = filled(islice(sheet.rows(), first_line - 1, None), first_line, sheet.merged(), layout)
        line = first_line
        while part := tuple(islice(behind, rows_per_chunk)):
            yield RawChunk(line, b"", part)
            line += len(part)

    def chunks(rows_per_chunk: int) -> Iterator[RawChunk]:
        return marked(parts(rows_per_chunk), layout, profiles)

    return Source(layout, match, first_line, chunks, sheet.name)


def _tell_columns(name: str, match: Match, options: Options) -> None:
    """Tell the columns that were not understood, and where one of them may be the carrier or the goods."""
    if not match.unknown:
        return
    more = ", ..." if len(match.unknown) > MOST_UNKNOWN else ""
    seen = [name for name, _ in match.unknown[:MOST_UNKNOWN]]
    unknown = {
        "unknown": ", ".join(seen) + more,
        "unknown_zh": ", ".join(map(in_chinese, seen)) + more,
    }
    lacking = match.lacking(options.joined.supplies if options.joined else ())
    if lacking:
        options.note(name, "INTAKE-COLUMNS-LACKING", **named_missing(lacking, match.plain), **unknown)
    else:
        options.note(name, "INTAKE-COLUMNS-UNKNOWN", **unknown)


def _with_join(options: Options) -> Options:
    """The options with what the join file supplies known."""
    if options.join is None or options.joined is not None:
        return options
    if options.on is None:
        raise InputError("INTAKE-JOIN-COLUMN", where=Where(shown_name(options.join)))
    from waybill.intake.join import open_join

    spec = open_join(options.join, options.on, options)
    return replace(options, joined=spec, supplied=options.supplied | set(gives(spec.supplies)))


def _cleaning(match: Match) -> tuple[tuple[str, str], ...]:
    """The profile's cleaning of the columns that there are; cells that hold several fields are taken apart also where
    only the common synonyms know their column."""
    own = {column for column, _ in match.profile.clean}
    common = () if match.profile is match.plain else match.plain.clean
    steps = (*match.profile.clean, *(pair for pair in common if pair[0] not in own), *_of_weight(match, own))
    return tuple((column, step) for column, step in steps if match.index[AT[column]] >= 0)


def _of_weight(match: Match, own: set[str]) -> tuple[tuple[str, str], ...]:
    """What the header tells of the weight's unit, unless the profile does."""
    name = next((name for name, column in match.understood if column == "weight_kg"), "")
    if not name or "weight_kg" in own:
        return ()
    unit = light_unit(normal_name(name))
    return (("weight_kg", {"g": "grams", "斤": "half-kilograms"}[unit]),) if unit else ()


def _layout(
    name: str, codec: str, delimiter: str, cells: Sequence[str], match: Match, options: Options
) -> Layout:
    if len(cells) > COLUMNS:
        raise refuse("columns of a table", COLUMNS, name)
    profile = match.profile
    key = -1
    if options.joined is not None:
        from waybill.intake.join import key_position

        position = key_position(match, cells, options.on or "")
        if position is None:
            raise InputError("INTAKE-JOIN-COLUMN", where=Where(name))
        key = position
    return Layout(
        file=name,
        encoding=codec,
        delimiter=delimiter,
        header=tuple(cells),
        profile=profile.id,
        index=match.index,
        clean=_cleaning(match),
        carrier_by_prefix=profile.carrier_by_prefix,
        virtual_extension=profile.virtual_extension,
        strict=options.strict,
        join=options.joined,
        join_key=key,
    )
