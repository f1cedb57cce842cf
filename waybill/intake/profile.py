"""Profiles: which column of a platform's export means what, and how its cells are cleaned.  Data files, no
code."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from waybill.errors import InputError, UsageError, Where
from waybill.intake.columns import FIELDS, NOTHING_SEEN
from waybill.intake.steps import STEPS
from waybill.paths import small_text, user_path
from waybill.patterns import late_pattern
from waybill.toml_text import NotToml, loads

_ASKED = late_pattern(
    r"(?:[Qq]?\d{1,2}[.、:_-]|\(\d{1,2}\))?\*?(?:请(?:填写|输入|提供|留下))?(?:[您你]的)?(?=\*?[\u3400-\u9fff])"
)
"""How a questionnaire begins its columns' names: 1.姓名, 2、您的手机号码, 3.请填写收货地址."""
_HINT = late_pattern(
    r"[(\[【](?:非?必[填选]|选填|可选|(?:系统|自动)生成|下拉|默认|(?:[如例]|例如|[示样]例|格式):)[^()\[\]【】]*[)\]】]"
    r"|[(\[【](?:文本|文字|数字|数值|整数|字符串?|日期)(?:格式|类型|型)?[)\]】]"
)
"""What a form says of a column behind its name: (选填), (系统生成), (如:浙江省), (文本格式)."""
_FRAMED = late_pattern(r"[\[【]([^\[\]【】]+)[\]】]")
_CIRCLED = "".join(map(chr, range(0x2460, 0x2474)))
"""What a form numbers its columns with: ① to ⑳."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of order file, as ``profiles/*.toml`` says it."""

    id: str
    title_en: str
    title_zh: str
    recognise: tuple[str, ...]
    """Header names that must all be there for the profile to be recognised."""
    columns: tuple[tuple[str, tuple[str, ...]], ...]
    """Standard column -> header names, the best first."""
    ignored: tuple[str, ...] = ()
    """Header names that are known and of no use for a waybill."""
    clean: tuple[tuple[str, str], ...] = ()
    """(standard column, step), in order."""
    carrier_by_prefix: tuple[tuple[str, str], ...] = ()
    """(beginning of the waybill number, carrier) for files without a carrier column."""
    virtual_extension: bool = False
    """Whether the platform's numbers of the form 11 digits-4 digits are virtual numbers (隐私号), by its own
    documents."""
    join_needed: bool = False
    """Whether the platform's export has no recipient at all and prints only through a join."""


_BEGIN_QUESTIONS = frozenset("0123456789Qq请您你(")
_SIMPLIFIED = str.maketrans(
    "編訂詢單號運遞聯繫電話詳細縣區鎮鄉備註數貨內碼時間發經緯標總機點買賣實寶題託稱個條門類說級聯絡產顧員購會戶線網郵圖藥禮獎樣蹤淨樓層書規項團銷採應動",
    "编订询单号运递联系电话详细县区镇乡备注数货内码时间发经纬标总机点买卖实宝题托称个条门类说级联络产顾员购会户线网邮图药礼奖样踪净楼层书规项团销采应动",
)


def normal_name(name: str) -> str:
    """A header name as it is compared: no blanks, quotes, stars, bullets or characters that nobody sees; full-width as
    ASCII; traditional characters of the usual names as simplified ones; lower case."""
    plain = (
        unicodedata.normalize("NFKC", name.lstrip(_CIRCLED)).translate(NOTHING_SEEN).translate(_SIMPLIFIED)
    )
    plain = _HINT.sub("", "".join(plain.split())).strip("\"'*:=“”‘’「」★☆※●◆■▲✱√")
    if plain[:1] in ("【", "[") and (framed := _FRAMED.fullmatch(plain)):
        plain = framed[1]
    if plain[:1] in _BEGIN_QUESTIONS:
        plain = _ASKED.sub("", plain, count=1).lstrip("*")
    return plain.lower()


def parse(text: str, file: str) -> Profile:
    """A profile from its TOML text.  Raises InputError ``INTAKE-PROFILE`` naming what is wrong with it."""

    def wrong(what: str) -> InputError:
        return InputError("INTAKE-PROFILE", where=Where(file), what=what)

    try:
        data = loads(text)
        columns = tuple((str(field), _listed(field, names)) for field, names in data["columns"].items())
        clean = tuple(
            (str(field), step)
            for field, steps in data.get("clean", {}).items()
            for step in _listed(field, steps)
        )
        profile = Profile(
            id=str(data["id"]),
            title_en=str(data.get("title_en", data["id"])),
            title_zh=str(data.get("title_zh", data["id"])),
            recognise=_listed("recognise", data.get("recognise", [])),
            columns=columns,
            ignored=_listed("ignored", data.get("ignored", [])),
            clean=clean,
            carrier_by_prefix=tuple((str(a), str(b)) for a, b in data.get("carrier_by_prefix", {}).items()),
            virtual_extension=bool(data.get("virtual_extension", False)),
            join_needed=bool(data.get("join_needed", False)),
        )
    except NotToml as error:
        raise wrong(str(error)) from None
    except AttributeError as error:
        raise wrong(type(error).__name__) from None
    except (KeyError, TypeError) as error:
        raise wrong(f"{type(error).__name__} ({error.args[0]})") from None
    unknown = [field for field, _ in (*columns, *clean) if field not in FIELDS]
    unknown += [step for _, step in clean if step not in STEPS]
    if unknown:
        raise wrong(", ".join(sorted(set(unknown))))
    return profile


def _listed(key: str, names: object) -> tuple[str, ...]:
    """A key's list of names.  Raises TypeError for a single one, which would be read as a list of its characters."""
    if not isinstance(names, list):
        raise TypeError(key)
    return tuple(map(str, names))


def _of_a_user(path: Path) -> Profile:
    """The profile in a file that people write.  Raises InputError ``INTAKE-PROFILE``."""
    try:
        return parse(small_text(path), path.name)
    except UnicodeDecodeError:
        reason = "UTF-8"
    except OSError as error:
        reason = error.strerror or type(error).__name__
    raise InputError("INTAKE-PROFILE", where=Where(path.name), what=reason)


@cache
def shipped() -> tuple[Profile, ...]:
    """The profiles that come with Waybill, by id."""
    folder = files("waybill") / "intake" / "profiles"
    sources = sorted(
        (item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name
    )
    return tuple(parse(item.read_text("utf-8"), item.name) for item in sources)


def user_profiles(folder: Path | None) -> tuple[Profile, ...]:
    """The profiles in a user's folder (``*.toml``), by file name; none where there is no folder."""
    if folder is None or not folder.is_dir():
        return ()
    return tuple(map(_of_a_user, sorted(folder.glob("*.toml"))))


def available(folder: Path | None = None) -> tuple[Profile, ...]:
    """All profiles: a user's own come first and replace shipped ones of the same id."""
    own = user_profiles(folder)
    taken = {profile.id for profile in own}
    return own + tuple(profile for profile in shipped() if profile.id not in taken)


def find(name_or_path: str, profiles: Iterable[Profile]) -> Profile:
    """The profile of that id, or in that file where it has a separator or ends in ``.toml``."""
    if name_or_path.endswith(".toml") or "/" in name_or_path or "\\" in name_or_path:
        return _of_a_user(user_path(name_or_path))
    return by_id(name_or_path, profiles)


def by_id(wanted: str, profiles: Iterable[Profile]) -> Profile:
    """The profile of that id.  Raises UsageError ``INTAKE-PROFILE-UNKNOWN`` naming those there are."""
    known = list(profiles)
    for profile in known:
        if profile.id == wanted:
            return profile
    raise UsageError("INTAKE-PROFILE-UNKNOWN", profiles=", ".join(profile.id for profile in known))
