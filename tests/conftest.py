"""Every test runs in a house of its own: no test may read or write the user's journal, keys or settings."""

from __future__ import annotations

from compileall import compile_dir
from pathlib import Path

import pytest

TESTS = Path(__file__).parent


def pytest_configure(config: pytest.Config) -> None:
    """Make the byte code that an installation has, before hundreds of commands are run, where none is written by itself."""
    if not hasattr(config, "workerinput"):
        compile_dir(TESTS.parent / "waybill", quiet=1)


@pytest.fixture(autouse=True)
def _own_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("WAYBILL_LANG", "en")
    monkeypatch.setattr("waybill.i18n._chosen", None)
    for name in ("WAYBILL_JOURNAL", "WAYBILL_KEYS", "WAYBILL_POLICY", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def samples() -> Path:
    """The folder of synthetic order files."""
    return TESTS / "samples"
