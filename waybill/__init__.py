"""Waybill prints express waybills that protect the people on them.

The Python API does what the command line does: :func:`print_labels`, :func:`reprint_labels`.  Everything is imported
when first asked for, so that ``import waybill`` costs nothing.
"""

from __future__ import annotations

__version__ = "0.1.0"
