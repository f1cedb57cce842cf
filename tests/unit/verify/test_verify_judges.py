"""What the verifier concludes from what it read: leaks in a text, a zone's border, a symbol's turns, the exit code."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from waybill.verify import Finding, Secrets, VerifyReport
from waybill.verify.characters import check_zones
from waybill.verify.codes import _is_white, _outermost
from waybill.verify.leaks import check_patterns, check_secrets, leaks, patterns
from waybill.verify.pages import Char, Code, _lies_in, _turns
from waybill.verify.shapes import runs, squeeze
from waybill.verify.zones import Zone

PHONE = "13812345678"
SECRETS = Secrets(
    names=frozenset({"章衔月"}), latin=frozenset({"zhang"}), digits=frozenset(runs(PHONE)),
    rooms=frozenset({"43号", "5-1702"}), opaque=frozenset({"AgAAAAtest12"}), contacts=frozenset({"zxy@qq.com"}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("收件人 章 衔 月", {"name"}),
        ("章衔阳", set()),
        ("Mr ZHANG", {"name"}),
        ("AgAAAAtest12", {"ciphertext"}),
        ("zxy@qq.com", {"contact"}),
        ("138 1234 5678", {"phone"}),
        ("1381234", {"phone"}),
        ("1******5678", set()),
        ("文三路43号", {"room"}),
        ("43号", {"room"}),
        ("文三路143号", set()),
        ("文三路1 43 号", {"room"}),
        ("文三路143号 43号", {"room"}),
        ("文三路5-1702", {"room"}),
        ("05 5-17 02", set()),
    ],
)
def test_what_an_order_hides_is_found_in_a_text(text: str, kinds: set[str]) -> None:
    assert {kind for kind, _ in leaks(squeeze(text), text, SECRETS)} == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("1 0 0 1 381 234 56 78 cm", set()),
        ("5-1702", set()),
        (f"({PHONE}) Tj", {"phone"}),
        ("(43号) Tj", {"room"}),
    ],
)
def test_figures_of_drawing_operators_are_neither_rooms_nor_together_a_phone(
    text: str, kinds: set[str]
) -> None:
    assert {kind for kind, _ in leaks(squeeze(text), text, SECRETS, operators=True)} == kinds


@pytest.mark.parametrize("drawn", ["1 0 0 1 381 234 56 78 cm", "5-1702", "1 3 8 1 2 3 4 5 6 7 8 re"])
def test_what_a_page_draws_is_read_as_operators(drawn: str) -> None:
    page = SimpleNamespace(flat="", text="", codes=[], number=1, chars=[])
    streams = [("stream", drawn)]
    assert list(check_secrets(page, SECRETS, streams, [])) == []  # type: ignore[arg-type]
    assert list(check_patterns(page, "", streams, [])) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "kinds"), [("JT0000000000018", {"phone"}), (f"YT{PHONE}01", set()), (PHONE, {"phone"})]
)
def test_figures_of_the_waybills_own_number_are_no_phone(number: str, kinds: set[str]) -> None:
    """Unless that is a mobile's: no parcel has such a number."""
    for text, drawn in ((PHONE, []), ("", [("stream", f"({PHONE}) Tj")])):
        page = SimpleNamespace(flat=text, text=text, codes=[], number=1, chars=[], owner=[])
        page.chars = [Char(char, 0, 0, 9, 9, True) for char in text]
        page.owner = list(range(len(text)))
        page.dots, page.width_mm, page.height_mm = SimpleNamespace(width=100, height=100), 50, 50
        told = check_patterns(page, number, drawn, [])  # type: ignore[arg-type]
        assert {dict(each.facts)["kind"] for each in told} == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("收 ~AgAAAABkM2VhYmFzZTY0~1~ 苏州", ["ciphertext"]),
        ("$1$abcdEFGHijkl\nmnop==$1$$", ["ciphertext"]),
        ("##aGVsbG93b3JsZA==#1##", ["ciphertext"]),
        ("#3e4r#aGVsbG93b3JsZGhlbGxv==#", ["ciphertext"]),
        ("$A0B1C2D3E4F5$1$ :%6.A", []),  # Base45
        ("3# 2$ ~ 1~2 #A1#", []),
        ("~谢谢~ #新款# $128$", []),
    ],
)
def test_a_platforms_ciphertext_is_told_without_the_orders(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in patterns(text)] == kinds


def test_a_leak_is_told_with_its_place() -> None:
    assert list(leaks("寄给章衔月", "寄给章衔月", SECRETS)) == [("name", 2)]
    assert list(leaks("电话13812345678", "电话13812345678", SECRETS)) == [("phone", 2)]


@pytest.mark.parametrize(
    ("text", "lawful", "kinds"),
    [
        (PHONE, (), ["phone"]),
        (PHONE, (PHONE,), []),
        (f"隐私号 {PHONE}", (), []),
        (f"隐私号 {PHONE} 13912345678", (), ["phone"]),
        (f"隐私号 {PHONE} 13912345678", (PHONE,), []),
        ("理由:收件人 章衔月", (), ["name"]),
        ("理由:收件人为视\n力障碍人士", (), []),
        ("理由:老年收件人无法使用\n隐私号", (), []),
        ("理由:收件人行动不便", (), []),
    ],
)
def test_so_many_numbers_as_are_told_to_be_virtual_may_be_shown(
    text: str, lawful: tuple[str, ...], kinds: list[str]
) -> None:
    assert [kind for kind, _ in patterns(text, lawful=lawful)] == kinds


@pytest.mark.parametrize(
    ("codes", "status"),
    [
        ([], 0),
        (["VERIFY-GLYPH"], 7),
        (["VERIFY-GLYPH", "VERIFY-QUIET"], 8),
        (["VERIFY-BARS", "VERIFY-HIDDEN"], 5),
        (["VERIFY-CODE", "VERIFY-LEAK", "VERIFY-ZONE"], 5),
    ],
)
def test_the_most_serious_finding_is_the_exit_code(codes: list[str], status: int) -> None:
    assert VerifyReport("x.pdf", findings=[Finding(1, "text", code) for code in codes]).exit_code == status


ZONE = Zone("recipient_zone", 100, 100, 200, 200)


@pytest.mark.parametrize(
    ("box", "crosses"),
    [
        ((100, 100, 200, 200), False),
        ((99, 99, 120, 120), False),  # one dot of grace
        ((180, 180, 201, 201), False),
        ((98.5, 110, 120, 120), True),
        ((110, 98.5, 120, 120), True),
        ((180, 180, 201.5, 190), True),
        ((180, 180, 190, 201.5), True),
        ((240, 240, 260, 260), False),  # in no zone
    ],
)
def test_a_character_keeps_to_the_zone_that_it_is_in(box: tuple[float, ...], crosses: bool) -> None:
    page = SimpleNamespace(chars=[Char("王", *box, True)], number=3)
    found = [(each.page, each.zone, each.code) for each in check_zones(page, [ZONE])]  # type: ignore[arg-type]
    assert found == ([(3, "recipient_zone", "VERIFY-ZONE")] if crosses else [])


def corners(across: int, down: int) -> SimpleNamespace:
    """A symbol whose first edge goes so far."""
    return SimpleNamespace(
        top_left=SimpleNamespace(x=50, y=50), top_right=SimpleNamespace(x=50 + across, y=50 + down)
    )


@pytest.mark.parametrize(
    ("across", "down", "turns"),
    [
        (100, 0, 0), (100, 2, 0), (100, -2, 0), (100, 3, -1), (200, 4, 0),
        (0, 100, 1), (-2, 100, 1), (-100, 1, 2), (1, -100, 3), (70, 70, -1), (1, 0, 0),
    ],
)  # fmt: skip
def test_quarter_turns_of_a_symbol(across: int, down: int, turns: int) -> None:
    assert _turns(corners(across, down)) == turns


def test_a_code_that_lies_mostly_in_a_larger_one_is_none() -> None:
    matrix = Code("QRCode", "x", 100, 100, 199, 199, 0)
    rows = Code("Codabar", "1", 150, 120, 189, 125, 0)
    assert _lies_in(rows, matrix) and not _lies_in(matrix, rows) and not _lies_in(matrix, matrix)
    assert _lies_in(rows._replace(left=180, right=219), matrix), "half of it"
    assert not _lies_in(rows._replace(left=181, right=220), matrix)
    assert not _lies_in(rows._replace(left=210, right=249), matrix)


def test_a_quiet_zone_is_white_and_on_the_paper() -> None:
    from PIL import Image

    dots = Image.new("L", (40, 20), 255)
    assert _is_white(dots, (0, 0, 40, 20)) and _is_white(dots, (5, 5, 5, 9))
    for beyond in ((-1, 0, 40, 20), (0, -1, 40, 20), (0, 0, 41, 20), (0, 0, 40, 21)):
        assert not _is_white(dots, beyond)
    dots.putpixel((7, 7), 0)
    assert not _is_white(dots, (7, 7, 8, 8)) and _is_white(dots, (8, 8, 40, 20))


@pytest.mark.parametrize("told", [(-3, 3), (0, 0), (3, -3), (-3, -3)])
def test_a_symbols_outermost_dots_are_near_its_corners(told: tuple[int, int]) -> None:
    row = bytes([255] * 10 + [0] * 4 + [255] * 22 + [0] * 4 + [255] * 10)
    assert _outermost(row, 10 + told[0], 39 + told[1]) == (10, 39)
