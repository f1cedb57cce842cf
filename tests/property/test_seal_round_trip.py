"""Sealing loses nothing, whatever people are called and wherever they live."""

from __future__ import annotations

from datetime import date

import cbor2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from waybill.deidentify import base45
from waybill.deidentify.seal_format import (
    SIZES,
    MalformedError,
    TooLongError,
    join_frame,
    pack_fields,
    split_frame,
    unpack_fields,
)
from waybill.deidentify.sealing_protocol import SealFields
from waybill.standards import gbt39409, gbt41832

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
PHONES = st.one_of(TEXTS, st.from_regex(r"[0-9]{0,24}", fullmatch=True))
DAYS = st.one_of(st.just(""), st.dates(date(1970, 1, 1), date(9999, 12, 31)).map(date.isoformat))


@st.composite
def address_codes(draw: st.DrawFn) -> str:
    """Codes of all levels, flat and with height, with and without extensions; and anything else."""
    if draw(st.booleans()):
        return draw(TEXTS)
    lon, lat = draw(st.decimals("-179.9", "179.9", places=6)), draw(st.decimals("-87", "87", places=6))
    level = draw(st.integers(1, 10))
    if draw(st.booleans()):
        grid = gbt39409.encode(str(lon), str(lat), level)
    else:
        grid = gbt39409.encode_3d(str(lon), str(lat), "43.5", level)
    extensions = draw(st.booleans())
    return gbt41832.encode(grid, enterprise="SF01", item="A1") if extensions else gbt41832.encode(grid)


@settings(max_examples=300)
@given(TEXTS, PHONES, TEXTS, address_codes(), DAYS)
@example("", "0", "", "", "")
@example("", "00", "", "CN-C--00", "")
@example("", "²", "", "CN-C-N50J", "1970-01-01")
@example("", "１３９", "\0", "cn-c-n50j47-1d", "9999-12-31")
@example("", "9" * 80, "", "CN-C-N50J47-ZZ", "")
def test_fields_come_back(name: str, phone: str, address: str, code: str, expires: str) -> None:
    fields = SealFields(name, phone, address, code, expires)
    try:
        plain = pack_fields(fields)
    except TooLongError:
        return
    assert len(plain) in SIZES
    assert unpack_fields(plain) == fields


@settings(max_examples=300)
@given(st.binary(max_size=200))
@example(b"\0" * 100)
@example(b"\x85" + b"\xf6" * 5)
@example(b"\x9f\xff")
@example(b"\xa0" * 100)
def test_whatever_was_sealed_is_fields_or_malformed(plain: bytes) -> None:
    try:
        fields = unpack_fields(plain)
    except MalformedError:
        return
    assert all(isinstance(value, str) for value in fields)


@settings(max_examples=300)
@given(st.binary(max_size=160))
def test_base45_round_trip(data: bytes) -> None:
    text = base45.encode(data)
    assert set(text) <= set(base45.ALPHABET)
    assert len(text) == len(data) // 2 * 3 + len(data) % 2 * 2
    assert base45.decode(text) == data


@settings(max_examples=300)
@given(st.text(st.sampled_from(base45.ALPHABET), max_size=40))
def test_base45_text_has_one_reading(text: str) -> None:
    """No two texts mean the same bytes: damage can't hide in a spelling."""
    try:
        data = base45.decode(text)
    except ValueError:
        return
    assert base45.encode(data) == text


@given(st.binary(max_size=300))
def test_frames_of_other_lengths_or_versions_are_malformed(frame: bytes) -> None:
    try:
        parsed = split_frame(frame)
    except MalformedError:
        return
    assert 0x10 <= frame[0] <= 0x1F and len(parsed.sealed) - 16 in SIZES
    assert join_frame(*parsed) == frame


def test_too_long_is_told() -> None:
    with pytest.raises(TooLongError):
        pack_fields(SealFields("", "", "某" * 104, "", ""))


@given(st.text(["龴", "ḿ", "\ue81e", "䶮", "张", "王"], min_size=1, max_size=6))
def test_no_sealed_text_depends_on_an_edition_of_gb18030(name: str) -> None:
    (packed, *_) = cbor2.loads(pack_fields(SealFields(name, "", "", "", "")))
    assert isinstance(packed, bytes) == set("䶮张王").issuperset(name)
