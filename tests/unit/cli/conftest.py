"""A folder of its own for each test of the command line, which runs in this process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from waybill.cli import run

Answer = tuple[int, str, str]


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with journal and keys in it."""
    monkeypatch.setenv("WAYBILL_JOURNAL", str(tmp_path / "journal.db"))
    monkeypatch.setenv("WAYBILL_KEYS", str(tmp_path / "keys"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Any:
    """Status, standard output and standard error of a command line."""

    def ask(*words: str) -> Answer:
        status = 0
        try:
            run(list(words))
        except SystemExit as ended:
            status = int(ended.code or 0)
        told = capsys.readouterr()
        return status, told.out, told.err

    return ask
