"""A progress bar with rate and time left on standard error, on a terminal only, never on a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from waybill.i18n import tr

if TYPE_CHECKING:
    from waybill.pipeline.printing import Tick


@contextmanager
def progress(*, enabled: bool) -> Iterator[Tick]:
    """Yield what the pipeline calls as it goes on."""
    if not enabled or not sys.stderr.isatty():
        yield lambda _labels, _share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn(tr("printing", "打印")),
        BarColumn(),
        TextColumn("{task.fields[labels]} · {task.fields[rate]:.0f}/s"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=1.0, labels=0, rate=0.0)

        def tick(labels: int, share: float) -> None:
            elapsed = bar.tasks[0].elapsed or 0.001
            bar.update(task, completed=share, labels=labels, rate=labels / elapsed)

        yield tick
