"""The commands: where each lives, what the list of commands tells of it, and how the command line is built of them.

A command's module is imported only when that command is called, so that ``waybill reprint --help`` never waits for what
``waybill address`` needs.  Each module has one ``register(app)`` that adds its commands.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from waybill.errors import UsageError
from waybill.i18n import tr

if TYPE_CHECKING:
    import typer
    from typer.core import TyperArgument, TyperOption

_DATA = frozenset({"VALUE", "TEXT", "CODE"})
"""Arguments that are somebody's data: an empty one is answered like any other."""


class Command(NamedTuple):
    """One top-level command: the module that registers it and its line in the list of commands."""

    module: str
    en: str
    zh: str


COMMANDS: dict[str, Command] = {
    "print": Command(
        "printing", "Order files in, a PDF of privacy waybills out.", "读订单文件，出隐私运单 PDF。"
    ),
    "reprint": Command("reprinting", "Make a label again from the journal alone.", "凭打印台账补打运单。"),
    "check": Command(
        "check", "Report the problems of order files without printing.", "只检查订单文件，不打印。"
    ),
    "orders": Command(
        "orders", "Order file profiles: detect, list, new.", "订单文件格式：识别、列表、新建。"
    ),
    "preview": Command(
        "preview", "Show a PDF as the dots a print head burns (PNG).", "按打印头点阵出预览图 (PNG)。"
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
        "加密二维码的密钥：新建、列表、查看、导出、停用。",
    ),
    "unseal": Command("unseal", "Read a sealed code on the authorised side.", "授权方读取加密二维码。"),
    "journal": Command(
        "journal",
        "The print journal: list, show, find, export, approve.",
        "打印台账：列表、查看、查找、导出、批准。",
    ),
    "find": Command("find", "Find a label by phone or order number.", "按电话或订单号查找运单。"),
    "void": Command("journal", "Void a waybill number.", "作废运单号。"),
    "erase": Command("erase", "Erase a label's content on a person's demand.", "应个人要求删除运单内容。"),
    "purge": Command("erase", "Erase labels older than the retention limit.", "清除超过保存期限的运单内容。"),
    "audit": Command("audit", "Audit chain: verify, head, export.", "审计链：核验、链头、导出。"),
    "report": Command(
        "audit", "Figures for the privacy officer, by day.", "按日统计，供个人信息保护负责人使用。"
    ),
    "config": Command("config", "Show each setting and where it comes from.", "显示各项设置及其来源。"),
    "doctor": Command("config", "Check versions, fonts, journal, folders.", "检查版本、字体、台账、目录。"),
    "explain": Command("config", "Explain an error code and its remedy.", "解释错误代码与处理办法。"),
}


def _value_word(kind: str) -> str:
    """What a help shows as an option's value where the option has no word of its own."""
    return "N" if "int" in kind else "PATH" if "Path" in kind else "TEXT"


def _not_blank(
    word: TyperArgument | TyperOption, ctx: Any, given: Mapping[str, Any], rest: list[str]
) -> tuple[Any, Mapping[str, Any], list[str]]:
    """What was given for a word of the command line.  UsageError CLI-EMPTY for nothing: a mistake, most often a script's
    variable that is not set.

    Taken for an option that was left away it would print under no policy where a stricter one was meant.
    """
    is_option = word.param_type_name == "option"
    value = given.get(word.name)
    if "" in (value if isinstance(value, (list, tuple)) else (value,)) and (
        is_option or word.metavar not in _DATA
    ):
        raise UsageError("CLI-EMPTY", word=max(word.opts, key=len) if is_option else word.metavar)
    return ctx, given, rest


def command_line(argv: list[str]) -> typer.Typer:
    """The command line for these words: with the one command that they name, else with the list of all."""
    import typer
    from typer.core import TyperArgument, TyperOption

    # The library would show Python's names of types: <list[str]>.  An argument's name says what it is.
    TyperArgument.display_type_rich = lambda *_, **__: None  # type: ignore[method-assign]  # the library has no other way
    TyperOption.display_type = lambda option, *_, **__: _value_word(option.bare_type())  # type: ignore[method-assign]  # likewise
    TyperArgument.handle_parse_result = lambda argument, *given: super(  # type: ignore[method-assign]  # likewise
        TyperArgument, argument
    ).handle_parse_result(*_not_blank(argument, *given))
    TyperOption.handle_parse_result = lambda option, *given: super(  # type: ignore[method-assign]  # likewise
        TyperOption, option
    ).handle_parse_result(*_not_blank(option, *given))
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
