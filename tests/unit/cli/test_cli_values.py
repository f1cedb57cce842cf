"""Values that an option does not take: the command line is wrong (2), whatever the files; what is named and is not there has
the status of its kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from waybill.cli.commands import COMMANDS, command_line
from waybill.cli.plain import plain

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(autouse=True)
def files(house: Path) -> None:
    """What the commands are told to read, so that only the value under test is wrong."""
    (house / "orders.csv").write_bytes(
        b"".join((SAMPLES / "orders_plain.csv").read_bytes().splitlines(True)[:3])
    )
    (house / "orders.xls").write_bytes((SAMPLES / "orders_plain.xls").read_bytes())
    (house / "junk").write_bytes(bytes(range(256)))
    (house / "folder").mkdir()
    (house / "passphrase").write_text("correct horse battery\n", "utf-8")
    (house / "passphrase").chmod(0o600)


def commands() -> Iterator[tuple[list[str], Any]]:
    """The words of each command, and what the library knows of it."""
    for name in COMMANDS:
        waiting = [([name], get_command(command_line([name])).commands[name])]  # type: ignore[attr-defined]
        while waiting:
            words, command = waiting.pop()
            for more, sub in getattr(command, "commands", {}).items():
                waiting.append(([*words, more], sub))
            if not hasattr(command, "commands"):
                yield words, command


def test_an_empty_word_is_not_taken_for_one_that_was_left_away(ask: Any) -> None:
    """Every option that takes a value, and every argument that is no data: a script's variable may not be set."""
    asked = 0
    for words, command in commands():
        arguments = [word for word in command.params if word.param_type_name == "argument"]
        options = [word for word in command.params if word.param_type_name == "option" and not word.is_flag]
        needed = [word for _ in arguments if _.required for word in ("x",)]
        for option in options:
            for flag in option.opts:
                status, out, err = ask(*words, *needed, flag, "")
                name = max(option.opts, key=len)
                assert (status, out, err.split(" ")[1:3]) == (2, "", ["CLI-EMPTY:", name]), (words, flag)
                asked += 1
        for argument in arguments:
            if argument.metavar not in ("VALUE", "TEXT", "CODE"):
                status, out, err = ask(*words, *[""] * len(needed or arguments))
                assert (status, out, "CLI-EMPTY: " in err) == (2, "", True), (words, argument.metavar)
                asked += 1
    assert asked > 100


@pytest.mark.parametrize("argv", [
    ["print", ""], ["print", "orders.csv", ""], ["print", "o.csv", "--policy", ""], ["print", "o.csv", "--policy="],
    ["print", "o.csv", "--seal-to", ""], ["reprint", ""], ["reprint", "NO1", "-o", ""],
])  # fmt: skip
def test_the_short_way_leaves_an_empty_word_to_the_ordinary_one(argv: list[str]) -> None:
    assert plain(argv) is None


PRINT = "print orders.csv -o x.pdf --dry-run"
READERS = (PRINT, "check orders.csv", "orders detect orders.csv", "check orders.xls")


@pytest.mark.parametrize("words", [
    *(f"{command} --dpi {dpi}" for command in (PRINT, "template check gbt-76x130", "template preview gbt-76x130 -o f.png")
      for dpi in ("204", "0", "-1", "abc")),
    *(f"preview x.pdf --dpi {dpi}" for dpi in ("99", "1201", "-1", "abc")),
    *(f"{command} --encoding {name}" for command in READERS for name in ("nosuch", "base64")),
    *(f"{command} --delimiter {word}" for command in READERS for word in ("ab", '"')),
    *(f"{command} --profile nosuch" for command in READERS),
    f"{PRINT} --sort wrong", f"{PRINT} --split 0", f"{PRINT} --verify 0", f"{PRINT} --bookmarks sku", f"{PRINT} --jobs -1",
    f"{PRINT} --seal-to x.pem",
    "template preview gbt-76x130 -o f.png --sample wrong", "template new a/b", "template new ..",
    "preview x.pdf --pages 0", "preview x.pdf --pages 1-", "preview x.pdf --pages 0-3", "verify x.pdf --pages 1-",
    "mask name x --style wrong", "mask wrong x",
    "address encode --lon 116.1", "address encode --height 3", "address encode --lon 116.1 --lat 39.1 --datum UTM",
    "keys new a/b --passphrase-file passphrase", "keys show a/b", "keys new x",
    "journal list --last 0", "journal export --batch 0", "reprint --batch 0 --reason x", "reprint --batch -1 --reason x",
    "void NO1",
])  # fmt: skip
def test_a_value_that_an_option_does_not_take(ask: Any, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr("waybill.cli.passphrase._has_terminal", lambda: False)
    status, out, err = ask(*words.split())
    assert (status, out) == (2, ""), err


@pytest.mark.parametrize(("status", "words"), [
    (3, f"{PRINT} --profile nosuch.toml"), (3, f"{PRINT} --profile ./folder"), (3, f"{PRINT} --policy nosuch"),
    (3, f"{PRINT} --policy folder"), (3, f"{PRINT} --sender folder"), (3, f"{PRINT} --seal-to 极兔=nosuch"),
    (3, f"{PRINT} --join nosuch --on 订单号"), (3, "check orders.xls --sheet nosuch"), (3, "check orders.csv --rejects folder"),
    (3, "print orders.csv -o folder"), (3, "verify nosuch.pdf"), (3, "preview folder"), (3, "keys show nosuch"),
    (3, "keys new x --passphrase-file nosuch"), (3, "keys new x --passphrase-file folder"),
    (3, "address decode N50J47584 --profile nosuch"), (3, "address decode N50J47584 --profile folder"),
    (4, "address encode --lon abc --lat 39.1"), (4, "address decode WRONG"), (4, "address decode N50 --profile orders.csv"),
    (6, f"{PRINT} --template nosuch"), (6, f"{PRINT} --template folder"), (6, "template check junk"),
    (9, "journal list --journal nosuch.db"), (9, f"{PRINT} --journal folder"),
])  # fmt: skip
def test_what_is_named_and_is_not_there_has_the_status_of_its_kind(ask: Any, status: int, words: str) -> None:
    found, out, err = ask(*words.split())
    assert (found, out) == (status, ""), err


def test_a_key_that_is_there_is_not_made_again(ask: Any) -> None:
    words = ("keys", "new", "jitu", "--passphrase-file", "passphrase")
    assert ask(*words)[0] == 0
    status, _, err = ask(*words)
    assert (status, "KEYS-TAKEN" in err) == (3, True)


def test_what_would_be_overwritten_is_an_output_that_can_not_be_written(ask: Any, house: Path) -> None:
    assert ask("template", "new", "mine")[0] == 0
    status, _, err = ask("template", "new", "mine")
    assert (status, "TEMPLATE-EXISTS" in err) == (3, True)
    (house / "orders.toml").write_text("mine\n", "utf-8")
    status, _, err = ask("orders", "new", "orders.csv", "-o", "orders.toml")
    assert (status, "OUTPUT-EXISTS" in err) == (3, True)


@pytest.mark.parametrize("name", ["dpi", "jobs"])
def test_a_setting_that_is_wrong_is_no_wrong_command_line(
    ask: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(f"WAYBILL_{name.upper()}", "-204")
    status, _, err = ask(*PRINT.split())
    assert (status, f"setting {name} (from environment)" in err) == (3, True)
    monkeypatch.setenv("WAYBILL_DPI", "204")
    status, _, err = ask("preview", "orders.csv")
    assert (status, "CONFIG-DPI" in err) == (3, True)


def test_pages_that_a_file_does_not_have(ask: Any) -> None:
    assert ask("print", "orders.csv", "-q")[0] == 0
    for words in (
        "preview labels.pdf --pages 9",
        "verify labels.pdf --pages 9",
        "reprint --pdf labels.pdf --from 9 --reason x",
    ):
        status, out, _ = ask(*words.split())
        assert (status, out) == (3, ""), words
    status, out, _ = ask("preview", "labels.pdf", "--pages", "1-999999999")
    assert (status, out) == (3, ""), "no page is drawn before that is known"


def test_mask_hides_what_the_settings_policy_hides(
    ask: Any, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As print does: the flag goes before the settings, whatever shows more."""
    (house / "strict.toml").write_text("name_visible_max = 0\n", "utf-8")
    (house / "usual.toml").write_text("", "utf-8")
    assert ask("mask", "name", "林清秋")[1] == "林**\n"
    monkeypatch.setenv("WAYBILL_POLICY", "strict.toml")
    assert ask("mask", "name", "林清秋")[1] == "**\n"
    assert ask("mask", "name", "林清秋", "--policy", "usual.toml")[1] == "林**\n"


def test_verify_looks_and_works_as_the_settings_say(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from waybill.verify.report import VerifyReport

    heard: list[tuple[int, int]] = []

    def listen(*_: object, dpi: int, jobs: int, **__: object) -> VerifyReport:
        heard.append((dpi, jobs))
        return VerifyReport("x.pdf", 1, 1, 3, [])

    monkeypatch.setattr("waybill.verify.verify_pdf", listen)
    monkeypatch.setenv("WAYBILL_JOBS", "3")
    ask("verify", "x.pdf")
    monkeypatch.setenv("WAYBILL_DPI", "300")
    ask("verify", "x.pdf")
    ask("verify", "x.pdf", "--dpi", "600", "-j", "2")
    assert heard == [(203, 3), (300, 3), (600, 2)]
