"""A run starts no more processes than it has tasks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from waybill.pipeline import pool
from waybill.pipeline.extent import ROWS_PER_CHUNK, most_tasks


@pytest.mark.parametrize(("rows", "jobs", "started"), [(3, 8, 1), (600, 2000, 3), (600, 2, 2), (10**6, 8, 8)])
def test_processes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rows: int, jobs: int, started: int
) -> None:
    monkeypatch.setattr(pool, "Pool", lambda jobs, rows: (jobs, rows))
    monkeypatch.setattr(pool, "expected_rows", lambda _: rows)
    (tmp_path / "orders.csv").touch()
    assert pool.pool_for([str(tmp_path / "orders.csv")], jobs) == (started, rows)


def test_rows_half_as_long_as_expected_still_busy_every_process() -> None:
    for rows in (0, 1, 255, 256, 512, 600, 10_000):
        assert most_tasks(rows) >= -(-2 * rows // ROWS_PER_CHUNK)
