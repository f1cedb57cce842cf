"""Reprints: the policy's limits, refusals as events, one-use approval codes, slices of a batch."""

from __future__ import annotations

import json

import pytest
from journal_kit import FORM, WANG, ZHOU, info, number, open_at, printed, record, records

from waybill.errors import JournalError
from waybill.i18n import use_lang
from waybill.journal import ReprintPolicy, approvals, load_policy, nameable
from waybill.journal.policy import load_retention
from waybill.journal.report import by_day


def kinds(journal, kind):
    return [(event.label, json.loads(event.facts)) for event in journal.events() if event.kind == kind]


def refused(journal):
    return [facts["code"] for _, facts in kinds(journal, "refusal")]


def test_a_reprint_is_the_label_as_it_was_with_its_form_and_count(place, clock):
    with open_at(place, clock) as journal:
        printed(journal, 1, 5)
        clock.pass_days(1)
        first, second = journal.reprint([number(2), number(4), number(2)], "jam")
        assert (first.label, first.form, first.count) == (record(2).label, FORM, 1)
        assert (second.label, second.count) == (record(4).label, 1)
        assert journal.reprint([number(2)], "jam")[0].count == 2
        (event, *_) = kinds(journal, "reprint")
        assert event == (2, {"count": 1, "reason": "jam"})
        assert journal.label(number(2)).reprints == 2


def test_an_unknown_number_is_refused_and_written_down_without_it(place, clock):
    with open_at(place, clock) as journal:
        printed(journal, 1, 2)
        with pytest.raises(JournalError) as error:
            journal.reprint([number(1), "13812345678"], "jam")
        assert (error.value.code, error.value.exit_code) == ("JOURNAL-UNKNOWN", 9)
        assert "13812345678" not in str(error.value)
        assert kinds(journal, "reprint") == []
        assert kinds(journal, "refusal") == [(None, {"code": "JOURNAL-UNKNOWN", "of": "reprint"})]
        with pytest.raises(JournalError, match="9900000000009"):
            journal.reprint(["9900000000009"], "jam")


@pytest.mark.parametrize(
    "asked", ["13812345678", "8613812345678", "110101199003074518", "11010119900307451X"]
)
def test_a_number_of_somebody_s_that_was_typed_by_mistake_is_not_repeated(asked):
    assert asked not in nameable(asked)
    assert nameable("990000000000000018") == "990000000000000018"


def test_what_stands_for_a_number_fits_the_chinese_sentence():
    use_lang("zh")
    try:
        told = JournalError("JOURNAL-UNKNOWN", number=nameable("138")).text()
    finally:
        use_lang("en")
    assert "运单号 (3 个字符)：" in told


def test_strangers_numbers_are_one_event_and_count_as_so_many_refusals(place, clock):
    """A forged PDF has as many pages as its maker likes, and what is written down stays for ever."""
    with open_at(place, clock) as journal:
        printed(journal, 1, 3)
        journal.void(number(2), "cancelled")
        forged = [f"X{at:012d}" for at in range(1000)]
        granted, refusals = journal.reprint_some([number(1), number(2), *forged], "jam")
        assert (len(granted), len(refusals)) == (1, 1001)
        assert kinds(journal, "refusal") == [
            (2, {"code": "JOURNAL-VOIDED", "of": "reprint"}),
            (None, {"code": "JOURNAL-UNKNOWN", "count": 1000, "of": "reprint"}),
        ]
        assert [day.refusals for day in by_day(journal.events())] == [1001]
        assert not journal.verify().findings


def test_some_of_a_list_can_be_granted(place, clock):
    with open_at(place, clock) as journal:
        printed(journal, 1, 2)
        granted, refusals = journal.reprint_some([number(1), "X123456789012", number(2)], "jam")
        assert [r.label_id for r in granted] == [1, 2]
        assert [(r.asked, r.code) for r in refusals] == [("X123456789012", "JOURNAL-UNKNOWN")]


def test_an_unfinished_batch_can_not_be_reprinted(place, clock):
    with open_at(place, clock) as journal:
        batch = journal.begin_batch(info())
        journal.intend(batch, records(1, 2))
        for step in (lambda: None, lambda: journal.rendered(batch, [])):
            step()
            with pytest.raises(JournalError, match="JOURNAL-UNFINISHED"):
                journal.reprint([number(1)], "jam")


def test_voided_and_erased_labels_are_refused(place, clock):
    with open_at(place, clock) as journal:
        printed(journal, 1, 2)
        journal.void(number(1), "cancelled")
        journal.erase([2], "number")
        with pytest.raises(JournalError, match="JOURNAL-VOIDED"):
            journal.reprint([number(1)], "jam")
        with pytest.raises(JournalError, match="JOURNAL-UNKNOWN"):
            journal.reprint([number(2)], "jam")
        with pytest.raises(JournalError, match="JOURNAL-VOIDED"):
            journal.void(number(1), "again")
        with pytest.raises(JournalError, match="JOURNAL-UNKNOWN"):
            journal.void(number(2), "again")


def test_what_was_erased_counts_when_its_number_is_printed_again(place, clock):
    """The label is made anew from the order; how often there was one already is no secret and not forgotten."""
    policy = ReprintPolicy(max_count=2)
    with open_at(place, clock) as journal:
        printed(journal, 1, 2)
        journal.reprint([number(1)], "jam", policy=policy)
        journal.erase([1], "number")
        with pytest.raises(JournalError, match="JOURNAL-UNKNOWN"):
            journal.reprint([number(1)], "jam", policy=policy)
        asked = [number(2), number(1), "X123456789012"]
        granted, refusals = journal.reprint_some(asked, "jam", policy=policy, again=True)
        assert [(one.label, one.count) for one in granted] == [(record(2).label, 1), (b"", 2)]
        assert [(one.asked, one.code) for one in refusals] == [("X123456789012", "JOURNAL-UNKNOWN")]
        batch = journal.begin_batch(info("b"))
        assert journal.intend(batch, records(1, 1), again=True)[0].status == "new"
        journal.rendered(batch, [])
        journal.released(batch)
        with pytest.raises(JournalError, match="JOURNAL-REPRINT-COUNT"):
            journal.reprint([number(1)], "jam", policy=policy)
        journal.erase([3], "number")
        _, refusals = journal.reprint_some([number(1)], "jam", policy=policy, again=True)
        assert [one.code for one in refusals] == ["JOURNAL-REPRINT-COUNT"]
        assert not journal.verify().findings


@pytest.mark.parametrize(("limit", "granted"), [(0, 0), (1, 1), (3, 3)])
def test_the_count_limit(path, clock, limit, granted):
    policy = ReprintPolicy(max_count=limit)
    with open_at(path, clock) as journal:
        printed(journal, 1, 1)
        for _ in range(granted):
            journal.reprint([number(1)], "jam", policy=policy)
        with pytest.raises(JournalError, match="JOURNAL-REPRINT-COUNT"):
            journal.reprint([number(1)], "jam", policy=policy)
        assert kinds(journal, "refusal") == [(1, {"code": "JOURNAL-REPRINT-COUNT", "of": "reprint"})]


def test_the_age_limit(path, clock):
    policy = ReprintPolicy(max_age_days=2)
    with open_at(path, clock) as journal:
        printed(journal, 1, 1)
        clock.pass_days(2)
        assert journal.reprint([number(1)], "jam", policy=policy)
        clock.pass_days(0.001)
        with pytest.raises(JournalError, match="JOURNAL-REPRINT-AGE"):
            journal.reprint([number(1)], "jam", policy=policy)


@pytest.mark.parametrize(
    ("policy", "allowed"),
    [
        (ReprintPolicy(users=("zhou",)), True),
        (ReprintPolicy(users=("wang",)), False),
        (ReprintPolicy(groups=("dispatch",)), True),
        (ReprintPolicy(groups=("office",)), False),
        (ReprintPolicy(users=("wang",), groups=("dispatch",)), True),
    ],
)
def test_who_may_reprint(path, clock, policy, allowed):
    # What --operator claims does not count: anybody can claim it.
    with open_at(path, clock, ZHOU._replace(operator="wang")) as journal:
        printed(journal, 1, 1)
        if allowed:
            assert journal.reprint([number(1)], "jam", policy=policy)
        else:
            with pytest.raises(JournalError, match="JOURNAL-NOT-ALLOWED"):
                journal.reprint([number(1)], "jam", policy=policy)
            assert refused(journal) == ["JOURNAL-NOT-ALLOWED"]


@pytest.mark.parametrize(
    ("reason", "policy", "code"),
    [
        ("", ReprintPolicy(), "JOURNAL-REASON"),
        ("  ", ReprintPolicy(), "JOURNAL-REASON"),
        ("", ReprintPolicy(reason_required=False), ""),
        ("torn", ReprintPolicy(reasons=("jam", "damaged")), "JOURNAL-REASON-LIST"),
        ("jam", ReprintPolicy(reasons=("jam", "damaged")), ""),
        ("x" * 200, ReprintPolicy(), ""),
        ("x" * 201, ReprintPolicy(), "JOURNAL-REASON-LONG"),
        ("客户 13812345678 来电", ReprintPolicy(), "JOURNAL-REASON-PERSONAL"),
        ("客户 138 1234 5678 来电", ReprintPolicy(), "JOURNAL-REASON-PERSONAL"),
        ("客户138-1234-5678", ReprintPolicy(), "JOURNAL-REASON-PERSONAL"),
        ("电话 0595-8512-3456", ReprintPolicy(), "JOURNAL-REASON-PERSONAL"),
        ("卡纸 211-240", ReprintPolicy(), ""),
        ("卡纸 2026-11-23 14:05:30", ReprintPolicy(), ""),
        ("第 1 2 3 卷 130 张", ReprintPolicy(), ""),
    ],
)
def test_reasons(path, clock, reason, policy, code):
    with open_at(path, clock) as journal:
        printed(journal, 1, 1)
        if code:
            with pytest.raises(JournalError, match=code):
                journal.reprint([number(1)], reason, policy=policy)
            assert refused(journal) == [code]
        else:
            assert journal.reprint([number(1)], reason, policy=policy)


def test_the_rules_under_which_a_reprint_was_granted_can_be_told_apart(place, clock):
    """Who loosens the policy for an hour and puts it back is seen."""
    with open_at(place, clock) as journal:
        printed(journal, 1, 1)
        for policy in (
            None,
            ReprintPolicy(max_count=9),
            ReprintPolicy(max_count=10),
            ReprintPolicy(max_count=9),
        ):
            journal.reprint([number(1)], "jam", policy=policy)
        marks = [facts.get("policy") for _, facts in kinds(journal, "reprint")]
        assert marks[0] is None and marks[1] == marks[3] != marks[2]
        assert len({*marks}) == 3
        assert not journal.verify().findings


def test_the_reasons_that_are_allowed_are_told(path, clock):
    policy = ReprintPolicy(reasons=("jam", "damaged"))
    with open_at(path, clock) as journal:
        for ask in (journal.reprint, journal.foresee_reprints):
            with pytest.raises(JournalError) as refusal:
                ask([number(1)], "torn", policy=policy)
            assert "these reasons only: jam, damaged." in refusal.value.text("en")
            assert "只允许以下原因：jam" in refusal.value.text("zh")


def test_control_characters_of_a_reason_do_not_get_into_the_chain(place, clock):
    with open_at(place, clock) as journal:
        printed(journal, 1, 1)
        journal.reprint([number(1)], "ja\x00m\ud800\n", policy=None)
        assert kinds(journal, "reprint")[0][1]["reason"] == "ja?m?"
        assert not journal.verify().findings


class TestApproval:
    POLICY = ReprintPolicy(approval_above=1, approval_hours=24)

    def prepared(self, place, clock):
        journal = open_at(place, clock)
        printed(journal, 1, 2)
        journal.reprint([number(1)], "jam", policy=self.POLICY)
        return journal

    def ask(self, journal, *codes):
        return journal.reprint([number(1)], "jam", policy=self.POLICY, approvals=codes)

    def test_above_the_count_a_code_of_another_user_is_needed_and_used_up(self, place, clock):
        with self.prepared(place, clock) as journal, open_at(place, clock, WANG) as other:
            with pytest.raises(JournalError, match="JOURNAL-APPROVAL"):
                self.ask(journal)
            code = other.approve(number(1))
            assert self.ask(journal, code.lower() + " ")[0].count == 2
            with pytest.raises(JournalError, match="JOURNAL-APPROVAL"):
                self.ask(journal, code)
            assert code not in "".join(event.facts for event in journal.events())

    def test_nobody_approves_his_own_reprint(self, path, clock):
        with self.prepared(path, clock) as journal:
            code = journal.approve(number(1))
            with pytest.raises(JournalError, match="JOURNAL-APPROVAL"):
                self.ask(journal, code)

    def test_a_code_is_for_one_number_and_a_day(self, path, clock):
        with self.prepared(path, clock) as journal, open_at(path, clock, WANG) as other:
            with pytest.raises(JournalError, match="JOURNAL-APPROVAL"):
                self.ask(journal, other.approve(number(2)))
            code = other.approve(number(1))
            clock.pass_days(1.01)
            with pytest.raises(JournalError, match="JOURNAL-APPROVAL"):
                self.ask(journal, code)
            with pytest.raises(JournalError, match="JOURNAL-UNKNOWN"):
                other.approve("9912345678")

    def test_a_code_is_good_to_the_end_of_its_last_hour(self, path, clock):
        with self.prepared(path, clock) as journal, open_at(path, clock, WANG) as other:
            code = other.approve(number(1))
            clock.pass_days(1)
            assert self.ask(journal, code)[0].count == 2

    def test_each_code_is_hashed_once_and_while_nobody_waits(self, path, clock, monkeypatch):
        """To hash one takes 50 ms: for 20 labels with a code each it took ten seconds, in which nobody could print."""
        numbers = [number(1), number(2)]
        with self.prepared(path, clock) as journal, open_at(path, clock, WANG) as other:
            journal.reprint([number(2)], "jam", policy=self.POLICY)
            codes = [other.approve(each) for each in numbers]
            hashed, honest = [], approvals.scrypt

            def scrypt(code, **cost):
                assert not journal._store._depth
                hashed.append(code.decode())
                return honest(code, **cost)

            monkeypatch.setattr(approvals, "scrypt", scrypt)
            granted = journal.reprint(numbers, "jam", policy=self.POLICY, approvals=codes)
        assert hashed == codes and [each.count for each in granted] == [2, 2]


def test_a_slice_of_a_batch(place, clock):
    with open_at(place, clock) as journal:
        printed(journal, 101, 103)
        batch = journal.begin_batch(info("b"))
        journal.intend(batch, records(1, 4))
        journal.intend(batch, [record(place_, page=place_) for place_ in range(5, 9)])
        journal.rendered(batch, [])
        journal.released(batch)
        journal.void(number(4), "cancelled")
        granted, refusals = journal.reprint_pages(batch, 3, 6, "jam")
        assert [r.label for r in granted] == [record(p).label for p in (3, 5, 6)]
        assert [(r.asked, r.code) for r in refusals] == [(number(4), "JOURNAL-VOIDED")]
        assert len(journal.reprint_pages(batch, 8, 1000, "jam")[0]) == 1
        for wrong in ((batch, 9, 10), (77, 1, 2)):
            with pytest.raises(JournalError, match="JOURNAL-UNKNOWN-BATCH"):
                journal.reprint_pages(*wrong, "jam")


def test_a_policy_file(tmp_path):
    file = tmp_path / "policy.toml"
    file.write_text(
        '[reprint]\nmax_count = 2\nreasons = ["jam", "破损"]\nusers = []\n[retention]\ndays = 90\n', "utf-8"
    )
    assert load_policy(file) == ReprintPolicy(max_count=2, reasons=("jam", "破损"))
    assert load_retention(file) == 90
    file.write_text(
        '[reprint]\nmax_count = 0\nmax_age_days = 3\nusers = ["u"]\ngroups = ["g"]\nreason_required = false\nreasons = ["r"]\n'
        "approval_above = 2\napproval_hours = 5\n"
    )
    assert load_policy(file) == ReprintPolicy(0, 3, ("u",), ("g",), False, ("r",), 2, 5)
    file.write_text("")
    assert load_policy(file) == ReprintPolicy() == ReprintPolicy(100, 0, (), (), True, (), 0, 24)
    assert load_retention(file) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[reprint]\nmax_cuont = 2", "reprint.max_cuont"),
        ("[reprint]\nmax_count = -1", "reprint.max_count"),
        ("[reprint]\nmax_count = true", "reprint.max_count"),
        ('[reprint]\nusers = "zhou"', "reprint.users"),
        ("[reprint]\nreason_required = 1", "reprint.reason_required"),
        ("[reprints]\nmax_count = 2", "reprints"),
        ("reprint = 3", "reprint"),
        ("[reprint", "its TOML syntax"),
    ],
)
def test_a_policy_that_is_not_understood_is_not_ignored(tmp_path, text, key):
    file = tmp_path / "policy.toml"
    file.write_text(text)
    with pytest.raises(JournalError) as error:
        load_policy(file)
    assert (error.value.code, error.value.facts["key"]) == ("JOURNAL-POLICY", key)


def test_retention_keys(tmp_path):
    file = tmp_path / "policy.toml"
    for text in ("[retention]\nday = 90", '[retention]\ndays = "90"', "[retention]\ndays = -1"):
        file.write_text(text)
        with pytest.raises(JournalError, match="JOURNAL-POLICY"):
            load_retention(file)
    for read in (load_policy, load_retention):
        with pytest.raises(JournalError, match=r"missing\.toml is missing"):
            read(tmp_path / "missing.toml")


def test_a_number_that_no_database_can_hold_is_an_unknown_one(place, clock):
    """A scanner that sends a NUL; a list of numbers that is none."""
    with open_at(place, clock) as journal:
        printed(journal, 1, 3)
        for strange in (f"{number(1)}\0", "\0", "9" * 400):
            with pytest.raises(JournalError, match="JOURNAL-UNKNOWN"):
                journal.reprint([number(2), strange], "jam")
            with pytest.raises(JournalError, match="JOURNAL-UNKNOWN"):
                journal.void(strange, "cancelled")
        assert journal.label(number(2)).reprints == 0
        assert not journal.verify().findings
