"""``waybill template`` and ``waybill preview`` as commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import zxingcpp
from damage_campaign import FORMS, FULL_FORMS
from e2e_kit import waybill
from PIL import Image

from waybill.cli.template import preview_template


def test_list_names_every_shipped_form(tmp_path: Path) -> None:
    done = waybill("template", "list", "--json", cwd=tmp_path)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["name"] for row in rows} == set(FORMS)
    assert {row["origin"] for row in rows} == {"shipped"}
    assert "一联单" in waybill("template", "list", cwd=tmp_path, WAYBILL_LANG="zh").stdout.decode()


@pytest.mark.parametrize("dpi", [203, 300])
def test_preview_is_the_paper_in_dots_and_every_code_reads(tmp_path: Path, dpi: int) -> None:
    for name in FORMS:
        output = tmp_path / f"{name}.png"
        preview_template(name, output, dpi=dpi)
        with Image.open(output) as picture:
            assert picture.mode == "1"
            width_mm = float(name.rpartition("-")[2].partition("x")[0]) if name in FULL_FORMS else 60
            assert picture.width == -int(-(width_mm * dpi / 25.4 - 1e-6) // 1)
            codes = zxingcpp.read_barcodes(picture.convert("L"))
        assert {code.text for code in codes} == {"JT0000000000000"}, name
        linear = {"reprint-small": 1, "gbt-76x105": 1}.get(name, 2)
        assert len(codes) == linear + (name in FULL_FORMS), name


def test_preview_with_zones_reprint_and_sealed_code(tmp_path: Path) -> None:
    flags = ("--sample", "virtual", "--reprint", "2")
    pictures = []
    for more in ((), ("--zones",)):
        done = waybill("template", "preview", "gbt-76x130", "-o", "-", *flags, *more, cwd=tmp_path)
        assert done.returncode == 0
        pictures.append(done.stdout)
    assert pictures[0].startswith(b"\x89PNG")
    assert pictures[0] != pictures[1]
    assert (
        waybill("template", "preview", "gbt-76x130", "-o", "x.png", "--sample", "no", cwd=tmp_path).returncode
        == 2
    )


def test_new_check_install_and_use(tmp_path: Path) -> None:
    assert waybill("template", "new", "mine", cwd=tmp_path).stdout.decode().strip() == "mine.toml"
    assert waybill("template", "new", "mine", cwd=tmp_path).returncode == 3
    assert waybill("template", "check", "mine.toml", cwd=tmp_path).returncode == 0
    installed = Path(waybill("template", "install", "mine.toml", cwd=tmp_path).stdout.decode().strip())
    assert installed.read_text("utf-8") == (tmp_path / "mine.toml").read_text("utf-8")
    assert "mine" in waybill("template", "list", cwd=tmp_path).stdout.decode().split()
    assert waybill("template", "preview", "mine", "-o", "mine.png", cwd=tmp_path).returncode == 0

    (tmp_path / "mine.toml").write_text(
        (tmp_path / "mine.toml").read_text("utf-8") + "\n# changed\n", "utf-8"
    )
    assert waybill("template", "install", "mine.toml", cwd=tmp_path).returncode == 3
    assert waybill("template", "install", "mine.toml", "--replace", cwd=tmp_path).returncode == 0
    assert "# changed" in installed.read_text("utf-8")


def test_install_takes_parts_and_pictures_along_and_refuses_faults(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    part = tmp_path / "parts" / "logo.toml"
    part.write_text("elements = [{ text = 'A', size = 3, lines = 1 }]", "utf-8")
    waybill("template", "new", "mine", cwd=tmp_path)
    source = (tmp_path / "mine.toml").read_text("utf-8")
    place = "y = 1, width = 4, height = 4"
    beside = f"{{ use = 'logo', x = 30, {place} }}, {{ image = 'p.png', x = 20, {place} }},"
    Image.new("L", (16, 16)).save(tmp_path / "p.png")
    (tmp_path / "mine.toml").write_text(
        source.replace('{ use = "receipt" },', '{ use = "receipt" }, ' + beside), "utf-8"
    )
    done = waybill("template", "install", "mine.toml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    folder = Path(done.stdout.decode().strip()).parent
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*.*")) == [
        "mine.toml",
        "p.png",
        "parts/logo.toml",
    ]

    part.write_text("elements = [{ text = 'A', size = 1, lines = 1 }]", "utf-8")
    done = waybill("template", "install", "mine.toml", "--replace", cwd=tmp_path)
    assert done.returncode == 6
    line = next(
        i
        for i, text in enumerate((tmp_path / "mine.toml").read_text("utf-8").splitlines(), 1)
        if "logo" in text
    )
    assert f"mine.toml:{line}:24 (logo.toml:1): TEMPLATE-TEXT-SMALL" in done.stdout.decode()
    assert "size = 3" in (folder / "parts" / "logo.toml").read_text("utf-8")


def test_what_can_not_be_written_is_no_fault_of_a_template(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for words in (
        ("template", "new", "mine", "-o", "file"),
        ("template", "preview", "gbt-76x130", "-o", "file/x.png"),
        ("preview", "labels.pdf", "-o", "file/png"),
    ):
        done = waybill(*words, cwd=tmp_path)
        assert (done.returncode, b"-WRITE: file" in done.stderr) == (3, True), words


def test_the_source_of_a_template_is_shown_even_if_it_is_wrong(tmp_path: Path) -> None:
    for text, status, told in (("title = [", 0, "title = ["), ("\xff", 6, "")):
        (tmp_path / "mine.toml").write_bytes(text.encode("latin-1"))
        done = waybill("template", "show", "mine.toml", "--source", cwd=tmp_path)
        assert (done.returncode, done.stdout.decode()) == (status, told)


def test_an_unknown_field_names_file_line_column_and_nearest(tmp_path: Path) -> None:
    waybill("template", "new", "mine", cwd=tmp_path)
    path = tmp_path / "mine.toml"
    path.write_text(path.read_text("utf-8").replace('text = "mine"', 'text = "{recipient_nme}"'), "utf-8")
    done = waybill("template", "check", "mine.toml", cwd=tmp_path)
    assert done.returncode == 6
    line = next(i for i, text in enumerate(path.read_text("utf-8").splitlines(), 1) if "nme" in text)
    message = done.stderr.decode()
    assert f"TEMPLATE-FIELD: mine.toml:{line}: Column 13" in message
    assert "nearest is recipient_name" in message


def test_show_tells_zones_and_fields(tmp_path: Path) -> None:
    shown = waybill("template", "show", "gbt-100x180", cwd=tmp_path).stdout.decode()
    assert "plies_mm = [110.0, 70.0]" in shown
    assert '"recipient_phone_note"' in shown
    assert (
        'use = "party"'
        in waybill("template", "show", "gbt-100x180", "--source", cwd=tmp_path).stdout.decode()
    )


def test_preview_of_what_is_no_pdf(tmp_path: Path) -> None:
    (tmp_path / "no.pdf").write_bytes(b"no")
    done = waybill("preview", "no.pdf", "-o", "png", cwd=tmp_path)
    assert done.returncode == 3
    assert b"RENDER-PDF" in done.stderr
    assert waybill("preview", "no.pdf", "--pages", "x", cwd=tmp_path).returncode == 2


def test_a_picture_never_takes_the_place_of_its_template(tmp_path: Path) -> None:
    """The template, a week's work, was a PNG; and the remedy for a sample that does not fit told of the order file."""
    assert waybill("template", "new", "mine", cwd=tmp_path).returncode == 0
    source = (tmp_path / "mine.toml").read_bytes()
    done = waybill("template", "preview", "mine.toml", "-o", "mine.toml", cwd=tmp_path)
    assert done.returncode == 3 and b"OUTPUT-INPUT" in done.stderr
    assert (tmp_path / "mine.toml").read_bytes() == source

    (tmp_path / "mine.toml").write_bytes(source.replace(b'text = "mine"', b'text = "{contents}"'))
    for sample, code in (("plain", 0), ("long", 6)):
        done = waybill("template", "preview", "mine.toml", "-o", "a.png", "--sample", sample, cwd=tmp_path)
        assert done.returncode == code
    assert b"TEMPLATE-TEXT-PLACE: mine.toml:57:" in done.stderr and b"sample long" in done.stderr
