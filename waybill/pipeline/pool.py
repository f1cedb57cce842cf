"""Chunks to results over several processes: in order, with a bounded window, so that memory never grows with the file.

What a worker works with is imported where it works: its parent need not load it, nor wait for it.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Self

from waybill.collector import look_seldom
from waybill.order_files import expand
from waybill.pipeline.extent import expected_rows, most_tasks
from waybill.processes import Workers

if TYPE_CHECKING:
    from waybill.intake import Layout, RawChunk
    from waybill.pipeline.chunk import ChunkResult, Recipe
    from waybill.pipeline.worker import Worker

WINDOW_PER_WORKER = 3
_FEW = 500
"""Rows for which one process is enough: starting several costs as much as so many labels."""
_MANY = 4_000
"""Rows for which it pays to load what makes symbols in great numbers."""


class Task(NamedTuple):
    """One chunk of one source."""

    source: int
    layout: Layout
    chunk: RawChunk


class Arrived(NamedTuple):
    """A task and what became of it."""

    task: Task
    result: ChunkResult


def pool_for(orders: Sequence[str], jobs: int) -> Pool:
    """The pool for these order files or patterns.  InputError INTAKE-NO-FILE where a pattern fits no file."""
    rows = expected_rows([path for pattern in orders for path in expand(pattern)])
    return Pool(min(jobs, most_tasks(rows)), rows)


class Pool:
    """At most ``jobs`` processes with a Worker each (1 = this process), for about so many ``rows``.

    To be made before files and databases are opened: a forked process has whatever its parent had open.  The
    processes get ready while the parent still loads what it needs, reads headers and compiles the form; ``use`` then
    tells the Recipe.
    """

    def __init__(self, jobs: int, rows: int) -> None:
        self.rows = rows
        self._jobs = jobs
        self._own: Worker | None = None
        self._recipe: Recipe | None = None
        many = rows > _MANY
        # One label needs no other process, and does not wait until what starts them is loaded.
        self._others = Workers(jobs, once=partial(_start, many)) if jobs > 1 and rows > _FEW else None
        self._many = many

    def use(self, recipe: Recipe) -> None:
        """What all tasks from now on are done by."""
        self._recipe = recipe
        if not self._others:
            self._own = _worker(recipe, self._many)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._others:
            self._others.end(at_once=kind is not None)

    def results(self, tasks: Iterable[Task], at_leisure: Callable[[], None]) -> Iterator[Arrived]:
        """The result of each task, in the order of the tasks; after :meth:`use`.

        ``at_leisure`` is called before each result of the last tasks, while several processes do them.
        """
        if self._others:
            assert self._recipe is not None
            yield from _in_order(self._others, self._jobs, self._recipe, tasks, at_leisure)
        else:
            assert self._own is not None
            for task in tasks:
                yield Arrived(task, self._own.chunk(*task))


def _in_order(
    workers: Workers,
    jobs: int,
    recipe: Recipe,
    tasks: Iterable[Task],
    at_leisure: Callable[[], None],
) -> Iterator[Arrived]:
    waiting: deque[tuple[Task, int]] = deque()
    for task in tasks:
        waiting.append((task, workers.give(_run, recipe, task)))
        if len(waiting) >= jobs * WINDOW_PER_WORKER:
            yield _next(workers, waiting)
    workers.no_more()
    while waiting:
        at_leisure()
        yield _next(workers, waiting)


def _next(workers: Workers, waiting: deque[tuple[Task, int]]) -> Arrived:
    task, number = waiting.popleft()
    return Arrived(task, workers.result_of(number))


def _worker(recipe: Recipe, many: bool) -> Worker:
    from waybill.pipeline.worker import Worker
    from waybill.symbols.qr import expect_many

    if many:
        expect_many()
    return Worker(recipe)


def _start(many: bool) -> None:
    from waybill.pipeline.worker import get_ready
    from waybill.symbols.qr import expect_many

    look_seldom()
    if many:
        expect_many()
    get_ready()
    gc.freeze()


_working: tuple[Recipe, Worker] | None = None


def _run(recipe: Recipe, task: Task) -> ChunkResult:
    """The Recipe comes with every task, because no other message is sure to reach each process; it is compiled once."""
    global _working
    if _working is None or _working[0] != recipe:
        from waybill.pipeline.worker import Worker

        _working = recipe, Worker(recipe)
    return _working[1].chunk(*task)
