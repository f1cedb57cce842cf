"""After a crash: what became of the batch of a process that died?

``intended``: no file had its final name; the batch is abandoned and may be printed again.  ``rendered``: the
files were complete; a file that lies under its final name with the recorded digest was finished, one that
still has its temporary name is renamed now.  A file that is in neither place was finished and has been taken
away: its labels count as printed, for nothing may print twice unasked.  Of several machines with one journal, each looks for
its own files only.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import file_digest
from pathlib import Path

from waybill.errors import InputError, Where
from waybill.journal import batches, chain
from waybill.journal import owner as owners
from waybill.journal.records import Act, Output, Settled
from waybill.journal.store import Store
from waybill.paths import sync_folder


def settle(store: Store, act: Act, batch: int) -> Settled | None:
    """Finish or abandon a dead process's batch; None where another process did or is doing so."""
    with store.writing():
        row = store.row("SELECT state, outputs, owner, seen FROM batch WHERE id = ?", (batch,))
        if row is None or row[0] not in ("intended", "rendered"):
            return None
        if owners.alive(row[2], row[3], act.at, shared=store.dialect.shared):
            return None
        # From here on it is ours: a second process that settles finds a living owner.
        store.run("UPDATE batch SET owner = ?, seen = ? WHERE id = ?", (act.owner, act.at, batch))
        if row[0] == "intended":
            count = batches.abandon(store, act, batch, "process died")
            return Settled(batch, "abandoned", count, ())
        chain.append(store, act, "takeover", {"owner": act.owner}, batch=batch)
    outputs = outputs_of(row[1])
    outcome = "released" if _finish_files(outputs) else "taken"
    count = batches.released(store, act, batch, outcome)
    return Settled(batch, outcome, count, outputs)


def outputs_of(text: str) -> tuple[Output, ...]:
    """The outputs as a batch row keeps them."""
    return tuple(Output(*entry) for entry in json.loads(text))


def is_named_like(store: Store, batch: int, target: Path) -> bool:
    """Whether a file of the batch has the name, without folders, of ``target`` or of one of its parts."""
    row = store.row("SELECT outputs FROM batch WHERE id = ?", (batch,))
    names = [Path(output.final).name for output in outputs_of(row[0])] if row else []
    return any(name == target.name or name.startswith(f"{target.stem}-") for name in names)


def in_the_way(store: Store, now: str, job: str) -> list[tuple[int, bool]]:
    """Batches of dead processes to be settled before ``job`` begins, and whether each is of that job.

    Those of the same job, and all of this machine whose files only wait for their names: the job may be about to write
    files of the same names.  Raises JOURNAL-BUSY-BATCH where a living process does the same job.
    """
    batches.refuse_twin(store, now, job)
    found, shared = [], store.dialect.shared
    for ident, owner, seen, state, its_job in store.rows(batches.UNFINISHED + " ORDER BY id"):
        same = bool(job) and its_job == job
        if not (same or (state == "rendered" and owners.is_here(owner, shared=shared))):
            continue
        if not owners.alive(owner, seen, now, shared=shared):
            found.append((ident, same))
    return found


def dead_batches(store: Store, now: str, days: int) -> list[int]:
    """All unfinished batches whose process has died; those whose complete files wait on another machine, which may come
    back and name them, once they are older than ``days``.
    """
    shared = store.dialect.shared
    return [
        batch
        for batch, owner, seen, state, _ in store.rows(batches.UNFINISHED)
        if not owners.alive(owner, seen, now, shared=shared)
        and (state == "intended" or owners.is_here(owner, shared=shared) or _is_older(seen, now, days))
    ]


def _is_older(seen: str, now: str, days: int) -> bool:
    return datetime.fromisoformat(now) - datetime.fromisoformat(seen) > timedelta(days=days)


def _finish_files(outputs: Sequence[Output]) -> bool:
    """Are all files in their places now?  False for a batch without any: its pages went to a stream."""
    finished = [_finish_file(output) for output in outputs]
    return bool(finished) and all(finished)


def _finish_file(output: Output) -> bool:
    """Is the file in its place, or could it be given its name now?"""
    final = Path(output.final)
    if _holds(final, output):
        return True
    temp = final.parent / output.temp
    if not _is_draft_of(output.temp, final.name) or not _holds(temp, output):
        return False
    if final.exists() and final.stat().st_mtime_ns > temp.stat().st_mtime_ns:
        return False  # somebody has put a newer file there since
    try:
        temp.replace(final)
    except OSError as error:
        raise InputError("OUTPUT-WRITE", where=Where(str(final)), reason=error.strerror) from error
    sync_folder(final.parent)
    return True


def _is_draft_of(temp: str, final: str) -> bool:
    """Whether a temporary name is one that a run gives, beside the file.

    Who writes to a journal that others use could otherwise have them put any file in any place of theirs.
    """
    return temp.startswith(f".{final}.") and temp.endswith(".part") and Path(temp).name == temp


def _holds(path: Path, output: Output) -> bool:
    """Whether the file there is, byte for byte, the one that the journal tells of."""
    try:
        if path.stat().st_size != output.size:
            return False
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == output.sha256
    except OSError:
        return False
