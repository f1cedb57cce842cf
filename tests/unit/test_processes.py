"""Workers that are not wanted any more are ended at once, whatever they are doing."""

from __future__ import annotations

import os
import signal
import struct
import sys
import time
from concurrent.futures import Future
from multiprocessing import get_all_start_methods
from pathlib import Path
from threading import Thread

import pytest

from waybill.errors import WaybillError
from waybill.processes import end_workers, give, result_of, start_workers

pytestmark = pytest.mark.skipif("fork" not in get_all_start_methods(), reason="looks into a forked worker")


def _nothing() -> None:
    pass


def _stop_in_the_midst_of_a_result(sign: str) -> None:
    """A result of a thousand bytes is begun and not ended, as when it is longer than a pipe holds."""
    results = sys._getframe(1).f_locals["result_queue"]
    os.write(results._writer.fileno(), struct.pack("!i", 1000) + b"half")
    Path(sign).touch()
    time.sleep(60)


def _sleep(sign: str) -> None:
    Path(sign).touch()
    time.sleep(60)


def _die_in_the_midst_of_a_result() -> None:
    """As one that the system ends for want of memory."""
    results = sys._getframe(1).f_locals["result_queue"]
    os.write(results._writer.fileno(), struct.pack("!i", 1000) + b"half")
    os.kill(os.getpid(), signal.SIGKILL)


def test_one_that_is_killed_in_the_midst_of_a_result_is_not_waited_for() -> None:
    pool = start_workers(2, _nothing)
    with pytest.raises(WaybillError, match="PIPELINE-WORKER"):
        result_of(pool, give(pool, _die_in_the_midst_of_a_result))
    end_workers(pool, at_once=True)


def test_a_pool_that_lost_a_worker_takes_no_task() -> None:
    pool = start_workers(2, _nothing)
    with pytest.raises(WaybillError, match="PIPELINE-WORKER"):
        result_of(pool, give(pool, os._exit, 9))
    with pytest.raises(WaybillError, match="PIPELINE-WORKER"):
        give(pool, _nothing)
    end_workers(pool, at_once=True)


def _too_late() -> None:
    raise TimeoutError


def test_an_error_of_the_work_is_the_work_s_own() -> None:
    pool = start_workers(1, _nothing)
    with pytest.raises(TimeoutError):
        result_of(pool, give(pool, _too_late))
    end_workers(pool, at_once=False)


def test_a_result_that_comes_while_the_workers_are_looked_at_is_no_error() -> None:
    class JustInTime(Future[int]):
        def result(self, timeout: float | None = None) -> int:
            if timeout is None:
                return super().result(0)
            self.set_result(7)
            raise TimeoutError

    pool = start_workers(1, _nothing)
    assert result_of(pool, JustInTime()) == 7
    end_workers(pool, at_once=False)


def test_work_may_take_longer_than_the_workers_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("waybill.processes._LOOK_SECONDS", 0.01)
    pool = start_workers(2, _nothing)
    assert result_of(pool, give(pool, time.sleep, 0.2)) is None
    end_workers(pool, at_once=False)


@pytest.mark.parametrize("work", [_stop_in_the_midst_of_a_result, _sleep])
def test_they_end_in_the_midst_of_anything(tmp_path: Path, work: object) -> None:
    pool = start_workers(2, _nothing)
    processes = list(pool._processes.values())
    assert len(processes) == 2  # all start at once, before anything is given to them
    pool.submit(work, str(tmp_path / "sign"))
    for _ in range(5):  # more than the executor's queue takes in one go
        pool.submit(_sleep, str(tmp_path / "other"))
    while not (tmp_path / "sign").exists():
        time.sleep(0.01)
    ending = Thread(target=end_workers, args=(pool,), kwargs={"at_once": True}, daemon=True)
    ending.start()
    ending.join(20)
    assert not ending.is_alive()
    assert not any(process.is_alive() for process in processes)
