"""A PostgreSQL server of the tests' own, where its programs can be had; journals on both databases."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from journal_kit import Clock


def _programs() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    return next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


def _as_user(command: list[str], user: str | None) -> None:
    subprocess.run(command, check=True, user=user, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/")


@pytest.fixture(scope="session")
def postgres_folder() -> Iterator[Path]:
    """The socket folder of a running server."""
    pytest.importorskip("psycopg", reason="PostgreSQL NOT TESTED: psycopg is not installed")
    programs = _programs()
    if programs is None or not (programs / "initdb").exists():
        pytest.skip("PostgreSQL NOT TESTED: no server programs (initdb, pg_ctl) on this machine")
    user = None
    folder = Path(tempfile.mkdtemp(prefix="waybill-pg-"))  # short: a socket's path has a limit
    try:
        if os.getuid() == 0:  # the server refuses to run as root
            names = {entry.pw_name for entry in pwd.getpwall()}
            user = next((name for name in ("postgres", "nobody") if name in names), None)
            if user is None:
                pytest.skip("PostgreSQL NOT TESTED: running as root and no user to run the server as")
            shutil.chown(folder, user)
        data = str(folder / "data")
        _as_user([str(programs / "initdb"), "-D", data, "-A", "trust", "-U", "waybill", "--no-sync"], user)
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_prepared_transactions=1"
        log = str(folder / "log")
        _as_user([str(programs / "pg_ctl"), "-D", data, "-w", "-o", options, "-l", log, "start"], user)
        try:
            yield folder
        finally:
            _as_user([str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop"], user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def new_postgres(postgres_folder: Path) -> Iterator[Callable[..., str]]:
    """Makes an empty database and tells its URL."""
    import psycopg

    made: list[str] = []

    def tell(*statements: str) -> None:
        with psycopg.connect(
            f"host={postgres_folder} user=waybill dbname=postgres", autocommit=True
        ) as server:
            for statement in statements:
                server.execute(statement)  # type: ignore[arg-type]

    def make(encoding: str = "UTF8") -> str:
        name = f"j{uuid.uuid4().hex}"
        tell(f"CREATE DATABASE {name} ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0")
        made.append(name)
        return f"postgresql+psycopg://waybill@/{name}?host={postgres_folder}"

    yield make
    tell(*(f"DROP DATABASE {name} WITH (FORCE)" for name in made))


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty journal may be made, once for each kind of database."""
    if request.param == "sqlite":
        return str(tmp_path / "j" / "journal.db")
    make: Callable[[], str] = request.getfixturevalue("new_postgres")
    return make()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where an empty SQLite journal may be made."""
    return tmp_path / "journal.db"
