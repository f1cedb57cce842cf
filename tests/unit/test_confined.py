"""Files that were made to exhaust whoever reads them are given up with an error, by every command that reads a PDF."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import waybill.confined
from waybill.confined import Confined
from waybill.errors import InputError
from waybill.render.png import preview
from waybill.verify import verify_pdf
from waybill.verify.numbers import numbers_on_pages

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be limited here")

READERS: list[Callable[[Path], Any]] = [
    lambda path: list(preview(path, 203)),
    lambda path: numbers_on_pages(path, 1, 9, dpi=203),
    verify_pdf,
]


def pdf(path: Path, resources: str, drawing: str, *more: str) -> Path:
    """A file of one page, with further objects from number 5 on."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 215 369]/Resources<<{resources}>>/Contents 4 0 R>>",
        stream("", drawing),
        *more,
    ]
    body, table = "%PDF-1.7\n", "0000000000 65535 f \n"
    for number, one in enumerate(objects, 1):
        table += f"{len(body):010d} 00000 n \n"
        body += f"{number} 0 obj\n{one}\nendobj\n"
    size = len(objects) + 1
    path.write_text(
        f"{body}xref\n0 {size}\n{table}trailer\n<</Root 1 0 R/Size {size}>>\nstartxref\n{len(body)}\n%%EOF\n"
    )
    return path


def stream(entries: str, data: str) -> str:
    return f"<<{entries}/Length {len(data)}>>stream\n{data}\nendstream"


def form(other: int) -> str:
    resources = f"/Resources<</XObject<</X {other} 0 R>>>>"
    return stream(f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]{resources}", "/X Do " * 9)


@pytest.mark.parametrize("reader", READERS)
def test_forms_that_draw_one_another_are_given_up(
    reader: Callable[[Path], Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waybill.confined, "MEMORY", 300 << 20)
    path = pdf(tmp_path / "bomb.pdf", "/XObject<</X 5 0 R>>", "/X Do", form(6), form(5))
    with pytest.raises(InputError, match="VERIFY-EXHAUSTS"):
        reader(path)


@pytest.mark.parametrize("reader", READERS)
def test_a_pattern_without_end_is_given_up(
    reader: Callable[[Path], Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waybill.confined, "SECONDS", 2)
    tile = stream(
        "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.0001/YStep 0.0001", "0 0 1 1 re f"
    )
    path = pdf(tmp_path / "tiles.pdf", "/Pattern<</P 5 0 R>>", "/Pattern cs /P scn 0 0 215 369 re f", tile)
    with pytest.raises(InputError, match="VERIFY-EXHAUSTS"):
        reader(path)


@pytest.mark.parametrize("reader", READERS)
def test_what_is_no_file_is_not_waited_for(reader: Callable[[Path], Any], tmp_path: Path) -> None:
    pipe, loop, sparse = tmp_path / "pipe", tmp_path / "loop", tmp_path / "sparse"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    with sparse.open("wb") as file:
        file.truncate(waybill.confined.LARGEST + 1)
    for path, code in (
        (pipe, "VERIFY-READ"), (loop, "VERIFY-READ"), (tmp_path, "VERIFY-READ"), (tmp_path / "none", "VERIFY-READ"),
        (Path("/dev/zero"), "VERIFY-READ"), (sparse, "VERIFY-EXHAUSTS"),
    ):  # fmt: skip
        with pytest.raises(InputError, match=code):
            reader(path)


def test_each_process_makes_its_tool_once_and_an_error_of_the_work_is_its_own(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(1 << 20))
    with Confined(path, partial(list, "ab"), jobs=2) as lists:
        given = [lists.give(list.append, "c") for _ in range(8)]
        assert [lists.result_of(number) for number in given] == [None] * 8
        lengths = {lists.result_of(lists.give(len)) for _ in range(8)}
        assert max(lengths) > 3
        with pytest.raises(IndexError):
            lists.result_of(lists.give(list.__getitem__, 99))
        with pytest.raises(InputError, match="VERIFY-EXHAUSTS"):
            lists.result_of(lists.give(_no_memory))


def _no_memory(_: Any) -> None:
    raise MemoryError


def test_without_processes_the_work_is_done_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("os.fork")
    path = tmp_path / "file"
    path.write_bytes(b"any")
    with Confined(path, list) as lists:
        lists.result_of(lists.give(list.append, os.getpid()))
        assert lists.result_of(lists.give(list.copy)) == [os.getpid()]


def test_a_tool_is_put_down_before_its_library_ends(tmp_path: Path) -> None:
    """A library that still finds a document open says so on standard error when its process ends in good order."""
    code = (
        "import atexit; from waybill import confined\n"
        "class Tool:\n"
        "    def __init__(self): atexit.register(print, 'library')\n"
        "    def __del__(self): print('tool')\n"
        "confined._begin(Tool, 0); confined._do(0, id, ())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["tool", "library"]
