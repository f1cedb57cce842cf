"""What is PostgreSQL's own: roles and their rights, schemas, other people's transactions, a connection that is lost."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from journal_kit import ZHOU, info, number, open_at, printed, record, records
from test_journal_crashes import Countdown, check_whole, dying, in_child, print_file

import waybill
from waybill.errors import JournalError
from waybill.journal import Output, open_journal, store
from waybill.pipeline import doctor

psycopg = pytest.importorskip("psycopg", reason="PostgreSQL NOT TESTED: psycopg is not installed")

ORDERS = str(Path(__file__).parents[2] / "samples" / "orders_plain.csv")


@contextmanager
def server(place: str) -> Iterator[Any]:
    """The database as any other program opens it."""
    with psycopg.connect(place.replace("+psycopg", ""), autocommit=True) as connection:
        yield connection


def tell(place: str, *statements: str) -> None:
    with server(place) as connection:
        for statement in statements:
            connection.execute(statement)


def tables(place: str) -> list[str]:
    with server(place) as connection:
        return [
            row[0]
            for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname !~ '^pg_|^inf'")
        ]


@pytest.fixture
def as_role(new_postgres: Callable[..., str]) -> Iterator[Callable[..., str]]:
    """A printed journal as a role that has only these rights to its tables sees it."""
    place, name = new_postgres(), f"role{os.urandom(6).hex()}"
    with open_at(place) as journal:
        printed(journal, 1, 4)

    def make(rights: str = "") -> str:
        tell(place, f"CREATE ROLE {name} LOGIN")
        if rights:
            tell(place, f"GRANT {rights} ON ALL TABLES IN SCHEMA public TO {name}")
        return place.replace("waybill@", f"{name}@")

    yield make
    tell(place, f"DROP OWNED BY {name}", f"DROP ROLE {name}")


class TestOpening:
    def test_who_only_asks_makes_no_journal(self, new_postgres, clock, monkeypatch, tmp_path):
        place = new_postgres()
        with pytest.raises(JournalError, match="JOURNAL-NONE"):
            open_journal(place, clock=clock, actor=ZHOU, create=False)
        monkeypatch.setenv("WAYBILL_JOURNAL", place)
        monkeypatch.setenv("WAYBILL_KEYS", str(tmp_path / "keys"))
        for dry_run in (True, False):
            (found,) = (one for one in doctor.examine() if one.name == "journal")
            assert found.ok and "first use" in found.detail
            assert tables(place) == []
            job = waybill.PrintJob.from_config(
                waybill.Config(), [ORDERS], str(tmp_path / "labels.pdf"), jobs=1, dry_run=dry_run
            )
            assert waybill.print_labels(job).printed == 200
        with open_journal(place, clock=clock, actor=ZHOU, create=False) as journal:
            assert len(list(journal.labels())) == 200

    def test_nothing_of_a_person_is_in_the_servers_files(
        self, new_postgres, postgres_folder, monkeypatch, tmp_path
    ):
        """Neither in its tables, nor in what it writes ahead, nor in its log."""
        place = new_postgres()
        monkeypatch.setenv("WAYBILL_JOURNAL", place)
        monkeypatch.setenv("WAYBILL_KEYS", str(tmp_path / "keys"))
        job = waybill.PrintJob.from_config(waybill.Config(), [ORDERS], str(tmp_path / "labels.pdf"), jobs=1)
        assert waybill.print_labels(job).printed == 200
        with server(place) as connection:
            connection.execute("CHECKPOINT")
        files = [file for file in postgres_folder.rglob("*") if file.is_file()]
        everything = b"".join(file.read_bytes() for file in files)
        rows = list(csv.DictReader(Path(ORDERS).read_text("utf-8-sig").splitlines()))[:12]
        assert all(row["运单号"].encode() in everything for row in rows)
        found = [
            piece
            for row in rows
            for name in ("收件人", "收件人手机", "寄件人", "寄件人手机", "订单号", "详细地址")
            for piece in (row[name], row[name][-8:] if name != "订单号" else "")
            if len(piece) > 2 and piece.encode() in everything
        ]
        assert found == []

    def test_who_may_not_make_one_is_told_by_doctor(self, new_postgres, clock):
        place = new_postgres()
        tell(
            place,
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
            "ALTER SCHEMA public OWNER TO pg_monitor",
            "CREATE ROLE r LOGIN",
        )
        try:
            theirs = place.replace("waybill@", "r@")
            for asked in (theirs, f"{place}&options=-cdefault_transaction_read_only%3Don"):
                with pytest.raises(JournalError, match="JOURNAL-READONLY"):
                    open_journal(asked, clock=clock, actor=ZHOU, create=False)
        finally:
            tell(place, "DROP ROLE r")

    def test_schemas_of_its_own(self, new_postgres, clock):
        place = new_postgres()
        for schema, asked in (("wb", "wb"), ('"Way Bill"', "%22Way%5C%20Bill%22")):
            tell(place, f"CREATE SCHEMA {schema}")
            there = f"{place}&options=-csearch_path%3D{asked}"
            with open_at(there, clock) as journal:
                printed(journal, 1, 3)
                journal.erase([2], "number")
                assert journal.scrub()
                assert not journal.verify().findings
            with server(place) as connection:
                assert connection.execute(f"SELECT count(*) FROM {schema}.label").fetchone() == (3,)
        with pytest.raises(JournalError, match=r"JOURNAL-OPEN.*search_path"):
            open_at(f"{place}&options=-csearch_path%3Dnowhere", clock)

    def test_other_programs_tables_are_foreign_and_an_extensions_are_not(self, new_postgres, clock):
        place = new_postgres()
        tell(place, "CREATE TABLE brought (x int)", "ALTER EXTENSION plpgsql ADD TABLE brought")
        with open_at(place, clock) as journal:
            printed(journal, 1, 3)
            assert not journal.verify().findings
        place = new_postgres()
        tell(place, "CREATE TABLE orders (x int)")
        with pytest.raises(JournalError, match="JOURNAL-FOREIGN"):
            open_at(place, clock)

    def test_a_server_that_ends_what_takes_long(self, new_postgres, clock):
        place = new_postgres()
        limits = ("statement_timeout", "idle_session_timeout", "idle_in_transaction_session_timeout")
        with server(place) as connection:
            for limit in limits:
                connection.execute(f"ALTER DATABASE {connection.info.dbname} SET {limit} TO '900ms'")
        with open_at(place, clock) as journal:
            printed(journal, 1, 300)
            assert [journal._store.row(f"SHOW {limit}") for limit in limits] == [("0",), ("0",), ("5min",)]

    def test_who_stands_still_amid_a_write_gives_way(self, new_postgres, clock, monkeypatch):
        from waybill.journal import postgres

        settings = postgres._SETTINGS.replace("'5min'", "'200ms'")
        monkeypatch.setattr(postgres, "_SETTINGS", settings)
        place = new_postgres()
        with open_at(place, clock) as still, open_at(place, clock) as other:
            with pytest.raises(JournalError, match="JOURNAL-LOST"), still._store.writing():
                still.record("unseal", {})
                other.record("export", {})
                still.record("unseal", {})
            assert [event.kind for event in other.events()] == ["created", "export"]

    def test_a_server_that_is_gone_without_a_word_is_noticed(self, new_postgres, clock):
        for ask, seconds in (("", "30"), ("&keepalives_idle=7", "7")):
            with open_at(new_postgres() + ask, clock) as journal:
                asked = journal._store.connection.info.get_parameters()
                assert (asked["keepalives_idle"], asked["connect_timeout"]) == (seconds, "15")


_REFUSED_MANY = """
import sys
from waybill.journal.store import open_store
rows = [("again", "x" * 1000)] * 5000
try:
    open_store(sys.argv[1]).many("INSERT INTO meta (key, value) VALUES (?, ?)", rows)
except Exception as error:
    print(error.code)
"""


def test_the_driver_says_nothing_of_its_own(new_postgres):
    """It would tell who is connected to what, and that it gave up what was given up."""
    place = new_postgres()
    open_at(place).close()
    done = subprocess.run([sys.executable, "-c", _REFUSED_MANY, place], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"JOURNAL-GUARD\n", b"")


class TestRights:
    def test_who_may_only_read_asks_and_writes_nothing(self, as_role, clock):
        with open_at(as_role("SELECT"), clock) as journal:
            assert [row.waybill_no for row in journal.labels()] == [number(p) for p in range(1, 5)]
            assert not journal.verify().findings
            assert journal.repeated_orders() == []
            for act in (
                journal.try_writing,
                lambda: journal.void(number(1), "x"),
                lambda: journal.erase([1], "number"),
            ):
                with pytest.raises(JournalError, match="JOURNAL-READONLY"):
                    act()

    def test_who_may_not_even_read_is_no_finder_of_an_empty_database(self, as_role, clock):
        with pytest.raises(JournalError, match=r"JOURNAL-READONLY.*lacks a right"):
            open_at(as_role(), clock)

    def test_doctor_tells_of_tables_that_everybody_may_read(self, new_postgres, monkeypatch, tmp_path):
        place = new_postgres()
        open_at(place).close()
        monkeypatch.setenv("WAYBILL_JOURNAL", place)
        monkeypatch.setenv("WAYBILL_KEYS", str(tmp_path / "keys"))
        told = {True: "no others", False: "REVOKE"}
        for statement, well in (("SELECT 1", True), ("GRANT SELECT (content) ON label TO PUBLIC", False)):
            tell(place, statement)
            (found,) = (one for one in doctor.examine() if one.name == "secrets")
            assert found.ok is well and told[well] in found.detail

    def test_who_owns_no_table_prints_and_reprints_and_can_not_get_round_the_guards(self, as_role, clock):
        place = as_role("SELECT, INSERT, UPDATE")
        with open_at(place, clock) as journal:
            printed(journal, 11, 14, "b")
            journal.reprint([number(1)], "jam")
            journal.void(number(2), "cancelled")
            assert not journal.verify().findings
        for statement in (
            "ALTER TABLE event DISABLE TRIGGER USER",
            "DROP TRIGGER event_no_update ON event",
            "DELETE FROM event",
            "TRUNCATE event",
            "SET session_replication_role TO replica",
            "CREATE OR REPLACE FUNCTION public.waybill_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                tell(place, statement)

    def test_who_owns_no_table_is_told_that_erased_bytes_are_still_there(self, as_role, clock):
        """The server would only warn."""
        place = as_role("SELECT, INSERT, UPDATE")
        with open_at(place, clock) as journal:
            journal.erase([2], "number")
            with pytest.raises(JournalError, match=r"JOURNAL-SCRUB.*owns"):
                journal.scrub()
            assert journal.label(number(1)).state == "released"
            assert not journal.verify().findings


class TestScrub:
    @staticmethod
    def holds(connection, place):
        """Whether a file of the journal's tables, or of the server's samples, has a label's number."""
        connection.execute("CHECKPOINT")
        relations = connection.execute(
            "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class WHERE relname IN ('label', 'label_number',"
            " 'pg_statistic')"
        )
        return any(number(place).encode() in bytes(row[0]) for row in relations)

    @pytest.mark.parametrize("kind", ["open", "prepared"])
    def test_what_an_older_transaction_may_see_is_not_gone(self, new_postgres, clock, monkeypatch, kind):
        """It has not touched the journal; rows that it might want are copied with the others."""
        monkeypatch.setattr("waybill.journal.postgres.SCRUB_SECONDS", 0.3)
        place = new_postgres()
        with open_at(place, clock) as journal, server(place) as other, server(place) as looking:
            printed(journal, 1, 30)
            other.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            other.execute("SELECT txid_current()")
            if kind == "prepared":
                other.execute("PREPARE TRANSACTION 'p'")
            journal.erase([15], "number")
            assert journal.scrub() is False
            assert self.holds(looking, 15)
            other.execute("ROLLBACK" if kind == "open" else "ROLLBACK PREPARED 'p'")
            assert journal.scrub()
            assert not self.holds(looking, 15) and self.holds(looking, 14)

    def test_who_writes_in_another_database_is_waited_for(self, new_postgres, clock):
        """A table that is written anew meanwhile keeps the rows that have just been erased."""
        place = new_postgres()
        with open_at(place, clock) as journal, server(new_postgres()) as other, server(place) as looking:
            printed(journal, 1, 30)
            other.execute("BEGIN")
            other.execute("SELECT txid_current()")
            journal.erase([15], "number")
            soon = threading.Timer(0.5, other.execute, ["COMMIT"])
            soon.start()
            assert journal.scrub()
            soon.join()
            assert not self.holds(looking, 15) and self.holds(looking, 14)

    @pytest.mark.parametrize("target", [100, 0])
    def test_samples_that_were_taken_once_are_gone_from_the_servers_files(self, new_postgres, clock, target):
        place = new_postgres()
        with open_at(place, clock) as journal, server(place) as other:
            printed(journal, 1, 30)
            other.execute("ALTER TABLE label ALTER number SET STATISTICS 100")
            other.execute("ANALYZE label")
            other.execute(f"ALTER TABLE label ALTER number SET STATISTICS {target}")
            journal.erase([15], "number")
            assert self.holds(other, 15)
            assert journal.scrub()
            assert not self.holds(other, 15)
            kept = "SELECT attstattarget FROM pg_attribute WHERE attrelid = 'label'::regclass AND attname = 'number'"
            assert other.execute(kept).fetchone() == (target,)


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("ALTER TABLE label ADD COLUMN kept TEXT", "label"),
        ("ALTER TABLE label ALTER COLUMN gone SET DEFAULT 1", "label"),
        ("ALTER TABLE event ALTER COLUMN at DROP NOT NULL", "event"),
        ("ALTER TABLE event ALTER COLUMN seq ADD GENERATED BY DEFAULT AS IDENTITY", "event"),
        ("ALTER TABLE event DROP CONSTRAINT event_pkey", "event"),
        ("ALTER TABLE trace DROP CONSTRAINT trace_label_fkey", "trace"),
        ("ALTER TABLE event ADD CHECK (kind <> 'reprint')", "event"),
        ("ALTER TABLE event ALTER COLUMN facts TYPE VARCHAR", "event"),
        ("ALTER TABLE form ADD UNIQUE (packed)", "form"),
    ],
)
def test_a_table_that_was_made_over_is_found(new_postgres, clock, statement, table):
    """As in SQLite, where the whole text of a table is compared."""
    place = new_postgres()
    with open_at(place, clock) as journal:
        printed(journal, 1, 4)
        tell(place, statement)
        assert ("table", table, "changed") in journal.verify().findings


def test_a_good_function_of_the_guards_name_does_not_hide_another_one(new_postgres, clock):
    place = new_postgres()
    with open_at(place, clock) as journal:
        printed(journal, 1, 4)
        body = journal._store.row("SELECT prosrc FROM pg_proc WHERE proname = 'waybill_append_only'")[0]
        tell(
            place,
            f"CREATE FUNCTION waybill_append_only(x int) RETURNS int LANGUAGE plpgsql AS $${body}$$",
            "CREATE OR REPLACE FUNCTION waybill_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        )
        assert ("guard", "event_no_update", "missing") in journal.verify().findings


class Lost(Countdown):
    """The server ends the connection of who asks, when it has been asked so many times."""

    def __init__(self, steps: int, connection: Any) -> None:
        super().__init__(steps)
        self._connection = connection

    def __call__(self) -> None:
        self.left -= 1
        if self.left == 0:
            pid = self._connection.info.backend_pid
            with psycopg.connect(self._connection.info.dsn, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))


def schema_of(place: str, name: object) -> str:
    tell(place, f"CREATE SCHEMA s{name}")
    return f"{place}&options=-csearch_path%3Ds{name}"


def test_a_connection_that_is_lost_at_a_step_loses_nothing_and_doubles_nothing(
    new_postgres, tmp_path, monkeypatch
):
    database, lost = new_postgres(), 0
    run, many = store.Store.run, store.Store.many
    for steps in range(1, 100, 3):
        folder, place = tmp_path / str(steps), schema_of(database, steps)
        folder.mkdir()
        countdown: list[Lost] = []

        def counted(do, store_, *arguments, left=steps, countdown=countdown):
            countdown[:] = countdown or [Lost(left, store_.connection)]
            countdown[0]()
            return do(store_, *arguments)

        with monkeypatch.context() as patched:
            patched.setattr(store.Store, "run", lambda self, *a, c=counted: c(run, self, *a))
            patched.setattr(store.Store, "many", lambda self, *a, c=counted: c(many, self, *a))
            try:
                print_file(place, folder, lambda: None)
            except JournalError as error:
                assert (error.code, error.exit_code) == ("JOURNAL-LOST", 9)
                lost += 1
            else:
                break
        print_file(place, folder, lambda: None)
        check_whole(place, folder)
    assert lost > 12


def test_death_at_a_step_loses_nothing_and_doubles_nothing(new_postgres, tmp_path):
    """As on SQLite, at every seventh step only: a database takes longer to make."""
    database, deaths = new_postgres(), 0
    for steps in range(1, 400, 7):
        folder, place = tmp_path / str(steps), schema_of(database, steps)
        folder.mkdir()
        end = in_child(dying(place, folder, steps))
        if end == 0:
            break
        assert end == -signal.SIGKILL
        deaths += 1
        print_file(place, folder, lambda: None)
        check_whole(place, folder)
    assert deaths > 5


class TestAnotherMachine:
    """It lost its power between a complete file and its name; nobody else can give it."""

    @pytest.fixture
    def died(self, new_postgres, clock, tmp_path, monkeypatch):
        place, output = new_postgres(), finished_file(tmp_path)
        with monkeypatch.context() as there:
            there.setattr("waybill.journal.owner._host", lambda: "pc-9")
            with open_at(place, clock) as journal:
                batch = journal.begin_batch(info())
                journal.intend(batch, records(1, 3))
                journal.rendered(batch, [output])
        clock.pass_days(0.02)
        return place, output

    def test_who_prints_or_purges_elsewhere_leaves_its_files_to_it(self, died, clock, monkeypatch):
        place, output = died
        with open_at(place, clock) as journal:
            assert journal.resume(info("b"), target=output.final) == []
            batch = journal.begin_batch(info("b"))
            journal.intend(batch, records(11, 13))
            journal.rendered(batch, [output])  # a file of that name is another one here
            journal.released(batch)
            journal.purge(90)
            assert [row.state for row in journal.batches()] == ["rendered", "released"]
        monkeypatch.setattr("waybill.journal.owner._host", lambda: "pc-9")
        with open_at(place, clock) as journal:
            assert [one.outcome for one in journal.resume(info())] == ["released"]
        assert Path(output.final).read_bytes() == b"%PDF finished"

    def test_its_labels_do_not_outlive_the_retention_limit(self, died, clock):
        place, _ = died
        clock.pass_days(90)
        with open_at(place, clock) as journal:
            assert journal.purge(90) == 3

    def test_its_numbers_are_not_printed_elsewhere(self, died, clock):
        place, _ = died
        with open_at(place, clock) as journal:
            batch = journal.begin_batch(info("b"))
            assert [verdict.status for verdict in journal.intend(batch, [record(1)])] == ["same"]


def finished_file(folder: Path) -> Output:
    data = b"%PDF finished"
    (folder / ".labels.pdf.0.part").write_bytes(data)
    return Output(str(folder / "labels.pdf"), ".labels.pdf.0.part", len(data), sha256(data).hexdigest())


class TestRefusals:
    @pytest.mark.parametrize(("error", "code"), [
        ("DeadlockDetected", "JOURNAL-BUSY"),
        ("SerializationFailure", "JOURNAL-BUSY"),
        ("DiskFull", "JOURNAL-FULL"),
        ("IoError", "JOURNAL-IO"),
        ("DataCorrupted", "JOURNAL-CORRUPT"),
        ("IndexCorrupted", "JOURNAL-CORRUPT"),
        ("AdminShutdown", "JOURNAL-LOST"),
        ("ConnectionFailure", "JOURNAL-LOST"),
        ("UndefinedTable", "JOURNAL-FAILED"),
    ])  # fmt: skip
    def test_what_a_server_says_later_is_told_as_of_a_file(self, new_postgres, error, code):
        with open_at(new_postgres()) as journal:
            assert journal._store.dialect.explain(getattr(psycopg.errors, error)()).code == code

    @pytest.mark.parametrize(("said", "why"), [
        ('FATAL:  password authentication failed for user "zhou"', "user or the password"),
        ("fe_sendauth: no password supplied", "user or the password"),
        ('致命错误:  用户 "zhou" Password 认证失败', "user or the password"),
        ('致命错误:  角色 "zhou" 不存在', "user or the password"),
        ('FATAL:  database "wb" does not exist', "no such database"),
        ('致命错误:  数据库 "wb" 不存在', "no such database"),
        ('FATAL:  no pg_hba.conf entry for host "10.0.0.5", user "zhou", database "wb", no encryption', "pg_hba.conf"),
        ('致命错误:  没有用于主机 "10.0.0.5", 用户 "zhou", 数据库 "wb", no encryption 的 pg_hba.conf 记录', "pg_hba.conf"),
        ("FATAL:  sorry, too many clients already", "as many connections"),
        ("致命错误:  对不起, 已经有太多的客户", "as many connections"),
        ("FATAL:  the database system is starting up", "starting or stopping"),
        ("致命错误:  数据库系统启动中", "starting or stopping"),
        ("SSL error: certificate verify failed", "encrypted"),
        ("server does not support SSL, but SSL was required", "encrypted"),
        ('root certificate file "/home/zhou/.postgresql/root.crt" does not exist', "encrypted"),
        ('invalid sslmode value: "s3cret"', "not understood"),
        ('invalid integer value "s3cret" for connection option "port"', "not understood"),
        ('definition of service "s3cret" not found', "not understood"),
        ("server closed the connection unexpectedly", "can't be reached"),
        ("received invalid response to SSL negotiation: H", "no PostgreSQL server"),
        ("SSL error: unexpected eof while reading\nexpected authentication request from server", "no PostgreSQL server"),
    ])  # fmt: skip
    def test_the_kind_of_cause_is_told_and_nothing_else(self, said, why):
        from waybill.journal.postgres_refusals import why_not_open

        told = why_not_open(psycopg.OperationalError(f"connection failed: {said}"))
        assert why in told
        assert not any(word in told for word in ("zhou", "10.0.0.5", "wb", "s3cret"))

    def test_a_server_that_has_enough(self, as_role, clock):
        place = as_role("SELECT")
        name = place.partition("//")[2].partition("@")[0]
        tell(place.replace(name, "waybill"), f"ALTER ROLE {name} CONNECTION LIMIT 0")
        with pytest.raises(JournalError, match="as many connections"):
            open_at(place, clock)
