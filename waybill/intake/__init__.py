"""Order files to Orders: encodings, dialects, platform profiles, row rules, rejects.  The only room that holds raw rows."""

from __future__ import annotations

from waybill.intake.layout import ChunkRows, Layout, Note, RawChunk, Reject
from waybill.intake.order import Order, Party
from waybill.intake.rejects import RejectsFile, write_rejects
from waybill.intake.rows import read_chunk
from waybill.intake.source import Source, open_source

__all__ = [
    "ChunkRows",
    "Layout",
    "Note",
    "Order",
    "Party",
    "RawChunk",
    "Reject",
    "RejectsFile",
    "Source",
    "open_source",
    "read_chunk",
    "write_rejects",
]
