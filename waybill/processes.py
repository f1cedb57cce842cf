"""Processes that work for this one: they end when they are told to, and when this one is gone, however it went.

A worker has somebody's orders in its memory.  One whose parent was killed would wait for work for ever.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from waybill.errors import EXIT_INTERRUPTED, WaybillError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Made = TypeVar("Made")

OURS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Signals that the parent answers: it ends its workers itself."""

_LOOK_SECONDS = 2
"""How often it is seen to that all workers live, while a result is waited for."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def start_workers(jobs: int, begin: Callable[..., None], *arguments: Any) -> ProcessPoolExecutor:
    """So many processes, each of which calls ``begin`` first; they start with the first task."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_all_start_methods, get_context

    # Forked workers share what the parent has loaded; where there is no fork they load it themselves.
    method = "fork" if "fork" in get_all_start_methods() else "spawn"
    pool = ProcessPoolExecutor(
        jobs, mp_context=get_context(method), initializer=_begin, initargs=(begin, arguments)
    )
    with _signals_held():
        pool.submit(_started)  # with a first task the executor starts all its processes
    return pool


def give(pool: ProcessPoolExecutor, work: Callable[..., Made], *arguments: Any) -> Future[Made]:
    """A task for the pool.  WaybillError PIPELINE-WORKER where a worker ended before its work was done."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        return pool.submit(work, *arguments)
    except BrokenProcessPool as error:
        raise WaybillError("PIPELINE-WORKER") from error


def result_of(pool: ProcessPoolExecutor, task: Future[Made]) -> Made:
    """What became of a task of the pool.  WaybillError PIPELINE-WORKER as for :func:`give`.

    The executor sees by itself that a worker is gone, but not while it reads a result that the worker had begun to send.
    """
    from concurrent.futures.process import BrokenProcessPool

    while True:
        try:
            return task.result(_LOOK_SECONDS)
        except BrokenProcessPool as error:
            raise WaybillError("PIPELINE-WORKER") from error
        except TimeoutError:
            if task.done():  # just now, or the error is the work's own
                return task.result()
            if not all(process.is_alive() for process in tuple((pool._processes or {}).values())):
                raise WaybillError("PIPELINE-WORKER") from None


def end_workers(pool: ProcessPoolExecutor, *, at_once: bool) -> None:
    """Wait until they have ended; ``at_once``: their work is not wanted any more."""
    if at_once:
        # One that is killed in the midst of a result leaves a reader waiting for the rest, unless nobody can write it.
        if pool._result_queue is not None:
            pool._result_queue._writer.close()  # type: ignore[attr-defined]
        for process in tuple((pool._processes or {}).values()):
            process.kill()
    pool.shutdown(wait=True, cancel_futures=True)


def _begin(begin: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    import threading

    for number in OURS:
        signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, OURS)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    begin(*arguments)


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent:
        parent.join()
        os._exit(EXIT_INTERRUPTED)


@contextmanager
def _signals_held() -> Iterator[None]:
    """A process forked in here meets no signal before it knows what to do with it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, OURS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _started() -> None:
    """The first task."""
