"""Erase and purge: content and indexes are gone from the raw file, the chain stays verifiable."""

from __future__ import annotations

import json

import pytest
from journal_kit import all_bytes, digest, info, number, open_at, printed, raw, record, records

from waybill.errors import JournalError


def pieces(place: int) -> list[bytes]:
    """Everything of one label that must not be found in the file after its erasure."""
    made = record(place)
    values = [value.encode() for value in made.label.decode().split("\x1f") if "CANARY" in value]
    index = made.index
    return [*values, made.waybill_no.encode(), index.fingerprint, index.recipient_phones, index.order_no]


def present(path, place):
    everything = all_bytes(path)
    return [piece for piece in pieces(place) if piece in everything]


def test_an_erased_label_is_gone_from_database_log_and_shared_memory(path, clock):
    with open_at(path, clock) as journal:
        printed(journal, 1, 300)
        (row,) = journal.find(phone=digest("phone 150"))
        assert present(path, 150) == pieces(150)
        assert journal.erase([row.id], "phone", "asked") == 1
        assert journal.scrub()
        assert present(path, 150) == []
        assert present(path, 149) == pieces(149)
        assert not journal.verify().findings
        assert journal.find(phone=digest("phone 150")) == []
        assert journal.find(order_no=digest("order 150")) == []
        assert [r.waybill_no for r in journal.find(order_no=digest("order 149"))] == [number(149)]
    assert present(path, 150) == []


def test_on_postgresql_it_is_gone_from_the_tables_files(new_postgres, postgres_folder, clock):
    """The server's own log (pg_wal), archives and backups are out of the journal's reach: that is the limit.

    The samples that the server takes for its planner are within it.
    """
    import psycopg

    place = new_postgres()
    with open_at(place, clock) as journal, psycopg.connect(place.replace("+psycopg", "")) as server:
        printed(journal, 70001, 70030)  # no other test's database has these
        server.commit()
        server.execute("ANALYZE")
        server.commit()
        server.execute("CHECKPOINT")

        def held():
            files = [file for file in (postgres_folder / "data" / "base").rglob("*") if file.is_file()]
            everything = b"".join(file.read_bytes() for file in files)
            return [piece for piece in pieces(70015) if piece in everything]

        assert held() == pieces(70015)
        journal.erase([15], "number")
        assert journal.scrub()
        server.execute("CHECKPOINT")
        assert held() == []
        assert not journal.verify().findings


def test_on_postgresql_columns_that_were_sampled_are_sampled_anew(new_postgres, clock):
    """A journal of an earlier version, or one whose administrator wants samples."""
    import psycopg

    place = new_postgres()
    url = place.replace("+psycopg", "")
    with open_at(place, clock) as journal, psycopg.connect(url, autocommit=True) as server:
        printed(journal, 1, 30)
        server.execute("ALTER TABLE label ALTER number SET STATISTICS 100")
        server.execute("ANALYZE")

        def sampled():
            (row,) = server.execute("SELECT histogram_bounds::text FROM pg_stats WHERE attname = 'number'")
            return [n for n in range(1, 31) if number(n) in row[0]]

        assert sampled() == [*range(1, 31)]
        journal.erase([15], "number")
        assert journal.scrub()
        assert sampled() == [*range(1, 15), *range(16, 31)]


def test_a_purge_takes_old_batches_whole_and_leaves_young_ones(path, clock):
    with open_at(path, clock) as journal:
        printed(journal, 1, 300)
        journal.erase([7], "number")
        clock.pass_days(80)
        printed(journal, 301, 350, "b")
        clock.pass_days(10)
        assert journal.purge(90) == 0
        clock.pass_days(1)
        assert journal.purge(90) == 299
        assert journal.purge(90) == 0
        assert journal.scrub()
        for place in (1, 7, 150, 300):
            assert present(path, place) == []
        assert present(path, 301) == pieces(301)
        assert [row.state for row in journal.labels(2)] == ["released"] * 50
        assert [v.status for v in journal.check_numbers(records(299, 301))] == ["erased", "erased", "same"]
        assert not journal.verify().findings


def test_a_purge_settles_what_dead_processes_left_behind(path, clock):
    with open_at(path, clock) as journal:
        journal.intend(journal.begin_batch(info()), records(1, 3))
    with open_at(path, clock) as journal:
        journal.purge(0)
        journal.scrub()
        assert [row.state for row in journal.labels()] == ["abandoned"] * 3
        assert present(path, 2) == []


def test_events_never_hold_a_number_or_an_index(path, clock):
    with open_at(path, clock) as journal:
        printed(journal, 1, 4)
        journal.reprint([number(2)], "jam")
        journal.void(number(3), "cancelled")
        journal.approve(number(1))
        journal.record("unseal", {"granted": True}, number=number(1))
        journal.record("unseal", {"granted": False}, number=number(4))
        journal.record("unseal", {"granted": False}, number=number(77))
        journal.erase([2], "order")
        text = "".join(event.facts for event in journal.events())
        assert not any(number(place) in text for place in (1, 2, 3, 4, 77))
        assert not any(record(place).index.recipient_phones.hex() in text for place in range(1, 5))
        unseals = [event for event in journal.events() if event.kind == "unseal"]
        assert [event.label for event in unseals] == [1, 4, None]
        assert "number_hash" in json.loads(unseals[2].facts)
        assert not journal.verify().findings


def test_a_tombstone_can_not_be_tried_against_guesses(path, clock):
    """Two journals, the same labels: what stays behind differs, for the nonce and the salt are gone or
    secret."""
    rows = []
    for place in (path, path.with_name("other.db")):
        with open_at(place, clock) as journal:
            printed(journal, 1, 2)
            journal.erase([1], "number")
        rows.append(raw(place).execute("SELECT leaf, number_hash FROM label WHERE id = 1").fetchone())
    assert rows[0][0] != rows[1][0]
    assert rows[0][1] != rows[1][1]


def test_erasing_twice_counts_once(place, clock):
    with open_at(place, clock) as journal:
        printed(journal, 1, 4)
        assert journal.erase([1, 3, 3], "order") == 2
        assert journal.erase([1, 2], "phone") == 1
        assert journal.scrub()
        events = [json.loads(event.facts) for event in journal.events() if event.kind == "erase"]
        assert [(facts["count"], facts["by"]) for facts in events] == [(2, "order"), (1, "phone")]
        assert not journal.verify().findings


def test_a_reason_with_a_phone_number_is_refused(path, clock):
    with open_at(path, clock) as journal:
        printed(journal, 1, 1)
        with pytest.raises(JournalError, match="JOURNAL-REASON-PERSONAL"):
            journal.erase([1], "phone", "13812345678 called")
        assert journal.label(number(1)).state == "released"


def test_while_another_process_reads_scrub_says_that_it_is_not_done(path, clock, monkeypatch):
    monkeypatch.setattr("waybill.journal.sqlite.BUSY_SECONDS", 0.05)
    with open_at(path, clock) as journal:
        printed(journal, 1, 50)
        reader = raw(path)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM label").fetchone()
        journal.erase([1], "number")
        assert not journal.scrub()
        reader.close()
        assert journal.scrub()
        assert present(path, 1) == []


def test_on_postgresql_a_reader_holds_scrub_up_too(new_postgres, clock):
    import psycopg

    place = new_postgres()
    with open_at(place, clock) as journal, psycopg.connect(place.replace("+psycopg", "")) as reader:
        printed(journal, 1, 3)
        assert journal.erase([1], "phone") == 1
        journal._store.run("SET lock_timeout TO '50ms'")
        reader.execute("SELECT 1 FROM label")
        assert not journal.scrub()
        reader.rollback()
        assert journal.scrub()


def test_an_erasure_whose_bytes_were_not_taken_away_is_told_until_they_are(place, clock):
    with open_at(place, clock) as journal:
        printed(journal, 1, 4)
        assert (journal.unscrubbed(), journal.verify().unscrubbed) == (0, 0)
        journal.erase([1], "number")
        last = int(journal.head().partition(":")[0])
    with open_at(place, clock) as journal:  # the run was killed before its scrub
        assert (journal.unscrubbed(), journal.verify().unscrubbed) == (last, last)
        assert journal.scrub()
        head = journal.head()
        assert (journal.unscrubbed(), journal.verify().unscrubbed) == (0, 0)
        assert journal.scrub()
        assert journal.head() == head  # there was nothing to tell of
        clock.pass_days(1)
        assert journal.purge(0) == 3
        assert journal.unscrubbed() == int(head.partition(":")[0]) + 1
        assert not journal.verify().findings


def test_a_scrub_tells_only_of_what_was_erased_before_it(path, clock, monkeypatch):
    with open_at(path, clock) as journal, open_at(path, clock) as other:
        printed(journal, 1, 4)
        journal.erase([1], "number")
        dialect = journal._store.dialect

        def meanwhile(store):
            other.erase([2], "number")
            return True

        monkeypatch.setattr(dialect, "scrub", meanwhile)
        assert journal.scrub()
        assert journal.unscrubbed()
