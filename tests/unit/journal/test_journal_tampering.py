"""Tampering: every kind is found and its row named, or its limit is stated here and shown to hold.

The tamperer opens the file with plain sqlite3 and drops the guards first, then puts them back to hide it.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing

import pytest
from journal_kit import ZHOU, info, number, open_at, printed, raw, record, records

from waybill.errors import JournalError
from waybill.journal import chain, guards, open_journal, schema
from waybill.journal.audit import Finding
from waybill.label import BlindIndex

GUARDS = guards.statements("sqlite")
INTEND_FIRST, BEGIN_SECOND, INTEND_SECOND, REPRINT, VOID, ERASE = 3, 6, 7, 10, 11, 12


@pytest.fixture
def journal_file(path, clock):
    """12 events: created, two batches (labels 1-4 and 5-8), a reprint, a void, an erasure."""
    with open_at(path, clock) as journal:
        printed(journal, 1, 4)
        printed(journal, 5, 8, "b")
        journal.reprint([number(2)], "jam")
        journal.void(number(3), "cancelled")
        journal.erase([5], "phone", "asked")
        assert [e.kind for e in journal.events()][REPRINT - 1 : ERASE] == ["reprint", "void", "erase"]
        assert not journal.verify().findings
    return path


def tamper(path, *statements):
    """Guards off, statements, guards on again."""
    with raw(path) as file:
        file.create_function("wrong", 1, lambda value: bytes(value)[:-1] + bytes([bytes(value)[-1] ^ 1]))
        for name in GUARDS:
            file.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            if callable(statement):
                statement(file)
            else:
                file.execute(statement)
        for text in GUARDS.values():
            file.execute(text)
    file.close()


def verified(path, head=""):
    with open_at(path) as journal:
        return journal.verify(head)


def head_of(path):
    with open_at(path) as journal:
        return journal.head()


def relink(file: sqlite3.Connection, first: int) -> None:
    """Recompute every hash from event ``first`` on, as somebody does who knows the format."""
    text = "SELECT seq, at, kind, actor, batch, label, facts FROM event WHERE seq >= ? ORDER BY seq"
    for seq, *rest in file.execute(text, (first,)).fetchall():
        before = file.execute("SELECT hash FROM event WHERE seq = ?", (seq - 1,)).fetchone()
        prev = before[0] if before else chain.NO_HASH
        link = chain.event_hash(prev, seq, *rest)
        file.execute("UPDATE event SET prev = ?, hash = ? WHERE seq = ?", (prev, link, seq))


def own_hash(file: sqlite3.Connection, seq: int) -> None:
    row = file.execute(
        "SELECT prev, seq, at, kind, actor, batch, label, facts FROM event WHERE seq = ?", (seq,)
    )
    file.execute("UPDATE event SET hash = ? WHERE seq = ?", (chain.event_hash(*row.fetchone()), seq))


def recompute_leaf(file: sqlite3.Connection) -> None:
    text = (
        "SELECT number, fingerprint, content, phone, order_no, phones FROM label JOIN trace ON label = id"
        " JOIN sender ON id BETWEEN first AND last WHERE id = 2"
    )
    no, fingerprint, content, phone, order, sender = file.execute(text).fetchone()
    leaf = chain.leaf(content[:16], no.encode(), fingerprint, phone, order, content[16:], sender)
    file.execute("UPDATE label SET leaf = ? WHERE id = 2", (leaf,))


def duplicate_last_event(file: sqlite3.Connection) -> None:
    file.execute(
        "INSERT INTO event SELECT seq + 1, at, kind, actor, batch, label, facts, prev, hash FROM event"
        " WHERE seq = (SELECT max(seq) FROM event)"
    )


def insert_in_the_middle(file: sqlite3.Connection) -> None:
    for seq in range(ERASE, REPRINT, -1):
        file.execute("UPDATE event SET seq = seq + 1 WHERE seq = ?", (seq,))
    file.execute(
        "INSERT INTO event SELECT 11, at, 'reprint', actor, batch, 1, facts, hash, hash FROM event"
        " WHERE seq = 10"
    )
    own_hash(file, 11)


def swap_events(file: sqlite3.Connection) -> None:
    for old, new in ((REPRINT, 99), (VOID, REPRINT), (99, VOID)):
        file.execute("UPDATE event SET seq = ? WHERE seq = ?", (new, old))


def swap_labels(file: sqlite3.Connection) -> None:
    rows = dict(file.execute("SELECT id, content FROM label WHERE id IN (1, 2)").fetchall())
    file.executemany("UPDATE label SET content = ? WHERE id = ?", [(rows[2], 1), (rows[1], 2)])


def take_labels_for_each_other(file: sqlite3.Connection) -> None:
    file.execute("UPDATE label SET page = 3 - page, line = 5 - line WHERE id IN (1, 2)")


def resurrect(file: sqlite3.Connection) -> None:
    packed = record(5)
    file.execute(
        "UPDATE label SET content = ?, number = ?, fingerprint = ?, gone = NULL, number_hash = NULL"
        " WHERE id = 5",
        (bytes(16) + packed.label, number(5), packed.index.fingerprint),
    )


def move_sender_into_label(file: sqlite3.Connection) -> None:
    """What the hash of a leaf covers is the same bytes in the same order, but nobody finds the label by its sender."""
    (phones,) = file.execute("SELECT phones FROM sender WHERE first = 6").fetchone()
    file.execute("DELETE FROM sender WHERE first = 6")
    for ident in (6, 7, 8):
        (kept,) = file.execute("SELECT content FROM label WHERE id = ?", (ident,)).fetchone()
        moved = kept[:16] + bytes([len(phones)]) + phones + kept[16:]
        file.execute("UPDATE label SET content = ? WHERE id = ?", (moved, ident))


def forge_job(file: sqlite3.Connection) -> None:
    file.execute("UPDATE batch SET job = 'x' WHERE id = 1")


FOUND = {
    "edit the facts of an event": (
        ["UPDATE event SET facts = replace(facts, 'jam', 'ham') WHERE seq = 10"],
        Finding("event", "10", "changed"),
    ),
    "edit the actor": (
        ["UPDATE event SET actor = 'li@pc-9' WHERE seq = 10"],
        Finding("event", "10", "changed"),
    ),
    "edit the time": (
        ["UPDATE event SET at = '2026-01-01' WHERE seq = 11"],
        Finding("event", "11", "changed"),
    ),
    "edit an event and its own hash": (
        ["UPDATE event SET actor = 'li@pc-9' WHERE seq = 10", lambda file: own_hash(file, 10)],
        Finding("event", "11", "unlinked"),
    ),
    "let an event be about another label": (
        ["UPDATE event SET label = 1 WHERE seq = 10"],
        Finding("event", "10", "changed"),
    ),
    "make a hash a text": (
        ["UPDATE event SET hash = hex(hash) WHERE seq = 10"],
        Finding("event", "10", "changed"),
    ),
    "make a fact no text at all": (
        ["UPDATE event SET facts = x'ff' WHERE seq = 10"],
        Finding("event", "10", "changed"),
    ),
    "break the encoding": (
        ["UPDATE event SET actor = CAST(x'ff' AS TEXT) WHERE seq = 10"],
        Finding("event", "10", "changed"),
    ),
    "forge facts that Waybill never wrote": (
        ["UPDATE event SET facts = '{}' WHERE seq = 3", lambda file: relink(file, 3)],
        Finding("event", "3", "changed"),
    ),
    "add an event before the first": (
        [
            "INSERT INTO event SELECT 0, at, 'approve', actor, batch, 3, facts, prev, hash FROM event"
            " WHERE seq = 10"
        ],
        Finding("event", "0", "extra"),
    ),
    "delete an event": (["DELETE FROM event WHERE seq = 10"], Finding("event", "10", "missing")),
    "delete the first event": (["DELETE FROM event WHERE seq = 1"], Finding("event", "1", "missing")),
    "swap two events": ([swap_events], Finding("event", "10", "unlinked")),
    "insert a forged event": ([insert_in_the_middle], Finding("event", "12", "unlinked")),
    "append a copy of the last event": ([duplicate_last_event], Finding("event", "13", "unlinked")),
    "cut the end off with its labels left": (
        [f"DELETE FROM event WHERE seq >= {INTEND_SECOND}"],
        Finding("label", "5", "extra"),
    ),
    "edit a label's content": (
        ["UPDATE label SET content = wrong(content) WHERE id = 2"],
        Finding("label", "2", "changed"),
    ),
    "edit a label's content and its leaf": (
        ["UPDATE label SET content = wrong(content) WHERE id = 2", recompute_leaf],
        Finding("label", "1-4", "changed"),
    ),
    "edit a number": (["UPDATE label SET number = '9988' WHERE id = 2"], Finding("label", "2", "changed")),
    "edit a fingerprint": (
        ["UPDATE label SET fingerprint = wrong(fingerprint) WHERE id = 2"],
        Finding("label", "2", "changed"),
    ),
    "swap two labels' content": ([swap_labels], Finding("label", "1", "changed")),
    "swap two labels' pages": ([take_labels_for_each_other], Finding("label", "1-4", "changed")),
    "edit a page": (["UPDATE label SET page = 9 WHERE id = 2"], Finding("label", "1-4", "changed")),
    "make a page a text": (["UPDATE label SET page = 'x' WHERE id = 2"], Finding("label", "1-4", "changed")),
    "move a label to another batch": (
        ["UPDATE label SET batch = 2 WHERE id = 2"],
        Finding("label", "2", "changed"),
    ),
    "delete a label": (
        ["DELETE FROM trace WHERE label = 2", "DELETE FROM label WHERE id = 2"],
        Finding("label", "2", "missing"),
    ),
    "delete the last label": (
        ["DELETE FROM trace WHERE label = 8", "DELETE FROM label WHERE id = 8"],
        Finding("label", "8", "missing"),
    ),
    "delete every label": (
        ["DELETE FROM trace", "DELETE FROM label"],
        Finding("label", "1", "missing"),
    ),
    "add a label before all others": (
        ["INSERT INTO label (id, batch, page, line, number, leaf) VALUES (0, 1, 5, 6, 'X', x'00')"],
        Finding("label", "0", "extra"),
    ),
    "add a label": (
        ["INSERT INTO label (id, batch, page, line, number, leaf) VALUES (9, 2, 5, 6, 'X', x'00')"],
        Finding("label", "9", "extra"),
    ),
    "edit an index": (
        ["UPDATE trace SET phone = wrong(phone) WHERE label = 2"],
        Finding("label", "2", "changed"),
    ),
    "delete an index": (["DELETE FROM trace WHERE label = 2"], Finding("label", "2", "changed")),
    "add an index to a tombstone": (
        ["UPDATE trace SET phone = x'00' WHERE label = 5"],
        Finding("label", "5", "changed"),
    ),
    "add an index to no label": (
        ["PRAGMA foreign_keys = OFF", "INSERT INTO trace VALUES (99, x'00', x'00')"],
        Finding("trace", "*", "extra"),
    ),
    "edit a sender": (
        ["UPDATE sender SET phones = wrong(phones) WHERE first = 3"],
        Finding("label", "3", "changed"),
    ),
    "edit an erased sender": (
        ["UPDATE sender SET phones = x'00' WHERE first = 5"],
        Finding("sender", "*", "extra"),
    ),
    "put an erased sender back": (
        ["UPDATE sender SET phones = x'00', last = 5 WHERE first = 5"],
        Finding("label", "5", "changed"),
    ),
    "let a sender end too early": (
        ["UPDATE sender SET last = 6 WHERE first = 6"],
        Finding("label", "7", "changed"),
    ),
    "let a sender go on to the next one's labels": (
        ["UPDATE sender SET last = 3 WHERE first = 1"],
        Finding("sender", "*", "extra"),
    ),
    "let a sender go on to labels that are none": (
        ["UPDATE sender SET last = 9 WHERE first = 6"],
        Finding("sender", "*", "extra"),
    ),
    "let a sender begin too late": (
        ["UPDATE sender SET first = 2 WHERE first = 1"],
        Finding("label", "1", "changed"),
    ),
    "delete a sender": (["DELETE FROM sender WHERE first = 1"], Finding("label", "1", "changed")),
    "delete an erased sender and add one that ends before it begins": (
        ["DELETE FROM sender WHERE first = 5", "INSERT INTO sender VALUES (4, 3, x'00')"],
        Finding("label", "4", "changed"),
    ),
    "add a sender to no label": (
        ["PRAGMA foreign_keys = OFF", "INSERT INTO sender VALUES (99, 99, x'00')"],
        Finding("sender", "*", "extra"),
    ),
    "add an erased sender to no label": (
        ["PRAGMA foreign_keys = OFF", "INSERT INTO sender VALUES (99, NULL, NULL)"],
        Finding("sender", "*", "extra"),
    ),
    "move a sender into the label": ([move_sender_into_label], Finding("label", "6", "changed")),
    "lay a sender below others, made up for by one of less than no labels": (
        [
            "PRAGMA foreign_keys = OFF",
            "INSERT INTO sender VALUES (0, 4, x'00112233445566778899aabbccddeeff')",
            "INSERT INTO sender VALUES (99, 93, x'00112233445566778899aabbccddeeff')",
        ],
        Finding("sender", "*", "extra"),
    ),
    "erase without an event": (
        [
            "UPDATE label SET content = NULL, number = NULL, fingerprint = NULL, gone = 12 WHERE id = 2",
            "UPDATE trace SET phone = NULL, order_no = NULL WHERE label = 2",
            "UPDATE sender SET last = 1 WHERE first = 1",
        ],
        Finding("label", "erased by event 12", "changed"),
    ),
    "say that another event erased it": (
        ["UPDATE label SET gone = 10 WHERE id = 5"],
        Finding("label", "5", "changed"),
    ),
    "put content back into a tombstone": ([resurrect], Finding("label", "5", "changed")),
    "edit a tombstone's number": (
        ["UPDATE label SET number_hash = wrong(number_hash) WHERE id = 5"],
        Finding("label", "erased by event 12", "changed"),
    ),
    "edit a tombstone's leaf": (
        ["UPDATE label SET leaf = wrong(leaf) WHERE id = 5"],
        Finding("label", "5-8", "changed"),
    ),
    "change a batch's state": (
        ["UPDATE batch SET state = 'abandoned' WHERE id = 1"],
        Finding("batch", "1", "changed"),
    ),
    "change a batch's info": (
        ["UPDATE batch SET info = replace(info, 'gbt-76x130', 'other') WHERE id = 1"],
        Finding("batch", "1", "changed"),
    ),
    "change a batch's output": (
        ["""UPDATE batch SET outputs = '[["/x","y",1,"z"]]' WHERE id = 1"""],
        Finding("batch", "1", "changed"),
    ),
    "change a batch's start": (
        ["UPDATE batch SET started = '2020-01-01T00:00:00+08:00' WHERE id = 2"],
        Finding("batch", "2", "changed"),
    ),
    "change who printed a batch": (
        ["UPDATE batch SET owner = replace(owner, '|', '-') WHERE id = 1"],
        Finding("batch", "1", "changed"),
    ),
    "change when a batch was last heard of": (
        ["UPDATE batch SET seen = '2020-01-01T00:00:00+08:00' WHERE id = 2"],
        Finding("batch", "2", "changed"),
    ),
    "change a batch's job": ([forge_job], Finding("batch", "1", "changed")),
    "add a batch": (
        [
            "INSERT INTO batch SELECT 3, job, state, started, owner, seen, form, info, outputs"
            " FROM batch WHERE id = 1"
        ],
        Finding("batch", "3", "extra"),
    ),
    "change a form": (
        ["UPDATE form SET packed = x'00'"],
        Finding("form", info().form_digest[:12], "changed"),
    ),
    "delete a form": (
        ["PRAGMA foreign_keys = OFF", "DELETE FROM form"],
        Finding("form", info().form_digest[:12], "missing"),
    ),
    "add a form": (["INSERT INTO form VALUES ('f', x'00')"], Finding("form", "f", "extra")),
    "change the salt": (
        ["UPDATE meta SET value = '00' WHERE key = 'salt'"],
        Finding("meta", "salt", "changed"),
    ),
    "make the salt no number": (
        ["UPDATE meta SET value = 'zz' WHERE key = 'salt'"],
        Finding("meta", "salt", "changed"),
    ),
    "make the salt no text": (
        ["UPDATE meta SET value = x'ff' WHERE key = 'salt'"],
        Finding("meta", "salt", "changed"),
    ),
    "delete the salt": (["DELETE FROM meta WHERE key = 'salt'"], Finding("meta", "salt", "changed")),
    "change the journal's name": (
        ["UPDATE meta SET value = '00' WHERE key = 'journal'"],
        Finding("meta", "journal", "changed"),
    ),
}


@pytest.mark.parametrize("kind", FOUND)
def test_tampering_is_found_and_the_first_bad_row_named(journal_file, kind):
    statements, first = FOUND[kind]
    tamper(journal_file, *statements)
    assert verified(journal_file).findings[0] == first


@pytest.mark.parametrize("state", ["intended", "rendered"])
def test_whose_an_unfinished_batch_is_can_not_be_changed_unseen(path, clock, state):
    """Another process would take it for a dead one's, or wait for it in vain."""
    with open_at(path, clock) as journal:
        batch = journal.begin_batch(info())
        journal.intend(batch, records(1, 2))
        if state == "rendered":
            journal.rendered(batch, [])
        assert not journal.verify().findings
        tamper(path, "UPDATE batch SET owner = replace(owner, '|', '-')")
        assert journal.verify().findings == (Finding("batch", "1", "changed"),)


def test_a_whole_journal_is_counted(journal_file):
    audit = verified(journal_file)
    assert (audit.findings, audit.events, audit.labels) == ((), ERASE, 8)


@pytest.mark.parametrize("place", [0, -1, -(2**63)])
def test_one_found_fault_makes_no_others(journal_file, place):
    """What follows a row too many is still compared with what was told of it."""
    tamper(
        journal_file,
        "INSERT INTO label (id, batch, page, line, number, leaf) VALUES (0, 1, 5, 6, 'X', x'00')",
        f"UPDATE label SET id = {place} WHERE id = 0",
    )
    assert verified(journal_file).findings == (Finding("label", str(place), "extra"),)


@pytest.mark.parametrize("change", ["UPDATE meta SET value = 'zz'", "DELETE FROM meta"])
def test_without_its_salt_or_version_a_journal_is_damaged_and_not_used(journal_file, change):
    """An erased number would count as one that was never printed."""
    tamper(journal_file, f"{change} WHERE key = 'salt'")
    with open_at(journal_file) as journal, pytest.raises(JournalError, match="JOURNAL-CORRUPT"):
        journal.check_numbers([record(5)])
    tamper(journal_file, f"{change} WHERE key = 'version'")
    with pytest.raises(JournalError, match="JOURNAL-CORRUPT"):
        open_at(journal_file)


def test_a_clock_that_was_set_back_is_told_and_no_fault(path, clock):
    with open_at(path, clock) as journal:
        printed(journal, 1, 2)
        clock.pass_days(-4 / 1440)  # two machines' clocks differ as much
        journal.reprint([number(1)], "jam")
        assert journal.verify().set_back == ()
        clock.pass_days(-1)
        journal.reprint([number(1)], "jam")
        last = int(journal.head().partition(":")[0])
        clock.pass_days(0.5)
        journal.reprint([number(2)], "jam")
        audit = journal.verify()
        assert (audit.findings, audit.set_back) == ((), (last,))


def test_a_dropped_guard_is_found(journal_file):
    with raw(journal_file) as file:
        file.execute("DROP TRIGGER event_no_delete")
    assert verified(journal_file).findings == (Finding("guard", "event_no_delete", "missing"),)


def test_a_guard_that_was_replaced_by_a_harmless_one_is_found(journal_file):
    with raw(journal_file) as file:
        file.execute("DROP TRIGGER event_no_delete")
        file.execute("CREATE TRIGGER event_no_delete BEFORE DELETE ON event WHEN 0 BEGIN SELECT 1; END")
    assert verified(journal_file).findings == (Finding("guard", "event_no_delete", "missing"),)


def test_a_dropped_index_is_found(journal_file):
    with raw(journal_file) as file:
        file.execute("DROP INDEX label_number")
    assert verified(journal_file).findings == (Finding("guard", "label_number", "missing"),)


def test_an_index_that_hides_a_label_from_the_duplicate_guard_is_found(journal_file):
    text = schema.INDEXES["label_number"]
    with raw(journal_file) as file:
        file.execute("DROP INDEX label_number")
        file.execute(f"{text} WHERE id > 2")
        file.execute("PRAGMA writable_schema = ON")
        file.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'label_number'", (text,))
    file.close()
    with open_at(journal_file) as journal:
        assert journal.check_numbers([record(2)])[0].status == "new"
        assert journal.verify().findings == (Finding("file", "*", "damaged"),)


def test_a_trigger_that_lets_reprints_go_unwritten_is_found(journal_file):
    with raw(journal_file) as file:
        file.execute(
            "CREATE TRIGGER quiet BEFORE INSERT ON event WHEN NEW.kind = 'reprint' BEGIN SELECT RAISE(IGNORE); END"
        )
    with open_at(journal_file) as journal:
        before = journal.head()
        assert journal.reprint([number(1)], "jam") and journal.head() == before
        assert journal.verify().findings == (Finding("guard", "quiet", "extra"),)


@pytest.mark.parametrize(
    ("statement", "table", "row"),
    [
        ("CREATE TABLE notes (who)", "table", "notes"),
        ("CREATE VIEW looked AS SELECT * FROM label", "view", "looked"),
        ("CREATE UNIQUE INDEX once ON event (kind) WHERE kind = 'refusal'", "index", "once"),
        ("INSERT INTO meta VALUES ('who', 'what')", "meta", "who"),
    ],
)
def test_what_a_journal_has_no_use_for_is_told(path, clock, statement, table, row):
    with open_at(path, clock) as journal:
        printed(journal, 1, 2)
    with closing(raw(path)) as tampered:
        tampered.execute("ANALYZE")  # SQLite's own
        tampered.execute(statement)
    with open_at(path, clock) as journal:
        assert journal.verify().findings == (Finding(table, row, "extra"),)


def test_a_table_that_ignores_what_it_does_not_like_is_found(journal_file):
    with raw(journal_file) as file:
        file.execute("PRAGMA writable_schema = ON")
        file.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'kind TEXT NOT NULL',"
            " 'kind TEXT NOT NULL ON CONFLICT IGNORE') WHERE name = 'event'"
        )
    file.close()
    assert verified(journal_file).findings == (Finding("table", "event", "changed"),)


class TestWithoutAKeptHead:
    """The limits: nothing inside the file can tell these; the kept head does."""

    def test_an_end_cut_off_cleanly(self, journal_file):
        kept = head_of(journal_file)
        tamper(journal_file, f"DELETE FROM event WHERE seq = {VOID} OR seq = {ERASE}", resurrect)
        whole = verified(journal_file)
        assert whole.findings[0].row == "5"  # the erased content can't be made up: its nonce is gone
        tamper(journal_file, "DELETE FROM event WHERE seq = 999")
        number, _, digest = kept.partition(":")
        assert verified(journal_file, kept).findings[0] == Finding("event", number, "head")
        assert verified(journal_file, digest).findings[0] == Finding("event", digest[:12], "head")

    def test_the_last_event_cut_off(self, journal_file):
        with open_at(journal_file) as journal:
            journal.reprint([number(1)], "jam")
            kept = journal.head()
        tamper(journal_file, "DELETE FROM event WHERE seq = 13")
        assert verified(journal_file).findings == ()
        assert verified(journal_file, kept).findings[0].what == "head"

    def test_an_older_copy_put_back(self, journal_file, tmp_path):
        copy = shutil.copy(journal_file, tmp_path / "copy.db")
        with open_at(journal_file) as journal:
            journal.reprint([number(1)], "jam")
            kept = journal.head()
        shutil.copy(copy, journal_file)
        assert verified(journal_file).findings == ()
        assert verified(journal_file, kept).findings[0].what == "head"

    def test_the_file_replaced_by_another_journal(self, journal_file, tmp_path, clock):
        kept = head_of(journal_file)
        with open_at(tmp_path / "other.db", clock) as journal:
            printed(journal, 1, 4)
        shutil.copy(tmp_path / "other.db", journal_file)
        assert verified(journal_file).findings == ()
        assert verified(journal_file, kept).findings[0].what == "head"

    def test_history_rewritten_with_every_hash_recomputed(self, journal_file):
        kept = head_of(journal_file)
        tamper(journal_file, "UPDATE event SET actor = 'li@pc-9'", lambda file: relink(file, 1))
        assert verified(journal_file).findings == ()
        assert verified(journal_file, kept).findings[0].what == "head"

    def test_a_true_head_is_found_wherever_the_chain_has_gone_on(self, journal_file):
        kept = head_of(journal_file)
        with open_at(journal_file) as journal:
            journal.record("unseal", {"granted": True})
            journal.record("unseal", {"granted": True})
        for spelling in (kept, kept.partition(":")[2], kept.upper(), f" {kept}\n"):
            audit = verified(journal_file, spelling)
            assert (audit.findings, audit.since_head) == ((), 2)

    def test_a_head_with_another_events_number_is_not_found(self, journal_file):
        number, _, digest = head_of(journal_file).partition(":")
        wrong = verified(journal_file, f"{int(number) + 1}:{digest}")
        assert wrong.findings == (Finding("event", str(int(number) + 1), "head"),)


class TestGuards:
    """What a program that knows nothing of Waybill can't do by mistake."""

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE event SET actor = 'x'",
            "DELETE FROM event",
            "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 3",
            "REPLACE INTO event SELECT seq, at, kind, 'x', batch, label, facts, prev, hash FROM event",
            "UPDATE OR REPLACE event SET seq = 1 WHERE seq = 2",
            "INSERT INTO event SELECT * FROM event WHERE seq = 3 ON CONFLICT (seq) DO UPDATE SET actor = 'x'",
            "DELETE FROM label",
            "UPDATE label SET content = x'00'",
            "UPDATE label SET number = 'x'",
            "UPDATE label SET content = NULL",
            "UPDATE label SET content = NULL, number = NULL, fingerprint = NULL, leaf = x'00', gone = 1",
            "UPDATE label SET content = NULL, number = NULL, fingerprint = NULL, page = 9, gone = 1",
            "UPDATE label SET gone = NULL WHERE id = 5",
            "INSERT OR REPLACE INTO label SELECT * FROM label WHERE id = 2",
            "INSERT OR REPLACE INTO label SELECT 99, batch, 9, line, number, fingerprint, leaf, content,"
            " NULL, NULL"
            " FROM label WHERE id = 2",
            "DELETE FROM trace",
            "UPDATE trace SET phone = x'00'",
            "REPLACE INTO trace SELECT * FROM trace",
            "DELETE FROM batch",
            "UPDATE batch SET state = 'intended'",
            "UPDATE batch SET info = '{}'",
            "REPLACE INTO batch SELECT * FROM batch",
            "UPDATE form SET packed = x'00'",
            "DELETE FROM form",
            "REPLACE INTO form SELECT digest, x'00' FROM form",
            "DELETE FROM meta",
            "UPDATE meta SET value = '' WHERE key = 'salt'",
            "UPDATE meta SET key = 'x' WHERE key = 'version'",
            "REPLACE INTO meta VALUES ('salt', '')",
        ],
    )
    def test_sqlite_refuses(self, journal_file, statement):
        with raw(journal_file) as file:
            assert file.execute("PRAGMA recursive_triggers").fetchone() == (0,)
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                file.execute(statement)
        assert verified(journal_file).findings == ()

    def test_through_the_journals_own_connection_it_is_a_journal_error(self, journal_file):
        with open_at(journal_file) as journal, pytest.raises(JournalError, match="JOURNAL-GUARD"):
            journal._store.run("DELETE FROM event")


def test_postgresql_refuses_and_finds_the_same(new_postgres, clock):
    import psycopg

    place = new_postgres()
    with open_at(place, clock) as journal:
        printed(journal, 1, 4)
        journal.erase([4], "phone")
    with psycopg.connect(place.replace("+psycopg", ""), autocommit=True) as server:
        for statement in (
            "UPDATE event SET actor = 'x'",
            "DELETE FROM event",
            "TRUNCATE event",
            "TRUNCATE label CASCADE",
            "INSERT INTO event SELECT * FROM event ON CONFLICT (seq) DO UPDATE SET actor = 'x'",
            "UPDATE label SET content = NULL",
            "UPDATE label SET gone = NULL",
            "DELETE FROM trace",
            "UPDATE batch SET state = 'intended'",
            "UPDATE form SET packed = ''",
            "UPDATE meta SET value = '' WHERE key = 'salt'",
        ):
            with pytest.raises(psycopg.errors.RaiseException, match="append-only"):
                server.execute(statement)
        assert verified(place).findings == ()
        server.execute("CREATE TABLE guest (name TEXT)")  # another program's, in the same schema
        server.execute(
            "CREATE TRIGGER theirs BEFORE UPDATE ON guest FOR EACH ROW"
            " EXECUTE FUNCTION suppress_redundant_updates_trigger()"
        )
        server.execute("CREATE RULE theirs AS ON DELETE TO guest DO INSTEAD NOTHING")
        assert verified(place).findings == ()
        server.execute("ALTER TABLE event DISABLE TRIGGER USER")
        server.execute("ALTER TABLE label DISABLE TRIGGER USER")
        server.execute("UPDATE event SET actor = 'x' WHERE seq = 2")
        server.execute("UPDATE label SET content = 'x' WHERE id = 1")
        found = verified(place).findings
        assert found[0] == Finding("event", "2", "changed")
        assert Finding("label", "1", "changed") in found
        assert Finding("guard", "event_no_delete", "missing") in found
        server.execute(
            "CREATE RULE quiet AS ON INSERT TO event WHERE NEW.kind = 'reprint' DO INSTEAD NOTHING"
        )
        server.execute(
            "CREATE OR REPLACE FUNCTION waybill_append_only() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RETURN NEW; END $$"
        )
        found = verified(place).findings
        assert Finding("guard", "quiet", "extra") in found
        assert Finding("guard", "form_no_update", "missing") in found


_QUIET = " BEFORE INSERT ON event FOR EACH ROW WHEN (NEW.kind = 'reprint') EXECUTE FUNCTION "
UNDER_A_GOOD_NAME = {
    "a trigger that lets reprints go unwritten": (
        ["DROP TRIGGER event_no_update ON event", f"CREATE TRIGGER event_no_update {_QUIET} quiet()"],
        Finding("guard", "event_no_update", "missing"),
    ),
    "a trigger with another function": (
        [
            "DROP TRIGGER form_no_delete ON form",
            "CREATE TRIGGER form_no_delete BEFORE DELETE ON form FOR EACH ROW EXECUTE FUNCTION quiet()",
        ],
        Finding("guard", "form_no_delete", "missing"),
    ),
    "a trigger that asks for less": (
        [
            "DROP TRIGGER label_erase_only ON label",
            "CREATE TRIGGER label_erase_only BEFORE UPDATE ON label FOR EACH ROW"
            " WHEN ((NEW.content IS NULL) IS NOT TRUE) EXECUTE FUNCTION waybill_append_only()",
        ],
        Finding("guard", "label_erase_only", "missing"),
    ),
    "an index that lets a number in twice": (
        ["DROP INDEX label_number", "CREATE INDEX label_number ON label (number)"],
        Finding("guard", "label_number", "missing"),
    ),
    "rows that some may not see": (
        ["ALTER TABLE event ENABLE ROW LEVEL SECURITY"],
        Finding("table", "event", "changed"),
    ),
    "a table that a crash empties": (
        ["ALTER TABLE trace SET UNLOGGED"],
        Finding("table", "trace", "changed"),
    ),
    "rows in another table": (
        ["CREATE TABLE more () INHERITS (event)"],
        Finding("table", "event", "changed"),
    ),
}


@pytest.mark.parametrize("kind", UNDER_A_GOOD_NAME)
def test_on_postgresql_what_stands_under_a_good_name_is_looked_at(new_postgres, clock, kind):
    import psycopg

    statements, finding = UNDER_A_GOOD_NAME[kind]
    place = new_postgres()
    with open_at(place, clock) as journal:
        printed(journal, 1, 4)
    with psycopg.connect(place.replace("+psycopg", ""), autocommit=True) as server:
        server.execute(
            "CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
        )
        for statement in statements:
            server.execute(statement)
    assert verified(place).findings == (finding,)


def test_the_canonical_form_can_be_checked_by_another_program(journal_file):
    """The README's description, spelled out: json, hashlib and nothing of the journal's own."""
    import hashlib

    with open_at(journal_file) as journal:
        journal.reprint([number(1)], "卡纸 é")
        journal.erase([6], "order")
    prev = bytes(32)
    for seq, at, kind, actor, batch, label, facts, before, link in raw(journal_file).execute(
        "SELECT * FROM event ORDER BY seq"
    ):
        head = json.dumps([seq, at, kind, actor, batch, label], ensure_ascii=False, separators=(",", ":"))
        assert before == prev
        assert link == hashlib.sha256(prev + head.encode() + b"\n" + facts.encode()).digest()
        assert facts == json.dumps(
            json.loads(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        prev = link
    rows = (
        raw(journal_file).execute("SELECT leaf, page, line FROM label WHERE batch = 1 ORDER BY id").fetchall()
    )
    (facts,) = (
        raw(journal_file).execute("SELECT facts FROM event WHERE kind = 'intend' AND batch = 1").fetchone()
    )
    covered = b"".join(row[1].to_bytes(4, "big") for row in rows) + b"".join(
        row[2].to_bytes(4, "big") for row in rows
    )
    covered += b"".join(row[0] for row in rows)
    assert json.loads(facts)["digest"] == hashlib.sha256(covered).hexdigest()
    assert len(records(1, 4)) == len(rows)
    text = (
        "SELECT number, fingerprint, phone, order_no, phones, content, leaf FROM label JOIN trace ON label = id"
        " JOIN sender ON first = id WHERE id = 1"
    )
    *pieces, content, leaf = raw(journal_file).execute(text).fetchone()
    pieces[0] = pieces[0].encode()
    lengths = b"".join(bytes([len(piece)]) + piece for piece in pieces)
    assert leaf == hashlib.sha256(content[:16] + lengths + content[16:]).digest()
    (salt,) = raw(journal_file).execute("SELECT value FROM meta WHERE key = 'salt'").fetchone()
    leaf, gone, told = (
        raw(journal_file)
        .execute("SELECT leaf, number_hash, facts FROM label, event WHERE id = 6 AND seq = gone")
        .fetchone()
    )
    assert gone == hashlib.sha256(bytes.fromhex(salt) + number(6).encode()).digest()[:16]
    assert json.loads(told)["digest"] == hashlib.sha256((6).to_bytes(8, "big") + leaf + gone).hexdigest()


def test_a_character_that_no_encoding_has_is_written_as_its_escape():
    assert chain.canonical({"b": "破损\udcff", "a": 1}) == '{"a":1,"b":"破损\\udcff"}'


@pytest.mark.parametrize(
    "change",
    [
        "INSERT INTO sender VALUES (1, 1, '0123456789abcdef')",
        "UPDATE trace SET phone = '0123456789abcdef' WHERE label = 1",
        "UPDATE trace SET order_no = 1 WHERE label = 1",
    ],
)
def test_a_digest_that_is_none_is_not_taken_for_a_blank_one(path, clock, change):
    """SQLite finds a text by its bytes: the label would be erased with those of somebody else."""
    bare = record(1)
    with open_at(path, clock) as journal:
        batch = journal.begin_batch(info("a"))
        journal.intend(batch, [bare._replace(index=BlindIndex(bare.index.fingerprint))])
        journal.rendered(batch, ())
        journal.released(batch)
        assert not journal.verify().findings
    tamper(path, "INSERT INTO trace VALUES (1, NULL, NULL)" if "trace" in change else "SELECT 1", change)
    assert Finding("label", "1", "changed") in verified(path).findings


@pytest.mark.parametrize("gone", ["trace", "sender", "form", "batch"])
def test_a_table_that_is_gone_is_named(place, clock, gone):
    """It can't be read, which is no failure of the database's."""
    with open_at(place, clock) as journal:
        printed(journal, 1, 4)
        sqlite = journal._store.dialect.name == "sqlite"
        if sqlite:
            journal._store.run("PRAGMA foreign_keys=OFF")
        journal._store.run(f"DROP TABLE {gone}{'' if sqlite else ' CASCADE'}")
        assert Finding("table", gone, "changed") in journal.verify().findings


def test_a_column_that_is_gone_is_named(place, clock):
    with open_at(place, clock) as journal:
        printed(journal, 1, 4)
        journal._store.run("ALTER TABLE event RENAME COLUMN actor TO somebody")
        assert journal.verify().findings == (Finding("table", "event", "changed"),)


@pytest.mark.parametrize("version", ["0", "1", "3", "99", "02", "\uff12", " 2", "9" * 5000, "x", ""])
def test_a_version_that_was_set_is_damage_and_no_other_programs_journal(place, clock, version):
    """No guard forbids it: a migration writes there."""
    with open_at(place, clock) as journal:
        printed(journal, 1, 4)
        journal._store.run("UPDATE meta SET value = ? WHERE key = 'version'", (version,))
    for create in (True, False):
        with pytest.raises(JournalError, match="JOURNAL-CORRUPT") as told:
            open_journal(str(place), clock=clock, actor=ZHOU, create=create)
        assert "VERSION" in told.value.text("en")


def test_a_version_that_the_chain_does_not_tell_of_is_found(place, clock, monkeypatch):
    """It would pass for a journal of today's without what today's has."""
    with monkeypatch.context() as newer:
        newer.setattr(schema, "STEPS", (*schema.STEPS, lambda store: None))
        with open_at(place, clock) as journal:
            journal._store.run("UPDATE meta SET value = '2' WHERE key = 'version'")
    with open_at(place, clock) as journal:
        assert journal.verify().findings == (Finding("meta", "version", "changed"),)


def test_what_the_chain_tells_of_a_version_may_be_damaged_too(path, clock):
    with open_at(path, clock) as journal:
        journal._store.run("UPDATE meta SET value = '3' WHERE key = 'version'")
    for facts in ("", "[]", "3", '{"to":"3"}'):
        tamper(path, f"UPDATE event SET facts = '{facts}'")
        with pytest.raises(JournalError, match="JOURNAL-CORRUPT"):
            open_at(path, clock)
