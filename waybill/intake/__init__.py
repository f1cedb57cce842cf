"""Order files to Orders: encodings, dialects, profiles, row rules, rejects.

The only room that holds raw rows.
"""

from __future__ import annotations

from waybill.intake.files import open_sources
from waybill.intake.layout import Layout, Note, RawChunk, Reject
from waybill.intake.options import Options
from waybill.intake.order import Order, Party
from waybill.intake.reading import reject_of
from waybill.intake.rejects import RejectsFile
from waybill.intake.rows import ChunkRows, read_chunk
from waybill.intake.source import Source

__all__ = [
    "ChunkRows",
    "Layout",
    "Note",
    "Options",
    "Order",
    "Party",
    "RawChunk",
    "Reject",
    "RejectsFile",
    "Source",
    "open_sources",
    "read_chunk",
    "reject_of",
]
