"""Canaries: orders full of unique names, phones, addresses and remarks go through everything that can happen to them.

Afterwards every byte that was written or said is searched for every canary and its telling pieces.  The rejects file
(mode 0600) is the one place that may hold a raw row.
"""

from __future__ import annotations

import hashlib
import re
import stat
from pathlib import Path

import pytest
from aviary import PASSPHRASE, Aviary
from canaries import ALL, BROKEN_ROWS, CANARIES, COUNT, NEEDLES
from e2e_kit import everything, page_texts

HASHES = re.compile(rb"(?<![0-9a-f])(?=[0-9]*[a-f])[0-9a-f]{32,}(?![0-9a-f])")
"""Seven digits of a phone turn up in some thousand of them by chance."""


def found_in(data: bytes) -> list[str]:
    """Needles in bytes, in the encodings that programs write; hashes in hexadecimal are left out."""
    data = HASHES.sub(b"", data)
    texts = [
        data.decode("utf-8", "replace"),
        data.decode("utf-16-le", "replace"),
        data.decode("utf-16-be", "replace"),
    ]
    texts += [data[1:].decode("utf-16-be", "replace"), data.decode("gb18030", "replace")]
    return [needle for needle in NEEDLES if any(needle in text for text in texts)]


@pytest.fixture(scope="module")
def aviary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which everything happened; ``said`` holds each command's standard output and error."""
    top = tmp_path_factory.mktemp("canary")
    Aviary(top).live()
    return top


def files(top: Path) -> list[Path]:
    return [path for path in top.rglob("*") if path.is_file()]


def test_needles_are_found_where_they_are(aviary: Path) -> None:
    """The search itself works: the order file has every canary, the rejects what was refused."""
    orders = (aviary / "orders.csv").read_bytes().replace("📱".encode(), b"")
    assert set(found_in(orders)) == set(NEEDLES)
    assert found_in((aviary / "house" / "labels.rejects.csv").read_bytes())


def test_nothing_said_tells(aviary: Path) -> None:
    for path in sorted((aviary / "said").iterdir()):
        assert found_in(path.read_bytes()) == [], path.name


def test_nothing_written_tells(aviary: Path) -> None:
    """Journal with its WAL, PDFs, drafts of the killed run, temporary files, keys: every file but order and rejects files."""
    for path in files(aviary):
        if path.name in ("orders.csv", "passphrase") or ".rejects" in path.name or path.parent.name == "said":
            continue
        assert found_in(path.read_bytes()) == [], path.name
        assert PASSPHRASE.encode() not in path.read_bytes(), path.name


def test_no_digest_is_there_that_guesses_could_be_tried_against(aviary: Path) -> None:
    """Of an order file of one row, the six hidden digits of the phone are a million guesses."""
    values = [value.encode() for canary in ALL for value in canary.secrets()]
    values += [path.read_bytes() for path in aviary.glob("*.csv")]
    digests = [hashlib.new(kind, value).digest() for value in values for kind in ("sha256", "sha1", "md5")]
    for path in files(aviary):
        data = path.read_bytes()
        assert not any(digest in data or digest.hex().encode() in data for digest in digests), path.name


def test_no_stream_of_a_pdf_tells(aviary: Path) -> None:
    pdfs = [path for path in files(aviary) if path.suffix == ".pdf" or ".pdf." in path.name]
    assert {"labels.pdf", "json.pdf", "reprint.pdf", "pages.pdf", "other.pdf"} <= {path.name for path in pdfs}
    for path in pdfs:
        assert found_in(everything(path)) == [], path.name


def test_no_page_tells(aviary: Path) -> None:
    for name in ("labels.pdf", "json.pdf", "reprint.pdf", "pages.pdf", "other.pdf"):
        flat = "\n".join(re.sub(r"\s+", "", text) for text in page_texts(aviary / "house" / name))
        assert [needle for needle in NEEDLES if needle in flat] == [], name
        assert CANARIES[0].number[:-2] in flat


def test_rejects_are_for_their_owner_alone(aviary: Path) -> None:
    rejects = [path for path in files(aviary) if ".rejects" in path.name]
    assert rejects
    for path in rejects:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
        printed = [canary.name for canary in CANARIES if canary.number.encode() in path.read_bytes()]
        assert printed == [], "only refused rows"


def test_every_row_was_accounted_for(aviary: Path) -> None:
    assert len(page_texts(aviary / "house" / "labels.pdf")) == COUNT
    text = (aviary / "house" / "labels.rejects.csv").read_text("utf-8-sig")
    assert len(re.findall(r"(?:DEID|INTAKE|LAYOUT|SEAL)-[A-Z0-9-]+", text)) >= len(BROKEN_ROWS) - 1
