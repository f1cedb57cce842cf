"""Files of earlier batches under the names of this run: what the user is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from waybill.errors import InputError, Where
from waybill.i18n import tr
from waybill.journal import Journal, Settled
from waybill.pipeline.targets import is_one_of

RECENT_BATCHES = 20
"""So many of the newest batches are looked at."""


def recovered(settled: Settled) -> str:
    """The note on a dead process's batch."""
    outcome = {
        "released": tr("released", "已放出"),
        "taken": tr(
            "count as printed, for their file was finished and is gone", "按已打印计：文件已完成但不在原处"
        ),
        "abandoned": tr("abandoned, to be printed anew", "已放弃，可重新打印"),
    }[settled.outcome]
    return tr(
        f"batch {settled.batch} was interrupted: {settled.labels} labels {outcome}",
        f"批次 {settled.batch} 曾中断：{settled.labels} 张，{outcome}",
    )


def spare_recovered(settled: Settled, output: str, *, in_parts: bool = False) -> None:
    """InputError OUTPUT-RECOVERED where this run would overwrite a file of a batch that was finished just now.

    A run ``in_parts`` (--split) may: what its parts are called is known only at its end.
    """
    path = Path(output)
    for one in settled.outputs:
        name = Path(one.final).name
        own = path.with_name(name) if in_parts and name.startswith(f"{path.stem}-") else path
        if is_one_of(own, [one.final]):
            raise InputError("OUTPUT-RECOVERED", where=Where(str(own)))


def earlier_files(journal: Journal, targets: Sequence[Path], stem: Path | None) -> list[str]:
    """Notes on labels that are about to be replaced, and on parts that will lie beside this run's.

    ``targets`` are the files about to get their names; ``stem`` is the output that ``--split`` makes parts of.
    """
    finals = {str(target.absolute()): target for target in targets}
    if not targets or not (stem or any(target.exists() for target in targets)):
        return []
    parts = f"{stem.absolute().with_suffix('')}-" if stem else ""
    notes: list[str] = []
    seen: set[str] = set()
    left: set[str] = set()
    for batch in reversed(list(journal.batches(RECENT_BATCHES))):
        for output in batch.outputs if batch.state == "released" else ():
            if output.final in seen or not _is_there(output.final, output.size):
                continue
            seen.add(output.final)
            if output.final in finals:
                notes.append(_replaced(finals[output.final].name, batch.id, batch.labels))
            elif stem and output.final.startswith(parts) and output.final.endswith(stem.suffix):
                left.add(Path(output.final).name)
    if left:
        names = ", ".join(sorted(left))
        notes.append(tr(f"parts of earlier runs are still there: {names}", f"以前运行的分文件仍在：{names}"))
    return notes


def _is_there(final: str, size: int) -> bool:
    with suppress(OSError):
        return Path(final).stat().st_size == size
    return False


def _replaced(name: str, batch: int, labels: int) -> str:
    if not labels:
        return tr(
            f"{name} held labels that batch {batch} printed again, and was replaced;"
            " `waybill print --again REASON` with the same orders brings them back",
            f"{name} 原有批次 {batch} 再次打印的运单，已被替换；"
            "可用同一订单文件加 `waybill print --again 原因` 重打",
        )
    again = f"waybill reprint --batch {batch} -o FILE --reason TEXT"
    return tr(
        f"{name} held labels of batch {batch} ({labels} in all) and was replaced; `{again}` brings them back",
        f"{name} 原有批次 {batch} 的运单（该批共 {labels} 张），已被替换；可用 `{again}` 补打",
    )
