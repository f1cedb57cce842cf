"""Bad templates: code, line, column and nearest word."""

from __future__ import annotations

from pathlib import Path

import pytest

from waybill.errors import InputError, TemplateError, Where
from waybill.layout import load_template
from waybill.layout.fields import FIELDS
from waybill.layout.install import install, write_skeleton

GOOD = """\
title_en = "t"
title_zh = "t"
paper = [76, 130]
kind = "slip"
[[zone]]
name = "z"
box = [0, 0, 76, 130]
elements = [
  { text = "{carrier}", size = 3 },
]
"""


def refused(tmp_path: Path, source: str) -> TemplateError:
    path = tmp_path / "t.toml"
    path.write_text(source, "utf-8")
    with pytest.raises(TemplateError) as caught:
        load_template(str(path))
    assert caught.value.exit_code == 6
    assert "?" not in caught.value.text("en").split("\n")[0]
    return caught.value


def test_the_good_one_is_good(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text(GOOD, "utf-8")
    origin = load_template(str(path)).elements[0].origin
    assert (origin.file, origin.line, origin.column) == ("t.toml", 9, 3)


@pytest.mark.parametrize(
    ("before", "after", "code", "line", "column", "nearest"),
    [
        ("{carrier}", "{carier}", "TEMPLATE-FIELD", 9, 13, "carrier"),
        ("{carrier}", "一{carrier}二{recipient_nam}", "TEMPLATE-FIELD", 9, 24, "recipient_name"),
        ("{carrier}", "{recipient.name}", "TEMPLATE-FIELD", 9, 13, "recipient_name"),
        ("size = 3", "size = 3, when = 'virtual_numbr'", "TEMPLATE-FIELD", 9, 43, "virtual_number"),
        ("size = 3", "size = 3, when = 'not crowdd'", "TEMPLATE-FIELD", 9, 47, "crowded"),
        ("{carrier}", "{crowded}", "TEMPLATE-FIELD", 9, 13, ", ".join(FIELDS)),
        ("size = 3", "size = 3, widht = 4", "TEMPLATE-KEY", 9, 35, "width"),
        ("{ text", "{ txt", "TEMPLATE-ELEMENT", 9, 5, "text"),
        ("paper", "papr", "TEMPLATE-KEY", 3, 1, "paper"),
        ("size = 3", "size = 3, align = 'centre'", "TEMPLATE-CHOICE", 9, 35, "center"),
        ("size = 3 }", "size = 3 }, { use = 'numbr' }", "TEMPLATE-PART", 9, 39, "number"),
        ("{carrier}", "{name}", "TEMPLATE-FIELD", 9, 13, "recipient_name"),
        ("{carrier}", "{Address}", "TEMPLATE-FIELD", 9, 13, "recipient_address"),
        ("{carrier}", "{ carrier }", "TEMPLATE-FIELD", 9, 13, "carrier"),
        ("size = 3 }", "size = 3 }, { qrcode = 'A' }", "TEMPLATE-ELEMENT", 9, 39, "qr"),
        ("size = 3 }", "size = 3 }, { barcode = 'A' }", "TEMPLATE-ELEMENT", 9, 39, "-"),
        (
            "size = 3 }",
            "size = 3 }, { use = 'tag', with = { sise = 3 } }",
            "TEMPLATE-PARAMETER",
            9,
            61,
            "size",
        ),
    ],
)
def test_nearest_word(
    tmp_path: Path, before: str, after: str, code: str, line: int, column: int, nearest: str
) -> None:
    error = refused(tmp_path, GOOD.replace(before, after))
    assert error.code == code
    assert error.where is not None
    assert (error.where.file, error.where.line) == ("t.toml", line)
    assert error.facts["position"] == str(column)
    assert error.facts["nearest"] == nearest


@pytest.mark.parametrize(
    ("used", "code", "fact"),
    [
        ("use = 'tag', with = { size = 'x' }", "TEMPLATE-VALUE", ("key", "size")),
        ("use = 'tag', x = 200", "TEMPLATE-AREA", ("height", "130")),
        ("use = 'party', with = { who = 'recipent' }", "TEMPLATE-FIELD", ("nearest", "recipient_phone_note")),
        ("use = 'party', with = { tag_size = 'x' }", "TEMPLATE-VALUE", ("key", "size")),
    ],
)
def test_a_shipped_part_is_not_to_blame(tmp_path: Path, used: str, code: str, fact: tuple[str, str]) -> None:
    error = refused(tmp_path, GOOD.replace("size = 3 }", f"size = 3 }}, {{ {used} }}"))
    assert (error.code, error.where, error.facts["position"]) == (code, Where("t.toml", 9), "37")
    assert error.facts[fact[0]] == fact[1]


def test_an_own_part_is_told_where_it_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "own.toml").write_text(
        "elements = [\n  { text = '{carier}', size = 3 },\n]\n", "utf-8"
    )
    error = refused(tmp_path, GOOD.replace("size = 3 }", "size = 3 }, { use = 'own' }"))
    assert (error.code, error.where) == ("TEMPLATE-FIELD", Where("own.toml", 2))


def test_the_schema_that_completes_keys_is_told_with_its_place(tmp_path: Path) -> None:
    error = refused(tmp_path, GOOD.replace("paper", "papr"))
    assert Path(error.facts["schema"]).is_file() and error.facts["schema"] in error.text("en")


def test_a_folder_of_nobody_is_a_template_that_can_not_be_read() -> None:
    with pytest.raises(TemplateError, match="TEMPLATE-READ"):
        load_template("~nobody-of-this-name/t.toml")


def test_installing_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    path = write_skeleton("mine", tmp_path)
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder" / "mine.toml").mkdir(parents=True)
    for target in (tmp_path / "file", tmp_path / "folder"):
        with pytest.raises(InputError) as caught:
            install(path, target, dpis=(203,))
        assert (caught.value.code, caught.value.exit_code) == ("TEMPLATE-WRITE", 3)
        assert str(target) in str(caught.value.where)


def test_a_template_to_begin_with_bears_the_marks_of_the_shipped_ones(tmp_path: Path) -> None:
    """It had none beside the recipient of a lawful exception; and mine.toml became mine.toml.toml."""
    path = write_skeleton("mine.toml", tmp_path)
    assert path == tmp_path / "mine.toml"
    own, shipped = load_template(str(path)), load_template("gbt-76x130")
    assert {each.when for each in shipped.elements} <= {each.when for each in own.elements}


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        install(Path(), tmp_path, dpis=(203,))
    assert (caught.value.code, caught.value.facts) == ("TEMPLATE-NAME", {"name": "."})


def test_no_word_is_near_where_all_are_told(tmp_path: Path) -> None:
    error = refused(tmp_path, GOOD.replace("size = 3", "size = 3, align = 'X'"))
    assert error.text("en").splitlines()[0].endswith("align must be one of left, center, right.")


@pytest.mark.parametrize(
    ("before", "after", "code", "line"),
    [
        ('title_zh = "t"\n', "", "TEMPLATE-MISSING-KEY", 1),
        ('title_en = "t"', 'title_en = " "', "TEMPLATE-TEXT", 1),
        ('name = "z"', 'name = ""', "TEMPLATE-TEXT", 6),
        ('name = "z"', 'name = "z\\n"', "TEMPLATE-TEXT", 6),
        ("size = 3", "size = 3, lines = 1.5", "TEMPLATE-VALUE", 9),
        ("{ text", "{ repeat = 1.5, elements = [] }, { text", "TEMPLATE-VALUE", 9),
        ("{ text", "{ qr = 'A', max_version = 2.5 }, { text", "TEMPLATE-VALUE", 9),
        ("{ text", "{ qr = 'A', max_version = 21 }, { text", "TEMPLATE-RANGE", 9),
        ("{ text", "{ code128 = 'A', quiet = 10.5 }, { text", "TEMPLATE-VALUE", 9),
        ("{ text", "{ counter = 'yes', size = 3 }, { text", "TEMPLATE-VALUE", 9),
        ("{ text", "{ }, { text", "TEMPLATE-ELEMENT", 9),
        ("size = 3", "size = '3'", "TEMPLATE-VALUE", 9),
        ("size = 3", "size = true", "TEMPLATE-VALUE", 9),
        ("size = 3", "size = [3]", "TEMPLATE-VALUE", 9),
        ("size = 3", "size = [2, 3]", "TEMPLATE-SIZES", 9),
        ("size = 3", "size = 3, x = 9999", "TEMPLATE-RANGE", 9),
        ("size = 3", "size = 3, bold = 1", "TEMPLATE-VALUE", 9),
        ("{carrier}", "{carrier", "TEMPLATE-TEXT", 9),
        ("{carrier}", "{{carrier}}", "TEMPLATE-TEXT", 9),
        ("{carrier}", "", "TEMPLATE-TEXT", 9),
        ("{carrier}", "a\\nb", "TEMPLATE-TEXT", 9),
        ('"{carrier}"', "['{carrier}'], join = \"\\t\"", "TEMPLATE-TEXT", 9),
        ("{carrier}", "<size>", "TEMPLATE-PARAMETER", 9),
        ("{ text", "{ use = '../number', text", "TEMPLATE-KEY", 9),
        ("size = 3 }", "size = 3 }, { use = '../parts/number' }", "TEMPLATE-PART", 9),
        ("size = 3 }", "size = 3 }, { repeat = 5, elements = 3 }", "TEMPLATE-VALUE", 9),
        ("size = 3 }", "size = 3 }, { }", "TEMPLATE-ELEMENT", 9),
        ("box = [0", "box = [0, 0", "TEMPLATE-VALUE", 7),
        ("paper = [76", "paper = [9", "TEMPLATE-RANGE", 3),
        ("[[zone]]", "[[zone]", "TEMPLATE-SYNTAX", 5),
    ],
)
def test_refusals(tmp_path: Path, before: str, after: str, code: str, line: int) -> None:
    assert before in GOOD
    error = refused(tmp_path, GOOD.replace(before, after))
    assert error.code == code
    assert error.where is not None
    assert error.where.line == line


def test_a_part_that_uses_itself(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "loop.toml").write_text("elements = [{ use = 'loop' }]", "utf-8")
    error = refused(tmp_path, GOOD.replace("{ text", "{ use = 'loop' }, { text"))
    assert error.code == "TEMPLATE-DEPTH"


def test_too_many_elements(tmp_path: Path) -> None:
    one = "{ repeat = 100, elements = [{ repeat = 100, elements = [{ box = 'fill' }] }] }"
    assert refused(tmp_path, GOOD.replace("{ text", f"{one}, {{ text")).code == "TEMPLATE-DEPTH"


def test_unknown_unreadable_binary_and_huge(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        load_template("gbt-76x13")
    assert caught.value.facts["nearest"] == "gbt-76x130"
    with pytest.raises(TemplateError, match="TEMPLATE-READ"):
        load_template(str(tmp_path / "none.toml"))
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TemplateError, match="TEMPLATE-READ"):
        load_template(str(tmp_path / "binary.toml"))
    (tmp_path / "huge.toml").write_bytes(b"#" * 300_000)
    with pytest.raises(TemplateError, match="TEMPLATE-READ"):
        load_template(str(tmp_path / "huge.toml"))


def test_the_users_folder_comes_first_and_parts_stand_beside(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "mine.toml").write_text(
        "elements = [{ text = '<word>{carrier}', size = '<size>' }]\n[defaults]\nword = 'a'\nsize = [4, 2]\n",
        "utf-8",
    )
    element = "{ use = 'mine', x = 1, y = -4, width = 9, height = 3, when = 'remark', with = { word = 'b' } }"
    (tmp_path / "gbt-76x130.toml").write_text(
        GOOD.replace('{ text = "{carrier}", size = 3 }', element), "utf-8"
    )
    template = load_template("gbt-76x130", tmp_path)
    (made,) = template.elements
    assert (made.area.x, made.area.y, made.area.width, made.area.height) == (1, 126, 9, 3)
    assert made.when == ("remark",)
    assert made.pieces == (("b%s", ("carrier",)),)  # type: ignore[attr-defined]
    assert len(template.files) == 2


def test_repeat_shifts_and_counts(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    repeated = "{ text = '<n>', size = 3, width = 4, height = 4 }"
    repeat = f"{{ repeat = 3, x = 2, y = 5, dx = 10, elements = [{repeated}] }}"
    path.write_text(GOOD.replace('{ text = "{carrier}", size = 3 }', repeat), "utf-8")
    made = load_template(str(path)).elements
    assert [each.area.x for each in made] == [2, 12, 22]
    assert [each.pieces[0][0] for each in made] == ["1", "2", "3"]  # type: ignore[attr-defined]


def test_the_digest_covers_parts(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    part = tmp_path / "parts" / "mine.toml"
    path = tmp_path / "t.toml"
    path.write_text(GOOD.replace("{ text", "{ use = 'mine' }, { text"), "utf-8")
    digests = set()
    for size in (3, 4):
        part.write_text(f"elements = [{{ text = 'a', size = {size} }}]", "utf-8")
        digests.add(load_template(str(path)).digest)
    assert len(digests) == 2


def test_where_no_word_is_near_all_known_ones_are_told(tmp_path: Path) -> None:
    error = refused(tmp_path, GOOD.replace("size = 3", "size = 3, font = 'SimSun'"))
    assert "no key font here. Known are text, x, y" in error.text("en")
    assert "此处没有键 font。可用的有 text, x, y" in error.text("zh")


@pytest.mark.parametrize(
    ("element", "column", "size"),
    [
        ("{ text = 'A', width = 0, height = 4, size = 3 }", 3, ("0", "4")),
        ("{ qr = 'A', x = 70, width = -10, height = 4 }", 3, ("0", "4")),
        ("{ box = 'frame', width = 4, height = 4, pad = 2 }", 3, ("0", "0")),
    ],
)
def test_a_place_of_no_size_is_told_as_that(
    tmp_path: Path, element: str, column: int, size: tuple[str, str]
) -> None:
    error = refused(tmp_path, "\n".join(GOOD.split("elements = [\n")[:1]) + f"elements = [\n  {element}\n]\n")
    assert (error.code, error.facts["position"]) == ("TEMPLATE-AREA", str(column))
    assert (error.facts["width"], error.facts["height"]) == size
    assert error.where is not None and error.where.file == "t.toml"


def test_a_zone_that_ends_before_it_begins_is_told_as_that(tmp_path: Path) -> None:
    error = refused(tmp_path, GOOD.replace("box = [", "box = [0, 0, -7, 9] # ["))
    assert (error.code, error.facts["width"]) == ("TEMPLATE-AREA", "-7")
