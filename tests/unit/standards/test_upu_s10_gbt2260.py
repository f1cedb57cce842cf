"""UPU S10 identifiers and GB/T 2260 division codes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from waybill.errors import ConformanceError
from waybill.standards import gbt2260, upu_s10

VECTORS = Path(__file__).parents[2] / "vectors"


def rows() -> list[dict[str, str]]:
    lines = (VECTORS / "upu_s10.csv").read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["service"] + row["serial"] + row["check"])
def test_s10_vectors(row: dict[str, str]) -> None:
    code = row["service"] + row["serial"] + row["check"] + row["country"]
    assert upu_s10.is_valid(code) == (row["valid"] == "1")
    if row["valid"] == "1":
        assert upu_s10.encode(row["service"], row["serial"], row["country"]) == code
        assert upu_s10.decode(code)[1:] == (row["service"], row["serial"], row["check"], row["country"])


def test_s10_detects_every_wrong_digit() -> None:
    code = "RR473124829GB"
    for at in range(2, 11):
        for digit in "0123456789":
            assert upu_s10.is_valid(code[:at] + digit + code[at + 1 :]) == (digit == code[at])


@pytest.mark.parametrize(
    ("code", "error", "position"),
    [
        ("RR473124829G", "S10-LENGTH", None),
        ("R1473124829GB", "S10-CHARACTER", 2),
        ("RRA73124829GB", "S10-CHARACTER", 3),
        ("RR473124829G1", "S10-CHARACTER", 13),
        ("RR47312482９GB", "S10-CHARACTER", 11),
        ("RR473124828GB", "S10-CHECK", 11),
    ],
)
def test_s10_errors(code: str, error: str, position: int | None) -> None:
    with pytest.raises(ConformanceError) as caught:
        upu_s10.validate(code)
    assert (caught.value.code, caught.value.clause) == (error, "UPU S10")
    assert caught.value.facts.get("position") == (None if position is None else str(position))


def test_s10_compacts_and_refuses_serials() -> None:
    assert upu_s10.validate("rr 473 124 829 gb") == "RR473124829GB"
    with pytest.raises(ConformanceError, match="S10-SERIAL"):
        upu_s10.encode("RR", "4731248", "GB")


@pytest.mark.parametrize(
    ("code", "level", "province", "parent"),
    [
        ("330000", "province", "浙江省", None),
        ("330100", "prefecture", "浙江省", "330000"),
        ("330106", "county", "浙江省", "330100"),
        ("330106001", "town", "浙江省", "330106"),
        ("419001", "county", "河南省", "419000"),
        ("441900003", "town", "广东省", "441900"),
        ("810000", "province", "香港特别行政区", None),
    ],
)
def test_division_levels(code: str, level: str, province: str, parent: str | None) -> None:
    assert gbt2260.decode(code) == (code, level, province)
    assert gbt2260.parent(code) == parent
    assert gbt2260.validate(f" {code[:2]} {code[2:]} ") == code


def test_division_encode_and_full_width() -> None:
    assert gbt2260.encode("33", "01", "06", "001") == "330106001"
    assert gbt2260.encode("33") == "330000"
    assert gbt2260.validate("１１０１０５") == "110105"
    assert len(gbt2260.PROVINCES) == 34


@pytest.mark.parametrize(
    ("code", "error", "position"),
    [
        ("33010", "GBT2260-LENGTH", None),
        ("3301061", "GBT2260-LENGTH", None),
        ("33010A", "GBT2260-CHARACTER", 6),
        ("160000", "GBT2260-PROVINCE", 1),
        ("330006", "GBT2260-LEVEL", 3),
        ("330106000", "GBT2260-TOWN", 7),
        ("330000001", "GBT2260-TOWN", 3),
    ],
)
def test_division_errors(code: str, error: str, position: int | None) -> None:
    assert not gbt2260.is_valid(code)
    with pytest.raises(ConformanceError) as caught:
        gbt2260.validate(code)
    assert caught.value.code == error
    assert caught.value.facts.get("position") == (None if position is None else str(position))
