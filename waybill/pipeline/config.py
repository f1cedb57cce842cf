"""Settings and where each one comes from: flag > environment > project file > user file > default.

The project file is ``waybill.toml`` in the working folder, the user file ``config.toml`` in the user's configuration
folder.  Both are flat TOML tables with the names of :data:`SETTINGS`; a path in one begins in that file's folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from waybill.errors import InputError, UsageError, Where
from waybill.paths import small_text, user_path
from waybill.processes import cores
from waybill.toml_text import NotToml, loads
from waybill.units import DPIS

PROJECT_FILE = "waybill.toml"
_PATHS = frozenset({"journal", "keys", "templates", "profiles", "policy", "reprint_policy", "sender"})
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name in files and flags, its default, and what it means in English and Chinese."""

    name: str
    default: str
    en: str
    zh: str

    @property
    def variable(self) -> str:
        """The environment variable."""
        return f"WAYBILL_{self.name.upper()}"


@dataclass(frozen=True, slots=True)
class Value:
    """A setting's value and its origin: ``flag``, ``environment``, a file's path, or ``default``."""

    text: str
    origin: str


SETTINGS: dict[str, Setting] = {
    setting.name: setting
    for setting in (
        Setting("journal", "", "Journal: a path or a database URL", "打印台账：路径或数据库 URL"),
        Setting("keys", "", "Folder of the key store", "密钥库目录"),
        Setting("template", "gbt-76x130", "Form to print", "面单模板"),
        Setting("templates", "", "Folder of your own templates", "自定义模板目录"),
        Setting("profiles", "", "Folder of your own order file profiles", "自定义订单文件格式目录"),
        Setting("policy", "", "Policy file of the de-identification", "去标识化策略文件"),
        Setting("reprint_policy", "", "Policy file of reprints and retention", "补打与保存期限策略文件"),
        Setting("sender", "", "File with the default sender", "默认寄件人文件"),
        Setting(
            "seal_to",
            "",
            "Carrier keys: CARRIER=FILE, separated by commas",
            "快递公司公钥：公司=文件，逗号分隔",
        ),
        Setting(
            "dpi", "203", "Resolution of the print head: 203, 300 or 600", "打印头分辨率：203、300 或 600"
        ),
        Setting("jobs", "0", "Worker processes; 0 = one for each core", "工作进程数；0 为每核一个"),
        Setting(
            "operator",
            "",
            "Who prints, as recorded in the journal; default: the system's user",
            "记入台账的操作人；默认系统用户",
        ),
    )
}


def data_folder() -> Path:
    """Where the journal and the keys live unless told."""
    from platformdirs import user_data_path

    return _users_own(user_data_path)


def config_folder() -> Path:
    """Where the user's own settings, templates and profiles live."""
    from platformdirs import user_config_path

    return _users_own(user_config_path)


def cache_folder() -> Path:
    """Where what can be made again is kept."""
    from platformdirs import user_cache_path

    return _users_own(user_cache_path)


def _users_own(place: Callable[..., Path]) -> Path:
    try:
        return place("waybill", appauthor=False)
    except RuntimeError:  # HOME is not set, and the system does not know the user either
        raise InputError("CONFIG-HOME") from None


def _usual_place(name: str) -> str:
    """Where a file or folder is that there must be, unless told; empty for all other settings."""
    match name:
        case "journal":
            return str(data_folder() / "journal.db")
        case "keys":
            return str(data_folder() / "keys")
        case "templates":
            return str(config_folder() / "templates")
        case "profiles":
            return str(config_folder() / "profiles")
        case _:
            return ""


class Config:
    """All settings of one run.  Reads the files once, when first asked for something they may hold."""

    def __init__(self, project_file: Path | None = None, user_file: Path | None = None) -> None:
        self._project_file = project_file or Path(PROJECT_FILE)
        self._user_file = user_file
        self._files: list[tuple[str, dict[str, str]]] | None = None

    def value(self, name: str, flag: str | int | Path | None = None) -> Value:
        """The setting in force; ``flag`` is what the command line said, None or empty where it said nothing."""
        if flag is not None and str(flag) != "":
            return Value(str(flag), "flag")
        setting = SETTINGS[name]
        from_environment = os.environ.get(setting.variable, "")
        if from_environment:
            return Value(from_environment, "environment")
        for origin, table in self._read():
            if name in table:
                return Value(table[name] or _usual_place(name), origin)
        return Value(_usual_place(name) or setting.default, "default")

    def text(self, name: str, flag: str | int | Path | None = None) -> str:
        """The setting's text alone."""
        return self.value(name, flag).text

    def number(self, name: str, flag: int | None = None) -> int:
        """A whole-number setting.  InputError CONFIG-NUMBER where it is none."""
        value = self.value(name, flag)
        number = whole(value.text)
        if number is None:
            raise InputError("CONFIG-NUMBER", name=name, origin=value.origin)
        return number

    def dpi(self, flag: int | None = None) -> int:
        """The print head's resolution.  UsageError TEMPLATE-DPI or, of a setting, InputError CONFIG-DPI where no form is made
        for such a head.
        """
        if flag is not None and flag not in DPIS:
            raise UsageError("TEMPLATE-DPI", dpi=flag)
        dpi = self.number("dpi", flag)
        if dpi not in DPIS:
            raise InputError("CONFIG-DPI", origin=self.value("dpi").origin)
        return dpi

    def path(self, name: str, flag: Path | str | None = None) -> Path | None:
        """A path setting, ``~`` expanded; None where it is empty."""
        text = self.text(name, flag)
        return user_path(text) if text else None

    def folder(self, name: str) -> Path:
        """The path of a setting that has a usual place."""
        return user_path(self.text(name))

    def leave_out_faulty_files(self) -> list[InputError]:
        """Go on without the settings files that can't be used; what is wrong with them.  For who examines all there is."""
        paths = [self._project_file]
        with suppress(InputError):  # no home: whoever asks for a folder in it is told
            paths.append(self._users_file())
        self._files, faults = [], []
        for path in paths:
            try:
                self._files.append((str(path), _table(path)))
            except InputError as error:
                faults.append(error)
        return faults

    def _users_file(self) -> Path:
        return self._user_file or config_folder() / "config.toml"

    def _read(self) -> list[tuple[str, dict[str, str]]]:
        if self._files is None:
            self._files = [(str(path), _table(path)) for path in (self._project_file, self._users_file())]
        return self._files


def jobs_of(config: Config, flag: int | None = None) -> int:
    """How many processes work; 0 stands for one on each processor."""
    return config.number("jobs", flag) or cores()


def whole(text: str) -> int | None:
    """The whole number that a text is; None for any other, and for more digits than anything here is counted in."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


def _table(path: Path) -> dict[str, str]:
    try:
        table = loads(small_text(path))
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return {}
    except (NotToml, UnicodeDecodeError) as error:
        raise InputError("CONFIG-SYNTAX", where=Where(str(path)), reason=error) from error
    except OSError as error:
        raise InputError("CONFIG-READ", where=Where(str(path)), reason=error.strerror) from error
    for name in table:
        if name not in SETTINGS:
            from difflib import get_close_matches

            nearest = get_close_matches(name, SETTINGS, n=1)
            raise InputError(
                "CONFIG-UNKNOWN", where=Where(str(path)), name=name, nearest=nearest[0] if nearest else "-"
            )
        if type(table[name]) not in (str, int):
            raise InputError("CONFIG-VALUE", where=Where(str(path)), name=name)
    return {name: _from(path.parent, name, str(value)) for name, value in table.items()}


def _from(folder: Path, name: str, text: str) -> str:
    """A setting of a file in ``folder``: a journal that is meant from wherever one prints must not be another one in each
    place.
    """
    if name == "seal_to":
        pairs = (pair.partition("=") for pair in text.split(","))
        return ",".join(carrier + equals + _path_from(folder, file) for carrier, equals, file in pairs)
    is_path = name in _PATHS or (name == "template" and ("/" in text or text.endswith(".toml")))
    return _path_from(folder, text) if is_path else text


def _path_from(folder: Path, text: str) -> str:
    return str(folder / user_path(text.strip())) if text.strip() and "://" not in text else text
