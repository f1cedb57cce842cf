"""Barcodes as modules: Code 128, QR Code, Data Matrix; no drawing and no lengths here.

Every function returns what :class:`waybill.page.Bars` or :class:`waybill.page.Matrix` takes.
"""

from waybill.symbols.code128 import code128
from waybill.symbols.datamatrix import datamatrix
from waybill.symbols.qr import qr, qr_many

__all__ = ["code128", "datamatrix", "qr", "qr_many"]
