"""The examples of the helps are commands that work, typed as they stand."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from e2e_kit import SAMPLES, waybill
from typer.main import get_command

from waybill.cli.commands import COMMANDS, command_line

NEEDS_A_TERMINAL = {"waybill keys new jitu-2026", "waybill unseal --number SF1234567890123 < scan.txt"}
"""They ask for a passphrase."""


def examples() -> Iterator[str]:
    """What stands behind ``Example:`` in the help of each command and each group."""
    for name in COMMANDS:
        waiting = [get_command(command_line([name])).commands[name]]  # type: ignore[attr-defined]
        while waiting:
            command = waiting.pop()
            waiting += getattr(command, "commands", {}).values()
            for line in (command.help or "").split("\n\n"):
                if line.startswith("Example:  "):
                    yield line.removeprefix("Example:  ")


EXAMPLES = sorted(set(examples()))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which everything is that an example names, and a shell finds both programs."""
    folder = tmp_path_factory.mktemp("shop")
    lines = (SAMPLES / "orders_plain.csv").read_bytes().splitlines(True)
    (folder / "orders_of_the_day.csv").write_bytes(b"".join(lines))
    (folder / "orders.csv").write_bytes(lines[0] + lines[-1])
    (folder / "shop.csv").write_bytes(lines[0] + lines[-1])
    (folder / "orders.csv.gz").write_bytes(gzip.compress(lines[0] + lines[-2]))
    (folder / "names.jsonl").write_text('"林清秋"\n', "utf-8")
    (folder / "passphrase").write_text("correct horse battery\n", "utf-8")
    (folder / "passphrase").chmod(0o600)
    for program, does in (
        ("waybill", f'exec {sys.executable} -m waybill "$@"'),
        ("lp", "exec cat > /dev/null"),
    ):
        (folder / program).write_text(f"#!/bin/sh\n{does}\n", "utf-8")
        (folder / program).chmod(0o755)
    own = {"WAYBILL_JOURNAL": str(folder / "journal.db"), "WAYBILL_KEYS": str(folder / "keys")}
    for words in (
        f"print orders_of_the_day.csv {SAMPLES / 'kuaishou.csv'} {SAMPLES / 'jd.csv'} -q -o labels.pdf", "template new mine",
        "keys new jitu-2026 --passphrase-file passphrase",
    ):  # fmt: skip
        assert waybill(*words.split(), cwd=folder, **own).returncode in (0, 10), words
    (folder / "mine.toml").rename(folder / "written.toml")
    (folder / "head.txt").write_bytes(waybill("audit", "head", cwd=folder, **own).stdout)
    return folder


@pytest.mark.skipif(os.name != "posix", reason="the examples are for a shell")
@pytest.mark.parametrize("example", [each for each in EXAMPLES if each not in NEEDS_A_TERMINAL])
def test_an_example_works_as_it_stands(shop: Path, tmp_path: Path, example: str) -> None:
    folder = tmp_path / "shop"
    shutil.copytree(shop, folder)
    if "template new" not in example:
        (folder / "written.toml").rename(folder / "mine.toml")
    if "--orders orders.csv" in example:
        own = {"WAYBILL_JOURNAL": str(folder / "journal.db"), "WAYBILL_KEYS": str(folder / "keys")}
        done = waybill(
            *["print", "orders.csv", "-q", "-o", "labels.pdf", "--again", "example"], cwd=folder, **own
        )
        assert done.returncode == 0
    environment = os.environ | {
        "WAYBILL_JOURNAL": str(folder / "journal.db"), "WAYBILL_KEYS": str(folder / "keys"), "WAYBILL_LANG": "en",
        "WAYBILL_TEMPLATES": str(folder / "own"), "PATH": f"{folder}:{os.environ['PATH']}",
    }  # fmt: skip
    done = subprocess.run(
        f"set -o pipefail; {example}", shell=True, executable="/bin/bash", cwd=folder, env=environment,
        input="19161397319\n", capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_what_needs_a_terminal_is_an_example_still() -> None:
    assert set(EXAMPLES) >= NEEDS_A_TERMINAL
