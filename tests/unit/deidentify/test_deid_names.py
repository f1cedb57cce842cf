"""Names: every property of the given vectors, and our own rows to the letter."""

from __future__ import annotations

import time

import pytest
from deid_checks import name_failures, rows

from waybill.deidentify import names
from waybill.deidentify.name_cells import is_han, is_letter
from waybill.deidentify.names import mask_name
from waybill.deidentify.policy import Policy
from waybill.fonts.chain import FontChain

POLICY = Policy.default()
GIVEN = rows("names.jsonl")
OWN = rows("names_own.jsonl")


@pytest.mark.parametrize("style", ["standard", "smile", "tail4"])
@pytest.mark.parametrize("row", GIVEN, ids=lambda row: row["id"])
def test_every_property_of_the_given_names_holds(row, style):
    assert name_failures(row, mask_name(row["raw"], Policy(style=style))) == []


@pytest.mark.parametrize("row", OWN, ids=lambda row: ascii(row["raw"])[:40])
def test_own_names_are_masked_to_the_letter(row):
    result = mask_name(row["raw"], POLICY)
    assert (result.masked, result.kind, result.rule, list(result.issues)) == (
        row["masked"], row["kind"], row["rule"], row["issues"],
    )  # fmt: skip


@pytest.mark.parametrize("row", GIVEN + OWN, ids=lambda row: ascii(row["raw"])[:40])
def test_masking_again_changes_nothing_and_only_masked_names_stay_as_they_were(row):
    first = mask_name(row["raw"], POLICY)
    if first.masked is not None:
        assert mask_name(first.masked, POLICY).masked == first.masked
        assert first.masked != row["raw"] or first.kind == "masked"


@pytest.mark.parametrize(
    ("raw", "hidden"),
    [
        ("王小明", 2),
        ("王小明先生", 4),
        ("王先生", 3),
        ("John Smith", 8),
        ("王*明", 2),
        ("*小明", 3),
        ("李*", 1),
    ],
)
def test_how_many_characters_are_hidden(raw, hidden):
    assert mask_name(raw, POLICY).hidden == hidden


def test_a_variation_selector_stays_with_its_character_or_goes_with_it():
    assert mask_name("葛\U000e0100城", POLICY).masked == "葛\U000e0100**"
    assert mask_name("林\U000e0100", POLICY).masked == "**"
    assert mask_name("A\u0301\u0302\u0303\u0304bcde", POLICY).masked == "Á**"


def test_the_first_letter_of_a_name_is_in_the_shipped_font():
    """A label with any other one would be refused on a machine without further fonts."""
    fonts = FontChain(system=False)
    letters = [
        chr(code) for code in (*range(0xA0, 0x3400), *range(0xA000, 0xFFFE)) if not 0xD800 <= code < 0xE000
    ]
    shown = {mask_name(letter + "abcd", POLICY).masked[0] for letter in letters if is_letter(letter)} - {"*"}
    lost = [letter for letter in shown if not is_han(letter) and fonts.missing(letter)]
    assert (lost, len(shown) > 400) == ([], True)


def test_a_policy_may_hide_the_first_character_too():
    strict = Policy(name_visible_max=0)
    assert mask_name("王小明", strict).masked == "**"
    assert mask_name("王**", strict).masked == "**"


def test_the_mark_of_a_style_is_fixed():
    assert mask_name("欧阳娜娜", Policy(style="smile")).masked == "欧^_^"
    assert {mask_name(name, POLICY).masked for name in ("王明", "王小明", "王小明月")} == {"王**"}


def test_the_quick_way_and_the_long_way_agree(monkeypatch):
    plain = [row["raw"] for row in GIVEN + OWN if names.PLAIN.fullmatch(row["raw"])]
    quick = [(result.masked, result.hidden) for result in (mask_name(raw, POLICY) for raw in plain)]
    monkeypatch.setattr(names, "PLAIN", names.re.compile("(?!)"))
    assert [(result.masked, result.hidden) for result in (mask_name(raw, POLICY) for raw in plain)] == quick
    assert len(plain) > 100


def test_a_result_does_not_show_its_value():
    assert "王" not in repr(mask_name("王小明", POLICY))


def test_breaking_the_rules_is_noticed_by_the_checker(monkeypatch):
    monkeypatch.setattr(names, "PLAIN", names.re.compile("(?!)"))
    monkeypatch.setattr(names, "hide_whole", lambda cell: False)
    assert any(name_failures(row, mask_name(row["raw"], POLICY)) for row in GIVEN)
    monkeypatch.setattr(names, "keep_first", lambda first, policy: first + "明")
    assert sum(bool(name_failures(row, mask_name(row["raw"], POLICY))) for row in GIVEN) >= 3


@pytest.mark.parametrize("blank", [" ", "\u3000", "\t"])
def test_long_runs_of_blanks_take_no_time(blank):
    """Read anew from each blank, this run would take half a minute."""
    begun = time.process_time()
    assert mask_name(f"周{blank * 20_000}静娜", POLICY).masked == "周**"
    assert mask_name(f"周*{blank * 20_000}静娜", POLICY).kind == "masked"
    assert time.process_time() - begun < 5
