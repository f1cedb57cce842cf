"""``waybill address``: parse, encode, decode.  Each command loads only what it needs."""

from __future__ import annotations

import typer

from waybill.cli.address_codes import register_codes
from waybill.cli.address_parse import register_parse
from waybill.cli.options import help_text


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(
        no_args_is_help=True,
        help=help_text(
            "Parse addresses; encode and decode address codes.",
            "解析地址；地址编码与解码。",
            "waybill address encode --lon 116.3912757 --lat 39.906217",
        ),
    )
    register_parse(group)
    register_codes(group)
    app.add_typer(group, name="address")
