"""Barcodes as modules: Code 128, QR Code, Data Matrix; no drawing and no lengths here.

Every function returns what :class:`waybill.page.Bars` or :class:`waybill.page.Matrix` takes.
"""

from waybill.symbols.code128 import code128
from waybill.symbols.datamatrix import datamatrix
from waybill.symbols.qr import qr, qr_many
from waybill.symbols.qr_geometry import MAX_VERSION as MAX_QR_VERSION

__all__ = ["MAX_QR_VERSION", "code128", "datamatrix", "qr", "qr_many"]
