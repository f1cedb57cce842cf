"""Phones: every property of the given vectors, our own rows and virtual numbers to the letter."""

from __future__ import annotations

import pytest
from deid_checks import digits, phone_failures, rows

from waybill.deidentify import phones
from waybill.deidentify.phones import expiry, mask_phone
from waybill.deidentify.policy import Policy

POLICY = Policy.default()
GIVEN = rows("phones.jsonl")
OWN = rows("phones_own.jsonl")
VIRTUAL = rows("phones_virtual.jsonl")


@pytest.mark.parametrize("style", ["standard", "smile", "tail4"])
@pytest.mark.parametrize("row", GIVEN, ids=lambda row: row["id"])
def test_every_property_of_the_given_phones_holds(row, style):
    assert phone_failures(row, mask_phone(row["raw"], Policy(style=style))) == []


def _expected(result):
    return result.masked, result.kind, result.rule, list(result.issues)


@pytest.mark.parametrize("row", OWN, ids=lambda row: ascii(row["raw"])[:40])
def test_own_phones_are_masked_to_the_letter(row):
    assert _expected(mask_phone(row["raw"], POLICY)) == (
        row["masked"],
        row["kind"],
        row["rule"],
        row["issues"],
    )


@pytest.mark.parametrize(
    ("raw", "hidden"),
    [("一三九零零一八二六三七", 11), ("一 三 九 零 零 一 八 二 六 三 七", 11), ("1^_^2637", 6), ("1******2637", 6), ("13900182637", 6)],
)  # fmt: skip
def test_what_is_hidden_is_counted_however_it_was_written(raw, hidden):
    assert mask_phone(raw, POLICY).hidden == hidden


@pytest.mark.parametrize("row", VIRTUAL, ids=lambda row: ascii(row["raw"])[:40])
def test_virtual_numbers_are_printed_whole_where_the_source_says_so(row):
    assert _expected(mask_phone(row["raw"], POLICY, virtual=True)) == (
        row["masked"], row["kind"], row["rule"], row["issues"],
    )  # fmt: skip


@pytest.mark.parametrize("row", VIRTUAL, ids=lambda row: ascii(row["raw"])[:40])
def test_without_the_sources_word_only_the_700_range_is_virtual(row):
    result = mask_phone(row["raw"], POLICY)
    if digits(row["raw"]).removeprefix("86").startswith("700"):
        assert result.kind == "virtual"
    elif result.masked is not None:
        assert all(len(digits(part)) <= 5 for part in result.masked.split(" / "))


@pytest.mark.parametrize("style", ["standard", "smile", "tail4"])
@pytest.mark.parametrize("row", GIVEN + OWN, ids=lambda row: ascii(row["raw"])[:40])
def test_masking_again_changes_nothing(row, style):
    policy = Policy(style=style)
    first = mask_phone(row["raw"], policy)
    if first.masked is not None:
        assert mask_phone(first.masked, policy).masked == first.masked
        assert first.masked != row["raw"] or first.kind in ("masked", "virtual")


def test_a_policy_may_treat_virtual_numbers_as_phones():
    hidden = Policy(virtual_numbers="mask")
    assert mask_phone("18412345678-7804", hidden, virtual=True).masked == "1******5678-****"
    assert mask_phone("700123412345678", hidden).masked == "******"


def test_styles_and_maxima():
    assert mask_phone("13812345678", Policy(style="smile")).masked == "1^_^5678"
    assert mask_phone("13812345678", Policy(style="tail4")).masked == "******5678"
    assert mask_phone("13812345678", Policy(phone_visible_max=4)).masked == "******5678"
    assert mask_phone("13812345678", Policy(phone_visible_max=0)).masked == "******"
    assert mask_phone("1******5678", Policy(phone_visible_max=2)).masked == "******78"
    assert mask_phone("138****5678", Policy(style="smile")).masked == "1^_^5678"
    assert mask_phone("138****5678", Policy(style="tail4")).masked == "******5678"
    assert mask_phone("138****5678", Policy(phone_visible_max=0)).masked == "******"
    assert mask_phone("13812345678-12", Policy(style="smile")).masked == "1^_^5678-^_^"


@pytest.mark.parametrize(
    ("raw", "visible", "hidden"),
    [
        ("13812345678", 5, 6), ("13812345678", 4, 7), ("13812345678", 0, 11), ("021-51234567", 5, 9),
        ("18412345678-7804", 5, 10), ("13812345678 / 13987654321", 5, 12),
    ],
)  # fmt: skip
def test_how_many_digits_are_hidden(raw, visible, hidden):
    result = mask_phone(raw, Policy(phone_visible_max=visible))
    assert result.hidden == hidden == len(digits(raw)) - len(digits(result.masked))


@pytest.mark.parametrize(
    ("raw", "hidden"),
    [("700123412345678", 0), ("138****5678", 6), ("1******5678", 6), ("138****5678/139****1234", 12)],
)
def test_stars_count_as_hidden(raw, hidden):
    assert mask_phone(raw, POLICY).hidden == hidden


@pytest.mark.parametrize(
    ("until", "day"),
    [
        ("2026-12-01", "2026-12-01"), ("2026/2/3 10:00", "2026-02-03"), ("2026年2月3日", "2026-02-03"),
        ("20261201", "2026-12-01"), ("２０２６-12-01", "2026-12-01"), ("明天", ""), ("2026-13-01", ""), ("", ""),
        ("2026-01-31", "2026-01-31"), ("2026-12-31", "2026-12-31"), ("2026-01-32", ""), ("2026-00-01", ""), ("2026-01-00", ""),
        ("2026-02-29", ""), ("2028-02-29", "2028-02-29"), ("2026/2/30 10:00", ""), ("20260431", ""), ("2000-01-01", "2000-01-01"),
    ],
)  # fmt: skip
def test_the_expiry_of_a_virtual_number(until, day):
    assert expiry(until) == day
    told = mask_phone("18412345678-7804", POLICY, virtual=True, until=until)
    assert ("DEID-VIRTUAL-UNTIL" in told.issues) == bool(until and not day)


@pytest.mark.parametrize(
    ("raw", "masked"),
    [
        # In sight would be 1 3456 1 7000, and 1345617 begins the first number; six of its digits tell less than seven.
        ("13456173456 / 13800007000", "1******3456"),
        ("13456173456 / 13800009000", "1******3456 / 1******9000"),
        # The second number begins with 1315678, the end of 1 2213 1 5678.
        ("13900002213 / 13156785678", "1******2213"),
        ("13900002223 / 13156785678", "1******2223 / 1******5678"),
    ],
)
def test_numbers_of_one_cell_that_would_rejoin_are_not_shown_together(raw, masked):
    assert mask_phone(raw, POLICY).masked == masked


def test_plain_mobiles_do_not_load_the_phone_library():
    import subprocess
    import sys

    code = (
        "import sys; from waybill.deidentify.phones import mask_phone; from waybill.deidentify.policy import Policy;"
        "[mask_phone(p, Policy()) for p in ('13812345678', '021-51234567', '18412345678-7804', '95588', '1******5678')];"
        "sys.exit('phonenumbers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("point", "broken", "kinds"),
    [
        (
            "keep_digits",
            lambda kind, length, policy: (3, 4),
            {"mobile", "landline", "hmt-intl", "landline-no-area"},
        ),
        ("hidden_extension", lambda policy: "-7804", {"virtual"}),
        ("hidden_whole", lambda policy: "138123456", {"not-a-phone", "service-short"}),
    ],
)
def test_breaking_a_rule_is_noticed_by_the_checker(monkeypatch, point, broken, kinds):
    monkeypatch.setattr(phones, point, broken)
    noticed = {row["kind"] for row in GIVEN if phone_failures(row, mask_phone(row["raw"], POLICY))}
    assert kinds <= noticed
