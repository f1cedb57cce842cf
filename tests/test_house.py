"""The house keeps its rules: lint, types, import contracts, catalogues, documented commands."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from ready_waybill import waybill

from waybill import errors
from waybill.cli.commands import COMMANDS
from waybill.i18n_words import WORDY, in_chinese
from waybill.intake.profile import shipped
from waybill.journal import ReprintPolicy
from waybill.layout.files import names as forms
from waybill.pipeline import doctor

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "waybill"
SOURCES = sorted(PACKAGE.rglob("*.py"))
README = (ROOT / "README.md").read_text("utf-8")


def run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_lint() -> None:
    run(sys.executable, "-m", "ruff", "check", ".")


def test_format() -> None:
    run(sys.executable, "-m", "ruff", "format", "--check", ".")


def test_types() -> None:
    run(sys.executable, "-m", "mypy")


def test_import_contracts() -> None:
    run(str(Path(sys.executable).with_name("lint-imports")))


def messages() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for path in sorted((PACKAGE / "messages").glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        for code in table:
            assert code.partition("-")[0].lower() == path.stem, f"{code} stands in {path.name}"
        found |= table
    return found


def test_no_group_is_repeated_possessively() -> None:
    """Python before 3.11.5 (Debian 12 has 3.11.2) forgets matches there: names were shown, and no font was read."""
    possessive = re.compile(r"\)(?:[*+?]|\{+[0-9, ]+\}+)\+")
    found = [path.name for path in SOURCES if possessive.search(path.read_text("utf-8"))]
    assert found == [], "write (?>(?:…)*) for (?:…)*+"
    assert possessive.search(r"(?:a|bc)*+") and possessive.search(rf"(?:{'a'}b){{1,3}}+")


def test_what_the_type_checker_is_not_to_say_has_a_reason() -> None:
    bare = re.compile(r"# type: ignore(?!\[[a-z-]+\]  # )")
    found = [path.name for path in SOURCES if bare.search(path.read_text("utf-8"))]
    assert found == [], "write: # type: ignore[code]  # why"


CODE = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+")


def codes_in_source() -> set[str]:
    """Every string constant of the package that is an error code: its prefix names a catalogue."""
    rooms = {path.stem.upper() for path in (PACKAGE / "messages").glob("*.toml")}
    found = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                found.add(node.value)
    return {code for code in found if code.partition("-")[0] in rooms}


def test_every_code_is_in_the_catalogue_and_used() -> None:
    catalogue = set(messages())
    used = codes_in_source()
    assert not used - catalogue, "raised, but without sentences in waybill/messages/"
    assert not catalogue - used, "in waybill/messages/, but raised nowhere"


def test_catalogue_speaks_both_languages_with_the_same_facts() -> None:
    fields = re.compile(r"\{(\w+)\}")
    for code, texts in messages().items():
        assert {"en", "zh"} <= set(texts), code
        for key, text in texts.items():
            kind, lang = key[:-2], key[-2:]
            assert kind in ("", "near_", "known_", "cause_", "remedy_") and lang in ("en", "zh"), (
                f"{code}: what is {key}?"
            )
            other = kind + ("zh" if lang == "en" else "en")
            assert other in texts, f"{code} has {key}, but no {other}"
            assert set(fields.findall(text)) == set(fields.findall(texts[other])), (
                f"{code}: {key} and {other} name different facts"
            )


def test_words_that_an_error_names_are_known_in_chinese() -> None:
    """A constant with small letters in a fact for words: a reason in English would stand in a Chinese sentence."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for fact in node.keywords if isinstance(node, ast.Call) else ():
                if fact.arg in WORDY and isinstance(fact.value, ast.Constant):
                    told = str(fact.value.value)
                    assert told.isupper() or in_chinese("", {fact.arg: told})[fact.arg] != told, (
                        f"{path.name} says {fact.arg}={told!r}, which i18n_words does not have in Chinese"
                    )


def test_every_code_has_a_remedy_in_both_languages() -> None:
    for code, texts in messages().items():
        for lang in ("en", "zh"):
            assert texts.get(f"remedy_{lang}"), f"{code} has no remedy_{lang}"


def test_a_hint_is_given_only_where_something_is_near() -> None:
    for code, texts in messages().items():
        for lang, stop in (("en", "."), ("zh", "。")):
            assert "{nearest}" not in texts[lang], f"{code}: near_{lang} is the place for it"
            if f"near_{lang}" in texts:
                assert "-" not in errors.sentence(code, {"nearest": "-"}, lang).replace(code, "")
                assert "dpi" + stop in errors.sentence(code, {"nearest": "dpi"}, lang)


def test_readme_lists_the_keys_of_the_reprint_policy() -> None:
    for key in ReprintPolicy._fields:
        assert f"`{key}`" in README


def test_readme_names_every_profile_and_form() -> None:
    (told,) = re.findall(r"^- \*Profiles\* (.*(?:\n  .*)*)", README, re.MULTILINE)
    for profile in shipped():
        name = re.split(r"[ /]", profile.title_en)[0]
        assert profile.id == "plain" or name in told, f"{name} is not among the README's profiles"
    for form, _ in forms(None):
        assert re.search(rf"^\| `{form}`", README, re.MULTILINE), f"{form} is not among the README's forms"


def test_readme_tells_of_every_room() -> None:
    text = README.partition("## For the engineer who inherits this")[2]
    table = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)[0]
    rooms = {
        path.name for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    for room in rooms - {"__init__.py", "__main__.py"}:
        assert re.search(rf"`(?:waybill/)?{re.escape(room)}/?`", table), (
            f"{room} is in none of the README's rooms"
        )


def error_classes() -> list[type[errors.WaybillError]]:
    return [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.WaybillError)
    ]


def test_exit_codes_are_documented() -> None:
    for code in {kind.exit_code for kind in error_classes()} | {0, 2, 10, 130}:
        assert re.search(rf"^\| {code} \|", README, re.MULTILINE), (
            f"exit code {code} is not in the README's table"
        )
    assert 1 not in {kind.exit_code for kind in error_classes()}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_commands_are_documented_with_an_example(name: str) -> None:
    assert f"`waybill {name}" in README, f"waybill {name} is not in the README"
    for lang, word in (("en", "Example"), ("zh", "示例")):
        text = help_of(lang, name)
        assert word in text, text
    for inner in re.findall(r"^  (\w+)  ", help_of("en", name).partition("Commands:")[2], re.MULTILINE):
        assert "Example" in help_of("en", name, inner), f"{name} {inner}"


@cache
def help_of(lang: str, *words: str) -> str:
    done = waybill("--lang", lang, *words, "--help", cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


MAKERS_OF_MASKS = {"deidentify", "journal"}


def test_only_the_door_makes_masked_values() -> None:
    for path in SOURCES:
        room = path.relative_to(PACKAGE).parts[0]
        if room in MAKERS_OF_MASKS or room == "label.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert not node.func.id.startswith("Masked") or node.func.id == "Masked", (
                    f"{path}:{node.lineno}"
                )


def test_import_of_the_package_is_free() -> None:
    """``import waybill`` brings in nothing that costs time."""
    code = "import sys, waybill; print([m for m in ('typer','reportlab','PIL','sqlite3','cryptography') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nothing_speaks_of_the_workshop() -> None:
    """No machine's path, registry's host or unfinished mark in what is shipped."""
    pattern = re.compile(
        r"\bTODO\b|\bFIXME\b|for now\b|NotImplementedError|/" + r"work/|py" + r"pi\.org|npm" + r"js"
    )
    for path in [*SOURCES, ROOT / "README.md", *sorted((ROOT / "templates").glob("*.toml"))]:
        assert not pattern.search(path.read_text("utf-8")), path


def test_readme_python_runs(tmp_path: Path) -> None:
    (snippet,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    snippet = snippet.replace('"labels.pdf"', repr(str(tmp_path / "labels.pdf")))
    done = subprocess.run([sys.executable, "-c", snippet], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[:2] == ["200", "0"]


def test_readme_names_no_option_that_is_not_there() -> None:
    for line in README.splitlines():
        named = re.match(r"\| `waybill (\w+)", line)
        if not named or named[1] not in COMMANDS:
            continue
        told = help_of("en", named[1])
        for option in set(re.findall(r"--[a-z][a-z-]+", line)):
            # A group's options belong to its commands; its own help lists those.
            assert option in told or "COMMAND" in told, f"{named[1]} {option}"


def test_readme_names_tests_and_folders_that_are_there() -> None:
    for path in re.findall(r"`((?:tests|templates|waybill)/[^`:*\s]+)", README):
        assert (ROOT / path).exists(), path
    for file, test in re.findall(r"(test_\w+\.py)(?:::(test_\w+))?", README):
        found = sorted((ROOT / "tests").rglob(file))
        assert found, file
        assert not test or any(f"def {test}(" in path.read_text("utf-8") for path in found), test


def test_readme_sh_commands_parse() -> None:
    """Every command of the daily tasks is one that exists, with options that exist."""
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL):
        for line in block.splitlines():
            words = line.partition("#")[0].split()
            if words[:1] != ["waybill"]:
                continue
            help_words = [words[1]] + (
                [words[2]] if words[1] in ("audit", "keys", "template", "address", "journal") else []
            )
            told = help_of("en", *help_words)
            for option in re.findall(r"(?<=\s)--[a-z][a-z-]+", line):
                assert option in told, line


def test_doctor_looks_at_every_package_that_is_installed_with_waybill() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]

    def names(wanted: list[str]) -> set[str]:
        return {re.split(r"[\[>=<]", each)[0] for each in wanted}

    assert set(doctor.PACKAGES) == {"waybill"} | names(project["dependencies"])
    assert set(doctor.OPTIONAL) == names(extras["fast"] + extras["postgres"])
