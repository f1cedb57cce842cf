"""What ``waybill doctor`` examines: that this installation can print, and where it keeps things."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from waybill.errors import WaybillError
from waybill.i18n import tr
from waybill.paths import user_path
from waybill.pipeline.config import Config, config_folder

PACKAGES = (
    "waybill", "reportlab", "python-barcode", "typer", "rich", "pillow", "pylopdf-fonts-zh-cn", "cryptography", "cbor2",
    "pypdfium2", "pypdf", "zxing-cpp", "python-calamine", "phonenumbers", "platformdirs",
)  # fmt: skip
OPTIONAL = ("isal", "numpy", "psycopg")


class Finding(NamedTuple):
    """One line of the examination."""

    name: str
    ok: bool
    detail: str


def examine() -> list[Finding]:
    """All findings, the system's versions first; settings files that can't be used are a finding, too."""
    config = Config()
    faults = config.leave_out_faulty_files()
    findings = [
        Finding("python", True, f"{platform.python_version()} ({platform.system()} {platform.machine()})")
    ]
    findings += [_package(name, needed=True) for name in PACKAGES]
    findings += [_package(name, needed=False) for name in OPTIONAL]
    findings += [_found(name, partial(look, config)) for name, look in _LOOKS.items()]
    findings += [Finding("settings file", False, _without(fault)) for fault in faults]
    return findings


def _found(name: str, look: Callable[[], Finding]) -> Finding:
    """What a look finds; where it finds no place to look at, why not."""
    try:
        return look()
    except WaybillError as error:
        return Finding(name, False, error.code)


def _without(fault: WaybillError) -> str:
    told = tr(
        "  (what stands in this file is left out of the other findings)", "（以上各项未计入此文件的内容）"
    )
    return f"{fault.text()}\n{told}"


def _package(name: str, *, needed: bool) -> Finding:
    try:
        return Finding(name, True, version(name))
    except PackageNotFoundError:
        return Finding(name, not needed, _absent(needed))


def _absent(needed: bool) -> str:
    return tr("not installed", "未安装") if needed else tr("not installed (optional)", "未安装（可选）")


def _font(_: Config) -> Finding:
    try:
        from waybill.fonts import chain

        missing = chain().missing("收寄集件已验视隐私号补打0123456789ABC·𬱖")
    except WaybillError as error:
        return Finding("font", False, error.code)
    return Finding(
        "font",
        not missing,
        tr("shipped font covers the label", "自带字体覆盖面单用字")
        if not missing
        else tr(f"missing {len(missing)} characters", f"缺 {len(missing)} 字"),
    )


def _template(config: Config) -> Finding:
    from waybill.layout import compile_form, load_template

    name = config.text("template")
    try:
        form = compile_form(load_template(name, config.path("templates")), config.dpi())
    except WaybillError as error:
        return Finding("template", False, f"{name}: {error.code}")
    return Finding(
        "template", True, f"{name}, {form.grid.width_mm:g}×{form.grid.height_mm:g} mm, {form.grid.dpi} dpi"
    )


def _symbols(_: Config) -> Finding:
    """What two encoders draw must read as the same number, ours in no more modules."""
    from waybill.symbols import code128
    from waybill.symbols.second import read, widths_by_python_barcode

    numbers = ("SF1234567890123", "9984380031704", "773277027280336")
    pairs = [(number, code128(number), widths_by_python_barcode(number)) for number in numbers]
    same = all(
        read(ours) == read(theirs) == number and sum(ours) <= sum(theirs) for number, ours, theirs in pairs
    )
    return Finding(
        "symbols",
        same,
        tr("Code 128 agrees with python-barcode", "Code 128 与 python-barcode 一致")
        if same
        else tr("Code 128 differs from python-barcode", "Code 128 与 python-barcode 不一致"),
    )


def _journal(config: Config) -> Finding:
    from waybill.journal import file_of, without_secrets

    place = config.text("journal")
    file = file_of(place)
    if file is not None and not _is_there(user_path(file)):
        return _folder("journal", user_path(file).parent)
    from waybill.pipeline.opening import configured_journal

    try:
        with configured_journal(config) as journal:
            journal.try_writing()
            if journal.unscrubbed():
                remedy = tr(
                    "old bytes of erased labels may still be there; waybill purge --older-than 36500d takes them away",
                    "已删运单的旧字节可能仍在；执行 waybill purge --older-than 36500d 即可清除",
                )
                return Finding("journal", False, f"{without_secrets(place)}: {remedy}")
            return Finding("journal", True, without_secrets(place))
    except WaybillError as error:
        if error.code == "JOURNAL-NONE":
            return Finding("journal", True, without_secrets(place) + _made_on_first_use())
        return Finding("journal", False, error.code)


def _settings(config: Config) -> Finding:
    """What ``print`` and ``reprint`` would begin with: policies, sender, carriers' keys, profiles."""
    from waybill.intake.profile import user_profiles
    from waybill.journal import load_policy
    from waybill.pipeline.job import PrintJob

    try:
        job = PrintJob.from_config(config, ["orders"], "labels.pdf")
        load_policy(job.reprint_policy)
        user_profiles(config.path("profiles"))
    except WaybillError as error:
        return Finding("settings", False, error.text())
    return Finding(
        "settings", True, tr("policies, sender and keys can be read", "策略、寄件人与公钥均可读取")
    )


def _secrets(config: Config) -> Finding:
    """Whether files that are to be their owner's alone still are: a copy that was put back may be everybody's.

    A journal may be a group's: one of two people approves what the other one reprints.
    """
    from waybill.journal import files_beside

    keys = config.folder("keys")
    found = [(path, 0o077) for path in (*keys.glob("index.key"), *keys.glob("*.key.pem"))]
    found += [(Path(place), 0o007) for place in files_beside(config.text("journal"))]
    shared = [str(path) for path, others in found if os.name == "posix" and _lets_in(path, others)]
    if _everybody_reads_the_server(config):
        remedy = tr(
            "everybody on its server may read the journal's tables; REVOKE that FROM PUBLIC",
            "服务器上人人可读台账各表；请以 REVOKE … FROM PUBLIC 更正",
        )
        return Finding("secrets", False, "; ".join([remedy, *shared]))
    if not shared:
        return Finding("secrets", True, tr("no others may read keys or journal", "他人不可读取密钥与台账"))
    told = tr("others may read {}; to be mended by chmod 600", "他人可读：{}；请用 chmod 600 更正")
    return Finding("secrets", False, told.format(", ".join(shared)))


def _keys(config: Config) -> Finding:
    """The key store's folder, and the index key where there is one already."""
    from waybill.deidentify.keystore import index_key

    folder = config.folder("keys")
    if _is_there(folder / "index.key"):
        index_key(folder, make=False)
    return _folder("keys", folder)


def _configuration(_: Config) -> Finding:
    return _folder("configuration", config_folder())


def _everybody_reads_the_server(config: Config) -> bool:
    from waybill.journal import file_of
    from waybill.pipeline.opening import configured_journal

    if file_of(config.text("journal")) is not None:
        return False
    try:
        with configured_journal(config) as journal:
            return journal.is_everybodys()
    except WaybillError:  # which is told of the journal itself
        return False


def _lets_in(path: Path, others: int) -> bool:
    """Whether there is such a file and its mode lets these at it."""
    try:
        return path.stat().st_mode & others != 0
    except OSError:  # there is none, or it is not this user's to look at
        return False


def _working_folder(_: Config) -> Finding:
    try:
        return _folder("working folder", Path.cwd())
    except FileNotFoundError:
        return Finding("working folder", False, tr("was removed", "已被删除"))


def _folder(name: str, path: Path) -> Finding:
    """A folder that is writable itself, or its nearest existing parent is."""
    existing = next(each for each in (path, *path.parents) if _is_there(each))
    if not (existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)):
        return Finding(name, False, f"{path}" + tr(" (can't be written to)", "（不可写入）"))
    first = "" if existing == path else _made_on_first_use()
    return Finding(name, True, f"{path}{first}")


def _made_on_first_use() -> str:
    return tr(" (made on first use)", "（首次使用时建立）")


def _is_there(path: Path) -> bool:
    """Whether there is such a file, as far as this user may see."""
    try:
        return path.exists()
    except OSError:
        return False


_LOOKS: dict[str, Callable[[Config], Finding]] = {
    "font": _font, "template": _template, "symbols": _symbols, "journal": _journal, "settings": _settings, "secrets": _secrets,
    "keys": _keys, "working folder": _working_folder, "configuration": _configuration,
}  # fmt: skip
