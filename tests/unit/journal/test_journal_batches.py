"""The life of a batch: states, the duplicate guard, what a dead process leaves behind."""

from __future__ import annotations

import errno
import functools
import os
from hashlib import sha256
from pathlib import Path

import pytest
from journal_kit import WANG, Clock, info, number, open_at, printed, raw, record, records

from waybill.errors import InputError, JournalError
from waybill.journal import NEW, Output, Settled, owner, recovery


def states(journal, batch=0):
    return [row.state for row in journal.labels(batch)]


def test_labels_go_through_the_states_of_their_batch(place, clock):
    with open_at(place, clock) as journal:
        batch = journal.begin_batch(info())
        journal.intend(batch, records(1, 3))
        assert states(journal) == ["intended"] * 3
        journal.rendered(batch, [])
        assert states(journal) == ["rendered"] * 3
        assert journal.released(batch) == 3
        assert states(journal) == ["released"] * 3
        journal.reprint([number(2)], "jam")
        journal.void(number(3), "cancelled")
        journal.erase([1], "number")
        assert states(journal) == ["erased", "reprinted", "voided"]
        assert not journal.verify().findings


def test_batches_are_listed_with_all_they_were_made_from(place, clock):
    with open_at(place, clock) as journal:
        output = Output("/out/labels.pdf", ".labels.part", 10, "ab" * 32)
        printed(journal, 1, 3, outputs=(output,))
        (row,) = journal.batches()
        assert (row.state, row.labels, row.actor, row.template) == ("released", 3, "zhou@pc-3", "gbt-76x130")
        assert row.files == info().files
        assert row.outputs == (output,)
        assert row.versions == (("waybill", "0.1.0"),)
        printed(journal, 4, 4, "b")
        assert [row.id for row in journal.batches(last=1)] == [2]


def test_steps_out_of_order_are_refused(place, clock):
    with open_at(place, clock) as journal:
        batch = journal.begin_batch(info())
        with pytest.raises(JournalError, match="JOURNAL-BATCH-STATE"):
            journal.released(batch)
        journal.rendered(batch, [])
        with pytest.raises(JournalError, match="JOURNAL-BATCH-STATE"):
            journal.intend(batch, records(1, 1))
        journal.released(batch)
        for step in (lambda: journal.rendered(batch, []), lambda: journal.abandon(batch, "x")):
            with pytest.raises(JournalError, match="JOURNAL-BATCH-STATE"):
                step()


def test_the_guard_tells_same_from_different_data(place, clock):
    with open_at(place, clock) as journal:
        printed(journal, 1, 3)
        asked = [record(1), record(2, data="moved"), record(4)]
        same, different, new = journal.check_numbers(asked)
        assert (same.status, same.batch) == ("same", 1)
        assert different.status == "different"
        assert different.theirs == record(2).index.fingerprint[:6].hex()
        assert different.mine == record(2, data="moved").index.fingerprint[:6].hex()
        assert new.status == "new"


def test_the_guard_knows_voided_and_erased_numbers(place, clock):
    with open_at(place, clock) as journal:
        printed(journal, 1, 3)
        journal.void(number(1), "cancelled")
        journal.erase([2], "phone")
        assert [v.status for v in journal.check_numbers(records(1, 3))] == ["voided", "erased", "same"]
        batch = journal.begin_batch(info("b"))
        assert [v.status for v in journal.intend(batch, records(1, 3), again=True)] == [
            "voided",
            "new",
            "same",
        ]
        assert [row.waybill_no for row in journal.labels(batch)] == [number(2)]
        assert not journal.verify().findings


def test_a_number_twice_in_one_file(place, clock):
    with open_at(place, clock) as journal:
        batch = journal.begin_batch(info())
        asked = [record(1), record(2), record(1), record(2, data="other")]
        assert [v.status for v in journal.intend(batch, asked)] == ["new", "new", "same", "different"]
        assert [v.status for v in journal.intend(batch, [record(1), record(3)])] == ["same", "new"]


def test_accepted_labels_get_consecutive_pages(place, clock):
    with open_at(place, clock) as journal:
        printed(journal, 2, 2)
        batch = journal.begin_batch(info("b"))
        journal.intend(batch, [record(1, page=1), record(2, page=2), record(3, page=3)])
        assert [(row.waybill_no, row.page) for row in journal.labels(batch)] == [
            (number(1), 1),
            (number(3), 2),
        ]


def test_pages_that_no_record_has_stay_free(place, clock):
    """Labels of earlier batches that are printed once more lie between this one's."""
    with open_at(place, clock) as journal:
        printed(journal, 3, 3)
        batch = journal.begin_batch(info("b"))
        asked = [record(label, page=page) for label, page in ((1, 2), (2, 4), (3, 5), (4, 6), (5, 9))]
        journal.intend(batch, asked)
        pages = [(row.waybill_no, row.page) for row in journal.labels(batch)]
        assert pages == [(number(1), 2), (number(2), 4), (number(4), 5), (number(5), 8)]
        journal.rendered(batch, [])
        assert journal.released(batch) == 4
        granted, _ = journal.reprint_pages(batch, 3, 5, "jam")
        assert [label.label for label in granted] == [record(2).label, record(4).label]
        assert not journal.verify().findings


def test_what_a_living_process_prints_is_busy(place, clock):
    with open_at(place, clock) as first, open_at(place, clock, WANG) as second:
        batch = first.begin_batch(info())
        first.intend(batch, records(1, 2))
        assert [v.status for v in second.check_numbers(records(1, 3))] == ["busy", "busy", "new"]
        with pytest.raises(JournalError, match="JOURNAL-BUSY-BATCH"):
            second.resume(info())
        with pytest.raises(JournalError, match="JOURNAL-BATCH-STATE"):
            second.rendered(batch, [])


def test_the_same_command_twice_at_once_is_one_batch(place, clock):
    """Both have looked and found nobody; two batches would share out the labels, and their files have one name."""
    with open_at(place, clock) as first, open_at(place, clock, WANG) as second:
        assert first.resume(info()) == second.resume(info()) == []
        first.begin_batch(info())
        with pytest.raises(JournalError, match="JOURNAL-BUSY-BATCH"):
            second.begin_batch(info())
        second.begin_batch(info("b"))
        stream = info()._replace(files=(("<stdin>", ""),))
        first.begin_batch(stream)
        second.begin_batch(stream)  # nobody knows whether it is the same


def test_elsewhere_who_tells_that_it_lives_is_not_taken_for_dead(place, clock, monkeypatch):
    """Another machine can't see the process; it goes by the last word of it, which may be a long check's."""
    with open_at(place, clock) as first, open_at(place, clock, WANG) as second:
        monkeypatch.setattr(owner, "_machine", lambda: "elsewhere||")
        batch = first.begin_batch(info())
        first.intend(batch, records(1, 2))
        for _ in range(3):
            clock.pass_days(10 / 24 / 60)
            first.tell_alive(batch)
            assert second.purge(0) == 0
            assert [v.status for v in second.check_numbers(records(1, 2))] == ["busy", "busy"]
        clock.pass_days(16 / 24 / 60)
        assert second.purge(0) == 0
        with pytest.raises(JournalError, match="JOURNAL-BATCH-STATE"):
            first.tell_alive(batch)


def test_what_a_dead_process_had_intended_is_printed_again(place, clock):
    with open_at(place, clock) as journal:
        journal.intend(journal.begin_batch(info()), records(1, 3))
    with open_at(place, clock) as journal:
        assert [v.status for v in journal.check_numbers(records(1, 3))] == ["new"] * 3
        (settled,) = journal.resume(info())
        assert (settled.batch, settled.outcome, settled.labels) == (1, "abandoned", 3)
        batch = printed(journal, 1, 3)
        assert states(journal, 1) == ["abandoned"] * 3
        assert states(journal, batch) == ["released"] * 3
        assert journal.resume(info()) == []
        assert not journal.verify().findings


def test_another_job_over_the_same_numbers_settles_the_dead_batch_by_itself(place, clock):
    with open_at(place, clock) as journal:
        journal.intend(journal.begin_batch(info()), records(1, 3))
    with open_at(place, clock) as journal:
        printed(journal, 2, 5, "b")
        assert [batch.state for batch in journal.batches()] == ["abandoned", "released"]
        assert not journal.verify().findings


def crash_after_rendered(
    place, clock, folder: Path, job: str = "a", name: str = "labels.pdf", temp: str = ""
) -> Output:
    pdf = b"%PDF finished"
    output = Output(str(folder / name), temp or f".{name}.part", len(pdf), sha256(pdf).hexdigest())
    (folder / output.temp).write_bytes(pdf)
    with open_at(place, clock) as journal:
        batch = journal.begin_batch(info(job))
        journal.intend(batch, records(1, 2))
        journal.rendered(batch, [output])
    return output


def test_a_crash_before_the_rename_is_finished_by_renaming(place, clock, tmp_path):
    output = crash_after_rendered(place, clock, tmp_path)
    with open_at(place, clock) as journal:
        (settled,) = journal.resume(info())
        assert (settled.outcome, settled.labels, settled.outputs) == ("released", 2, (output,))
        assert Path(output.final).read_bytes() == b"%PDF finished"
        assert not (tmp_path / output.temp).exists()
        assert [v.status for v in journal.check_numbers(records(1, 2))] == ["same"] * 2


def test_a_folder_that_can_not_be_synced_stops_nothing(path, clock, tmp_path, monkeypatch):
    """A share that knows no fsync of folders, a folder that may be written but not read."""
    crash_after_rendered(path, clock, tmp_path)

    def refuse(descriptor):
        raise OSError(errno.EINVAL, "")

    monkeypatch.setattr(os, "fsync", refuse)
    with open_at(path, clock) as journal:
        assert journal.resume(info())[0].outcome == "released"


def test_a_crash_after_the_rename_is_finished_by_the_digest(place, clock, tmp_path):
    output = crash_after_rendered(place, clock, tmp_path)
    (tmp_path / output.temp).rename(output.final)
    with open_at(place, clock) as journal:
        assert journal.resume(info())[0].outcome == "released"
        assert not journal.verify().findings


def test_a_finished_file_that_was_taken_away_prints_nothing_twice(place, clock, tmp_path):
    output = crash_after_rendered(place, clock, tmp_path)
    (tmp_path / output.temp).unlink()
    with open_at(place, clock) as journal:
        assert journal.resume(info())[0].outcome == "taken"
        assert [v.status for v in journal.check_numbers(records(1, 2))] == ["same"] * 2
        assert len(journal.reprint_pages(1, 1, 2, "lost")[0]) == 2


def test_a_job_first_settles_what_waits_for_its_name_of_other_jobs(place, clock, tmp_path):
    """The next job may be about to write, and to clean up, files of the same names."""
    output = crash_after_rendered(place, clock, tmp_path, "a")
    with open_at(place, clock) as journal:
        journal.intend(journal.begin_batch(info("c")), records(8, 9))
    with open_at(place, clock) as journal:
        (settled,) = journal.resume(info("b"))
        assert (settled.batch, settled.outcome, settled.same_job) == (1, "released", False)
        assert settled.outputs == (output,)
        assert Path(output.final).exists()
        assert [batch.state for batch in journal.batches()] == ["released", "intended"]
        (settled,) = journal.resume(info("c"))
        assert (settled.batch, settled.outcome, settled.same_job) == (2, "abandoned", True)


@pytest.mark.parametrize("name", ["labels.pdf", "labels-0001.pdf"])
def test_a_file_that_can_not_have_its_name_stops_only_who_would_take_it(place, clock, tmp_path, name):
    output = crash_after_rendered(place, clock, tmp_path, name=name)
    Path(output.final).mkdir()
    os.utime(output.final, ns=(0, 0))
    with open_at(place, clock) as journal:
        assert journal.resume(target="other.pdf") == []
        assert journal.resume(info("b"), target="other.pdf") == []
        assert (tmp_path / output.temp).exists()
    for words in ({"target": name}, {"info": info("b"), "target": "labels.pdf"}, {"info": info()}):
        with open_at(place, clock) as journal, pytest.raises(InputError, match="OUTPUT-WRITE"):
            journal.resume(**words)
    Path(output.final).rmdir()
    with open_at(place, clock) as journal:
        assert not journal.verify().findings  # it is whose took it over last
        assert [settled.outcome for settled in journal.resume(target="other.pdf")] == ["released"]
        assert not journal.verify().findings


def test_what_another_process_settles_just_now_stops_only_the_same_job(place, clock, tmp_path, monkeypatch):
    crash_after_rendered(place, clock, tmp_path)
    seen = recovery.in_the_way

    def settled_meanwhile(outputs):
        monkeypatch.setattr(recovery, "in_the_way", lambda *_: [(1, False)])  # as it looked before
        with open_at(place, clock, WANG) as second:
            assert second.resume(info("b")) == []
            assert second.purge(0) == 0
            (busy,) = second.intend(second.begin_batch(info("b")), [record(1)])
            assert busy.status == "busy"
        monkeypatch.setattr(recovery, "in_the_way", seen)
        with open_at(place, clock, WANG) as second, pytest.raises(JournalError, match="JOURNAL-BUSY-BATCH"):
            second.resume(info())
        return True

    monkeypatch.setattr(recovery, "_finish_files", settled_meanwhile)
    with open_at(place, clock) as journal:
        assert [settled.outcome for settled in journal.resume(info())] == ["released"]


def test_a_file_that_can_not_have_its_name_keeps_no_other_batch_from_a_purge(place, clock, tmp_path):
    output = crash_after_rendered(place, clock, tmp_path)
    Path(output.final).mkdir()
    os.utime(output.final, ns=(0, 0))
    with open_at(place, clock) as journal:
        printed(journal, 11, 20, job="b")
    clock.pass_days(91)
    with open_at(place, clock) as journal:
        with pytest.raises(InputError, match="OUTPUT-WRITE"):
            journal.purge(90)
        assert states(journal, 2) == ["erased"] * 10
    Path(output.final).rmdir()
    with open_at(place, clock) as journal:
        assert journal.purge(90) == 2


@pytest.mark.parametrize(
    "temp", ["../elsewhere/.labels.pdf.part", "labels.pdf.part", ".labels.pdf", ".bashrc"]
)
def test_recovery_gives_a_name_only_to_what_a_run_has_left(place, clock, tmp_path, temp):
    """Who can write to a shared journal does not have others' programs move his files into their folders."""
    for name in ("house", "elsewhere"):
        (tmp_path / name).mkdir()
    crash_after_rendered(place, clock, tmp_path / "house", temp=temp)
    with open_at(place, clock) as journal:
        assert journal.resume(info())[0].outcome == "taken"
    assert not (tmp_path / "house" / "labels.pdf").exists()
    assert (tmp_path / "house" / temp).exists()


def test_recovery_never_replaces_a_newer_file(place, clock, tmp_path):
    output = crash_after_rendered(place, clock, tmp_path)
    Path(output.final).write_bytes(b"somebody's later file")
    later = (tmp_path / output.temp).stat().st_mtime_ns + 10**9
    os.utime(output.final, ns=(later, later))
    with open_at(place, clock) as journal:
        assert journal.resume(info())[0].outcome == "taken"
    assert Path(output.final).read_bytes() == b"somebody's later file"


def test_a_half_written_file_under_the_temporary_name_is_not_taken_for_the_whole(place, clock, tmp_path):
    output = crash_after_rendered(place, clock, tmp_path)
    (tmp_path / output.temp).write_bytes(b"%PDF finishe")
    with open_at(place, clock) as journal:
        journal.resume(info())
    assert not Path(output.final).exists()


def test_other_options_are_another_job(place, clock, tmp_path):
    with open_at(place, clock) as journal:
        journal.begin_batch(info())
    with open_at(place, clock) as journal:
        assert journal.resume(info("b")) == []
        assert journal.resume(info()._replace(options="--sort sku")) == []
        stream = info()._replace(files=(("<stdin>", ""),))
        journal.begin_batch(stream)
    with open_at(place, clock) as journal:
        assert journal.resume(stream) == []  # a stream's bytes are not known beforehand


def test_an_abandoned_batch_leaves_no_content(path, clock):
    with open_at(path, clock) as journal:
        batch = journal.begin_batch(info())
        journal.intend(batch, records(1, 3))
        assert journal.abandon(batch, "SYMBOL-READ") == 3
    rows = raw(path).execute("SELECT number, fingerprint, content, number_hash FROM label").fetchall()
    assert rows == [(None, None, None, None)] * 3


class TestOwner:
    NOW = "2026-11-23T16:30:00+08:00"

    @pytest.fixture(params=[False, True])
    def alive(self, request):
        return functools.partial(owner.alive, shared=request.param)

    def test_a_registered_owner_lives_until_it_is_released(self, alive):
        me = owner.register()
        assert alive(me, self.NOW, self.NOW)
        owner.release(me)
        assert not alive(me, self.NOW, self.NOW)

    def test_a_reused_process_number_is_another_process(self, alive):
        me = owner.register()
        host, boot, space, pid, started, instance = me.split("|")
        other = "|".join((host, boot, space, pid, str(int(started) - 1), instance))
        assert not alive(other, self.NOW, self.NOW)

    def test_pid_1_lives(self, alive):
        me = owner.register()
        host, boot, space, _, _, instance = me.split("|")
        started = Path("/proc/1/stat").read_text().rpartition(")")[2].split()[19]
        assert alive("|".join((host, boot, space, "1", started, instance)), self.NOW, self.NOW)

    @pytest.mark.parametrize("wrong", ["zz", "a|b|c|d|e|f", b"\xff", None])
    def test_who_was_never_written_so_is_nobody(self, alive, wrong):
        """One bad row must not stop all printing."""
        assert not alive(wrong, self.NOW, self.NOW)
        assert not alive(owner.register(), "zz", self.NOW)

    @pytest.mark.parametrize(("part", "shared"), [(0, True), (1, True), (2, True), (0, False), (2, False)])
    def test_elsewhere_a_lease_decides(self, part, shared):
        pieces = owner.register().split("|")
        pieces[part] = "elsewhere"
        self._a_lease_decides("|".join(pieces), shared=shared)

    def test_a_container_with_a_boot_of_its_own_is_elsewhere(self):
        """Under one kernel it shares the file, and its processes live."""
        _, _, *rest = owner.register().split("|")
        self._a_lease_decides("|".join(("container", "11111111-2222-3333-4444-555555555555", *rest)))

    def test_a_boot_that_is_hidden_tells_nothing(self, monkeypatch):
        """A service may be confined so that it can't read it (ProcSubset=pid)."""
        me = owner.register()
        host, _, *rest = me.split("|")
        self._a_lease_decides("|".join((host, "", *rest)))
        monkeypatch.setattr(owner, "_boot", str)
        self._a_lease_decides(me)

    def _a_lease_decides(self, other, *, shared=False):
        assert owner.alive(other, "2026-11-23T16:15:01+08:00", self.NOW, shared=shared)
        assert not owner.alive(other, "2026-11-23T16:15:00+08:00", self.NOW, shared=shared)


def test_after_a_power_cut_the_same_command_goes_on_at_once(path, clock):
    """The file was this machine's alone, and this machine has been started anew: nobody of before is at work."""
    with open_at(path, clock) as journal:
        cut_off = journal.begin_batch(info())
        journal.intend(cut_off, records(1, 3))
    host, _, *rest = owner.register().split("|")
    before = "|".join((host, "11111111-2222-3333-4444-555555555555", *rest))
    raw(path).execute("UPDATE batch SET owner = ?", (before,))
    with open_at(path, clock) as journal:
        assert journal.resume(info()) == [Settled(cut_off, "abandoned", 3, (), same_job=True)]
        batch = journal.begin_batch(info())
        assert [verdict.status for verdict in journal.intend(batch, records(1, 3))] == [NEW] * 3


def test_a_user_without_a_name_is_told_by_number(monkeypatch):
    """Two users of a container that nobody entered are two, and their groups count for the reprint policy."""
    monkeypatch.setattr(os, "getuid", lambda: 4_000_001)
    monkeypatch.setattr(os, "getgid", lambda: 4_000_002)
    monkeypatch.setattr(os, "getgroups", lambda: [0])
    assert owner.current_actor("li")[::2] == ("4000001", "li")
    assert owner.current_actor("li").groups == ("4000002", "root")


@pytest.mark.parametrize(
    "operator", ["13812345678", "李 138 1234 5678", "+8613812345678", "110101199003074518"]
)
def test_an_operator_is_no_number_of_somebody_s(operator):
    with pytest.raises(JournalError, match="JOURNAL-OPERATOR") as error:
        owner.current_actor(operator)
    assert operator not in error.value.text("en") + error.value.text("zh")
    assert owner.current_actor("李 10086123").operator == "李 10086123"


def test_a_clock_without_a_zone_is_refused(path):
    clock = Clock()
    clock.now = clock.now.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        open_at(path, clock)


def test_labels_without_indexes_are_kept_too(place, clock):
    bare = record(1)
    bare = bare._replace(index=bare.index._replace(recipient_phones=b"", order_no=b""))
    with open_at(place, clock) as journal:
        journal.intend(journal.begin_batch(info()), [bare, record(2)])
        assert journal.find(phone=b"") == []
        assert [row.waybill_no for row in journal.find(phone=record(2).index.recipient_phones)] == [number(2)]
        assert not journal.verify().findings


class TestOneNameForTwoFiles:
    """Of two runs to the same file at once, the second one finds the first one's labels there and can tell of them."""

    LABELS = Output("/out/labels.pdf", ".labels.part", 10, "ab" * 32)

    def naming(self, place, clock):
        """A run whose file is about to get its name, and another one that is as far."""
        first, second = open_at(place, clock), open_at(place, clock, WANG)
        batches = []
        for journal, job, start in ((first, "a", 1), (second, "b", 4)):
            batches.append(journal.begin_batch(info(job)))
            journal.intend(batches[-1], records(start, start + 2))
        first.rendered(batches[0], [self.LABELS])
        return first, second, batches

    def test_it_waits_until_the_other_file_has_the_name(self, place, clock, monkeypatch):
        first, second, (one, other) = self.naming(place, clock)
        with first, second:
            monkeypatch.setattr("waybill.journal.book_printing.sleep", lambda _: first.released(one))
            second.rendered(other, [self.LABELS])
            assert [batch.state for batch in second.batches()] == ["released", "rendered"]

    def test_it_does_not_wait_for_ever(self, place, clock, monkeypatch):
        monkeypatch.setattr("waybill.journal.book_printing.NAMING_SECONDS", 0)
        first, second, (one, other) = self.naming(place, clock)
        with first, second:
            with pytest.raises(JournalError, match="JOURNAL-BUSY-NAME") as told:
                second.rendered(other, [self.LABELS])
            assert told.value.facts["batch"] == str(one)
            assert second.abandon(other, "JOURNAL-BUSY-NAME") == 3

    @pytest.mark.parametrize("final", ["/out/others.pdf", "-"])
    def test_other_names_are_nobodys_business(self, place, clock, final):
        first, second, (_, other) = self.naming(place, clock)
        with first, second:
            second.rendered(other, [self.LABELS._replace(final=final)])

    def test_nobody_waits_for_the_dead(self, place, clock):
        """What became of their file is settled first: afterwards it could only be said to be gone."""
        first, second, (_, other) = self.naming(place, clock)
        first.close()
        with second:
            second.rendered(other, [self.LABELS])
            assert [batch.state for batch in second.batches()] == ["released", "rendered"]
