"""``waybill address``: parse, encode, decode.  Each command loads only what it needs."""

from __future__ import annotations

from importlib.util import find_spec

import typer

from waybill.cli.address_codes import register_codes
from waybill.i18n import tr


def register(app: typer.Typer) -> None:
    """Add the ``address`` group."""
    sub = typer.Typer(
        no_args_is_help=True,
        help=tr("Parse addresses; encode and decode address codes.", "解析地址；地址编码与解码。")
        + "\n\n"
        + tr("Example:", "示例：")
        + "  waybill address encode --lon 116.3912757 --lat 39.906217",
    )
    if find_spec("waybill.cli.address_parse") is not None:
        from waybill.cli.address_parse import register_parse

        register_parse(sub)
    register_codes(sub)
    app.add_typer(sub, name="address")
