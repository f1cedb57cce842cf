"""Crashes: a printing process that dies at any of its steps, and many processes on one journal.

The child kills itself (SIGKILL) before its n-th database statement or file operation, for every n; the parent
then runs the same command again.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from journal_kit import ZHOU, Clock, info, number, open_at, printed, record

from waybill.journal import Output, store

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="NOT TESTED here: the system can't fork")

LABELS = 12
CHUNK = 5


class Countdown:
    """Dies when it has been asked so many times."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def __call__(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def print_file(place: str | Path, folder: Path, step: Callable[[], None]) -> str:
    """What ``print`` does, in small: a "PDF" of one line a page; ``step`` is called before each file
    operation."""
    final, temp = folder / "labels.pdf", folder / ".labels.pdf.part"
    with open_at(place) as journal:
        done = [settled.outcome for settled in journal.resume(info())]
        if "released" in done or "taken" in done:
            return done[-1]
        batch = journal.begin_batch(info())
        step()
        with temp.open("wb") as out:
            page = 1
            for first in range(1, LABELS + 1, CHUNK):
                chunk = [
                    record(p, page=page + p - first) for p in range(first, min(first + CHUNK, LABELS + 1))
                ]
                statuses = {verdict.status for verdict in journal.intend(batch, chunk)}
                if statuses == {"same"}:
                    journal.abandon(batch, "printed already")
                    return "printed already"
                assert statuses == {"new"}
                page += len(chunk)
                step()
                out.write(b"".join(label.waybill_no.encode() + b"\n" for label in chunk))
            out.flush()
            os.fsync(out.fileno())
        data = temp.read_bytes()
        step()
        journal.rendered(batch, [Output(str(final), temp.name, len(data), sha256(data).hexdigest())])
        step()
        temp.replace(final)
        step()
        journal.released(batch)
        step()
    return "printed"


def in_child(work: Callable[[], object]) -> int:
    """Run ``work`` in a forked process; how it ended (0 = well, negative = the signal that killed it)."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def dying(place, folder, steps):
    def work():
        countdown = Countdown(steps)
        run, many = store.Store.run, store.Store.many
        store.Store.run = lambda self, *a: (countdown(), run(self, *a))[1]
        store.Store.many = lambda self, *a: (countdown(), many(self, *a))[1]
        print_file(place, folder, countdown)

    return work


def check_whole(place, folder):
    lines = (folder / "labels.pdf").read_text().split()
    assert lines == [number(p) for p in range(1, LABELS + 1)]
    with open_at(place) as journal:
        released = [row for row in journal.labels() if row.state == "released"]
        assert [row.waybill_no for row in released] == lines
        assert [row.page for row in released] == list(range(1, LABELS + 1))
        assert not journal.verify().findings
        assert sum(batch.state == "released" for batch in journal.batches()) == 1


def test_death_before_any_step_loses_nothing_and_doubles_nothing(tmp_path):
    deaths, outcomes = 0, set()
    for steps in range(1, 400):
        folder = tmp_path / str(steps)
        folder.mkdir()
        place = folder / "journal.db"
        end = in_child(dying(place, folder, steps))
        if end == 0:
            break
        assert end == -signal.SIGKILL
        deaths += 1
        if (folder / "labels.pdf").exists():
            assert len((folder / "labels.pdf").read_text().split()) == LABELS
        outcomes.add(print_file(place, folder, lambda: None))
        check_whole(place, folder)
    else:
        pytest.fail("the child never came to its end")
    assert deaths > 40
    assert outcomes == {"printed", "released", "printed already"}


def test_several_deaths_in_a_row(tmp_path):
    place = tmp_path / "journal.db"
    for steps in (5, 25, 12, 30, 20, 3):
        assert in_child(dying(place, tmp_path, steps)) == -signal.SIGKILL
    print_file(place, tmp_path, lambda: None)
    check_whole(place, tmp_path)


def hammer(place, worker, rounds, size):
    """Print, reprint, check numbers that others print; every process has numbers of its own."""
    clock = Clock()
    with open_at(place, clock, ZHOU._replace(user=f"user{worker}")) as journal:
        for turn in range(rounds):
            first = worker * 100_000 + turn * size + 1
            printed(journal, first, first + size - 1, f"{worker}-{turn}")
            assert journal.reprint([number(first), number(first + 1)], "jam")[0].count == 1
            other = [record(((worker + 1) % 4) * 100_000 + turn * size + p) for p in range(1, size + 1)]
            assert {v.status for v in journal.check_numbers(other)} <= {"new", "same", "busy"}


def test_many_processes_share_one_journal(place):
    workers, rounds, size = 4, 8, 20
    children = []
    for worker in range(workers):
        child = os.fork()
        if child == 0:
            try:
                hammer(place, worker, rounds, size)
                os._exit(0)
            except BaseException:
                traceback.print_exc(file=sys.__stderr__)
                os._exit(1)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * workers
    with open_at(place) as journal:
        assert not journal.verify().findings
        kinds = [event.kind for event in journal.events()]
        turns = workers * rounds
        assert (kinds.count("created"), kinds.count("released"), kinds.count("reprint")) == (
            1,
            turns,
            2 * turns,
        )
        assert sum(row.state != "intended" for row in journal.labels()) == turns * size


def test_writers_see_one_another_whatever_the_servers_default(new_postgres):
    import psycopg

    place = new_postgres()
    open_at(place).close()
    with psycopg.connect(place.replace("+psycopg", ""), autocommit=True) as server:
        setting = "SET default_transaction_isolation = 'repeatable read'"
        server.execute(f"ALTER DATABASE {server.info.dbname} {setting}")
    with open_at(place) as first, open_at(place) as second:
        with first._store.writing():
            waiting = threading.Thread(target=second.record, args=("unseal", {}))
            waiting.start()
            while not first._store.row("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"):
                time.sleep(0.01)
            first.record("unseal", {})
        waiting.join()
        assert [event.seq for event in first.events()] == [1, 2, 3]
        assert not first.verify().findings


def test_two_processes_with_the_same_numbers_print_each_once(place):
    open_at(place).close()
    ready, go = os.pipe()
    won_by, tell = os.pipe()

    def race():
        os.read(ready, 1)
        with open_at(place) as journal:
            batch = journal.begin_batch(info(str(os.getpid())))
            won = 0
            for p in range(1, 61):
                won += journal.intend(batch, [record(p, page=p)])[0].status == "new"
            journal.rendered(batch, [])
            os.write(tell, f"{journal.released(batch)} {won}\n".encode())

    children = []
    for _ in range(3):
        child = os.fork()
        if child == 0:
            try:
                race()
                os._exit(0)
            except BaseException:
                traceback.print_exc(file=sys.__stderr__)
                os._exit(1)
        children.append(child)
    os.write(go, b"...")
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 3
    os.close(tell)
    with os.fdopen(won_by) as lines:
        counts = [tuple(map(int, line.split())) for line in lines]
    assert all(released == won for released, won in counts)
    assert sum(won for _, won in counts) == 60
    with open_at(place) as journal:
        assert sorted(row.waybill_no for row in journal.labels()) == [number(p) for p in range(1, 61)]
        assert not journal.verify().findings
