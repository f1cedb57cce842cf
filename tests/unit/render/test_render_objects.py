"""The file's skeleton: page tree, object streams, cross-references, and how it is handed on."""

from __future__ import annotations

import io
import re
import zlib

import pikepdf
import pypdfium2
import pytest
from render_kit import CREATED, PAPERS, label, pdf

from waybill.page import Counter, Page, Text
from waybill.render.painter import Painter
from waybill.render.pdf import PdfFile
from waybill.render.pdf_objects import ObjectWriter

GRID = PAPERS[0]


@pytest.mark.parametrize("count", [1, 63, 64, 65, 129, 64 * 64 + 1])
def test_page_tree_of_any_size(count: int) -> None:
    out = io.BytesIO()
    file = PdfFile(out, grid=GRID, static=[], created=CREATED)
    painted = Painter(GRID).paint(Page([Text(20, 40, 20, False, "页")], Counter(300, 900, 20)))
    assert [file.add(painted) for _ in range(count)] == list(range(1, count + 1))
    file.finish()
    document = pypdfium2.PdfDocument(out.getvalue())
    assert len(document) == count
    for number in {1, count // 2, count} - {0}:
        assert re.search(rf"{number}\s*/{count}\b", document[number - 1].get_textpage().get_text_range())
    document.close()
    with pikepdf.open(io.BytesIO(out.getvalue())) as checked:
        assert leaves(checked.Root.Pages) == count
        assert checked.check() == [] if hasattr(checked, "check") else checked.check_pdf_syntax() == []
        assert len(checked.pages) == count


def leaves(node: pikepdf.Object) -> int:
    """The pages below a node of the page tree, each node's Count and its kids' Parent being right."""
    if node.Type == "/Page":
        return 1
    assert len(node.Kids) <= 64
    assert {kid.Parent.objgen for kid in node.Kids} == {node.objgen}
    found = sum(map(leaves, node.Kids))
    assert node.Count == found
    return found


def test_every_cross_reference_leads_to_its_object() -> None:
    """7.5.8.3: offsets of objects that stand for themselves; stream and place of those in object streams."""
    data = pdf(
        [label(GRID, f"JT{number:013d}") for number in range(130)],
        GRID,
        groups=[str(number) for number in range(130)],
    )
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n$", data)[1])  # type: ignore[index]
    size = int(re.compile(rb"\d+ 0 obj<</Type/XRef/Size (\d+)/W\[1 5 2\]").match(data, start)[1])  # type: ignore[index]
    table = inflated(data, start)
    entries = [
        (
            table[at],
            int.from_bytes(table[at + 1 : at + 6], "big"),
            int.from_bytes(table[at + 6 : at + 8], "big"),
        )
        for at in range(0, len(table), 8)
    ]
    assert (len(table), entries[0]) == (8 * size, (0, 0, 0xFFFF))
    held: dict[int, list[int]] = {}
    for number, (kind, place, index) in enumerate(entries[1:], 1):
        if kind == 1:
            assert data.startswith(b"%d 0 obj<<" % number, place)
        else:
            held.setdefault(place, []).append(number)
            assert (kind, entries[place][0]) == (2, 1) and index < 256
    assert len(held) > 1
    for stream, numbers in held.items():
        at = entries[stream][1]
        count, first = map(
            int, re.compile(rb"\d+ 0 obj<</Type/ObjStm/N (\d+)/First (\d+)").match(data, at).groups()
        )  # type: ignore[union-attr]
        heads = inflated(data, at)[:first].split()
        assert [entries[int(number)][2] for number in heads[::2]] == list(range(count))
        assert sorted(map(int, heads[::2])) == numbers


def test_a_file_is_handed_on_while_it_grows() -> None:
    """At most a quarter of a megabyte waits, so that no file of any length is held in memory."""
    out = io.BytesIO()
    writer = ObjectWriter(out)
    for number in range(1, 41):
        writer.stream(writer.new(), b"", bytes(60_000))
        assert 60_000 * number - out.tell() < 1 << 18


def inflated(data: bytes, at: int) -> bytes:
    """What the stream of the object at ``at`` holds."""
    return zlib.decompressobj().decompress(data[data.index(b"stream\n", at) + 7 :])
