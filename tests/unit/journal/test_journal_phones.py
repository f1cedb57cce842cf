"""Labels are found by every number of the recipient and of the sender, and none of them stays when they are erased."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journal_kit import all_bytes, digest, info, number, open_at, record

from waybill.errors import JournalError
from waybill.journal import Journal, LabelRecord
from waybill.journal.erasure import _spans


def sent(place: int, *senders: str, phones: Sequence[str] = ()) -> LabelRecord:
    """Label ``place`` with the numbers of its sender, and of its recipient where they are told."""
    one = record(place)
    index = one.index._replace(sender_phones=b"".join(map(digest, senders)))
    return one._replace(
        index=index._replace(recipient_phones=b"".join(map(digest, phones))) if phones else index
    )


def write(journal: Journal, labels: Sequence[LabelRecord], job: str = "a") -> None:
    batch = journal.begin_batch(info(job))
    journal.intend(batch, [label._replace(page=page) for page, label in enumerate(labels, 1)])
    journal.rendered(batch, [])
    journal.released(batch)


def found(journal: Journal, phone: str) -> list[int]:
    return [row.id for row in journal.find(phone=digest(phone))]


def runs(journal: Journal) -> list[tuple[int, int | None, bytes | None]]:
    rows = journal._store.rows("SELECT first, last, phones FROM sender ORDER BY first")
    return [(first, last, phones and bytes(phones)) for first, last, phones in rows]


def test_each_of_several_numbers_finds_the_label(place, clock):
    with open_at(place, clock) as journal:
        write(
            journal,
            [
                sent(1, "shop", "shop's line", phones=["virtual", "real", "line"]),
                sent(2, "shop", "shop's line", phones=["other"]),
                sent(3, "person", phones=["real"]),
                sent(4),
            ],
        )
        assert [found(journal, phone) for phone in ("virtual", "real", "line", "other")] == [
            [1],
            [1, 3],
            [1],
            [2],
        ]
        assert [found(journal, phone) for phone in ("shop", "shop's line", "person")] == [[1, 2], [1, 2], [3]]
        assert [journal.count_sent(digest(phone)) for phone in ("shop", "real", "person")] == [2, 0, 1]
        assert found(journal, "nobody") == []
        assert not journal.verify().findings
        assert [one.count for one in journal.reprint([number(1), number(4)], "jam")] == [1, 1]


def test_who_is_recipient_and_sender_is_found_once(place, clock):
    with open_at(place, clock) as journal:
        write(journal, [sent(1, "me", phones=["me"]), sent(2, "me"), sent(3, "you", phones=["me"])])
        assert found(journal, "me") == [1, 2, 3]
        assert journal.count_sent(digest("me")) == 2


def test_a_shops_labels_cost_one_row_and_an_ordinary_label_no_byte_more(path, clock):
    with open_at(path, clock) as journal:
        write(journal, [sent(place, "shop") for place in range(1, 301)])
        assert runs(journal) == [(1, 300, digest("shop"))]
        assert journal._store.row("SELECT max(length(phone)) FROM trace") == (16,)


@pytest.mark.parametrize(
    ("erased", "left"),
    [
        ([1], [(1, None), (2, 4), (5, 6)]),
        ([4], [(1, 3), (5, 6)]),
        ([2], [(1, 1), (3, 4), (5, 6)]),
        ([2, 3], [(1, 1), (4, 4), (5, 6)]),
        ([1, 3], [(1, None), (2, 2), (4, 4), (5, 6)]),
        ([4, 5], [(1, 3), (5, None), (6, 6)]),
        ([1, 2, 3, 4, 5, 6, 7], [(1, None), (5, None)]),
        ([7], [(1, 4), (5, 6)]),
    ],
)
def test_an_erased_label_is_no_longer_its_senders(place, clock, erased, left):
    """Six labels of two senders, and one of nobody."""
    with open_at(place, clock) as journal:
        senders = ["shop"] * 4 + ["person"] * 2
        write(journal, [*(sent(at, who) for at, who in enumerate(senders, 1)), sent(7)])
        assert journal.erase(erased, "phone") == len(erased)
        assert [(first, last) for first, last, _ in runs(journal)] == left
        for who in ("shop", "person"):
            wanted = [at for at, its in enumerate(senders, 1) if its == who and at not in erased]
            assert found(journal, who) == wanted
        assert not journal.verify().findings
        for at in {*range(1, 8)} - {*erased}:
            assert journal.reprint([number(at)], "jam")


def test_what_is_erased_piece_by_piece_leaves_no_digest(path, clock):
    with open_at(path, clock) as journal:
        write(journal, [sent(at, "shop", "line", phones=["real", "virtual"]) for at in range(1, 6)])
        for at in (3, 1, 5, 2, 4):
            assert found(journal, "virtual") == found(journal, "line") != []
            journal.erase([at], "phone")
            assert not journal.verify().findings
        assert journal.scrub()
        everything = all_bytes(path)
        assert [phone for phone in ("shop", "line", "real", "virtual") if digest(phone) in everything] == []


def test_on_postgresql_they_are_gone_from_the_tables_files(new_postgres, postgres_folder, clock):
    import psycopg

    place = new_postgres()
    with (
        open_at(place, clock) as journal,
        psycopg.connect(place.replace("+psycopg", ""), autocommit=True) as server,
    ):
        write(
            journal, [sent(1, "a sender of postgres"), sent(2, phones=["one of postgres", "two of postgres"])]
        )
        server.execute("ANALYZE")

        def held():
            server.execute("CHECKPOINT")
            files = [file for file in (postgres_folder / "data" / "base").rglob("*") if file.is_file()]
            everything = b"".join(file.read_bytes() for file in files)
            return [who for who in ("a sender", "one", "two") if digest(f"{who} of postgres") in everything]

        assert held() == ["a sender", "one", "two"]
        journal.erase([1, 2], "phone")
        assert journal.scrub()
        assert held() == []


def test_a_purge_and_a_batch_that_is_given_up_take_the_senders_along(path, clock):
    with open_at(path, clock) as journal:
        write(journal, [sent(at, "old") for at in range(1, 4)])
        journal.erase([2], "number")
        given_up = journal.begin_batch(info("b"))
        journal.intend(given_up, [sent(9, "given up")._replace(page=1)])
        journal.abandon(given_up, "X")
        clock.pass_days(91)
        write(journal, [sent(at, "young") for at in range(4, 7)], "c")
        assert journal.purge(90) == 2
        assert journal.scrub()
        assert [who for who in ("old", "given up", "young") if digest(who) in all_bytes(path)] == ["young"]
        assert not journal.verify().findings


def test_guards_let_a_senders_run_only_become_shorter(place, clock):
    with open_at(place, clock) as journal:
        write(journal, [sent(1, "shop"), sent(2, "shop"), sent(3, "person")])
        for statement in (
            "DELETE FROM sender",
            "UPDATE sender SET last = 3 WHERE first = 1",
            "UPDATE sender SET first = 2 WHERE first = 1",
            "UPDATE sender SET last = NULL WHERE first = 1",
            "UPDATE sender SET phones = NULL WHERE first = 1",
            "UPDATE sender SET last = 1, phones = (SELECT phones FROM sender WHERE first = 3) WHERE first = 1",
            "INSERT INTO sender (first, last, phones) VALUES (1, 1, NULL)",
        ):
            with pytest.raises(JournalError, match="JOURNAL-GUARD"):
                journal._store.run(statement)
        assert not journal.verify().findings


def as_before(journal: Journal) -> None:
    """Make the journal one of version 1, which knew nothing of senders."""
    journal._store.run("DROP TABLE sender")
    journal._store.run("UPDATE meta SET value = '1' WHERE key = 'version'")


def test_a_journal_from_before_goes_on(place, clock):
    with open_at(place, clock) as journal:
        write(journal, [sent(at) for at in range(1, 5)])
        head = journal.head()
        as_before(journal)
    with open_at(place, clock) as journal:
        (migrated,) = [event.facts for event in journal.events() if event.kind == "migrated"]
        assert migrated == '{"from":1,"to":2}'
        assert journal.verify(head).since_head == 1
        assert found(journal, "phone 2") == [2]
        write(journal, [sent(5, "shop", phones=["real", "phone 2"]), sent(6, "shop")], "b")
        assert (found(journal, "phone 2"), found(journal, "shop")) == ([2, 5], [5, 6])
        assert journal.reprint([number(1), number(5)], "jam")
        assert journal.erase([2, 5], "phone") == 2
        assert (found(journal, "phone 2"), found(journal, "shop"), found(journal, "phone 1")) == (
            [],
            [6],
            [1],
        )
        assert not journal.verify(head).findings


def test_a_label_that_is_printed_again_after_its_erasure_has_its_senders_new_run(place, clock):
    with open_at(place, clock) as journal:
        write(journal, [sent(1, "shop"), sent(2, "shop")])
        journal.erase([1], "phone")
        batch = journal.begin_batch(info("b"))
        journal.intend(batch, [sent(1, "shop")], again=True)
        assert found(journal, "shop") == [2, 3]
        assert not journal.verify().findings


@settings(max_examples=60, deadline=None)
@given(
    senders=st.lists(st.sampled_from(["", "a", "b"]), min_size=1, max_size=9),
    erased=st.lists(st.sets(st.integers(1, 9), max_size=5), max_size=3),
)
def test_whatever_is_erased_the_others_are_found(tmp_path_factory, senders, erased):
    from journal_kit import Clock

    with open_at(tmp_path_factory.mktemp("any") / "journal.db", Clock()) as journal:
        write(journal, [sent(at, *filter(None, [who])) for at, who in enumerate(senders, 1)])
        for labels in erased:
            journal.erase(labels, "phone")
        gone = set().union(*erased)
        for who in ("a", "b"):
            assert found(journal, who) == [
                at for at, its in enumerate(senders, 1) if its == who and at not in gone
            ]
        assert not journal.verify().findings


@given(st.sets(st.integers(1, 60)))
def test_spans_are_the_ids_and_as_few_as_can_be(labels):
    spans = list(_spans(labels))
    assert [label for first, last in spans for label in range(first, last + 1)] == sorted(labels)
    assert all(before[1] + 1 < after[0] for before, after in pairwise(spans))


def test_labels_of_one_order_are_grouped_and_others_left_out(place, clock):
    def of_order(place: int, order: str) -> LabelRecord:
        one = record(place)
        return one._replace(index=one.index._replace(order_no=digest(order) if order else b""))

    with open_at(place, clock) as journal:
        assert journal.repeated_orders() == []
        write(journal, [of_order(1, "x"), of_order(2, ""), of_order(3, ""), of_order(4, "y")])
        write(journal, [of_order(5, "y"), of_order(6, "x"), of_order(7, "z"), of_order(8, "x")], "b")
        rows = journal.repeated_orders()
        assert [(group, row.id) for group, row in rows] == [(1, 1), (1, 6), (1, 8), (2, 4), (2, 5)]
        journal.erase([5, 6], "number")
        assert [(group, row.id) for group, row in journal.repeated_orders()] == [(1, 1), (1, 8)]


def test_a_parcel_of_several_orders_is_found_by_each_and_grouped_with_each(place, clock):
    def of_orders(place: int, *orders: str) -> LabelRecord:
        one = record(place)
        return one._replace(index=one.index._replace(order_no=b"".join(map(digest, orders))))

    with open_at(place, clock) as journal:
        write(journal, [of_orders(1, "x", "y"), of_orders(2, "z"), of_orders(3, "y"), of_orders(4, "v", "x")])
        found = {order: [row.id for row in journal.find(order_no=digest(order))] for order in "vxyz"}
        assert found == {"v": [4], "x": [1, 4], "y": [1, 3], "z": [2]}
        assert [(group, row.id) for group, row in journal.repeated_orders()] == [
            (1, 1), (1, 4), (2, 1), (2, 3),
        ]  # fmt: skip
        assert journal.reprint([number(1)], "jam")
        assert not journal.verify().findings
        journal.erase([1], "order")
        assert journal.find(order_no=digest("y"))[0].id == 3
        assert journal.repeated_orders() == []
        assert not journal.verify().findings


def test_what_another_key_has_printed_is_known_until_it_is_erased(place, clock):
    with open_at(place, clock) as journal:
        for job, mark in (("a", ""), ("b", "first"), ("c", "second")):
            batch = journal.begin_batch(info(job)._replace(key_mark=mark))
            journal.intend(batch, [record(ord(job))._replace(page=1)])
            journal.rendered(batch, [])
            journal.released(batch)
        assert [journal.batches_of_other_keys(mark) for mark in ("first", "second", "third")] == [1, 1, 2]
        assert [journal.key_has_changed(mark) for mark in ("first", "second")] == [True, False]
        journal.erase([2], "number")
        assert [journal.batches_of_other_keys(mark) for mark in ("first", "second", "third")] == [1, 0, 1]
        assert not journal.verify().findings
        clock.pass_days(-2)
        assert journal.dated_ahead() == 2
        clock.pass_days(2)
        assert journal.dated_ahead() == 0
