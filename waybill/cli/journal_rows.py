"""Rows of the journal on standard output: as text, as JSON lines, as CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any
from unicodedata import east_asian_width

from waybill.cli import words
from waybill.cli.streams import json_line
from waybill.errors import UsageError, harmless
from waybill.journal.views import BatchRow, EventRow, LabelRow

_LONG = ("file_digests", "output_digests", "policy_digest", "form_digest", "versions", "prev", "hash")


def batch_row(batch: BatchRow) -> dict[str, Any]:
    """A batch as one flat row."""
    return {
        "batch": batch.id,
        "started": batch.started,
        "state": batch.state,
        "labels": batch.labels,
        "actor": batch.actor,
        "template": batch.template,
        "files": [name for name, _ in batch.files],
        "outputs": [output.final for output in batch.outputs],
        "output_digests": [output.sha256 for output in batch.outputs],
        "file_digests": [digest for _, digest in batch.files],
        "policy_digest": batch.policy_digest,
        "form_digest": batch.form_digest,
        "versions": dict(batch.versions),
    }


def brief(row: dict[str, Any]) -> dict[str, Any]:
    """A batch's or an event's row as it fits a screen: without digests and versions."""
    return {name: value for name, value in row.items() if name not in _LONG}


def event_row(event: EventRow) -> dict[str, Any]:
    """An event with its facts as an object and its hashes in hexadecimal."""
    return event._asdict() | {
        "facts": json.loads(event.facts),
        "prev": event.prev.hex(),
        "hash": event.hash.hex(),
    }


_OF_AN_EVENT = {"seq": "event", "at": "event_at", "kind": "kind", "actor": "actor", "facts": "facts"}
"""Columns of an event beside those of its label."""


def label_with_events(label: LabelRow, events: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One table of a label and all that happened to it: the label's row with each event, or with none."""
    for event in list(events) or [{}]:
        yield label._asdict() | {name: event.get(key, "") for key, name in _OF_AN_EVENT.items()}


def check_form(as_json: bool, as_csv: bool) -> None:
    """Raises UsageError ``JOURNAL-JSON-OR-CSV`` where both forms are asked for."""
    if as_json and as_csv:
        raise UsageError("JOURNAL-JSON-OR-CSV")


def write_rows(rows: Iterable[dict[str, Any]], *, as_json: bool = False, as_csv: bool = False) -> None:
    """Write rows, JSON and CSV as they come; text and CSV begin with a header.  An empty list writes nothing."""
    check_form(as_json, as_csv)
    if as_json:
        for row in rows:
            sys.stdout.write(json_line(row) + "\n")
    elif as_csv:
        from waybill.intake.rejects import may_be_run

        table = csv.writer(sys.stdout, lineterminator="\n")
        for place, row in enumerate(rows):
            if not place:
                table.writerow(row)
            cells = map(_cell, row.values())
            table.writerow([f"'{cell}" if may_be_run(cell) else cell for cell in cells])
    else:
        _write_table(list(rows))


def _write_table(rows: list[dict[str, Any]]) -> None:
    """Columns one under the other, two spaces between them; a Chinese character is two wide."""
    if not rows:
        return
    lines = [list(map(words.heading, rows[0]))]
    lines += [[words.value(name, _cell(value)) or "-" for name, value in row.items()] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
        sys.stdout.write(harmless("  ".join(cells).rstrip()) + "\n")


def _width(text: str) -> int:
    return len(text) + sum(east_asian_width(character) in "WF" for character in text)


def _cell(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return " ".join(map(str, value))
    if isinstance(value, dict):
        return " ".join(f"{name}={part}" for name, part in value.items())
    return "" if value is None else str(value)
