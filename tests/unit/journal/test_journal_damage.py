"""A value that Waybill never wrote is told as damage of the journal, with its column, by whatever stumbles over it."""

from __future__ import annotations

import pytest
from journal_kit import digest, number, open_at, printed, raw, records

from waybill.errors import JournalError
from waybill.journal import guards, reprints
from waybill.journal.report import by_day

READS = {
    "list": lambda journal: list(journal.batches()),
    "labels": lambda journal: list(journal.labels()),
    "events": lambda journal: list(journal.events()),
    "guard": lambda journal: journal.check_numbers(records(1, 2)),
    "reprint": lambda journal: journal.reprint([number(2)], "jam"),
    "preview": lambda journal: journal.peek(number(2)),
    "find": lambda journal: journal.find(phone=digest("phone 2")),
    "erase": lambda journal: journal.erase([2], "phone", "asked"),
    "approve": lambda journal: journal.approve(number(2)),
    "report": lambda journal: by_day(journal.events()),
}


def damaged(path, clock, place: str, value: object):
    """A journal of two labels, the second printed again; ``value`` put into the last row's ``place``."""
    with open_at(path, clock) as journal:
        printed(journal, 1, 2)
        journal.reprint([number(2)], "jam")
    table, column = place.split(".")
    with raw(path) as file:
        for name in guards.statements("sqlite"):
            file.execute(f"DROP TRIGGER {name}")
        file.execute(
            f"UPDATE {table} SET {column} = ? WHERE rowid = (SELECT max(rowid) FROM {table})", (value,)
        )
        for text in guards.statements("sqlite").values():
            file.execute(text)
    file.close()
    return path


@pytest.mark.parametrize(("place", "value", "read"), [
    ("batch.state", "x", "guard"),
    ("batch.info", "[1]", "list"),
    ("batch.info", 7, "list"),
    ("batch.info", '{"files": []}', "list"),
    ("batch.outputs", "[1]", "list"),
    ("batch.outputs", "", "list"),
    ("label.fingerprint", "x", "guard"),
    ("label.fingerprint", 2**62, "guard"),
    ("label.fingerprint", None, "guard"),
    ("label.number", None, "erase"),
    ("label.batch", 9, "find"),
    ("label.content", 9, "reprint"),
    ("label.content", "x", "preview"),
    ("label.leaf", "x", "erase"),
    ("label.number", b"\xff", "erase"),
    ("form.packed", -1, "reprint"),
    ("event.facts", "{", "report"),
    ("event.hash", "x", "events"),
    ("event.hash", "y", "approve"),
])  # fmt: skip
def test_it_is_told_with_its_column(path, clock, place, value, read):
    with pytest.raises(JournalError) as told, open_at(damaged(path, clock, place, value), clock) as journal:
        READS[read](journal)
    assert (told.value.code, told.value.facts["why"]) == ("JOURNAL-CORRUPT", place)


@pytest.mark.parametrize("read", ["reprint", "preview", "slice"])
def test_a_strangers_label_put_under_a_number_does_not_come_out_as_its_reprint(path, clock, read):
    reads = READS | {"slice": lambda journal: journal.reprint_pages(1, 2, 2, "jam")}
    with open_at(path, clock) as journal:
        printed(journal, 1, 3)
    with raw(path) as file:
        file.execute("DROP TRIGGER label_erase_only")
        file.execute("UPDATE label SET content = (SELECT content FROM label WHERE id = 3) WHERE id = 2")
    file.close()
    with pytest.raises(JournalError) as told, open_at(path, clock) as journal:
        reads[read](journal)
    assert (told.value.code, told.value.facts["why"]) == ("JOURNAL-CORRUPT", "label.content")
    with open_at(path, clock) as journal:
        assert [one.count for one in journal.reprint([number(1), number(3)], "jam")] == [1, 1]


def test_another_form_put_in_the_place_of_the_one_that_was_printed_on_does_not_come_out_in_a_reprint(
    path, clock
):
    with open_at(path, clock) as journal:
        printed(journal, 1, 1)
    with raw(path) as file:
        file.execute("DROP TRIGGER form_no_update")
        file.execute("UPDATE form SET packed = ?", (b"a form that says something else",))
    file.close()
    with pytest.raises(JournalError) as told, open_at(path, clock) as journal:
        journal.reprint([number(1)], "jam")
    assert (told.value.code, told.value.facts["why"]) == ("JOURNAL-CORRUPT", "form.packed")
    with open_at(path, clock) as journal:
        assert journal.label(number(1)).reprints == 0


def test_a_batch_that_does_not_tell_its_form_is_not_drawn(path, clock):
    info = '{"files": [], "template": "t", "policy": "p", "versions": {}}'
    damaged(path, clock, "batch.info", info)
    with pytest.raises(JournalError, match=r"batch\.info"), open_at(path, clock) as journal:
        journal.reprint([number(1)], "jam")


@pytest.mark.parametrize("facts", ['{"count":2}', '{"count":2,"first":"1","page":1}', "{}"])
def test_a_run_of_labels_that_does_not_tell_which(path, clock, facts):
    with open_at(path, clock) as journal:
        printed(journal, 1, 2)
        for name in guards.statements("sqlite"):
            journal._store.run(f"DROP TRIGGER {name}")
        journal._store.run("UPDATE event SET facts = ? WHERE kind = 'intend'", (facts,))
    with pytest.raises(JournalError, match=r"event\.facts"), open_at(path, clock) as journal:
        list(journal.batches()), list(journal.labels(1))


@pytest.mark.parametrize("facts", ["{}", '{"through":"9"}', '{"through":null}', "[]"])
def test_a_scrub_that_does_not_tell_how_far_it_went(path, clock, facts):
    with open_at(path, clock) as journal:
        printed(journal, 1, 2)
        assert journal.erase([2], "number", "asked") == 1
        assert journal.scrub()
        for name in guards.statements("sqlite"):
            journal._store.run(f"DROP TRIGGER {name}")
        journal._store.run("UPDATE event SET facts = ? WHERE kind = 'scrub'", (facts,))
    for ask in ("unscrubbed", "scrub"):
        with pytest.raises(JournalError, match=r"event\.facts"), open_at(path, clock) as journal:
            getattr(journal, ask)()


@pytest.mark.parametrize("value", ["x", "", 7, "2026-11-30T00:00:00"])
def test_retention_does_not_pass_over_a_batch_without_a_date(path, clock, value):
    damaged(path, clock, "batch.started", value)
    with pytest.raises(JournalError, match=r"batch\.started"), open_at(path, clock) as journal:
        journal.purge(0)


def test_a_fault_of_ours_stays_one(path, clock):
    """Where nothing is damaged, and where the damage is not what went wrong."""
    with open_at(path, clock) as journal:
        printed(journal, 1, 2)
    with pytest.raises(TypeError), open_at(path, clock):
        raise TypeError
    damaged_too = damaged(path.with_name("second.db"), clock, "batch.info", "[1]")
    with pytest.raises(JournalError, match="JOURNAL-REASON"), open_at(damaged_too, clock) as journal:
        journal.void(number(1), "")
    with pytest.raises(KeyboardInterrupt), open_at(damaged_too, clock):
        raise KeyboardInterrupt


def test_a_table_whose_name_is_no_text_any_more(path, clock):
    """SQLite's own message has the bytes then, and its driver can't tell it."""
    with open_at(path, clock) as journal:
        printed(journal, 1, 2)
        journal.scrub()
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"CREATE TABLE label (id", b"CREATE TABL\xff label (id"))
    with pytest.raises(JournalError, match="JOURNAL-CORRUPT"):
        open_at(path, clock)


def test_a_label_that_only_an_index_tells_of(path, clock):
    """Of a damaged page a row may be found in one way and not in another."""
    with open_at(path, clock) as journal:
        printed(journal, 1, 2)
        with pytest.raises(JournalError, match=r"label\.id"):
            reprints._as_written(journal._store, 9, number(2), b"x" * 40)
