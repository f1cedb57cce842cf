"""Workers that are not wanted any more are ended at once, whatever they are doing; one that is gone is seen."""

from __future__ import annotations

import os
import signal
import struct
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import get_all_start_methods
from pathlib import Path
from threading import Thread

import pytest

from waybill.errors import WaybillError
from waybill.processes import Workers

pytestmark = pytest.mark.skipif("fork" not in get_all_start_methods(), reason="looks into a forked worker")

_made: list[str] = []


def _make(what: str) -> None:
    _made.append(what)


def _meet(folder: Path, workers: int) -> tuple[int, list[str]]:
    """Wait until so many workers are at it; this one, and what was made in it."""
    (folder / f"{os.getpid()}.here").touch()
    patience = time.monotonic() + 30
    while len(list(folder.glob("*.here"))) < workers:
        assert time.monotonic() < patience
        time.sleep(0.01)
    return os.getpid(), _made


def _all(workers: Workers, folder: Path, count: int) -> list[tuple[int, list[str]]]:
    return [
        workers.result_of(number) for number in [workers.give(_meet, folder, count) for _ in range(count)]
    ]


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers(3)
    yield made
    made.end(at_once=True)


def _begin_a_result() -> None:
    """A result of a thousand bytes is begun and not ended, as when it is longer than a pipe holds."""
    results = sys._getframe(2).f_locals["results"]
    os.write(results.fileno(), struct.pack("!i", 1000) + b"half")


def _stop_in_the_midst_of_a_result(sign: str) -> None:
    _begin_a_result()
    _sleep(sign)


def _sleep(sign: str) -> None:
    Path(sign).touch()
    time.sleep(60)


def _die_in_the_midst_of_a_result() -> None:
    """As one that the system ends for want of memory."""
    _begin_a_result()
    os.kill(os.getpid(), signal.SIGKILL)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0]
    except FileNotFoundError:
        return False
    return state != "Z"


def _see_them_gone(processes: set[int]) -> None:
    patience = time.monotonic() + 20
    while any(map(_alive, processes)):
        assert time.monotonic() < patience
        time.sleep(0.02)


def test_what_is_made_once_is_everybodys(tmp_path: Path) -> None:
    workers = Workers(3, once=partial(_make, "once"), each=partial(_make, "each"))
    told = _all(workers, tmp_path, 3)
    workers.end(at_once=False)
    assert len({process for process, _ in told} | {os.getpid()}) == 4
    assert [made for _, made in told] == [["once", "each"]] * 3
    assert _made == []


def test_results_come_in_any_order_and_are_asked_for_in_any(workers: Workers) -> None:
    numbers = [workers.give(pow, base, 2) for base in range(50)]
    assert [workers.result_of(number) for number in reversed(numbers)] == [
        base**2 for base in reversed(range(50))
    ]


@pytest.mark.parametrize("work", [_die_in_the_midst_of_a_result, _die])
def test_one_that_is_killed_is_not_waited_for(workers: Workers, work: Callable[[], None]) -> None:
    number = workers.give(work)
    with pytest.raises(WaybillError, match="PIPELINE-WORKER"):
        workers.result_of(number)


def test_one_that_is_killed_is_seen_while_others_work(workers: Workers, tmp_path: Path) -> None:
    long = workers.give(_sleep, str(tmp_path / "sign"))
    workers.give(_die)
    with pytest.raises(WaybillError, match="PIPELINE-WORKER"):
        workers.result_of(long)


def test_they_end_by_themselves_once_all_is_given_and_done(workers: Workers) -> None:
    numbers = [workers.give(pow, 2, power) for power in range(20)]
    at = workers.give(os.getpid)
    workers.no_more()
    workers.no_more()
    assert [workers.result_of(number) for number in numbers] == [2**power for power in range(20)]
    _see_them_gone({workers.result_of(at)})


@pytest.mark.parametrize("work", [_die_in_the_midst_of_a_result, _die])
def test_one_that_is_killed_is_seen_at_the_last_once_all_is_given(
    workers: Workers, work: Callable[[], None]
) -> None:
    before, number, behind = workers.give(pow, 2, 3), workers.give(work), workers.give(pow, 2, 5)
    workers.no_more()
    assert workers.result_of(before) == 8
    with pytest.raises(WaybillError, match="PIPELINE-WORKER"):
        workers.result_of(number)
    with pytest.raises(WaybillError, match="PIPELINE-WORKER"):
        for _ in range(2):  # it may have been done by one that was alive
            workers.result_of(behind)


@pytest.mark.parametrize("when", ["once", "each"])
def test_one_that_can_t_begin_is_told_without_its_words(when: str, capfd: pytest.CaptureFixture[str]) -> None:
    workers = Workers(2, **{when: partial(int, "13800138000x")})  # type: ignore[arg-type]
    with pytest.raises(WaybillError, match="PIPELINE-WORKER"):
        workers.result_of(workers.give(pow, 2, 2))
    workers.end(at_once=True)
    assert capfd.readouterr().err == ""


def test_no_room_for_them_is_told() -> None:
    import resource

    few, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (40, most))
    try:
        with pytest.raises(WaybillError) as told:
            Workers(40)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (few, most))
    assert told.value.code == "PIPELINE-WORKER"


def _fail(kind: type[Exception]) -> None:
    raise kind("of the work's own")


class _Stubborn(Exception):
    def __reduce__(self) -> str:
        raise TypeError


@pytest.mark.parametrize("kind", [TimeoutError, OSError, EOFError, WaybillError])
def test_an_error_of_the_work_is_the_work_s_own(workers: Workers, kind: type[Exception]) -> None:
    with pytest.raises(kind, match="of the work's own"):
        workers.result_of(workers.give(_fail, kind))
    assert workers.result_of(workers.give(pow, 2, 3)) == 8


def test_an_error_that_can_t_be_sent_is_told_by_its_kind(workers: Workers) -> None:
    with pytest.raises(RuntimeError, match="_Stubborn"):
        workers.result_of(workers.give(_fail, _Stubborn))
    with pytest.raises(RuntimeError, match="generator"):
        workers.result_of(workers.give(_generator))


def _generator() -> Iterator[int]:
    return (each for each in range(2))


def _large() -> bytes:
    return bytes(3 << 20)


def test_results_that_nobody_asked_for_don_t_hold_up_the_end() -> None:
    workers = Workers(2)
    for _ in range(6):
        workers.give(_large)
    ending = Thread(target=workers.end, kwargs={"at_once": False}, daemon=True)
    ending.start()
    ending.join(20)
    assert not ending.is_alive()


@pytest.mark.parametrize("work", [_stop_in_the_midst_of_a_result, _sleep])
@pytest.mark.parametrize("jobs", [1, 3])
def test_they_end_in_the_midst_of_anything(tmp_path: Path, work: Callable[[str], None], jobs: int) -> None:
    workers = Workers(jobs)
    processes = {process for process, _ in _all(workers, tmp_path, jobs)}
    workers.give(work, str(tmp_path / "sign"))
    for _ in range(jobs + 5):
        workers.give(_sleep, str(tmp_path / "other"))
    while not (tmp_path / "sign").exists():
        time.sleep(0.01)
    ending = Thread(target=workers.end, kwargs={"at_once": True}, daemon=True)
    ending.start()
    ending.join(20)
    assert not ending.is_alive()
    assert len(processes) == jobs
    _see_them_gone(processes)


def test_all_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    parent = os.fork()
    if not parent:
        workers = Workers(3)
        found = _all(workers, tmp_path, 3)
        (tmp_path / "new").write_text(" ".join(str(process) for process, _ in found))
        (tmp_path / "new").rename(tmp_path / "pids")
        workers.result_of(workers.give(time.sleep, 60))
    while not (tmp_path / "pids").exists():
        time.sleep(0.01)
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    processes = set(map(int, (tmp_path / "pids").read_text().split()))
    assert len(processes) == 3
    _see_them_gone(processes)
