"""Cut the content streams of a real run into pieces, for the rendering-limit probe: ``take_pieces.py PDF OUT``."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from pypdf import PdfReader

PAGES = 64
PIECES = 40


def main() -> None:
    """Write a list of pages, each a list of byte pieces."""
    pages = []
    for page in PdfReader(sys.argv[1]).pages[:PAGES]:
        content = page["/Contents"].get_object().get_data()
        step = len(content) // PIECES + 1
        pages.append([content[start : start + step] for start in range(0, len(content), step)])
    Path(sys.argv[2]).write_bytes(pickle.dumps(pages))


if __name__ == "__main__":
    main()
