"""GB/T 41832-2022 as Waybill's unverified profile writes it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from waybill.errors import ConformanceError, InputError
from waybill.standards import gbt39409, gbt41832
from waybill.standards.gbt41832_profile import load_profile, profile_from_text, shipped_profile
from waybill.standards.iso7064 import CHARACTERS

PLAIN = "CN-C-N50J47584-YG"


def test_parts() -> None:
    assert gbt41832.encode("N50J47584") == gbt41832.of_grid("N50J47584") == PLAIN
    code = gbt41832.decode(" cn-c-n50j47584-yg ")
    assert (code.country, code.gnss, code.position, code.enterprise, code.item) == (
        "CN",
        "C",
        "N50J47584",
        "",
        "",
    )
    assert code.unverified
    assert code.profile == "waybill-gbt41832/1"
    assert code.cell.level == 4


@pytest.mark.parametrize(
    ("enterprise", "item", "shape"),
    [
        ("SF", "", "CN-C-N50J47584-SF--"),
        ("", "A1", "CN-C-N50J47584--A1-"),
        ("JT", "9", "CN-C-N50J47584-JT-9-"),
    ],
)
def test_extensions(enterprise: str, item: str, shape: str) -> None:
    code = gbt41832.encode("N50J47584", enterprise=enterprise, item=item)
    assert code.startswith(shape)
    assert (gbt41832.decode(code).enterprise, gbt41832.decode(code).item) == (enterprise, item)


@example(0, Fraction(87009, 984), 3, 0, "", "")  # at a pole either way of reading a code may be the only one
@given(
    st.fractions(-180, 180), st.fractions(-90, 90) | st.fractions(88, 90), st.integers(1, 10),
    st.none() | st.integers(-400, 9000),
    st.text(CHARACTERS, max_size=8), st.text(CHARACTERS, max_size=4),
)  # fmt: skip
def test_what_is_encoded_is_decoded(lon, lat, level, metres, enterprise, item) -> None:  # type: ignore[no-untyped-def]
    if metres is None:
        position = gbt39409.encode(lon, lat, level)
    else:
        position = gbt39409.encode_3d(lon, lat, metres, level)
    code = gbt41832.encode(position, gnss="G", enterprise=enterprise, item=item)
    back = gbt41832.decode(code)
    assert (back.position, back.gnss, back.enterprise, back.item) == (position, "G", enterprise, item)


def test_every_single_wrong_character_and_every_swap_of_neighbours_is_refused() -> None:
    for code in (PLAIN, gbt41832.encode("N050J004705084075020215245713542", enterprise="SF", item="A1")):
        for at, old in enumerate(code):
            for new in CHARACTERS + "-*":
                if new != old:
                    assert not gbt41832.is_valid(code[:at] + new + code[at + 1 :])
            if at + 1 < len(code) and code[at + 1] != old:
                assert not gbt41832.is_valid(code[:at] + code[at + 1] + old + code[at + 2 :])


@pytest.mark.parametrize(
    ("code", "error", "position"),
    [
        ("", "GBT41832-SEGMENTS", None),
        ("CN-C-N50J47584", "GBT41832-SEGMENTS", None),
        ("CN-C-N50J47584-SF-OP", "GBT41832-SEGMENTS", None),
        ("CHN-C-N50J47584-OP", "GBT41832-LENGTH", 1),
        ("C1-C-N50J47584-OP", "GBT41832-CHARACTER", 2),
        ("CN-X-N50J47584-OP", "GBT41832-VALUE", 4),
        ("CN-C-N50-OP", "GBT41832-LENGTH", 6),
        ("CN-C-N50J47F84-OP", "GBT41832-POSITION", 12),
        ("CN-C-N50J4758-OP", "GBT41832-POSITION", 6),
        ("CN-C-N50J47584-SF-ABCDE-OP", "GBT41832-LENGTH", 19),
        ("CN-C-N50J47584-YH", "GBT41832-CHECK", 16),
        ("CN-C-N50J47583-YG", "GBT41832-CHECK", 16),
    ],
)
def test_errors_tell_the_position(code: str, error: str, position: int | None) -> None:
    with pytest.raises(ConformanceError) as caught:
        gbt41832.validate(code)
    assert caught.value.code == error
    assert caught.value.clause
    assert caught.value.facts.get("position") == (None if position is None else str(position))
    assert len(code) < 6 or code not in caught.value.text("zh")


@pytest.mark.parametrize(
    ("parts", "error", "position"),
    [
        ({"country": "CHN"}, "GBT41832-LENGTH", 1),
        ({"gnss": "X"}, "GBT41832-VALUE", 4),
        ({"enterprise": "SHUNFENG9"}, "GBT41832-LENGTH", 16),
        ({"enterprise": "S-"}, "GBT41832-CHARACTER", 17),
        ({"enterprise": "SF", "item": "A1B2C"}, "GBT41832-LENGTH", 19),
        ({"item": "Ａ"}, "GBT41832-CHARACTER", 17),
    ],
)
def test_nothing_is_encoded_that_could_not_be_decoded(
    parts: dict[str, str], error: str, position: int
) -> None:
    with pytest.raises(ConformanceError) as caught:
        gbt41832.encode("N50J47584", **parts)  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.facts["position"]) == (error, str(position))


def test_a_required_part_that_is_empty_is_refused() -> None:
    unchecked = replace(shipped_profile(), check="none")
    with pytest.raises(ConformanceError, match="GBT41832-LENGTH") as caught:
        gbt41832.decode("CN--N50J47584", profile=unchecked)
    assert (caught.value.facts["position"], caught.value.facts["expected"]) == ("4", "1")
    with pytest.raises(ConformanceError, match="GBT41832-LENGTH") as caught:
        gbt41832.decode("CN-C-N50J47584-SF-A1B2C", profile=unchecked)
    assert (caught.value.facts["position"], caught.value.facts["expected"]) == ("19", "1-4")
    assert gbt41832.decode("CN-C-N50J47584--A1", profile=unchecked).item == "A1"


def test_two_lengths_that_vary_need_a_separator() -> None:
    text = 'name="o"\nversion="1"\nstandard="-"\nunverified=true\nseparator=""\ncheck="none"\n'
    text += '[[segment]]\nname="position"\nmin_length=4\nmax_length=32\ngrammar="gbt39409"\n'
    text += '[[segment]]\nname="country"\nmin_length=2\nmax_length=3\nalphabet="CN"\ndefault="CN"\n'
    with pytest.raises(ConformanceError) as caught:
        profile_from_text(text)
    assert caught.value.facts["what"] == "separator"
    assert profile_from_text(text.replace("max_length=3\n", "max_length=2\n")).segments


@pytest.mark.parametrize("code", ["CNN50J", "CNN50J4", "CNN50J47584", "CNN50J475847"])
def test_without_separators_every_character_counts(code: str) -> None:
    text = 'name="o"\nversion="1"\nstandard="-"\nunverified=true\nseparator=""\ncheck="none"\n'
    text += '[[segment]]\nname="country"\nmin_length=2\nmax_length=2\nalphabet="CN"\n'
    text += '[[segment]]\nname="position"\nmin_length=9\nmax_length=9\ngrammar="gbt39409"\n'
    profile = profile_from_text(text)
    if len(code) == 11:
        assert gbt41832.decode(code, profile=profile).position == "N50J47584"
        return
    with pytest.raises(ConformanceError, match="GBT41832-SEGMENTS"):
        gbt41832.decode(code, profile=profile)


def test_a_holder_of_the_text_can_change_the_layout_without_code(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        'name="own"\nversion="2"\nstandard="GB/T 41832-2022"\n'
        'unverified=false\nseparator=""\ncheck="mod37-36"\n'
        '[[segment]]\nname="country"\nmin_length=3\nmax_length=3\nalphabet="0123456789"\ndefault="156"\n'
        '[[segment]]\nname="gnss"\nmin_length=1\nmax_length=1\nvalues=["1","2"]\ndefault="1"\n'
        '[[segment]]\nname="position"\nmin_length=4\nmax_length=32\ngrammar="gbt39409"\n',
        "utf-8",
    )
    profile = load_profile(path)
    code = gbt41832.encode("N50J47584", profile=profile)
    assert code[:-1] == "1561N50J47584"
    assert gbt41832.decode(code, profile=profile).position == "N50J47584"
    assert not gbt41832.decode(code, profile=profile).unverified
    with pytest.raises(ConformanceError, match="GBT41832-POSITION"):
        gbt41832.decode("1561N50J4X584M", profile=profile)
    bare = replace(profile, check="none")
    assert gbt41832.decode("1562N50J", profile=bare).gnss == "2"
    with pytest.raises(ConformanceError, match="GBT41832-SEGMENTS"):
        gbt41832.decode("15", profile=bare)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('name = "position"', 'name = "place"', "segment names"),
        ('check = "mod1271-36"', 'check = "luhn"', "check"),
        ('separator = "-"', 'separator = ""', "separator"),
        ('name = "country"', 'name = "gnss"', "segment names"),
        ("min_length = 2", 'min_length = 2\ncolour = "red"', "colour"),
        ('grammar = "gbt39409"', "optional = true", "alphabet"),
        ("unverified = true", "unverified =", "TOML"),
        ("[[segment]]", "[[piece]]", "segment"),
        ('name = "waybill-gbt41832"', "name = 5", "name"),
        ('version = "1"', "", "version"),
        ("unverified = true", 'unverified = "no"', "unverified"),
        ('check = "mod1271-36"', 'check = ["none"]', "check"),
        ('separator = "-"', "separator = 5", "separator"),
        ('separator = "-"', 'separator = "A"', "separator"),
        ('separator = "-"', 'separator = " "', "separator"),
        ('values = ["C", "E", "G", "J", "R", "I"]', "values = [1, 2]", "values"),
        ('values = ["C", "E", "G", "J", "R", "I"]', 'values = "CEG"', "values"),
        ('values = ["C", "E", "G", "J", "R", "I"]', 'values = ["C-"]', "alphabet"),
        ("min_length = 2", "min_length = 3", "min_length, max_length"),
        ("min_length = 2", "min_length = -2", "min_length, max_length"),
        ("min_length = 2", "min_length = true", "min_length"),
        ('default = "CN"', 'default = "C1"', "default"),
        ('default = "CN"', 'default = "CN"\noptional = true', "optional before required"),
        ("max_length = 32", "max_length = 32\noptional = true", "optional before required"),
        ('grammar = "gbt39409"', 'grammar = "geohash"', "grammar"),
        ('grammar = "gbt39409"', "", "alphabet"),
        ('alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"', "", "alphabet"),
        ('alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"', 'alphabet = "中国"', "alphabet"),
        ('alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"', 'alphabet = "abc"', "alphabet"),
        ('separator = "-"', 'separator = "*"', "separator"),
        ('values = ["C", "E", "G", "J", "R", "I"]', 'values = ["C", "Ø"]', "alphabet"),
        ("max_length = 32", "max_length = 36", "min_length, max_length"),
        ('separator = "-"', 'separator = "Ａ"', "separator"),
        ('check = "mod1271-36"', 'check = "none"\nextra = 1', "extra"),
    ],
)
def test_wrong_profiles_are_refused(old: str, new: str, what: str) -> None:
    import waybill.standards

    source = Path(waybill.standards.__file__).parent / "data" / "gbt41832.toml"
    text = source.read_text("utf-8")
    assert old in text
    with pytest.raises(ConformanceError, match="GBT41832-PROFILE") as caught:
        profile_from_text(text.replace(old, new))
    assert caught.value.facts["what"] == what


def test_a_profile_without_a_position_is_refused() -> None:
    text = 'name="o"\nversion="1"\nstandard="-"\nunverified=true\nseparator="-"\ncheck="none"\n'
    text += '[[segment]]\nname="country"\nmin_length=2\nmax_length=2\nalphabet="CN"\n'
    with pytest.raises(ConformanceError) as caught:
        profile_from_text(text)
    assert caught.value.facts["what"] == "segment names"


@pytest.mark.parametrize("segments", ["", "segment = []", "segment = [1, 2]", "segment = 'a'", "[segment]"])
def test_a_profile_without_segments_is_refused(segments: str) -> None:
    text = 'name = "own"\nversion = "1"\nstandard = "-"\nunverified = true\nseparator = "-"\ncheck = "none"\n'
    with pytest.raises(ConformanceError, match="GBT41832-PROFILE"):
        profile_from_text(text + segments)


def test_a_missing_profile_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="GBT41832-READ"):
        load_profile(tmp_path / "none.toml")
