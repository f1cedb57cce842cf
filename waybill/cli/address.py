"""``waybill address``: parse, encode, decode.  Each command loads only what it needs."""

from __future__ import annotations

import typer

from waybill.cli.address_codes import register_codes
from waybill.cli.address_parse import register_parse
from waybill.cli.options import group_help


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(
        no_args_is_help=True,
        help=group_help("address", "waybill address encode --lon 116.3912757 --lat 39.906217"),
    )
    register_parse(group)
    register_codes(group)
    app.add_typer(group, name="address")
