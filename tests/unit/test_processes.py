"""Workers that are not wanted any more are ended at once, whatever they are doing."""

from __future__ import annotations

import os
import struct
import sys
import time
from multiprocessing import get_all_start_methods
from pathlib import Path
from threading import Thread

import pytest

from waybill.processes import end_workers, start_workers

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


@pytest.mark.parametrize("work", [_stop_in_the_midst_of_a_result, _sleep])
def test_they_end_in_the_midst_of_anything(tmp_path: Path, work: object) -> None:
    pool = start_workers(2, _nothing)
    processes = list(pool._processes.values())
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
