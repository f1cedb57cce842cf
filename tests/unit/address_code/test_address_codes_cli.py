"""``waybill address encode`` and ``decode``: data on stdout, messages on stderr, one result a line."""

from __future__ import annotations

import io
import json
import sys

import pytest

from waybill.cli import address_codes, run


class Said:
    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


@pytest.fixture
def waybill(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def call(*argv: str, stdin: str = "") -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        for name in ("stdout", "stderr"):
            monkeypatch.setattr(getattr(sys, name), "reconfigure", lambda **_: None, raising=False)
        monkeypatch.setenv("WAYBILL_LANG", "en")
        address_codes._say_unverified.cache_clear()
        with pytest.raises(SystemExit) as ended:
            run(["address", *argv])
        captured = capsys.readouterr()
        return Said(int(ended.value.code or 0), captured.out, captured.err)

    return call


@pytest.mark.parametrize(
    ("argv", "out"),
    [
        (["--lon", "116.3912757", "--lat", "39.906217", "--grid"], "N50J4758475221247154"),
        (["--lon", "-43.2105", "--lat", "-22.9519", "--grid"], "S23F254C791273124760"),
        (["--lon=-43.2105", "--lat=-22.9519", "--height", "710", "--grid"],
         "S023F0025040C7091521734125470606"),
        (["--lon", "116.3912757", "--lat", "39.906217", "--grid", "--level", "4"], "N50J47584"),
        (["--lon", "116°18'45.37\"", "--lat", "39°59'35.38\"", "--grid", "--level", "8"], "N50J47539B825534"),
        (["--lon", "0", "--lat", "90", "--grid"], "N0000000000000000000"),
        (["--lon", "116.39751670", "--lat", "39.90761820", "--grid", "--datum", "高德", "--level", "7"],
         "N50J4758475221"),
    ],
)  # fmt: skip
def test_grid_codes(waybill, argv: list[str], out: str) -> None:  # type: ignore[no-untyped-def]
    said = waybill("encode", *argv)
    assert (said.status, said.out, said.err) == (0, out + "\n", "")


def test_the_whole_code_is_marked_unverified_once(waybill) -> None:  # type: ignore[no-untyped-def]
    said = waybill("encode", stdin="116.39,39.90\n116.3912,39.9062\n")
    assert said.out.splitlines()[0] == "CN-C-N50J47584-YG"
    assert said.err.count("not verified") == 1
    facts = json.loads(waybill("encode", "--lon", "116.39", "--lat", "39.90", "--json").out)
    assert facts["unverified"] is True
    assert (facts["code"], facts["grid_code"], facts["level"]) == ("CN-C-N50J47584-YG", "N50J47584", 4)
    assert facts["southwest"] == {"lon": "116°23'00\"E", "lat": "39°54'00\"N"}


def test_the_whole_code_is_no_finer_than_its_source(waybill) -> None:  # type: ignore[no-untyped-def]
    said = waybill("encode", "--lon", "116.39", "--lat", "39.90", "--level", "10")
    assert said.out == "CN-C-N50J47584-YG\n"
    assert "level 4" in said.err
    assert waybill("encode", "--lon", "116.39", "--lat", "39.90", "--level", "3").out.startswith(
        "CN-C-N50J475-"
    )


def test_lines_keep_their_order_and_bad_ones_are_empty(waybill) -> None:  # type: ignore[no-untyped-def]
    lines = ["\ufeff116.3912757,39.906217\r", "secret", "", "39.9,116.39", " 86.9 , 27.9 ,8848.86", "1,2,3,4"]
    said = waybill("encode", "--grid", stdin="\n".join(lines))
    assert said.out == "N50J4758475221247154\n\n\n\nN045G005705094400800001006004006\n\n"
    assert said.status == 10
    assert [line.split(":")[1].strip() for line in said.err.splitlines() if "line" in line] == [
        "line 2",
        "line 4",
        "line 6",
    ]
    assert "secret" not in said.err
    assert waybill("encode", "--grid", stdin="").status == 0


def test_json_lines(waybill) -> None:  # type: ignore[no-untyped-def]
    said = waybill("encode", "--grid", "--json", stdin="116.39,39.9\nx\n")
    first, second = map(json.loads, said.out.splitlines())
    assert first["level"] == 10
    assert second == {"line": 2, "error": "COORD-LINE"}
    assert said.status == 10


@pytest.mark.parametrize(
    ("argv", "status", "code"),
    [
        (["--lon", "39.9", "--lat", "116.39"], 4, "COORD-SWAPPED"),
        (["--lon", "39.9", "--lat", "116.39", "--grid"], 4, "GBT39409-SWAPPED"),
        (["--lon", "116.39", "--lat", "x", "--grid"], 4, "COORD-NUMBER"),
        (["--lon", "116.39", "--lat", "39.9", "--datum", "UTM"], 2, "PIPELINE-CHOICE"),
        (["--lon", "116.39", "--lat", "39.9", "--grid", "--height", "x"], 4, "GBT39409-HEIGHT-NUMBER"),
        (["--lon", "116.39"], 2, "COORD-PAIR"),
        (["--height", "3"], 2, "COORD-PAIR"),
        (["--lon", "1", "--lat", "2", "--level", "11"], 2, ""),
    ],
)
def test_errors(waybill, argv: list[str], status: int, code: str) -> None:  # type: ignore[no-untyped-def]
    said = waybill("encode", *argv)
    assert (said.status, said.out) == (status, "")
    assert code in said.err


@pytest.mark.parametrize(
    ("code", "out"),
    [
        ("N50J47584", "116.391666667,39.908333333"),
        ("cn-c-n50j47584-yg", "116.391666667,39.908333333"),
        ("N50J475492E-10", "116.320555556,39.999444444"),
        ("N036J0093000780B3010010520430140", "34.629492391,37.636757338,0.007"),
        # Deep below, cells are half a millimetre high; the last ones reach beyond the range.
        ("S159D390652195621710116037256037", "168.152849460,-15.251212497,-6098530.116354"),
        ("N035N56", "27.000000000,54.000000000,528680171.130"),
        ("S152D56", "129.000000000,-14.000000000,-6302106.720"),
    ],
)
def test_decode_gives_a_centre_that_encodes_to_the_same_cell(waybill, code: str, out: str) -> None:  # type: ignore[no-untyped-def]
    assert waybill("decode", code).out == out + "\n"
    facts = json.loads(waybill("decode", code, "--json").out)
    level = str(facts["level"])
    assert waybill("encode", "--grid", "--level", level, stdin=out + "\n").out == facts["grid_code"] + "\n"


def test_decode_lines_and_errors(waybill) -> None:  # type: ignore[no-untyped-def]
    said = waybill("decode", stdin="N50J\n\nN50W\nN50J47\n")
    assert said.out == "117.000000000,38.000000000\n\n\n116.250000000,39.750000000\n"
    assert said.status == 10
    assert "line 3" in said.err
    said = waybill("decode", "CN-C-N50J47584-YH")
    assert (said.status, said.out) == (4, "")
    assert "GBT41832-CHECK" in said.err
    said = waybill("decode", "N50J", "N50W", "N50J47")
    assert said.out == "117.000000000,38.000000000\n\n116.250000000,39.750000000\n"
    assert said.status == 10
    assert "argument 2: GBT39409-" in said.err and "N50W" not in said.err
    said = waybill("decode", "N50W", "N50J", "--json")
    first, second = map(json.loads, said.out.splitlines())
    assert (first["line"], second["grid_code"]) == (1, "N50J")
    assert "not verified" in waybill("decode", "CN-C-N50J47584-YG").err
    assert waybill("decode", "N50J47584").err == ""


@pytest.mark.parametrize(
    ("argv", "lang", "ending"),
    [
        (["encode", "--lon", "116", "--lat", "91"], "en", "latitudes 90 (GB/T 39409-2020, 4.1)."),
        (["encode", "--lon", "116", "--lat", "91"], "zh", "纬度至多 90 度（GB/T 39409-2020, 4.1）。"),
        (["decode", "CN-C-N50J47584-YH"], "en", "mistyped (GB/T 41832-2022, C)."),
        (["decode", "N50J4I"], "en", "one of 0-7 (GB/T 39409-2020, 5.2)."),
    ],
)
def test_an_error_names_its_clause_once(  # type: ignore[no-untyped-def]
    waybill, monkeypatch: pytest.MonkeyPatch, argv: list[str], lang: str, ending: str
) -> None:
    monkeypatch.setattr("waybill.i18n._chosen", lang)
    said = waybill(*argv)
    (told,) = (line for line in said.err.splitlines() if line.endswith(ending))
    assert (said.status, told.count("GB/T")) == (4, 1)
