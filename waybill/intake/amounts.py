"""Weight and quantity as the label prints them: a number of kilograms, a number of pieces, without units."""

from __future__ import annotations

from decimal import Decimal

from waybill.intake.cleaning import ascii_number
from waybill.patterns import late_pattern

_PIECES = late_pattern(
    r"[共X×*]?(\d{1,6})(?:\.0*)?(?:PCS?|[个件只箱包套袋份双盒瓶条台本支张把罐桶组对片卷块朵束枚颗粒株盆提筐捆串听杯根板副批])?\Z"
)
_WEIGHT = late_pattern(r"约?(\d{1,6}(?:\.\d*)?|\.\d+)(KGS?|公斤|千克|斤|G|克)?\Z")
_KILOGRAMS = {"斤": Decimal("0.5"), "G": Decimal("0.001"), "克": Decimal("0.001")}
_GRAM = Decimal("0.001")


def pieces(text: str) -> str | None:
    """``2件`` as ``2``; None for what is no number of pieces."""
    found = _PIECES.match(ascii_number(text))
    return str(int(found[1])) if found and int(found[1]) else None


def kilograms(text: str) -> str | None:
    """``500g`` as ``0.5``, to the gram and without idle zeros; None for what is no weight."""
    found = _WEIGHT.match(ascii_number(text))
    if not found:
        return None
    weight = Decimal(found[1]) * _KILOGRAMS.get(found[2] or "", 1)
    shown = f"{weight.quantize(_GRAM):f}"
    return shown.rstrip("0").rstrip(".")


def light_unit(name: str) -> str:
    """The unit that a compared name of a weight ends with, where it is a smaller one than kilograms: ``g`` or ``斤``."""
    unit = name.rstrip(")")
    if unit.endswith(("kg", "公斤", "千克")):
        return ""
    return "斤" if unit.endswith("斤") else "g" if unit.endswith(("g", "克", "gram", "grams")) else ""
