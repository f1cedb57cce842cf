"""``waybill keys``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from waybill.cli import options
from waybill.cli.options import help_text
from waybill.cli.passphrase import PassphraseFile, passphrase_of
from waybill.cli.streams import json_line
from waybill.errors import InputError, harmless
from waybill.i18n import tr

KeyName = Annotated[str, typer.Argument(metavar="NAME", help=tr("The key's name.", "密钥名称。"))]
KeyOrFile = Annotated[
    str,
    typer.Argument(
        metavar="NAME|FILE",
        help=tr("The key's name, or the file of a carrier's public key.", "密钥名称，或快递公司的公钥文件。"),
    ),
]
Output = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=tr("File to write; - is standard output.", "输出文件；- 为标准输出。"),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode=None,
        help=help_text("Keys of the sealed code.", "加密二维码的密钥。", "waybill keys new jitu-2026"),
    )
    app.add_typer(group, name="keys")
    for name, function, en, zh, example in (
        (
            "new",
            new,
            "Make a key pair; the private key is encrypted under a passphrase.",
            "生成密钥对；私钥以口令加密。",
            "waybill keys new jitu-2026",
        ),
        ("list", show_all, "List the keys.", "列出密钥。", "waybill keys list"),
        (
            "show",
            show,
            "Show one key and its SHA-256. Both sides compare it before anything is sealed.",
            "查看一个密钥及其 SHA-256。加密前双方应先核对。",
            "waybill keys show jitu-2026",
        ),
        (
            "export",
            export,
            "Write the public key, to be given to whoever prints.",
            "导出公钥，交给打印方。",
            "waybill keys export jitu-2026 -o jitu.pub.pem",
        ),
        (
            "retire",
            retire,
            "Seal nothing more to a key; it still reads old labels.",
            "停用密钥：不再用于加密，仍可读旧面单。",
            "waybill keys retire jitu-2026",
        ),
    ):
        group.command(name, help=help_text(en, zh, example))(function)


def _folder() -> Path:
    from waybill.pipeline.config import Config

    return Config().folder("keys")


def _tell(rows: list[dict[str, object]], *, as_json: bool) -> None:
    for row in rows:
        if as_json:
            typer.echo(json_line(row))
        else:
            state = tr("retired", "已停用") if row["retired"] else tr("in use", "使用中")
            holds = tr("private + public", "私钥+公钥") if row["private"] else tr("public", "公钥")
            typer.echo(harmless(f"{row['key_id']}  {row['name']}  {holds}  {state}"))


def new(name: KeyName, passphrase_file: PassphraseFile = None, as_json: options.JsonObject = False) -> None:
    """Make a key pair."""
    from waybill.deidentify.seal_keys import new_key

    folder = _folder()
    _must_be_free(folder, name)
    _tell([new_key(folder, name, passphrase_of(passphrase_file, twice=True))._asdict()], as_json=as_json)


def _must_be_free(folder: Path, name: str) -> None:
    """Nobody is to invent a passphrase for a name that is refused afterwards."""
    from waybill.deidentify.public_keys import show_key

    try:
        show_key(folder, name)
    except InputError as error:
        if error.code != "KEYS-UNKNOWN":
            raise
    else:
        raise InputError("KEYS-TAKEN", name=name)


def show_all(as_json: options.JsonLines = False) -> None:
    """List the keys."""
    from waybill.deidentify.public_keys import list_keys

    _tell([info._asdict() for info in list_keys(_folder())], as_json=as_json)


def show(name: KeyOrFile, as_json: options.JsonObject = False) -> None:
    """Show one key."""
    from waybill.deidentify.public_keys import show_file, show_key

    file, folder = Path(name), _folder()
    stored = (folder / f"{name}.pub.pem").is_file()
    info = show_file(folder, file) if file.is_file() and not stored else show_key(folder, name)
    _tell([info._asdict()], as_json=as_json)
    if not as_json:
        typer.echo(f"SHA-256 {info.fingerprint}")


def export(name: KeyName, output: Output = "-") -> None:
    """Write the public key."""
    from waybill.deidentify.public_keys import public_path, read_file

    data = read_file(public_path(_folder(), name))
    if output == "-":
        sys.stdout.buffer.write(data)
        return
    from waybill.cli.files import write_new

    write_new(output, data)


def retire(name: KeyName, as_json: options.JsonObject = False) -> None:
    """Retire a key."""
    from waybill.deidentify.seal_keys import retire_key

    _tell([retire_key(_folder(), name)._asdict()], as_json=as_json)
