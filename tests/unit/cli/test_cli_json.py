"""What programs read: each answer of ``--json`` is an object or objects one a line, with these names and no others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).parents[2] / "samples"
NUMBER = "JT9698459974817"
LABEL = "id batch page source_line waybill_no state reprints at"
EVENT = "seq at kind actor batch label facts prev hash"
KEY = "name key_id fingerprint private retired"
PRINT = (
    "rows printed rejected skipped duplicates pages output outputs rejects_file rejects_files batch seconds labels_per_second"
    " problems rejected_by_kind left_out notes unsealed"
)
GRID = "grid_code level dimensions centre southwest bounds"
OBJECTS = {
    "print orders.csv -o again.pdf --again jam --json": PRINT,
    "print orders.csv -o again.pdf --dry-run --timing --json": f"{PRINT} timing_us_per_label",
    f"reprint {NUMBER} --reason jam -o r.pdf --json": "pages refused refusals output reprints notes",
    "check orders.csv --json": "rows orders rejected skipped files rejects_files",
    "check orders.csv --merge-same-recipient --json": "rows orders rejected skipped files rejects_files same_recipient",
    "verify labels.pdf --json": "file pages checked codes findings",
    "keys new other --passphrase-file passphrase --json": KEY,
    "keys show jitu --json": KEY,
    "keys retire jitu --json": KEY,
    "audit verify --json": "findings events labels head since_head set_back unscrubbed",
    "config show --json": "journal keys template templates profiles policy reprint_policy sender seal_to dpi jobs operator",
}
LINES = {
    "orders detect orders.csv --json":
        "file profile because encoding delimiter header_line columns ignored not_understood missing needs_join",
    "orders list --json": "id title recognise needs_join",
    "template list --json": "name paper_mm title origin",
    "keys list --json": KEY,
    "journal list --json":
        "batch started state labels actor template files outputs output_digests file_digests policy_digest form_digest versions",
    "journal export": LABEL,
    "journal export --json": LABEL,
    "find --order 202600000000000001 --json": LABEL,
    "find --repeated --json": f"group {LABEL}",
    "audit export": EVENT,
    "audit export --json": EVENT,
    "report --json":
        "day batches labels exceptions reprints voids unseals erased purged exports refusals given_up",
    "doctor --json": "name ok detail",
    "mask name 林清秋 --jsonl": "masked kind rule hidden issues",
    "address parse 南京市鼓楼区中山路8号":
        "province city district town devzone village road lane house community building unit floor room rural_group"
        " division_code spans hide masked candidates confidence issues",
    "address decode N50J47584 --json": GRID,
    "address encode --lon 116.4 --lat 39.9 --grid --json": f"code datum coarsened {GRID}",
    "address encode --lon 116.4 --lat 39.9 --json":
        f"code datum coarsened country gnss position enterprise item check profile unverified {GRID}",
}  # fmt: skip


@pytest.fixture(autouse=True)
def shop(house: Path, ask: Any) -> None:
    """Orders, of which two have one order number, printed; a key."""
    rows = (SAMPLES / "orders_plain.csv").read_text("utf-8").splitlines()[:4]
    rows.append(rows[3].replace(rows[3].split(",")[1], "JT0000000000018"))
    (house / "orders.csv").write_text("\n".join(rows), "utf-8")
    (house / "passphrase").write_text("correct horse battery\n", "utf-8")
    (house / "passphrase").chmod(0o600)
    assert ask("print", "orders.csv", "-q", "--several-parcels")[0] == 0
    assert ask("keys", "new", "jitu", "--passphrase-file", "passphrase")[0] == 0


@pytest.mark.parametrize("words", OBJECTS)
def test_one_object(ask: Any, words: str) -> None:
    out = ask(*words.split())[1]
    assert (out.count("\n"), list(json.loads(out))) == (1, OBJECTS[words].split())


@pytest.mark.parametrize("words", LINES)
def test_objects_one_a_line(ask: Any, words: str) -> None:
    status, out, _ = ask(*words.split())
    assert status == 0 and out
    assert {tuple(json.loads(line)) for line in out.splitlines()} == {tuple(LINES[words].split())}


def test_a_label_and_its_events(ask: Any) -> None:
    ask("void", NUMBER, "--reason", "cancelled")
    label, *events = map(json.loads, ask("journal", "show", NUMBER, "--json")[1].splitlines())
    assert list(label) == LABEL.split() and {tuple(event) for event in events} == {tuple(EVENT.split())}


def test_what_is_in_a_file_of_check(ask: Any, house: Path) -> None:
    text = (house / "orders.csv").read_text("utf-8").replace("15089606268", "1.38E+10")
    (house / "orders.csv").write_text(text, "utf-8")
    (told,) = json.loads(ask("check", "orders.csv", "--several-parcels", "--json")[1])["files"]
    assert list(told) == [
        "file",
        "profile",
        "encoding",
        "rows",
        "orders",
        "rejected",
        "skipped",
        "problems",
        "notes",
        "filled",
    ]
    assert list(told["problems"][0]) == ["code", "column", "count", "first_lines", "text", "remedy"]


def test_an_error_answers_nothing_on_standard_output(ask: Any) -> None:
    for words in (
        "print none.csv",
        "check none.csv",
        "verify none.pdf",
        "reprint NO1 --reason x",
        "journal show NO1",
    ):
        status, out, err = ask(*words.split(), "--json")
        assert (status in (3, 9), out, bool(err)) == (True, "", True), words
