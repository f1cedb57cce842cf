"""``waybill keys`` and ``waybill unseal``."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from waybill.cli.numbers import as_printed
from waybill.errors import PrivacyError
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
KeyName = Annotated[str, typer.Argument(metavar="NAME", help=tr("The key's name.", "密钥名称。"))]
JsonOption = Annotated[bool, typer.Option("--json", help=tr("One JSON object.", "输出一个 JSON 对象。"))]


def register(app: typer.Typer) -> None:
    """Add both commands."""
    keys = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode=None,
        help=tr(
            "Keys of the sealed code.\n\nExample:  waybill keys new jitu-2026",
            "加密码的密钥。\n\n示例：  waybill keys new jitu-2026",
        ),
    )
    app.add_typer(keys, name="keys")
    for name, function, en, zh, example in (
        (
            "new",
            new,
            "Make a key pair; the private key is encrypted under a passphrase.",
            "生成密钥对；私钥以口令加密。",
            "waybill keys new jitu-2026",
        ),
        ("list", show_all, "List the keys.", "列出密钥。", "waybill keys list"),
        ("show", show, "Show one key.", "查看一个密钥。", "waybill keys show jitu-2026"),
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
        keys.command(name, help=f"{tr(en, zh)}\n\n{tr('Example:', '示例：')}  {example}")(function)
    app.command(
        "unseal",
        help=tr(
            "Read a sealed code on the authorised side: scanned text (argument or standard input) and the waybill number.\n\n"
            "Example:  waybill unseal --number SF1234567890123 < scan.txt",
            "授权方读取加密码：扫描文本（参数或标准输入）加运单号。\n\n示例：  waybill unseal --number SF1234567890123 < scan.txt",
        ),
    )(unseal_code)


def _folder() -> Path:
    from waybill.pipeline.config import Config

    folder = Config().path("keys")
    assert folder is not None
    return folder


def _passphrase(file: Path | None, *, twice: bool = False) -> bytes:
    if file is not None:
        from waybill.deidentify.seal_keys import read_passphrase

        return read_passphrase(file)
    if not _has_terminal():
        raise PrivacyError("KEYS-NO-PASSPHRASE")
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


def _tell(rows: list[dict[str, object]], *, as_json: bool) -> None:
    for row in rows:
        if as_json:
            typer.echo(json.dumps(row, ensure_ascii=False))
        else:
            state = tr("retired", "已停用") if row["retired"] else tr("in use", "使用中")
            holds = tr("private + public", "私钥+公钥") if row["private"] else tr("public", "公钥")
            typer.echo(f"{row['key_id']}  {row['name']}  {holds}  {state}")


def new(name: KeyName, passphrase_file: PassphraseFile = None, as_json: JsonOption = False) -> None:
    """Make a key pair."""
    from waybill.deidentify.seal_keys import new_key

    folder = _folder()
    _must_be_free(folder, name)
    _tell([new_key(folder, name, _passphrase(passphrase_file, twice=True))._asdict()], as_json=as_json)


def _must_be_free(folder: Path, name: str) -> None:
    """Nobody is to invent a passphrase for a name that is refused afterwards."""
    from waybill.deidentify.public_keys import show_key

    try:
        show_key(folder, name)
    except PrivacyError as error:
        if error.code != "KEYS-UNKNOWN":
            raise
    else:
        raise PrivacyError("KEYS-TAKEN", name=name)


def show_all(as_json: JsonOption = False) -> None:
    """List the keys."""
    from waybill.deidentify.public_keys import list_keys

    _tell([info._asdict() for info in list_keys(_folder())], as_json=as_json)


def show(name: KeyName, as_json: JsonOption = False) -> None:
    """Show one key."""
    from waybill.deidentify.public_keys import show_key

    info = show_key(_folder(), name)
    _tell([info._asdict()], as_json=as_json)
    if not as_json:
        typer.echo(f"SHA-256 {info.fingerprint}")


def export(
    name: KeyName,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=tr("File to write; - is standard output.", "输出文件；- 为标准输出。"),
        ),
    ] = "-",
) -> None:
    """Write the public key."""
    from waybill.deidentify.public_keys import public_path

    data = public_path(_folder(), name).read_bytes()
    if output == "-":
        sys.stdout.buffer.write(data)
        return
    from waybill.cli.files import write_new

    write_new(output, data)


def retire(name: KeyName, as_json: JsonOption = False) -> None:
    """Retire a key."""
    from waybill.deidentify.seal_keys import retire_key

    _tell([retire_key(_folder(), name)._asdict()], as_json=as_json)


def unseal_code(
    number: Annotated[
        str,
        typer.Option(
            "--number",
            "-n",
            metavar="WAYBILL_NO",
            help=tr("The waybill number on the label.", "面单上的运单号。"),
        ),
    ],
    text: Annotated[
        str | None,
        typer.Argument(
            metavar="TEXT",
            help=tr("The scanned text; none or -: standard input.", "扫描文本；不给或 - 则读标准输入。"),
        ),
    ] = None,
    passphrase_file: PassphraseFile = None,
    journal: Annotated[
        str | None, typer.Option("--journal", metavar="URL|PATH", help=tr("The journal.", "打印台账。"))
    ] = None,
    operator: Annotated[
        str | None, typer.Option("--operator", help=tr("Who reads, for the journal.", "读取人，记入台账。"))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Unseal, leave a journal entry, print the fields."""
    from waybill.journal.chain import printable
    from waybill.pipeline.config import Config
    from waybill.pipeline.unsealing import unseal_recorded

    scanned = sys.stdin.buffer.read().decode("utf-8-sig", "replace") if text in (None, "-") else text
    fields = unseal_recorded(
        Config(),
        scanned or "",
        as_printed(number),
        lambda: _passphrase(passphrase_file),
        journal=journal,
        operator=operator,
    )
    if as_json:
        typer.echo(json.dumps(fields, ensure_ascii=False))
        return
    for name, value in fields.items():
        # Anyone may have sealed them: a line break would be another field, an escape would speak to the terminal.
        typer.echo(f"{name}: {printable(value)}")
