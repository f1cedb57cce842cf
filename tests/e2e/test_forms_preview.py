"""``template preview --number``: a stored label is looked at, never made usable, and the look is told."""

from __future__ import annotations

import json
from pathlib import Path

import zxingcpp
from e2e_kit import SAMPLES, rows, waybill
from PIL import Image


def test_a_stored_label_is_shown_spoiled_and_the_look_is_an_event(tmp_path: Path) -> None:
    house = {"WAYBILL_JOURNAL": str(tmp_path / "journal.db"), "WAYBILL_KEYS": str(tmp_path / "keys")}
    number, other = [row["运单号"] for row in rows(SAMPLES / "orders_plain.csv")][:2]
    printed = waybill(
        "print", SAMPLES / "orders_plain.csv", "-o", "a.pdf", "-q", cwd=tmp_path, WAYBILL_LANG="en", **house
    )
    assert printed.returncode == 0, printed.stderr.decode()
    look = ("template", "preview", "gbt-100x150", "-o", "a.png", "--number")

    assert waybill(*look, number.lower(), cwd=tmp_path, **house).returncode == 0
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.size == (800, 1199)
        assert zxingcpp.read_barcodes(picture.convert("L")) == []

    assert waybill("void", other, "--reason", "cancelled", cwd=tmp_path, **house).returncode == 0
    (tmp_path / "a.png").unlink()
    for refused, code in ((other, b"JOURNAL-VOIDED"), ("JT0000000000018", b"JOURNAL-UNKNOWN")):
        done = waybill(*look, refused, cwd=tmp_path, **house)
        assert done.returncode == 9
        assert code in done.stderr
    assert not (tmp_path / "a.png").exists()

    told = waybill("audit", "export", cwd=tmp_path, **house).stdout.decode().splitlines()
    kinds = [json.loads(line)["kind"] for line in told]
    assert (kinds.count("preview"), kinds.count("refusal")) == (1, 2)
    assert waybill("audit", "verify", cwd=tmp_path, **house).returncode == 0


def test_a_preview_makes_no_journal(tmp_path: Path) -> None:
    place = tmp_path / "none.db"
    arguments = ("template", "preview", "gbt-76x130", "-o", "a.png", "--number", "JT0000000000018")
    assert waybill(*arguments, "--journal", place, cwd=tmp_path).returncode == 9
    assert not place.exists()
