"""Address text to components with spans; gazetteer; coordinates, datum and their precision.

>>> from waybill.address.parse import parse
>>> parse("江苏省南京市鼓楼区中山路8号3栋2单元501室").masked
'江苏省南京市鼓楼区中山路8号3栋***'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from waybill.address.divisions import Located, locate, locate_parts
    from waybill.address.parse import Address, LabelAddress, for_label
    from waybill.address.span import Span

__all__ = ["Address", "LabelAddress", "Located", "Span", "for_label", "locate", "locate_parts"]

_HOME = {
    "Located": "divisions",
    "locate": "divisions",
    "locate_parts": "divisions",
    "Address": "parse",
    "LabelAddress": "parse",
    "for_label": "parse",
    "Span": "span",
}


def __getattr__(name: str) -> Any:
    """Import a name's module at first use: commands that need no address never load the gazetteer."""
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"waybill.address.{home}"), name)
