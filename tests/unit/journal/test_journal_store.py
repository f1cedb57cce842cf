"""The file itself: modes, durability, versions, other people's databases, a full disk, a read-only place."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest
from journal_kit import ZHOU, as_an_ordinary_user, info, number, open_at, printed, raw, records

from waybill.errors import JournalError, all_codes, entry
from waybill.journal import open_journal, schema, without_secrets
from waybill.journal.report import by_day


def test_the_file_is_the_owners_alone(tmp_path, clock):
    path = tmp_path / "new" / "journal.db"
    old = os.umask(0)
    try:
        with open_at(path, clock) as journal:
            printed(journal, 1, 3)
            parts = [p for p in path.parent.iterdir() if p.name.startswith("journal.db")]
            assert len(parts) == 3
            assert {stat.S_IMODE(p.stat().st_mode) for p in parts} == {0o600}
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    finally:
        os.umask(old)


def test_what_a_link_leads_to_is_the_owners_alone_too(tmp_path, clock):
    link, old = tmp_path / "journal.db", os.umask(0o022)
    link.symlink_to(tmp_path / "elsewhere" / "kept.db")
    try:
        with open_at(link, clock) as journal:
            printed(journal, 1, 3)
            parts = list((tmp_path / "elsewhere").iterdir())
            assert len(parts) == 3
            assert {stat.S_IMODE(p.stat().st_mode) for p in parts} == {0o600}
    finally:
        os.umask(old)


def test_every_connection_is_durable_and_forgets_deleted_bytes(path, clock):
    with open_at(path, clock) as journal:
        asked = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "recursive_triggers")
        assert [journal._store.rows(f"PRAGMA {name}")[0][0] for name in asked] == ["wal", 2, 1, 1, 1]


@pytest.mark.parametrize("spelling", ["{}", "sqlite:///{}"])
def test_spellings_of_a_file(path, clock, spelling):
    with open_at(path, clock) as journal:
        printed(journal, 1, 1)
    with open_at(spelling.format(path), clock) as journal:
        assert journal.label(number(1)).state == "released"


def test_a_settings_file_may_write_a_tilde(tmp_path, clock, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    open_at("~/journal.db", clock).close()
    assert (tmp_path / "journal.db").exists()


def test_an_unknown_scheme(clock):
    for url in ("mysql://host/x", "sqlite://x", "sqlite:///"):
        with pytest.raises(JournalError, match="JOURNAL-URL"):
            open_at(url, clock)


def test_a_missing_file_is_not_made_where_it_must_be_there(path, clock):
    with pytest.raises(JournalError, match="JOURNAL-OPEN"):
        open_journal(str(path), clock=clock, actor=ZHOU, create=False)
    assert not path.exists()


def test_a_file_without_a_journal_in_it_is_left_as_it_is_by_who_only_asks(path, clock):
    path.touch()
    with pytest.raises(JournalError, match="JOURNAL-NONE"):
        open_journal(str(path), clock=clock, actor=ZHOU, create=False)
    assert raw(path).execute("SELECT name FROM sqlite_master").fetchall() == []


@pytest.mark.parametrize(("address", "shown"), [
    ("postgresql:/zhou:s3cret@db/wb", "postgresql:"),
    ("postgresql+psycopg:zhou:s3cret@db/wb", "postgresql+psycopg:"),
    ("postgresql+psycopg//zhou:s3cret@db/wb", "postgresql+psycopg/"),
    (" host = db user=zhou password=s3cret dbname=wb", "host ="),
    ("password=s3cret", "password="),
    ("sqlite:/s3cret/journal.db", "sqlite:"),
])  # fmt: skip
def test_an_address_that_lacks_its_slashes_is_no_path(tmp_path, clock, monkeypatch, address, shown):
    """A file of that name would show the password to everybody, and labels would be kept there."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(JournalError, match="JOURNAL-URL") as told:
        open_at(address, clock)
    assert told.value.facts["scheme"] == shown
    assert without_secrets(address) == shown + "…"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["postgres/journal.db", "a:b.db", "host.db", "day=1/user=2.db", "sqlite.db"])
def test_a_path_may_look_a_little_like_an_address(tmp_path, clock, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    open_at(name, clock).close()
    assert (tmp_path / name).is_file()


def test_why_a_journal_that_must_be_there_can_not_be_reached_is_told(path, clock):
    path.write_text("")
    with pytest.raises(JournalError, match="Not a directory"):
        open_journal(str(path / "journal.db"), clock=clock, actor=ZHOU, create=False)


def test_a_place_that_is_no_folder(tmp_path, clock):
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalError, match="JOURNAL-OPEN"):
        open_at(tmp_path / "file" / "journal.db", clock)


def test_another_programs_database_is_left_alone(path, clock):
    with raw(path) as file:
        file.execute("CREATE TABLE orders (x)")
    with pytest.raises(JournalError, match="JOURNAL-FOREIGN"):
        open_at(path, clock)
    assert raw(path).execute("SELECT name FROM sqlite_master").fetchall() == [("orders",)]


def test_a_file_that_is_no_database(path, clock):
    path.write_bytes(b"labels, labels, labels" * 100)
    with pytest.raises(JournalError, match="JOURNAL-CORRUPT"):
        open_at(path, clock)
    assert path.read_bytes().startswith(b"labels")


def test_a_journal_of_a_newer_program_is_refused_unchanged(place, clock, monkeypatch):
    with monkeypatch.context() as newer:
        newer.setattr(schema, "STEPS", (*schema.STEPS, lambda store: None))
        with open_at(place, clock) as journal:
            head = journal.head()
    with pytest.raises(JournalError, match="JOURNAL-NEWER") as error:
        open_at(place, clock)
    assert (error.value.facts["found"], error.value.facts["known"]) == ("3", "2")
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, lambda store: None))
    with open_at(place, clock) as journal:
        assert journal.head() == head


def test_an_older_journal_is_migrated_in_one_transaction_with_an_event(place, clock, monkeypatch):
    def more(store):
        store.run("CREATE TABLE more (x BIGINT)")

    def breaks(store):
        more(store)
        store.run("CREATE TABLE label (x BIGINT)")

    with open_at(place, clock) as journal:
        printed(journal, 1, 3)
        head = journal.head()
    with monkeypatch.context() as broken:
        broken.setattr(schema, "STEPS", (*schema.STEPS, breaks))
        with pytest.raises(JournalError, match="JOURNAL-FAILED"):
            open_at(place, clock)
    with open_at(place, clock) as journal:
        assert journal.head() == head
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, more))
    with open_at(place, clock) as journal:
        assert [(e.kind, e.facts) for e in journal.events()][-1] == ("migrated", '{"from":2,"to":3}')
        assert journal._store.rows("SELECT * FROM more") == []
        assert {finding.row for finding in journal.verify().findings} <= {
            "more"
        }  # this program makes no such table


@pytest.mark.parametrize("kinds", [["created"], ["created", "migrated"]])
def test_a_new_column_is_brought_to_new_and_old_journals_alike(place, clock, monkeypatch, kinds):
    """In ``TABLES``, last, and in a step: whoever opens either finds the same tables."""

    def step(store):
        store.run("ALTER TABLE label ADD COLUMN extra TEXT")

    if "migrated" in kinds:
        with open_at(place, clock) as journal:
            printed(journal, 1, 3)
    monkeypatch.setitem(schema.TABLES, "label", schema.TABLES["label"] + ", extra TEXT")
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, step))
    with open_at(place, clock) as journal:
        assert [e.kind for e in journal.events() if e.kind in ("created", "migrated")] == kinds
        printed(journal, 11, 13, "b")
        assert journal._store.rows("SELECT DISTINCT extra FROM label") == [(None,)]
        assert not journal.verify().findings


class TestFullDisk:
    def limited(self, path, clock, pages):
        journal = open_at(path, clock)
        size = journal._store.rows("PRAGMA page_count")[0][0]
        journal._store.run(f"PRAGMA max_page_count = {size + pages}")
        return journal

    def test_it_is_one_clean_error_and_what_was_committed_stays(self, path, clock):
        with open_at(path, clock) as journal:
            printed(journal, 1, 3)
        with self.limited(path, clock, 10) as journal:
            batch = journal.begin_batch(info("b"))
            journal.intend(batch, records(11, 13))
            with pytest.raises(JournalError) as error:
                journal.intend(batch, records(101, 400))
            assert (error.value.code, error.value.exit_code) == ("JOURNAL-FULL", 9)
            assert [row.waybill_no for row in journal.labels(batch)] == [number(p) for p in (11, 12, 13)]
            journal._store.run("PRAGMA max_page_count = 1073741823")
            journal.intend(batch, records(101, 400))
            journal.rendered(batch, [])
            journal.released(batch)
            assert not journal.verify().findings

    def test_no_room_for_the_index_of_the_log(self, path, clock):
        """Even who reads needs that little: the disk is full then, and not broken."""
        resource = pytest.importorskip("resource")
        with open_at(path, clock) as journal:
            printed(journal, 1, 3)
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 14, limits[1]))
        try:
            with pytest.raises(JournalError, match="JOURNAL-FULL"):
                open_at(path, clock)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        with open_at(path, clock) as journal:
            assert not journal.verify().findings

    @pytest.mark.parametrize("pages", range(12))
    def test_wherever_it_strikes_the_next_run_goes_on(self, path, clock, pages):
        with open_at(path, clock) as journal:
            printed(journal, 1, 3)
        with self.limited(path, clock, pages) as journal:
            try:
                batch = journal.begin_batch(info("b"))
                for start in range(11, 91, 10):
                    journal.intend(batch, records(start, start + 9))
                journal.rendered(batch, [])
                journal.released(batch)
            except JournalError as error:
                assert error.code == "JOURNAL-FULL"
        with open_at(path, clock) as journal:
            assert not journal.verify().findings
            journal.resume(info("b"))
            statuses = {v.status for v in journal.check_numbers(records(11, 90))}
            if statuses == {"new"}:
                printed(journal, 11, 90, "b")
            assert {v.status for v in journal.check_numbers(records(11, 90))} == {"same"}
            assert not journal.verify().findings


def test_a_disk_error_while_it_is_made_leaves_nothing_half_made(path, clock, monkeypatch):
    def breaks(store):
        create(store)
        raise JournalError("JOURNAL-FULL", file="x")

    create = schema._create
    with monkeypatch.context() as broken:
        broken.setattr(schema, "_create", breaks)
        with pytest.raises(JournalError, match="JOURNAL-FULL"):
            open_at(path, clock)
    with open_at(path, clock) as journal:
        assert [event.kind for event in journal.events()] == ["created"]


class TestOnlyRead:
    """An auditor gets a copy that he may not write to: it is read and checked, and nothing is left beside it."""

    @pytest.mark.parametrize(("file", "folder"), [(0o400, 0o500), (0o400, 0o700), (0o600, 0o500)])
    @as_an_ordinary_user
    def test_it_is_read_and_nothing_is_written(self, tmp_path, clock, file, folder):
        home = tmp_path / "read %41?only#"
        home.mkdir()
        path = home / "journal.db"
        with open_at(path, clock) as journal:
            printed(journal, 1, 3)
        path.chmod(file)
        home.chmod(folder)
        before = path.read_bytes()
        with open_at(path, clock) as journal:
            assert journal.label(number(2)).page == 2
            assert len(list(journal.batches())) == 1
            assert not journal.verify().findings
            with pytest.raises(JournalError, match="JOURNAL-READONLY"):
                journal.try_writing()
            with pytest.raises(JournalError, match="JOURNAL-READONLY"):
                journal.record("unseal", {})
            with pytest.raises(JournalError, match="JOURNAL-READONLY"):
                journal.reprint([number(1)], "jam")
        assert list(home.iterdir()) == [path]
        assert path.read_bytes() == before
        home.chmod(0o700)
        path.chmod(0o600)
        with open_at(path, clock) as journal:
            journal.try_writing()
            journal.record("unseal", {})

    @as_an_ordinary_user
    def test_what_is_still_in_the_log_is_read_or_all_is_refused(self, path, clock):
        with open_at(path, clock) as journal:
            printed(journal, 1, 3)
            copy = path.with_name("copy.db")
            for end in ("", "-wal", "-shm"):
                Path(shutil.copy(f"{path}{end}", f"{copy}{end}")).chmod(0o400)
        path.parent.chmod(0o500)
        with open_at(copy, clock) as journal:
            assert journal.label(number(3)).page == 3
        path.parent.chmod(0o700)
        copy.with_name("copy.db-shm").unlink()
        path.parent.chmod(0o500)
        with pytest.raises(JournalError, match="JOURNAL-OPEN"):
            open_at(copy, clock)
        path.parent.chmod(0o700)


@pytest.mark.parametrize("other", [False, True])
def test_nothing_is_written_to_a_file_that_is_not_in_its_place_any_more(path, clock, other):
    """A folder that is kept in step with another, or a copy put back: labels would be printed of which no journal knows."""
    with open_at(path, clock) as journal:
        printed(journal, 1, 3)
        batch = journal.begin_batch(info("b"))
        journal.scrub()
        aside = path.rename(path.with_name("aside.db"))
        if other:
            shutil.copy(aside, path)
        with pytest.raises(JournalError, match="JOURNAL-REPLACED"):
            journal.intend(batch, records(4, 6))
        path.unlink(missing_ok=True)
        aside.rename(path)
        journal.intend(batch, records(4, 6))
        assert not journal.verify().findings


def test_a_query_only_connection_is_told_as_read_only(path, clock):
    with open_at(path, clock) as journal:
        journal._store.run("PRAGMA query_only = ON")
        with pytest.raises(JournalError, match="JOURNAL-READONLY"):
            journal.record("unseal", {})


def test_waiting_too_long_for_another_writer(path, clock, monkeypatch):
    monkeypatch.setattr("waybill.journal.sqlite.BUSY_SECONDS", 0.05)
    with open_at(path, clock) as journal:
        other = raw(path)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalError, match="JOURNAL-BUSY"):
            journal.record("unseal", {})
        other.execute("ROLLBACK")
        journal.record("unseal", {})


def test_opening_a_journal_twice_in_one_process_keeps_the_locks(path, clock):
    """Closing any handle on the file would drop the process's locks on it: opening must not do that."""
    with open_at(path, clock) as first:
        first._store.run("BEGIN IMMEDIATE")
        open_at(path, clock).close()
        other = sqlite3.connect(path, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        first._store.run("ROLLBACK")
        assert path.with_name("journal.db-wal").exists()


def test_the_report_counts_by_day(place, clock):
    with open_at(place, clock) as journal:
        printed(journal, 1, 5)
        journal.reprint([number(1), number(2)], "jam")
        journal.record("exception", {"count": 3})
        journal.record("unseal", {"granted": True})
        journal.record("unseal", {"granted": False})
        clock.pass_days(1)
        with pytest.raises(JournalError):
            journal.reprint([number(1)], "")
        journal.erase([1, 2], "phone")
        journal.void(number(3), "cancelled")
        journal.record("export", {"what": "labels"})
        stopped = journal.begin_batch(info("b"))
        journal.intend(stopped, records(6, 9))
        journal.abandon(stopped, "KeyboardInterrupt")
        clock.pass_days(100)
        journal.purge(90)
        days = by_day(journal.events())
        assert [day.day for day in days] == ["2026-11-23", "2026-11-24", "2027-03-04"]
        first, second, third = (day._asdict() for day in days)
        assert {name for name, value in first.items() if value} == {
            "day", "batches", "labels", "reprints", "exceptions", "unseals", "refusals"
        }  # fmt: skip
        assert (first["labels"], first["reprints"], first["exceptions"], first["unseals"]) == (5, 2, 3, 1)
        assert (second["erased"], second["voids"], second["exports"], second["refusals"]) == (2, 1, 1, 1)
        assert (first["given_up"], second["given_up"], second["labels"]) == (0, 4, 0)
        assert third["purged"] == 3
        assert by_day(journal.events(), "2026-11-24", "2026-11-24") == [days[1]]


def test_every_code_of_the_room_is_explained_in_both_languages():
    codes = [code for code in all_codes() if code.startswith("JOURNAL-")]
    assert len(codes) > 25
    for code in codes:
        texts = entry(code).texts
        assert texts["en"]
        assert texts["zh"]
        assert texts.get("remedy_en", "-") and texts.get("remedy_zh", "-")


def test_every_code_that_is_raised_is_in_the_catalogue():
    import re
    from pathlib import Path

    import waybill.journal

    folder = Path(waybill.journal.__file__).parent
    sources = [*folder.glob("*.py"), *folder.parent.glob("cli/journal*.py")]
    raised = {code for file in sources for code in re.findall(r'"(JOURNAL-[A-Z-]+)"', file.read_text())}
    assert raised
    assert {code for code in raised if entry(code) is None} == set()


@pytest.mark.parametrize(("address", "shown"), [
    ("postgresql+psycopg://zhou:s3cret@db.example/wb?sslmode=require", "postgresql+psycopg://db.example/wb"),
    ("postgresql://zhou:s3@cret@db/wb", "postgresql://db/wb"),
    ("postgresql://db/wb?user=zhou&password=s3cret", "postgresql://db/wb"),
    ("postgresql://db/wb?password=s3@cret", "postgresql://…"),
    ("postgresql://zhou:s3?cret@db/wb", "postgresql://…"),
    ("/var/lib/a@b/journal.db", "/var/lib/a@b/journal.db"),
    ("sqlite:////var/lib/a@b/journal.db", "sqlite:////var/lib/a@b/journal.db"),
])  # fmt: skip
def test_an_address_is_shown_without_its_secrets(address, shown):
    assert without_secrets(address) == shown


@pytest.mark.parametrize(("address", "why"), [
    ("zhou:s3cret@127.0.0.1:1/wb", "can't be reached"),
    ("zhou:s3cret@no-such-host.invalid/wb", "can't be reached"),
    ("zhou:s3cret@/wb?host=/no/such/folder", "can't be reached"),
    ("zhou:s3cret@127.0.0.1/wb?nonsense=1", "not understood"),
])  # fmt: skip
def test_why_postgresql_does_not_open(address, why, clock):
    pytest.importorskip("psycopg")
    with pytest.raises(JournalError) as told:
        open_at(f"postgresql+psycopg://{address}", clock)
    assert told.value.code == "JOURNAL-OPEN" and why in told.value.text("en")
    assert "s3cret" not in str(told.value) and "zhou" not in str(told.value)


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_text_in_a_postgresql_database_of_another_encoding(new_postgres, clock, encoding):
    place = new_postgres(encoding)
    with open_at(place, clock) as journal:
        printed(journal, 1, 3)
        if encoding == "LATIN1":
            with pytest.raises(JournalError, match="JOURNAL-ENCODING"):
                journal.void(number(2), "面单损坏")
        else:
            journal.void(number(2), "面单损坏")
    with open_at(place, clock) as journal:
        assert [row.waybill_no for row in journal.labels()] == [number(1), number(2), number(3)]
        assert not journal.verify().findings


def test_what_a_postgresql_server_refuses(new_postgres, clock):
    place = new_postgres()
    for wrong, why in (
        (place.replace("waybill@", "nobody-here@"), "refused the user"),
        (place.replace("?", "_missing?"), "no such database"),
    ):
        with pytest.raises(JournalError) as told:
            open_at(wrong, clock)
        assert told.value.code == "JOURNAL-OPEN" and why in told.value.text("en")
