"""The journal under random stories and random damage."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from datetime import datetime, timedelta, timezone
from functools import cache
from hashlib import sha256
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from waybill.errors import JournalError
from waybill.journal import Actor, BatchInfo, LabelRecord, ReprintPolicy, chain, guards, open_journal
from waybill.label import DIGEST_BYTES, FORMAT, MOST_DIGESTS, BlindIndex

NOW = datetime(2026, 11, 23, 16, 30, tzinfo=timezone(timedelta(hours=8)))
LIMIT = 2


def digest(text: str) -> bytes:
    return sha256(text.encode()).digest()[:16]


def record(place: int, data: int, page: int) -> LabelRecord:
    phones = digest(f"phone {place % 3}") + (digest(f"line {place}") if place % 2 else b"")
    sender = digest(f"sender {place // 4}") if place < 8 else b""
    index = BlindIndex(digest(f"{place} {data}"), phones, digest(f"order {place}"), sender)
    return LabelRecord(f"label {place} {data}".encode(), f"WB{place}", index, page, page + 1)


def info(job: str) -> BatchInfo:
    return BatchInfo(((f"{job}.csv", sha256(job.encode()).hexdigest()),), "form", "f", b"form", "p")


class Story(RuleBasedStateMachine):
    """Printing, reprinting, voiding, erasing in any order; a dictionary says what must come out."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "journal.db"
        self.jobs = 0
        self.printed: dict[int, int] = {}
        self.reprints: dict[int, int] = {}
        self.voided: set[int] = set()
        self.erased: set[int] = set()

    @initialize()
    def open(self) -> None:
        self.journal = open_journal(str(self.path), clock=lambda: NOW, actor=Actor("zhou", "pc"))

    def teardown(self) -> None:
        self.journal.close()
        self.folder.cleanup()

    def expected(self, place: int, data: int, batch: dict[int, int]) -> str:
        if place in batch:
            return "same" if batch[place] == data else "different"
        if place in self.voided:
            return "voided"  # erased or not
        if place in self.erased:
            return "erased"
        if place in self.printed:
            return "same" if self.printed[place] == data else "different"
        return "new"

    @rule(
        asked=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 1)), max_size=8),
        end=st.sampled_from(["released", "abandoned", "died"]),
    )
    def print_a_file(self, asked: list[tuple[int, int]], end: str) -> None:
        self.jobs += 1
        number = self.journal.begin_batch(info(str(self.jobs)))
        verdicts = self.journal.intend(number, [record(p, d, page) for page, (p, d) in enumerate(asked, 1)])
        batch: dict[int, int] = {}
        for (place, data), verdict in zip(asked, verdicts, strict=True):
            status = self.expected(place, data, batch)
            assert verdict.status == status
            if status == "new":
                batch[place] = data
        if end == "released":
            self.journal.rendered(number, [])
            assert self.journal.released(number) == len(batch)
            self.printed |= batch
        elif end == "abandoned":
            assert self.journal.abandon(number, "X") == len(batch)
        else:
            self.journal.close()
            self.open()

    @rule(place=st.integers(0, 12))
    def reprint(self, place: int) -> None:
        count = self.reprints.get(place, 0) + 1
        allowed = place in self.printed and place not in self.voided | self.erased and count <= LIMIT
        try:
            (label,) = self.journal.reprint([f"WB{place}"], "jam", policy=ReprintPolicy(max_count=LIMIT))
        except JournalError:
            assert not allowed
        else:
            assert allowed
            assert (label.count, label.label) == (count, f"label {place} {self.printed[place]}".encode())
            self.reprints[place] = count

    @rule(place=st.integers(0, 12))
    def void(self, place: int) -> None:
        if place in self.printed and place not in self.voided | self.erased:
            self.journal.void(f"WB{place}", "cancelled")
            self.voided.add(place)

    @rule(phone=st.integers(0, 2))
    def erase_a_recipients(self, phone: int) -> None:
        self.erase(f"phone {phone}", {p for p in self.printed if p % 3 == phone})

    @rule(place=st.integers(0, 5))
    def erase_by_a_second_number(self, place: int) -> None:
        self.erase(f"line {place * 2 + 1}", {place * 2 + 1} & self.printed.keys())

    @rule(sender=st.integers(0, 1))
    def erase_a_senders(self, sender: int) -> None:
        self.erase(f"sender {sender}", {p for p in self.printed if p < 8 and p // 4 == sender})

    def erase(self, phone: str, places: set[int]) -> None:
        found = self.journal.find(phone=digest(phone))
        ours = places - self.erased
        assert ours <= {int(row.waybill_no[2:]) for row in found}
        erasable = [row for row in found if int(row.waybill_no[2:]) in ours]
        assert self.journal.erase([row.id for row in erasable], "phone") == len(ours)
        self.erased |= ours

    @invariant()
    def whole(self) -> None:
        audit = self.journal.verify()
        assert not audit.findings
        assert audit.head == self.journal.head()


Story.TestCase.settings = settings(
    max_examples=25, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
TestStory = Story.TestCase

COLUMNS = {
    "event": ("seq", "at", "kind", "actor", "batch", "label", "facts", "prev", "hash"),
    "label": (
        "id", "batch", "page", "line", "number", "fingerprint", "leaf", "content", "number_hash", "gone",
    ),
    "trace": ("label", "phone", "order_no"),
    "sender": ("first", "last", "phones"),
    "batch": ("id", "job", "state", "started", "form", "info", "outputs"),
    "form": ("digest", "packed"),
}  # fmt: skip


def damaged(value: object, how: random.Random) -> object:
    """Another value of the same type, or NULL where it was none."""
    if value is None:
        return how.choice([1, b"\0" * 16, "x"])
    if isinstance(value, int):
        return value + how.choice([-1, 1, 1000])
    if isinstance(value, bytes):
        place = how.randrange(len(value)) if value else 0
        return (
            value[:place]
            + bytes([(value[place] if value else 0) ^ (1 << how.randrange(8))])
            + value[place + 1 :]
        )
    text = str(value)
    place = how.randrange(len(text) + 1)
    return text[:place] + how.choice("0a~ é") + text[place:]


@cache
def base_journal() -> bytes:
    """The file of a journal in which everything has happened; made once, and damaged many times."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        write_journal(path)
        assert [left.name for left in path.parent.iterdir()] == [path.name], "all is in the file itself"
        return path.read_bytes()


def write_journal(path: Path) -> None:
    with open_journal(str(path), clock=lambda: NOW, actor=Actor("zhou", "pc")) as journal:
        for job in range(2):
            batch = journal.begin_batch(info(str(job)))
            for chunk in range(2):
                first = job * 6 + chunk * 3
                journal.intend(batch, [record(first + p, 0, chunk * 3 + p + 1) for p in range(3)])
            journal.rendered(batch, [])
            journal.released(batch)
        journal.reprint(["WB1", "WB2"], "jam")
        journal.erase([8], "phone")


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_any_change_of_any_column_is_found(seed: int) -> None:
    how = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        path.write_bytes(base_journal())
        table = how.choice(sorted(COLUMNS))
        file = sqlite3.connect(path, isolation_level=None)
        file.execute("PRAGMA ignore_check_constraints = ON")
        triggers = guards.statements("sqlite")
        for name in triggers:
            file.execute(f"DROP TRIGGER {name}")
        rows = [row[0] for row in file.execute(f"SELECT rowid FROM {table}")]
        row, column = how.choice(rows), how.choice(COLUMNS[table])
        (value,) = file.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (row,)).fetchone()
        try:
            file.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (damaged(value, how), row))
        except sqlite3.IntegrityError:
            return  # the place of another row, or no integer where SQLite wants one
        for text in triggers.values():
            file.execute(text)
        file.close()
        with open_journal(str(path), clock=lambda: NOW, actor=Actor("zhou", "pc"), create=False) as journal:
            assert journal.verify().findings, (table, row, column, value)


@given(
    one=st.lists(st.binary(max_size=40), min_size=6, max_size=6),
    other=st.lists(st.binary(max_size=40), min_size=6, max_size=6),
)
def test_different_labels_have_different_leaves(one: list[bytes], other: list[bytes]) -> None:
    nonce = bytes(16)
    assert (chain.leaf(nonce, *one[1:]) == chain.leaf(nonce, *other[1:])) == (one[1:] == other[1:])


def test_the_senders_numbers_are_covered_and_are_no_part_of_the_label() -> None:
    """A packed Label begins with its format, which is no length of digests."""
    nonce, pieces = bytes(16), (b"n", b"f", b"p" * 16, b"o" * 16)
    leaves = [chain.leaf(nonce, *pieces, b"1\x1flabel", b"s" * 16 * count) for count in range(16)]
    leaves += [chain.leaf(nonce, *pieces[:2], pieces[2] + b"s" * 16, pieces[3], b"1\x1flabel")]
    assert len(set(leaves)) == 17
    assert all(ord(FORMAT) != DIGEST_BYTES * count for count in range(MOST_DIGESTS + 1))


def test_what_leaves_cover_can_not_be_moved_from_field_to_field() -> None:
    nonce = bytes(16)
    assert chain.leaf(nonce, b"ab", b"", b"c", b"", b"d") != chain.leaf(nonce, b"a", b"b", b"c", b"", b"d")
    assert chain.leaf(nonce, b"", b"", b"", b"", b"\0") != chain.leaf(nonce, b"", b"", b"", b"\0", b"")


@given(
    facts=st.dictionaries(
        st.text(max_size=5), st.one_of(st.integers(), st.text(max_size=8), st.booleans()), max_size=6
    )
)
def test_facts_have_one_spelling(facts: dict[str, object]) -> None:
    assert chain.canonical(facts) == chain.canonical(dict(reversed(facts.items())))
