"""The story of Waybill: orders -> labels -> pages -> file -> journal, and a label again from the journal.

The command line and the Python API are two doors on this one pipeline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waybill.pipeline.job import PrintJob
    from waybill.pipeline.printing import print_labels
    from waybill.pipeline.report import PrintReport

__all__ = ["PrintJob", "PrintReport", "print_labels"]

_HOME = {"PrintJob": "job", "print_labels": "printing", "PrintReport": "report"}


def __getattr__(name: str) -> object:
    # Imported when asked for: a reprint must not wait for what a print needs.
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f"waybill.pipeline.{_HOME[name]}"), name)
    raise AttributeError(name)
