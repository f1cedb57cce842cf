"""What a run of `waybill print` finds under the names that it writes: never lost without a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from e2e_kit import SAMPLES, waybill

LINES = (SAMPLES / "orders_plain.csv").read_bytes().splitlines(keepends=True)


@pytest.fixture
def house(house: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """It is the working folder, too."""
    monkeypatch.chdir(house)
    return house


def orders(name: str, first: int, last: int, *, bad: bool = False) -> Path:
    """Rows ``first`` to ``last`` of the sample, the last of them without its recipient where ``bad``."""
    path = Path(name)
    rows = LINES[first : last + 1]
    if bad:
        header = LINES[0].decode("utf-8-sig").rstrip().split(",")
        cells = rows[-1].decode().rstrip("\r\n").split(",")
        cells[header.index("收件人")] = ""
        rows[-1] = (",".join(cells) + "\n").encode()
    path.write_bytes(LINES[0] + b"".join(rows))
    return path


def told(*words: str) -> tuple[int, list[str]]:
    done = waybill("print", *words, "--json")
    report = json.loads(done.stdout or b"{}")
    notes = [note for note in report.get("notes", ()) if "--seal-to" not in note]
    return done.returncode, notes or [done.stderr.decode()]


def test_rejects_are_not_written_over_the_rejects_that_are_printed(house: Path) -> None:
    assert told(str(orders("orders.csv", 1, 3, bad=True)))[0] == 10
    labels, rejects = Path("labels.pdf").read_bytes(), Path("labels.rejects.csv").read_bytes()
    status, (message,) = told("labels.rejects.csv")
    assert (status, "OUTPUT-INPUT" in message, "-o rest.pdf" in message) == (3, True, True)
    assert Path("labels.pdf").read_bytes() == labels
    assert Path("labels.rejects.csv").read_bytes() == rejects
    assert told("labels.rejects.csv", "-o", "rest.pdf")[0] == 10
    assert Path("rest.rejects.csv").is_file()


def test_a_join_file_is_an_input_too(house: Path) -> None:
    orders("orders.csv", 1, 3)
    Path("labels.rejects.csv").write_text("订单号,运单号\n1,2\n", "utf-8")
    status, (message,) = told("orders.csv", "--join", "labels.rejects.csv", "--on", "订单号")
    assert (status, "OUTPUT-INPUT" in message) == (3, True)


def test_rejects_that_are_being_corrected_are_kept(house: Path) -> None:
    orders("orders.csv", 1, 3, bad=True)
    assert told("orders.csv")[0] == 10
    first = Path("labels.rejects.csv").read_bytes()
    assert told("orders.csv")[0] == 10
    assert not Path("labels.rejects.csv~").exists(), "the same content needs no copy"
    for name in ("labels.rejects.csv~", "labels.rejects.csv~2"):
        Path("labels.rejects.csv").write_bytes(first + b"corrected " + name.encode())
        status, (note,) = told("orders.csv")
        assert status == 10 and name in note
        assert Path(name).read_bytes().endswith(name.encode())
        assert Path("labels.rejects.csv").read_bytes() == first


def test_a_clean_run_tells_of_older_rejects(house: Path) -> None:
    assert told(str(orders("orders.csv", 1, 3, bad=True)))[0] == 10
    status, notes = told(str(orders("others.csv", 4, 5)))
    assert status == 0
    assert [note for note in notes if "labels.rejects.csv is an earlier run's" in note]
    assert Path("labels.rejects.csv").is_file()


def test_replaced_labels_are_told_with_the_way_back(house: Path) -> None:
    status, notes = told(str(orders("monday.csv", 1, 3)))
    assert status == 0 and not [note for note in notes if "batch" in note]
    status, (note,) = told(str(orders("tuesday.csv", 4, 8)))
    assert status == 0
    assert "labels.pdf held labels of batch 1 (3 in all) and was replaced" in note
    assert "`waybill reprint --batch 1 " in note
    assert waybill("reprint", "--batch", "1", "-o", "back.pdf", "--reason", "replaced").returncode == 0
    Path("labels.pdf").write_bytes(b"somebody else's")
    status, notes = told(str(orders("wednesday.csv", 9, 9)))
    assert status == 0 and not [note for note in notes if "batch" in note]


def test_parts_of_an_earlier_run_are_told(house: Path) -> None:
    Path("labels-notes.pdf").write_bytes(b"nobody's part")
    assert told(str(orders("monday.csv", 1, 3)), "--split", "1")[0] == 0
    status, notes = told(str(orders("tuesday.csv", 4, 5)), "--split", "1")
    assert status == 0 and len(notes) == 3
    assert "labels-0002.pdf held labels of batch 1" in notes[1] + notes[0]
    assert notes[2].endswith("still there: labels-0003.pdf")
    status, notes = told("tuesday.csv", "--split", "1")
    assert status == 0 and not [note for note in notes if "still there" in note], (
        "nothing new lies beside them"
    )


def test_labels_that_a_batch_printed_again_are_not_promised_by_its_number(house: Path) -> None:
    name = str(orders("monday.csv", 1, 3))
    assert told(name)[0] == 0
    assert told(name, "-o", "again.pdf", "--again", "jam")[0] == 0
    status, (note,) = told(name, "-o", "again.pdf", "--again", "jam")
    assert status == 0
    assert "again.pdf held labels that batch 2 printed again" in note and "--batch" not in note
