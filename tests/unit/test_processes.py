"""Workers are ended whatever they are doing."""

from __future__ import annotations

import threading
import time

from waybill.processes import end_workers, start_workers

LARGE = 100_000_000


def _ready() -> None:
    """Nothing to prepare."""


def _large(_: int) -> bytes:
    return bytes(LARGE)


def test_a_worker_that_is_ended_while_it_hands_over_a_result() -> None:
    """Its reader waited for the rest of the result for ever, and an interrupted run with it."""
    for after in (0.0, 0.01, 0.02, 0.04):
        pool = start_workers(2, _ready)
        first, *_ = [pool.submit(_large, number) for number in range(8)]
        first.result()
        time.sleep(after)
        ending = threading.Thread(target=end_workers, args=(pool,), kwargs={"at_once": True}, daemon=True)
        ending.start()
        ending.join(20)
        assert not ending.is_alive()
