"""Every test runs in a house of its own: no test may read or write the user's journal, keys or settings."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from compileall import compile_dir
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

TESTS = Path(__file__).parent
MEMORY = Path("/dev/shm")
ROOM = 1 << 30
"""Bytes that must be free there: what is left of a test is removed when it has passed."""

# The same cases each time, however long one takes: a run tells of the code, not of luck or of what else the machine does.  --hypothesis-profile default looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")


def pytest_configure(config: pytest.Config) -> None:
    """Make the byte code that an installation has, before hundreds of commands are run, where none is written by itself.

    Temporary files are in memory where that can be had: every commit and every finished file is synced, and on a disk
    the tests would mostly wait for that.  Of several processes each takes whole files, so that what a file's tests share
    is made once, in the order of the folders: the long ones first, the short ones fill up the end.
    """
    if (
        config.getoption("dist", "no") == "load"
    ):  # what -n alone means; without the plugin there is no such option
        config.option.dist, config.option.loadscopereorder = "loadfile", False
    if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
    if not hasattr(config, "workerinput"):
        compile_dir(TESTS.parent / "waybill", quiet=1)
    from waybill.collector import look_seldom

    look_seldom()


def pytest_collection_finish() -> None:
    """All that there is from here on stays: nobody looks for cycles in it, and forks share it.

    Verification forks for each file: what it reads with is loaded here once, and not in each of some thousand processes.
    """
    from waybill.verify.verifier import load_all

    load_all()
    gc.collect()
    gc.freeze()


_numbers = count()


@pytest.fixture(scope="session")
def _houses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("houses")


@pytest.fixture(autouse=True)
def home(_houses: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's own home folder; not in ``tmp_path``, whose making takes the longer the more of them there are."""
    home = _houses / str(next(_numbers))
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("WAYBILL_LANG", "en")
    monkeypatch.setattr("waybill.i18n._chosen", None)
    for name in ("WAYBILL_JOURNAL", "WAYBILL_KEYS", "WAYBILL_POLICY", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def samples() -> Path:
    """The folder of synthetic order files."""
    return TESTS / "samples"
