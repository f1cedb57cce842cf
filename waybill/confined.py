"""Work on a file that a stranger may have made, in processes that may take so much memory, and so long for each piece.

A PDF of a few hundred bytes can have the libraries that read it draw for years, or take memory until the system ends
the program without a word.
"""

from __future__ import annotations

import atexit
import faulthandler
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from types import TracebackType
from typing import Any, Self, TypeVarTuple

from waybill.errors import InputError, WaybillError, Where
from waybill.processes import Workers, leave_no_core, nothing

MEMORY = 3 << 30
"""Bytes that a process may take: a page of the most dots that is looked at takes two thirds of it."""
_OF_EACH_BYTE = 16
"""What it may take on top, in proportion to the file."""
SECONDS = 120
"""What a piece of work may take of a processor; a page takes a tenth of a second."""
_BYTES_A_SECOND = 100_000
LARGEST = 8 << 30
"""Bytes of the largest file that is read: five million labels."""
_BYTES_OF_A_PROCESS = 1 << 16
"""Bytes for which another process pays off: some twenty labels."""

Arguments = TypeVarTuple("Arguments")


class Confined:
    """Up to ``jobs`` processes, each of which has a tool of its own for the file, made by ``make`` when first needed.

    ``load`` is done before that, once for all of them where processes are forked.

    InputError VERIFY-READ for what is no file that can be read; VERIFY-EXHAUSTS where the work takes more than it may, or
    more than the machine has.  Where processes can't be limited and one is enough, the work is done in this one.
    """

    def __init__(
        self, path: Path, make: Callable[[], Any], jobs: int = 1, *, load: Callable[[], None] = nothing
    ) -> None:
        self._where = Where(str(path))
        size = self._size(path)
        jobs = min(jobs, 1 + size // _BYTES_OF_A_PROCESS)
        limited = hasattr(os, "fork")
        self._seconds = SECONDS + size // _BYTES_A_SECOND if limited else 0
        begin = partial(_begin, make, MEMORY + _OF_EACH_BYTE * size if limited else 0)
        self._workers = Workers(jobs, once=load, each=begin) if limited or jobs > 1 else _Here(begin)

    def _size(self, path: Path) -> int:
        try:
            status = path.stat()
            if not (S_ISREG(status.st_mode) or S_ISDIR(status.st_mode)):
                raise InputError("VERIFY-READ", where=self._where, reason="not a regular file")
            path.open("rb").close()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise InputError("VERIFY-READ", where=self._where, reason=reason) from None
        if status.st_size > LARGEST:
            raise InputError("VERIFY-EXHAUSTS", where=self._where)
        return status.st_size

    def give(self, work: Callable[[Any, *Arguments], object], *arguments: *Arguments) -> int:
        """Work to be done: ``work(tool, *arguments)``; the number under which its result is asked for."""
        return self._workers.give(_do, self._seconds, work, arguments)

    def result_of(self, number: int) -> Any:
        """What came of it, once; an exception of the work is raised."""
        try:
            return self._workers.result_of(number)
        except MemoryError:
            raise InputError("VERIFY-EXHAUSTS", where=self._where) from None
        except WaybillError as error:
            if error.code != "PIPELINE-WORKER":
                raise
            raise InputError("VERIFY-EXHAUSTS", where=self._where) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._workers.end(at_once=kind is not None)


class _Here:
    """The same without a process: what is given is done when its result is asked for."""

    def __init__(self, begin: Callable[[], None]) -> None:
        begin()
        self._given: list[Callable[[], Any]] = []

    def give(self, work: Callable[[*Arguments], object], *arguments: *Arguments) -> int:
        self._given.append(partial(work, *arguments))
        return len(self._given) - 1

    def result_of(self, number: int) -> Any:
        return self._given[number]()

    def end(self, *, at_once: bool) -> None:
        del at_once, self._given


_make: Callable[[], Any]
_tool: Any = None


def _begin(make: Callable[[], Any], memory: int) -> None:
    """Get ready for the work; ``memory``: bytes that this process may take, 0 for as many as there are."""
    global _make, _tool
    _make, _tool = make, None
    if memory:
        with suppress(ImportError, OSError, ValueError):  # not on every system; or less is allowed already
            import resource

            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        leave_no_core()
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        faulthandler.disable()  # how it ends is for the parent to tell


def _do(seconds: int, work: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    """A piece of work, for so many seconds of the processor: then the system ends the process, whatever it is at."""
    global _tool
    if seconds:
        signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        if _tool is None:
            _tool = _make()
            atexit.register(_put_down)
        return work(_tool, *arguments)
    finally:
        if seconds:
            signal.setitimer(signal.ITIMER_PROF, 0)


def _put_down() -> None:
    """Before the library that the tool is of ends, which would say on standard error what it finds open: forked processes,
    too, end in good order from Python 3.13 on.
    """
    global _tool
    _tool = None
