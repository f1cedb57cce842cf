"""The command line: parse, call the library, print, map errors to exit codes.  No logic lives here.

A command's module is imported only when that command is called, so that ``waybill reprint`` never waits for what
``waybill address`` needs.  Each module has one ``register(app)``; the table below says where each command lives and
what the list of commands tells of it.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from waybill.cli.plain import plain
from waybill.errors import EXIT_FAULT, EXIT_INTERRUPTED, InputError, WaybillError, Where
from waybill.i18n import tr, use_lang

if TYPE_CHECKING:
    import typer


class Command(NamedTuple):
    """One top-level command: the module that registers it and its line in the list of commands."""

    module: str
    en: str
    zh: str


COMMANDS: dict[str, Command] = {
    "print": Command(
        "printing", "Order files in, a PDF of privacy waybills out.", "读订单文件，出隐私运单 PDF。"
    ),
    "reprint": Command("printing", "Make a label again from the journal alone.", "凭打印台账补打运单。"),
    "check": Command(
        "orders", "Report the problems of order files without printing.", "只检查订单文件，不打印。"
    ),
    "orders": Command(
        "orders", "Order file profiles: detect, list, new.", "订单文件格式：识别、列表、新建。"
    ),
    "preview": Command(
        "template", "Show a PDF as the dots a print head burns (PNG).", "按打印头点阵出预览图 (PNG)。"
    ),
    "template": Command(
        "template",
        "Forms: list, show, check, preview, new, install.",
        "面单模板：列表、查看、检查、预览、新建、安装。",
    ),
    "verify": Command(
        "verify", "Read a finished PDF back: leaks, codes, glyphs.", "回读 PDF：查泄露、条码、缺字。"
    ),
    "mask": Command(
        "mask", "De-identify names, phones, addresses, text.", "姓名、电话、地址、文本去标识化。"
    ),
    "address": Command(
        "address", "Parse addresses; encode and decode address codes.", "解析地址；地址编码与解码。"
    ),
    "keys": Command(
        "keys",
        "Keys of the sealed code: new, list, show, export, retire.",
        "加密码的密钥：新建、列表、查看、导出、停用。",
    ),
    "unseal": Command("keys", "Read a sealed code on the authorised side.", "授权方读取加密码。"),
    "journal": Command(
        "journal",
        "The print journal: list, show, find, export, approve.",
        "打印台账：列表、查看、查找、导出、批准。",
    ),
    "find": Command("journal", "Find a label by phone or order number.", "按电话或订单号查找运单。"),
    "void": Command("journal", "Void a waybill number.", "作废运单号。"),
    "erase": Command("journal", "Erase a label's content on a person's demand.", "应个人要求删除运单内容。"),
    "purge": Command(
        "journal", "Erase labels older than the retention limit.", "清除超过保存期限的运单内容。"
    ),
    "audit": Command("journal", "Audit chain: verify, head, export.", "审计链：核验、链头、导出。"),
    "report": Command(
        "journal", "Figures for the privacy officer, by day.", "按日统计，供个人信息保护负责人使用。"
    ),
    "config": Command("config", "Show each setting and where it comes from.", "显示各项设置及其来源。"),
    "doctor": Command("config", "Check versions, fonts, journal, folders.", "检查版本、字体、台账、目录。"),
    "explain": Command("config", "Explain an error code and its remedy.", "解释错误代码与处理办法。"),
}


def _take_lang(argv: list[str]) -> list[str]:
    """Read ``--lang`` before anything speaks; it may stand anywhere and is removed."""
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        value = (
            next(words, "")
            if word == "--lang"
            else word.removeprefix("--lang=")
            if word.startswith("--lang=")
            else None
        )
        if value is None:
            rest.append(word)
        elif value in ("zh", "en"):
            use_lang("zh" if value == "zh" else "en")
        else:
            sys.stderr.write("waybill: --lang zh|en\n")
            raise SystemExit(2)
    return rest


def _value_word(kind: str) -> str:
    """What a help shows as an option's value where the option has no word of its own."""
    return "N" if "int" in kind else "PATH" if "Path" in kind else "TEXT"


def _build(argv: list[str]) -> typer.Typer:
    import typer
    from typer.core import TyperArgument, TyperOption

    # The library would show Python's names of types: <list[str]>.  An argument's name says what it is.
    TyperArgument.display_type_rich = lambda *_, **__: None  # type: ignore[method-assign]
    TyperOption.display_type = lambda option, *_, **__: _value_word(option.bare_type())  # type: ignore[method-assign]
    app = typer.Typer(
        name="waybill",
        help=tr("Print express waybills that protect the people on them.", "打印保护个人信息的快递运单。")
        + "\n\n"
        + tr("Example:", "示例：")
        + "  waybill print orders.csv -o labels.pdf\n\n"
        + tr(
            "--lang zh|en, anywhere on the line, chooses the language; --version tells the version. What no option "
            "sets comes from the settings: waybill config show.",
            "--lang zh|en 可写在任何位置，选择语言；--version 显示版本。选项未给出的，取自设置：waybill config show。",
        ),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def root() -> None:
        pass

    wanted = next((word for word in argv if not word.startswith("-")), None)
    if wanted in COMMANDS:
        import_module(f"waybill.cli.{COMMANDS[wanted].module}").register(app)
        return app
    for name, command in COMMANDS.items():
        app.command(name, help=tr(command.en, command.zh))(lambda: None)
    return app


def run(argv: list[str] | None = None) -> None:
    """Run the command line on ``argv`` (default: the process's) and exit with the documented status."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
    # \u6797 is the character still, also in JSON; a question mark is any.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.stderr = _Aside(sys.stderr)
    argv = _take_lang(list(sys.argv[1:] if argv is None else argv))
    try:
        try:
            _dispatch(argv)
        finally:
            sys.stdout.flush()  # here, where a reader that has gone or a full disk can still be told
    except WaybillError as error:
        sys.stderr.write(f"waybill: {error.text()}\n")
        raise SystemExit(error.exit_code) from None
    except KeyboardInterrupt:
        raise SystemExit(EXIT_INTERRUPTED) from None
    except BrokenPipeError:
        _to_nowhere(sys.stdout)
        raise SystemExit(EXIT_INTERRUPTED) from None
    except OSError as error:
        raise SystemExit(_tell_system(error)) from None
    except Exception as error:
        _tell_fault(error)
        raise SystemExit(EXIT_FAULT) from None


_STREAM_ERRORS = (errno.ENOSPC, errno.EIO, errno.EBADF)


class _Aside:
    """Standard error: what can't be told there, to a reader that has gone or on a full disk, changes nothing of the work."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Tell it, if anybody is there."""
        self._try(lambda: self._stream.write(text))
        return len(text)

    def flush(self) -> None:
        """The same for what waits to be told."""
        self._try(self._stream.flush)

    def _try(self, tell: Callable[[], object]) -> None:
        try:
            tell()
        except OSError:
            _to_nowhere(self._stream)


def _to_nowhere(stream: TextIO) -> None:
    """What still waits to be written must not fail once more when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _dispatch(argv: list[str]) -> None:
    if argv[:1] == ["--version"]:
        from waybill.version import __version__

        sys.stdout.write(f"waybill {__version__}\n")
        return
    understood = plain(argv)
    if understood is None:
        try:
            _build(argv)(args=argv, prog_name="waybill")
        except SystemExit as done:
            # Click's own status of a reader that has gone and of an abort, which no error here has.
            raise SystemExit(EXIT_INTERRUPTED if done.code == 1 else done.code) from None
        return
    from waybill.cli import doing

    if understood.command == "print":
        doing.print_orders(**understood.arguments)  # type: ignore[arg-type]
    else:
        doing.reprint(**understood.arguments)  # type: ignore[arg-type]


def _tell_system(error: OSError) -> int:
    """A file or a stream that the system denies is no fault of ours.  The exit status."""
    if error.filename is not None:
        told = InputError("CLI-FILE", where=Where(os.fsdecode(error.filename)), reason=error.strerror)
    elif error.errno in _STREAM_ERRORS:
        _to_nowhere(sys.stdout)
        told = InputError("OUTPUT-WRITE", where=Where("<stdout>"), reason=error.strerror)
    else:
        _tell_fault(error)
        return EXIT_FAULT
    sys.stderr.write(f"waybill: {told.text()}\n")
    return told.exit_code


def _tell_fault(error: Exception) -> None:
    """A fault of ours: where it is, so that it can be reported, and not what it says, which may be a cell's value."""
    from traceback import extract_tb

    frames = [
        f"  {frame.filename}:{frame.lineno} {frame.name}\n" for frame in extract_tb(error.__traceback__)[-8:]
    ]
    kind = type(error).__name__
    if isinstance(error, ImportError) and error.name:  # a package that is not installed whole
        kind += f" {error.name}"
    sys.stderr.write(f"waybill: {WaybillError('CLI-FAULT', kind=kind).text()}\n{''.join(frames)}")
