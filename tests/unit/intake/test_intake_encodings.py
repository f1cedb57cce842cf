"""Encodings and dialects: found for certain or refused with the byte's position."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest
from intake_tables import HEADER, open_source, read, row, take, text, write_rejects

from waybill.errors import InputError
from waybill.intake import open_sources
from waybill.order_files import expand

TABLE = [HEADER, row(1), row(2, 收件人="欧阳娜娜"), row(3, 备注='送"货",前')]
TABLE_TEXT = text(TABLE).encode()


@pytest.mark.parametrize(
    ("codec", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-8"),
        ("utf-16-le", "utf-8"),
        ("utf-16-be", "utf-8"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_encodings_delimiters_and_line_ends(
    tmp_path: Path, codec: str, found: str, delimiter: str, end: str
) -> None:
    got = read(tmp_path, text(TABLE, delimiter, end), codec)
    assert got.source.layout.encoding == found
    assert [order.line for order in got.orders] == [2, 3, 4]
    assert got.orders[1].recipient.name == "欧阳娜娜"
    assert got.orders[2].remark == '送"货",前'


def test_gb18030_four_byte_characters(tmp_path: Path) -> None:
    got = read(tmp_path, [HEADER, row(收件人="王㛃𬱖")], "gb18030")
    assert got.orders[0].recipient.name == "王㛃𬱖"


def test_second_byte_of_a_gbk_character_may_be_a_pipe(tmp_path: Path) -> None:
    trail = b"\x81\x7c".decode("gbk")
    got = read(tmp_path, text([HEADER, row(收件人="王" + trail, 备注='a"b')], "|"), "gbk")
    assert got.orders[0].recipient.name == "王" + trail


def test_big5_is_read_on_request_only(tmp_path: Path) -> None:
    header = ["運單號", "收件人", "手機", "地址", "訂單編號"]
    content = text([header, ["JT0000000000001", "王小明", "13812345678", "臺北市信義路五段7號", "A1"]])
    profile = tmp_path / "profiles"
    profile.mkdir()
    (profile / "tw.toml").write_text(
        'id = "tw"\nrecognise = ["運單號", "訂單編號"]\n[columns]\nwaybill_no = ["運單號"]\nrecipient_name = ["收件人"]\n'
        'recipient_phone = ["手機"]\nrecipient_address = ["地址"]\norder_no = ["訂單編號"]\n',
        "utf-8",
    )
    got = read(tmp_path, content, "big5", encoding="big5", profile_folder=profile)
    assert got.source.layout.profile == "tw"
    assert got.orders[0].recipient.address == "臺北市信義路五段7號"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_bad_byte_is_refused_with_its_position(tmp_path: Path, codec: str) -> None:
    good = text([HEADER, *(row(n) for n in range(3000))]).encode(codec)
    at = good.index(b"\r\n", 700_000 if codec == "utf-8" else 500_000)
    with pytest.raises(InputError) as caught:
        read(tmp_path, good[:at] + b"\xff\xff" + good[at:])
    assert caught.value.code == "INTAKE-ENCODING"
    assert caught.value.facts["position"] == str(at)
    assert caught.value.where is not None
    assert caught.value.where.line == good.count(b"\n", 0, at) + 1


def test_a_bad_byte_of_utf16_is_refused_with_its_line(tmp_path: Path) -> None:
    lines = [text([cells]).encode("utf-16-le") for cells in TABLE]
    with pytest.raises(InputError) as caught:
        read(tmp_path, b"\xff\xfe" + lines[0] + lines[1] + b"\x00\xdc" + lines[2])
    assert caught.value.where is not None
    assert (caught.value.code, caught.value.where.line) == ("INTAKE-ENCODING", 3)


def test_a_file_cut_within_a_character_is_refused(tmp_path: Path) -> None:
    content = text(TABLE).encode()
    with pytest.raises(InputError) as caught:
        read(tmp_path, content[: content.rindex("货".encode()) + 1])
    assert caught.value.code == "INTAKE-ENCODING"


def test_pasted_encodings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, text([HEADER, row(1)]).encode() + text([row(2)]).encode("gbk"))
    assert caught.value.code == "INTAKE-ENCODING"


def test_ascii_first_then_gbk(tmp_path: Path) -> None:
    header = ["waybill_no", "recipient_name", "recipient_phone", "recipient_address", "remark"]
    rows = [["JT0000000000001", "John", "13812345678", "Road 1", "x" * 400]] * 4000
    got = read(tmp_path, text([header, *rows, [*rows[0][:4], "易碎"]]), "gbk")
    assert got.source.layout.encoding == "gb18030"
    assert got.orders[-1].remark == "易碎"


@pytest.mark.parametrize("encoding", [None, "gbk"])
def test_gbk_behind_the_mark_of_utf8(tmp_path: Path, encoding: str | None) -> None:
    content = b"\xef\xbb\xbf" + text(TABLE).encode("gbk")
    got = read(tmp_path, content, encoding=encoding)
    assert (got.source.layout.encoding, len(got.orders)) == ("gb18030", 3)
    piped = take(open_source("-", stdin=io.BytesIO(content), encoding=encoding))
    assert [order.recipient.name for order in piped.orders] == [order.recipient.name for order in got.orders]


def test_unknown_encoding_name(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, TABLE, encoding="klingon")
    assert caught.value.code == "INTAKE-ENCODING-NAME"


def test_sep_line(tmp_path: Path) -> None:
    got = read(tmp_path, "sep=;\r\n" + text(TABLE, ";"))
    assert [order.line for order in got.orders] == [3, 4, 5]


def test_gzip_and_pipes() -> None:
    plain = text(TABLE).encode("gbk")
    for content in (plain, gzip.compress(plain)):
        got = take(open_source("-", stdin=io.BytesIO(content)))
        assert (got.source.name, len(got.orders)) == ("<stdin>", 3)


def test_gzip_file_by_content_not_by_name(tmp_path: Path) -> None:
    assert len(read(tmp_path, gzip.compress(text(TABLE).encode())).orders) == 3


def test_broken_gzip(tmp_path: Path) -> None:
    packed = gzip.compress(text([HEADER, *(row(n) for n in range(500))]).encode())
    with pytest.raises(InputError) as caught:
        read(tmp_path, packed[: len(packed) // 2])
    assert caught.value.code == "INTAKE-GZIP"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "INTAKE-EMPTY"),
        (b"\xef\xbb\xbf\r\n\r\n", "INTAKE-EMPTY"),
        (b"\xff\xfe", "INTAKE-EMPTY"),
        ("运单号,收件人".encode("utf-32"), "INTAKE-UTF-32"),
        ("运单号,收件人".encode("utf-32-le"), "INTAKE-UTF-32"),
        ("waybill,𠮷".encode("utf-32-be"), "INTAKE-UTF-32"),
        (b"Rar!\x1a\x07\x01\x00", "INTAKE-ZIP"),
        (b"7z\xbc\xaf\x27\x1c", "INTAKE-ZIP"),
        (b"BZh91AY&SY", "INTAKE-ZIP"),
        (b"%PDF-1.7\n%\xe2\xe3", "INTAKE-BINARY"),
        (bytes(range(256)) * 20, "INTAKE-BINARY"),
        (b"PK\x03\x04 not a workbook", "INTAKE-SHEET"),
        (b"<html><table><tr><th>x</th></tr></table></html>", "INTAKE-NO-HEADER"),
        (b"<html><table></table></html>", "INTAKE-EMPTY"),
        (b"<html><body><form>log in</form></body></html>", "INTAKE-DOCUMENT"),
        (b'<?xml version="1.0"?><orders><table></table></orders>', "INTAKE-DOCUMENT"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>\r\n<html>", "INTAKE-DOCUMENT"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "INTAKE-SHEET",
        ),
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n", "INTAKE-DOCUMENT"),
        (b'[\n {"a": 1}]', "INTAKE-DOCUMENT"),
        (b'{"orders": []}', "INTAKE-DOCUMENT"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 2000, "INTAKE-SHEET"),
    ],
)
def test_what_is_no_table(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, content)
    assert caught.value.code == code
    assert caught.value.exit_code == 3


def test_a_pattern_in_a_folder_that_may_not_be_read_tells_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(InputError) as caught:
        expand(f"{tmp_path}/*.csv")
    assert caught.value.code == "INTAKE-UNREADABLE" and tmp_path.name in caught.value.text("en")
    with pytest.raises(InputError) as caught:
        expand(f"{tmp_path}/none/*.csv")
    assert caught.value.code == "INTAKE-NO-FILE"


def test_no_such_file() -> None:
    with pytest.raises(InputError) as caught:
        open_source("/nowhere/orders.csv")
    assert caught.value.code == "INTAKE-NO-FILE"


def test_a_pipe_that_turns_bad_later() -> None:
    good = text([HEADER, *(row(n) for n in range(6000))]).encode()
    at = good.index(b"\r\n", 1_400_000)
    source = open_source("-", stdin=io.BytesIO(good[:at] + b"\xff" + good[at:]))
    with pytest.raises(InputError) as caught:
        take(source)
    assert (caught.value.code, caught.value.facts["position"]) == ("INTAKE-ENCODING", str(at))


@pytest.mark.parametrize(("told", "written"), [("tab", "\t"), ("\\t", "\t"), (";", ";"), ("^", "^")])
def test_a_delimiter_that_is_told(tmp_path: Path, told: str, written: str) -> None:
    assert len(read(tmp_path, text(TABLE, written), delimiter=told).orders) == 3


@pytest.mark.parametrize("told", ["ab", '"', "\n"])
def test_a_delimiter_that_can_be_none(tmp_path: Path, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, TABLE, delimiter=told)
    assert caught.value.code == "INTAKE-DELIMITER"


def test_a_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    source = read(tmp_path, TABLE).source
    file = tmp_path / "orders.csv"
    content, time = file.read_bytes(), file.stat().st_mtime_ns
    file.write_bytes(content[:-20] + b"\xff" + content[-19:])
    os.utime(file, ns=(time, time))  # neither its size nor its time tells
    with pytest.raises(InputError) as caught:
        take(source)
    assert caught.value.code == "INTAKE-UNREADABLE"
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("path", [".", "..", "/"])
def test_a_folder_is_told_by_its_place(path: str) -> None:
    with pytest.raises(InputError) as caught:
        open_source(path)
    assert caught.value.code == "INTAKE-FOLDER"
    assert caught.value.where and caught.value.where.file == path


_TAIWAN = [
    ["JT0000000000001", "王小明", "13812345678", "台北市信義區信義路五段7號12樓之3", "保溫杯"],
    ["JT0000000000002", "陳怡君", "13812345679", "新北市板橋區縣民大道二段100號", "衣服"],
]
_JAPAN = [["JT0000000000001", "山田太郎", "13812345678", "東京都千代田区丸の内1丁目9番1号", "タオル"]]
_KOREA = [["JT0000000000001", "김철수", "13812345678", "서울특별시 강남구 테헤란로 123", "수건"]]
_ENGLISH = ["waybill_no", "recipient_name", "recipient_phone", "recipient_address", "contents"]
_CHINESE = ["運單號", "收件人", "手機", "地址", "商品"]


@pytest.mark.parametrize(
    ("header", "rows", "codec", "found"),
    [
        (_ENGLISH, _TAIWAN, "big5", "Big5"),
        (_ENGLISH, _TAIWAN[:1], "big5", "Big5"),
        (_CHINESE, _TAIWAN, "big5", "Big5"),
        (_ENGLISH, _JAPAN, "cp932", "Shift_JIS"),
        (_ENGLISH, _KOREA, "cp949", "EUC-KR"),
    ],
)
def test_what_would_be_garbled_as_gb18030_is_refused_with_its_encoding(
    tmp_path: Path, header: list[str], rows: list[list[str]], codec: str, found: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, [header, *rows], codec)
    assert (caught.value.code, caught.value.facts) == ("INTAKE-ENCODING-FOREIGN", {"encoding": found})
    told = read(tmp_path, [_ENGLISH, *rows], codec, encoding="gbk")
    assert len(told.orders) + len(told.rejects) == len(rows)


@pytest.mark.parametrize(
    "text_of_row",
    [
        ["王小明", "台北市信義區信義路五段7號12樓之3", "保溫杯"],
        ["犇骉䶮", "福建省泉州市晋江市赑屃路7号", "饕餮"],
        ["Иван Петров", "Москва, улица Ленина, дом 5", "книга"],
        ["山田太郎", "東京都千代田区丸の内1丁目9番1号", "タオル"],
        ["共青", "黑龙江农垦宝泉岭分局共青农场场部12号楼", ""],
        ["あい", "北京", "ア"],
    ],
)
def test_rare_and_traditional_characters_in_gb18030_are_no_other_encoding(
    tmp_path: Path, text_of_row: list[str]
) -> None:
    name, address, goods = text_of_row
    got = read(tmp_path, [_ENGLISH, ["JT0000000000001", name, "13812345678", address, goods]], "gb18030")
    assert (got.orders[0].recipient.name, got.orders[0].recipient.address) == (name, address)
    assert got.source.layout.encoding == "gb18030"


def test_big5_asked_for_is_read(tmp_path: Path) -> None:
    got = read(tmp_path, [_ENGLISH, *_TAIWAN], "big5", encoding="big5")
    assert [order.recipient.name for order in got.orders] == ["王小明", "陳怡君"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("订单 导出(1)　新.csv", "订单 导出(1)　新.csv"),
        ("a\x1b[31m\n\u202eb\x85.csv", "a\ufffd[31m\ufffd\ufffdb\ufffd.csv"),
        (os.fsdecode("订单导出.csv".encode("gbk")), "订单导出.csv"),
        (os.fsdecode(b"o\xff.csv"), "o\ufffd.csv"),
    ],
)
def test_a_files_name_is_told_as_text(tmp_path: Path, name: str, shown: str) -> None:
    file = tmp_path / name
    file.write_text(text([HEADER, row(1), row(2, 收件人="")]), "utf-8")
    source = open_source(str(file))
    assert source.name == shown
    write_rejects(tmp_path / "rejects", source.columns, take(source).rejects, source.name)
    assert f",{shown}," in (tmp_path / "rejects").read_text("utf-8-sig")
    file.write_bytes(b"")
    with pytest.raises(InputError) as caught:
        open_source(str(file))
    assert str(caught.value.where) == shown


@pytest.mark.parametrize("later", [b"", TABLE_TEXT[:200], TABLE_TEXT + TABLE_TEXT, None])
@pytest.mark.parametrize("read_before", [0, 1])
def test_no_row_is_lost_of_a_file_that_changes_while_it_is_read(
    tmp_path: Path, later: bytes | None, read_before: int
) -> None:
    file = tmp_path / "orders.csv"
    file.write_bytes(TABLE_TEXT)
    source = open_source(str(file))
    chunks = source.chunks(1)
    for _ in range(read_before):
        next(chunks)
    file.unlink() if later is None else file.write_bytes(later)
    with pytest.raises(InputError) as caught:
        list(chunks)
    gone = later is None and not read_before
    assert caught.value.code == ("INTAKE-NO-FILE" if gone else "INTAKE-UNREADABLE")


def test_a_folder_that_may_not_be_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "exists", refuse)
    with pytest.raises(InputError) as caught:
        list(open_sources([str(tmp_path / "orders.csv")]))
    assert caught.value.code == "INTAKE-UNREADABLE"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_zero_bytes_at_the_end_are_no_binary_file(tmp_path: Path, codec: str) -> None:
    content = text([HEADER, row(1)])
    assert len(read(tmp_path, content.encode(codec) + bytes(100_000)).orders) == 1
    cut = read(tmp_path, content[:-60].encode(codec) + bytes(100_000))
    assert (len(cut.orders), len(cut.rejects)) == (0, 1)


def test_a_document_of_a_word_processor_is_no_workbook(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part in ("[Content_Types].xml", "word/document.xml"):
            archive.writestr(part, "<x/>")
    with pytest.raises(InputError) as caught:
        read(tmp_path, packed.getvalue())
    assert caught.value.code == "INTAKE-ZIP"


@pytest.mark.parametrize(
    ("codec", "written"),
    [("gb18030", b"\xfe\x59\xfe\x61"), ("utf-8", "\ue81e\ue826".encode()), ("utf-8", "龴龵".encode())],
)
def test_characters_of_old_codes_become_those_of_gb18030_2022(
    tmp_path: Path, codec: str, written: bytes
) -> None:
    content = text([HEADER, row(1, 收件人="@@明")]).encode(codec).replace(b"@@", written)
    (order,) = read(tmp_path, content).orders
    assert order.recipient.name == "龴龵明"
