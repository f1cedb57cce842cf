"""The passphrase of a private key: from a file, or asked for on the terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from waybill.errors import UsageError
from waybill.i18n import tr

PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        metavar="FILE",
        readable=False,
        help=tr("First line = passphrase (mode 0600); default: ask.", "首行为口令（权限 0600）；默认询问。"),
    ),
]


def passphrase_of(file: Path | None, *, twice: bool = False) -> bytes:
    """The passphrase; ``twice``: typed again, as for a new key.  UsageError where it can be had from nowhere."""
    if file is not None:
        from waybill.deidentify.seal_keys import read_passphrase

        return read_passphrase(file)
    if not _has_terminal():
        raise UsageError("KEYS-NO-PASSPHRASE")
    again = tr("Once more", "再输一次")
    text: str = typer.prompt(
        tr("Passphrase", "口令"), hide_input=True, confirmation_prompt=again if twice else False, err=True
    )
    return text.encode("utf-8", "surrogateescape")  # as the terminal sent it, whatever its encoding


def _has_terminal() -> bool:
    """A terminal to ask on, even where standard input brings the scanned text."""
    if sys.stdin.isatty():
        return True
    try:
        os.close(os.open("/dev/tty", os.O_RDWR))
    except OSError:
        return False
    return True
