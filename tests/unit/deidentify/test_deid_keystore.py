"""The key of the blind indexes: one for all processes, and no copy of it left behind."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from waybill.deidentify import keystore
from waybill.errors import PrivacyError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_made_once_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    key = keystore.index_key(folder)
    assert (len(key), keystore.index_key(folder), names(folder)) == (32, key, ["index.key"])
    assert (folder / "index.key").stat().st_mode & 0o777 == 0o600
    assert keystore.index_key(tmp_path / "others") != key


def test_many_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(keystore.index_key, [tmp_path / "keys"] * 64))
    assert len(keys) == 1
    assert names(tmp_path / "keys") == ["index.key"]


class Killed(BaseException):
    """In the place of SIGKILL: nothing is cleaned up behind it."""


@pytest.mark.parametrize("step", ["link", "unlink"])
def test_what_a_killed_process_leaves_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(keystore, "_sweep", die)
        if step == "link":
            patch.setattr(os, "link", die)
        keystore.index_key(tmp_path)
    assert any(name.startswith("index.") and name != "index.key" for name in names(tmp_path))
    key = keystore.index_key(tmp_path)
    assert names(tmp_path) == ["index.key"]
    assert keystore.index_key(tmp_path) == key


@pytest.mark.parametrize("room", [0, 1, 31])
def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    honest = os.write

    def full(descriptor: int, data: bytes) -> int:
        if not room:
            raise OSError(28, "No space left on device")
        return honest(descriptor, data[:room])

    with monkeypatch.context() as patch, pytest.raises(PrivacyError, match="KEYS-FOLDER"):
        patch.setattr(os, "write", full)
        keystore.index_key(tmp_path)
    assert names(tmp_path) == []


def test_a_damaged_key_is_not_made_anew(tmp_path: Path) -> None:
    (tmp_path / "index.key").write_bytes(b"short")
    with pytest.raises(PrivacyError, match="KEYS-INDEX-DAMAGED"):
        keystore.index_key(tmp_path)
