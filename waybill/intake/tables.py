"""Tables of order files understood: encoding, delimiter, header and profile found, columns told that were not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, dropwhile, islice

from waybill.errors import InputError, Where, sentence
from waybill.intake.amounts import light_unit
from waybill.intake.columns import AT
from waybill.intake.encoding import blocks_of, detect
from waybill.intake.header import LOOK_AHEAD, FirstRow, find_header, recognised_count
from waybill.intake.layout import Layout, RawChunk
from waybill.intake.limits import COLUMNS, refuse
from waybill.intake.match import Match
from waybill.intake.merged import filled
from waybill.intake.opening import Opener
from waybill.intake.options import Options
from waybill.intake.profile import Profile, available, find, normal_name
from waybill.intake.rules import rounded_columns
from waybill.intake.source import Source
from waybill.intake.stacked import marked
from waybill.intake.telling import in_chinese, named_missing
from waybill.intake.textfile import as_utf8, cut, first_rows, out_of_quotes
from waybill.intake.unfolded import unfolded
from waybill.intake.widening import widened, without_idle_end
from waybill.intake.workbook import Sheet

MOST_UNKNOWN = 8
"""So many columns that were not understood, or sheets that there are, are named."""


def text_table(
    name: str,
    head: bytes,
    opener: Opener,
    reopen: Opener | None,
    options: Options,
    unchanged: Callable[[], None] = lambda: None,
) -> Source:
    """The table of a text file; ``reopen``: for a second look at it, where that is possible."""
    profiles = _profiles(options)
    encoding = detect(head, reopen, options.encoding, name)
    delimiter, rows, in_quotes = first_rows(head, encoding, options.delimiter, profiles)
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
            blocks = as_utf8(blocks, encoding.codec) if wide else blocks
            blocks = out_of_quotes(blocks) if in_quotes else blocks
            rows = cut(blocks, layout, first_line, rows_per_chunk)
            unchanged()
            yield from marked(rows, layout, profiles)
            unchanged()
        finally:
            stream.close()

    return Source(layout, match, first_line, chunks)


def sheet_tables(sheets: list[Sheet], name: str, options: Options) -> Iterator[Source]:
    """The visible sheets that hold orders; the others are told, unless they are blank.  Where none does, that a hidden
    one does, or the first one's error; a sheet named must be one, and may be hidden."""
    if options.sheet is not None:
        sheets = _named(sheets, options.sheet, name)
    profiles = _profiles(options)
    failed: list[tuple[Sheet, InputError]] = []
    hidden: list[InputError] = []
    found = 0
    for sheet in sheets:
        rows = _first_rows(sheet)
        if not rows:
            continue
        apart = unfolded(sheet, rows)
        if apart is not sheet:
            sheet, rows = apart, _first_rows(apart)
        if sheet.hidden and options.sheet is None:
            failed.append((sheet, InputError("INTAKE-SHEET-HIDDEN", where=Where(name), sheet=sheet.shown)))
            if not found and _has_header(rows, profiles, options):
                hidden.append(failed[-1][1])
            continue
        try:
            source = _sheet(sheet, rows, profiles, f"{name}[{sheet.shown}]" if found else name, options)
        except InputError as error:
            failed.append((sheet, error))
            continue
        found += 1
        if sheet.hidden_rows:
            options.note(name, "INTAKE-ROWS-HIDDEN", sheet=sheet.shown)
        if sheet.no_results:
            options.note(name, "INTAKE-FORMULAS", sheet=sheet.shown)
        yield source
    if not found:
        raise next(
            chain(hidden, (error for _, error in failed)), InputError("INTAKE-EMPTY", where=Where(name))
        )
    _tell_skipped(failed, name, options)


def _named(sheets: list[Sheet], wanted: str, name: str) -> list[Sheet]:
    """The sheets of that name.  InputError INTAKE-SHEET-UNKNOWN, naming those there are, where there is none."""
    found = [sheet for sheet in sheets if sheet.name == wanted]
    if not found:
        names = [sheet.shown for sheet in sheets[:MOST_UNKNOWN]]
        names += ["..."] if len(sheets) > MOST_UNKNOWN else []
        raise InputError(
            "INTAKE-SHEET-UNKNOWN", where=Where(name), names=", ".join(names), names_zh="、".join(names)
        )
    return found


def _first_rows(sheet: Sheet) -> list[FirstRow]:
    """The rows among which the header is: from the first that is not blank."""
    behind = dropwhile(lambda row: not any(map(str.strip, filter(None, row[1]))), enumerate(sheet.rows(), 1))
    return [FirstRow(line, list(cells)) for line, cells in islice(behind, LOOK_AHEAD)]


def _has_header(rows: list[FirstRow], profiles: Sequence[Profile], options: Options) -> bool:
    return max(recognised_count(row.cells, *profiles) for row in rows) >= options.least_columns


def _tell_skipped(failed: list[tuple[Sheet, InputError]], name: str, options: Options) -> None:
    for sheet, reason in failed:
        if reason.code == "INTAKE-SHEET-HIDDEN":
            options.note(name, reason.code, **reason.facts)
        else:
            why = sentence(reason.code, reason.facts)
            options.note(name, "INTAKE-SHEET-SKIPPED", sheet=sheet.shown, why=why)


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


def _profiles(options: Options) -> tuple[Profile, ...]:
    """The profiles that there are, the one asked for first."""
    known = available(options.profile_folder)
    if options.profile is None:
        return known
    return find(options.profile, known), *known


def _tell_columns(name: str, match: Match, options: Options) -> None:
    """Tell the columns that were not understood, where one of them may be the carrier or the goods, and second ones that
    are not read."""
    for column in match.repeated:
        options.note(name, "INTAKE-COLUMN-REPEATED", column=column)
    for column, other in match.passed_over:
        options.note(name, "INTAKE-COLUMN-OTHER", column=column, other=other)
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
