"""Processes that work for this one: they end when they are told to, and when this one is gone, however it went.

A worker has somebody's orders in its memory.  One whose parent was killed would wait for work for ever.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVarTuple, cast

from waybill.errors import EXIT_FAULT, EXIT_INTERRUPTED, WaybillError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, SpawnContext
    from multiprocessing.process import BaseProcess
    from multiprocessing.queues import Queue

OURS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Signals that the parent answers: it ends its workers itself."""

_RESULT_BYTES = 1 << 20
"""A pipe that holds a whole result lets its worker go on before the parent has read it."""
_END_SECONDS = 10
"""How long killed workers are waited for."""

Arguments = TypeVarTuple("Arguments")
Given = tuple[int, Callable[..., Any], tuple[Any, ...]]
"""Number, work, arguments."""
Outcome = tuple[int, bool, Any]
"""Number, whether it was done, and what was made or, if not, the exception."""
Begin = Callable[[], None]


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def leave_no_core() -> None:
    """Nobody's orders are to be written to a core file, by Ctrl-\\ or a crash of a library.

    One byte: less than any core has, and what keeps Linux from handing it to another program as well.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(
            resource.RLIMIT_CORE, (1 if most == resource.RLIM_INFINITY else min(1, most), most)
        )


def nothing() -> None:
    """A beginning that needs nothing."""


class Workers:
    """So many processes, which take up whatever is given, in the order given, and hand back what came of it.

    The first one does ``once`` and starts the others: where processes are forked, what it has loaded and compiled is
    theirs as well.  Each then does ``each``.

    WaybillError PIPELINE-WORKER where the system has no room for them: so many processes, open files, so much memory.
    """

    def __init__(self, jobs: int, *, once: Begin = nothing, each: Begin = nothing) -> None:
        try:
            self._begin(jobs, once, each)
        except OSError:
            raise WaybillError("PIPELINE-WORKER") from None

    def _begin(self, jobs: int, once: Begin, each: Begin) -> None:
        from multiprocessing import get_all_start_methods

        forked = "fork" in get_all_start_methods()
        context = _context(forked)
        self._jobs = jobs
        self._tasks: Queue[Given | None] = context.Queue()
        pipes = [context.Pipe(duplex=False) for _ in range(jobs)]
        self._readers = [reader for reader, _ in pipes]
        writers = [writer for _, writer in pipes]
        list(map(_widen, writers))
        own, *others = writers
        ends = _Ends(self._tasks, own, self._readers if forked else ())
        self._first = context.Process(target=_first, args=(ends, others, forked, once, each))
        with _signals_held():
            self._first.start()
        for writer in writers:
            writer.close()
        self._given = 0
        self._all_given = False
        self._arrived: dict[int, Outcome] = {}

    def give(self, work: Callable[[*Arguments], object], *arguments: *Arguments) -> int:
        """Something to be done; the number under which its result is asked for."""
        self._given += 1
        self._tasks.put((self._given, work, arguments))
        return self._given

    def no_more(self) -> None:
        """All is given: each worker ends, and gives its memory back, once nothing is left to do."""
        if not self._all_given:
            self._all_given = True
            for _ in range(self._jobs):
                self._tasks.put(None)

    def result_of(self, number: int) -> Any:
        """What came of it, once; an exception of the work is raised.

        WaybillError PIPELINE-WORKER where a worker has ended before its time, whatever it was doing.
        """
        while number not in self._arrived:
            self._receive()
        _, done, made = self._arrived.pop(number)
        if not done:
            raise made
        return made

    def _receive(self) -> None:
        if not self._readers:
            raise WaybillError("PIPELINE-WORKER")
        for reader in _wait(self._readers):
            try:
                outcome: Outcome = reader.recv()
            except (EOFError, OSError):  # at its own end of the pipe there is nobody any more
                if not self._all_given:
                    raise WaybillError("PIPELINE-WORKER") from None
                # It had nothing left to do.  Had it failed, its result stays out until there is nobody at all.
                self._readers.remove(reader)
                reader.close()
            else:
                self._arrived[outcome[0]] = outcome

    def end(self, *, at_once: bool) -> None:
        """Wait until all have ended; ``at_once``: their work is not wanted any more."""
        if at_once:
            self._first.kill()  # the others end with it
            self._tasks.cancel_join_thread()
        else:
            self.no_more()
        self._see_them_end(_END_SECONDS if at_once else None)
        self._first.join()
        self._tasks.close()
        for reader in self._readers:
            reader.close()

    def _see_them_end(self, seconds: float | None) -> None:
        """Read what nobody wants any more until there is nobody to write it, or for so many seconds nobody does either."""
        alive = list(self._readers)
        while alive and (told := _wait(alive, seconds)):
            for reader in told:
                try:
                    reader.recv_bytes()
                except Exception:  # an end; or what was left of a result that was being read
                    alive.remove(reader)


def _wait(readers: list[Connection], seconds: float | None = None) -> list[Connection]:
    from multiprocessing.connection import wait

    return cast("list[Connection]", wait(readers, seconds))


def _context(forked: bool) -> ForkContext | SpawnContext:
    from multiprocessing import get_context

    return get_context("fork") if forked else get_context("spawn")


def _widen(writer: Connection) -> None:
    """Linux only; and beyond a user's share of such memory a pipe stays as it is."""
    with suppress(ImportError, AttributeError, OSError):
        from fcntl import F_SETPIPE_SZ, fcntl

        fcntl(writer.fileno(), F_SETPIPE_SZ, _RESULT_BYTES)


class _Ends(NamedTuple):
    """A worker's ends of the pipes, and those that are not its own but were open where it was forked."""

    tasks: Queue[Given | None]
    results: Connection
    foreign: Sequence[Connection]


def _first(ends: _Ends, others: Sequence[Connection], forked: bool, once: Begin, each: Begin) -> None:
    """Get ready, start a worker for each of ``others``, and be one."""
    with _in_silence():
        _settle(ends)
        once()
        started = [*_started(ends, others, forked, once, each)]
        _serve(ends, each)
        for one in started:
            one.join()


def _started(
    ends: _Ends, others: Sequence[Connection], forked: bool, once: Begin, each: Begin
) -> Iterator[BaseProcess]:
    for place, results in enumerate(others, 1):
        foreign = (ends.results, *others[place:]) if forked else ()
        mine = _Ends(ends.tasks, results, foreign)
        one = _context(forked).Process(target=_other, args=(mine, nothing if forked else once, each))
        one.start()
        results.close()
        yield one


def _other(ends: _Ends, once: Begin, each: Begin) -> None:
    with _in_silence():
        _settle(ends)
        once()
        _serve(ends, each)


def _settle(ends: _Ends) -> None:
    for number in OURS:
        signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, OURS)
    for one in ends.foreign:  # they would keep another's pipe open when that one is gone
        one.close()


def _serve(ends: _Ends, each: Begin) -> None:
    import threading

    tasks, results, _ = ends
    threading.Thread(target=_end_with_parent, daemon=True).start()
    each()
    while (task := tasks.get()) is not None:
        number, work, arguments = task
        try:
            told = number, True, work(*arguments)
        except Exception as error:
            told = number, False, error
        _send(results, told)


def _send(results: Connection, told: Outcome) -> None:
    try:
        results.send(told)
    except OSError:  # there is no parent any more
        raise
    except Exception as error:  # what can't be pickled, as an exception may be, is told by its kind
        kinds = f"{type(told[2]).__name__}: {type(error).__name__}"
        results.send((told[0], False, RuntimeError(kinds)))


@contextmanager
def _in_silence() -> Iterator[None]:
    """A worker that fails ends, which its parent sees; a traceback could hold a value."""
    try:
        yield
    except BaseException:
        os._exit(EXIT_FAULT)


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
