"""A form kept in the cache folder is used only where it is what would be made now."""

from __future__ import annotations

import os
from errno import ENOSPC
from pathlib import Path

import pytest

from waybill.errors import TemplateError
from waybill.layout.files import shipped_folder
from waybill.pipeline import forms
from waybill.pipeline.forms import compiled_form


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What had to be made anew."""
    names: list[str] = []
    make = forms._made

    def note(template: str, *rest: object) -> object:
        names.append(template)
        return make(template, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(forms, "_made", note)
    return names


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    text = (shipped_folder() / "gbt-76x130.toml").read_text("utf-8")
    (folder / "own.toml").write_text(text, "utf-8")
    return folder


def kept(home: Path) -> list[Path]:
    return sorted((home / "cache").rglob("*.form"))


def test_the_second_time_nothing_is_made(home: Path, own: Path, made: list[str]) -> None:
    first, second = compiled_form("own", own, 203), compiled_form("own", own, 203)
    assert first == second and made == ["own"]
    assert compiled_form("own", own, 300).grid.dpi == 300 and made == ["own", "own"]
    assert len(kept(home)) == 2
    assert all(path.parent.stat().st_mode & 0o777 == 0o700 for path in kept(home))


def test_a_changed_template_is_made_anew(own: Path, made: list[str]) -> None:
    before = compiled_form("own", own, 203)
    path = own / "own.toml"
    path.write_text(path.read_text("utf-8") + "# changed\n", "utf-8")
    after = compiled_form("own", own, 203)
    assert made == ["own", "own"] and after.digest != before.digest


def test_a_part_of_the_users_own_takes_its_place_at_once(own: Path, made: list[str]) -> None:
    (own / "parts").mkdir()
    before = compiled_form("own", own, 203)
    parts = [Path(name) for name in forms.load_template("own", own).files][1:]
    assert parts, "the form uses parts that other forms share"
    for part in parts:
        (own / "parts" / part.name).write_text(part.read_text("utf-8") + "# mine\n", "utf-8")
    after = compiled_form("own", own, 203)
    assert made == ["own", "own"] and after.template_digest != before.template_digest
    changed = own / "parts" / parts[0].name
    changed.write_text(changed.read_text("utf-8") + "# once more\n", "utf-8")
    assert compiled_form("own", own, 203).template_digest != after.template_digest


def test_a_template_that_is_changed_while_its_form_is_made_is_made_anew(
    own: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, load = own / "own.toml", forms.load_template

    def load_and_change(*given: object) -> object:
        template = load(*given)  # type: ignore[arg-type]
        path.write_text(path.read_text("utf-8") + "# changed\n", "utf-8")
        return template

    with monkeypatch.context() as changing:
        changing.setattr(forms, "load_template", load_and_change)
        before = compiled_form("own", own, 203)
    after = compiled_form("own", own, 203)
    assert made == ["own", "own"] and after.digest != before.digest


def test_on_a_full_disk_no_part_of_a_form_is_left(
    home: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:100])
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert compiled_form("own", own, 203).name == "own"
    assert not [path for path in (home / "cache").rglob("*") if path.is_file()]


def test_former_forms_are_given_up_in_time(home: Path, own: Path, made: list[str]) -> None:
    compiled_form("own", own, 203)
    (first,) = kept(home)
    for number in range(80):
        former = first.with_name(f"{number}.form")
        former.touch()
        os.utime(former, (number, number))
    compiled_form("own", own, 300)
    left = kept(home)
    assert len(left) == 64 and first in left and first.with_name("79.form") in left
    assert first.with_name("17.form") not in left
    compiled_form("own", own, 300)
    assert made == ["own", "own"]


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_a_damaged_one_is_made_anew(home: Path, own: Path, made: list[str], damage: bytes | None) -> None:
    whole = compiled_form("own", own, 203)
    (path,) = kept(home)
    data = path.read_bytes()
    path.write_bytes(damage if damage is not None else data[:-9] + b"0" + data[-8:])
    assert compiled_form("own", own, 203) == whole and made == ["own", "own"]
    assert path.read_bytes() == data


def test_a_file_in_the_folders_place_hinders_nothing(home: Path, own: Path, made: list[str]) -> None:
    (home / "cache").write_text("no folder")
    assert compiled_form("own", own, 203) == compiled_form("own", own, 203)
    assert made == ["own", "own"]


def test_a_template_in_a_folder_that_can_not_be_entered_is_named_itself(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as told:
        compiled_form(str(tmp_path / ("f" * 300) / "own.toml"), None, 203)
    assert told.value.code == "TEMPLATE-READ" and "own.toml" in told.value.text("en")
