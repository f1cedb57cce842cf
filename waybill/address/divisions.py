"""Which province, city, district and town an address names: ``locate``.

Conventions.  Names are today's official ones, whatever was written (米林县 -> 米林市).  A municipality is
its own city (北京市, 北京市).  A county-level unit directly under its province (仙桃市, 济源市, 石河子市,
陵水黎族自治县) is a ``district`` and its ``city`` is None; a city without districts (东莞市) has towns and
no district.  A development zone that is no division stays ``devzone`` as it was written.

Nothing is guessed.  Where several units fit (鼓楼区 alone), ``candidates`` lists them and only what all of
them share is filled in: ``district`` keeps the name that all have, ``province`` and ``city`` stay None,
``code`` is empty. Where names contradict each other the same holds and ``issues`` says ``contradiction``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from waybill.address.divisions_chain import Chain
from waybill.address.divisions_tail import has_cjk, prefer_today, read_town, read_zone
from waybill.address.divisions_words import ABBREVIATED, CONTACT, HEAD_ZONES, HONG_KONG, TRAILING
from waybill.address.gazetteer import Gazetteer, Unit, gazetteer, simplified
from waybill.address.gazetteer_points import ReferencePoint, reference_point
from waybill.address.span import Span
from waybill.frozen import made

__all__ = ["EMPTY_CELLS", "NOWHERE", "Located", "ReferencePoint", "locate", "locate_parts", "reference_point"]


class Located(NamedTuple):
    """What was found at the head of an address.

    ``code`` has six digits, nine with a town that the tables hold, and is empty where the place is not
    certain. ``start``/``end`` bound what was read; the detail begins at ``end``.  ``issues``:
    ``ambiguous``, ``contradiction``, ``devzone`` (a zone that reaches into several districts).
    """

    province: str | None
    city: str | None
    district: str | None
    town: str | None
    devzone: str | None
    code: str
    end: int
    spans: tuple[Span, ...]
    candidates: tuple[str, ...]
    issues: tuple[str, ...]
    start: int = 0


LONGEST_NOISE = 200  # what may stand before the divisions: names, phones, labels
MAX_ROUNDS = 8  # of names, then a town or zone; bounds the work on hostile text
NOWHERE = Located(None, None, None, None, None, "", 0, (), (), ())


class _Reader:
    """One address being read: the chain, then town, zone and repetitions in any order."""

    __slots__ = ("chain", "devzone", "issues", "reaches", "town", "town_code")

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.town: str | None = None
        self.town_code = ""
        self.devzone: str | None = None
        self.reaches: tuple[Unit, ...] = ()
        self.issues: list[str] = []

    def read(self) -> None:
        """Read on while anything is recognised."""
        chain = self.chain
        for _ in range(MAX_ROUNDS):
            chain.read()
            if not chain.fits or not (self._read_town() or self._read_zone()):
                return

    def _read_town(self) -> bool:
        chain = self.chain
        at = chain.skip()
        town = read_town(chain, at)
        if town is None:
            return False
        again = self.town is not None
        if again and town.name != self.town:
            return False
        chain.spans.append(Span("other" if again else "town", at, town.end))
        chain.pos = town.end
        chain.fits = town.fits
        self.town, self.town_code = town.name, town.code
        return True

    def _read_zone(self) -> bool:
        chain = self.chain
        at = chain.skip()
        goes_on = self.devzone is None or chain.spans[-1] == ("devzone", chain.spans[-1].start, at)
        zone = read_zone(chain, at) if self.devzone is not None or self.town is None else None
        if zone is None:
            return False
        if self.devzone is not None and _is_same_zone(self.devzone, chain.text[at : zone.end]):
            chain.spans.append(Span("other", at, zone.end))
            chain.pos = zone.end
            return True
        if self.town is not None or not goes_on:
            return False
        start = chain.spans.pop().start if self.devzone is not None else at
        self.devzone = chain.text[start : zone.end]
        chain.spans.append(Span("devzone", start, zone.end))
        chain.pos = zone.end
        if zone.home is not None and len(chain.fits) == 1 and chain.fits[0] in zone.home.above:
            chain.fits = (zone.home,)
        self.reaches = zone.reaches
        return True

    def result(self) -> Located:
        """What is certain of what was read."""
        chain = self.chain
        fits = prefer_today(chain.fits)
        if not fits:
            return NOWHERE
        spans = _joined(chain.spans)
        candidates: tuple[str, ...] = ()
        code = ""
        if len(fits) == 1:
            unit = fits[0]
            code = self.town_code or unit.code
            if unit.level < 3 and len(self.reaches) > 1:
                candidates = tuple(u.full_name for u in self.reaches)
                self.issues.append("devzone")
        else:
            candidates = tuple(unit.full_name for unit in fits)
            self.issues.append("ambiguous")
        end = chain.pos
        if not "\u4e00" <= chain.text[end : end + 1] <= "\u9fff":
            gap = TRAILING.match(chain.text, end)
            end = gap.end() if gap else end
        province, city, district = _certain(chain, fits)
        issues = tuple(self.issues)
        return made(
            Located,
            (
                province, city, district, self.town, self.devzone, code, end, spans, candidates, issues, spans[0].start,
            ),
        )  # fmt: skip


def _is_same_zone(one: str, other: str) -> bool:
    """Whether two zones of a city are one: 高新技术产业开发区 and 郑州高新区, 开发区 and 大连开发区."""
    return (
        one.endswith(other)
        or other.endswith(one)
        or ("高新" in one and "高新" in other)
        or (one.endswith(_ECONOMIC) and other.endswith(_ECONOMIC))
    )


_ECONOMIC = "经济技术开发区", "经济开发区", "经开区"


def locate(text: str, within: Located | None = None) -> Located:
    """Find the divisions at the head of a text.

    ``within`` (from separate columns) is what is known already: then the text need only add to it, and a
    prefix that repeats it is recognised.
    """
    gaz = gazetteer()
    text = simplified(text)
    known = _unit_of(within, gaz) if within is not None else _home_of_zone(text, gaz)
    chain = Chain(gaz, text, 0, known)
    reader = _Reader(chain)
    reader.read()
    if chain.clash >= 0 and chain.clash == chain.skip() and reader.town is None:
        return _contradiction(reader)
    if not chain.spans:
        return within._replace(spans=(), end=0, start=0) if within is not None and known else _scan(gaz, text)
    return reader.result()


def _unit_of(within: Located, gaz: Gazetteer) -> tuple[Unit, ...]:
    unit = gaz.units.get(within.code[:6])
    return (unit,) if unit is not None else ()


def _home_of_zone(text: str, gaz: Gazetteer) -> tuple[Unit, ...]:
    code = HEAD_ZONES.get(text[:4]) or HEAD_ZONES.get(text[:6])
    if code is None and HONG_KONG.match(text):
        code = "810000"
    return (gaz.units[code],) if code else ()


def _scan(gaz: Gazetteer, text: str) -> Located:
    """Names, phones and labels may stand before the divisions: look for a strong beginning further on."""
    if not has_cjk(text):
        return _latin(gaz, text)
    abbreviated = _abbreviated(gaz, text)
    if abbreviated is not None:
        return abbreviated
    lengths = gaz.lengths
    for at in range(1, min(len(text) - 1, LONGEST_NOISE)):
        if text[at : at + 2] not in lengths:
            continue
        chain = Chain(gaz, text, at)
        chain.read()
        if chain.names and _strong(chain, at):
            reader = _Reader(chain)
            reader.read()
            return reader.result()
    return NOWHERE


def _abbreviated(gaz: Gazetteer, text: str) -> Located | None:
    """A province's sign before a city or district of it: 粤佛山南海区, 沪浦东."""
    code = ABBREVIATED.get(text[0])
    if code is None or text[1:3] not in gaz.lengths:
        return None
    chain = Chain(gaz, text, 1, (gaz.units[code],))
    chain.spans.append(Span("province", 0, 1))
    chain.read()
    if not chain.names:
        return None
    reader = _Reader(chain)
    reader.read()
    return reader.result()


def _latin(gaz: Gazetteer, text: str) -> Located:
    """An address in Latin letters: its divisions stand at the end, so the detail begins at once."""
    if not any("a" <= letter.lower() <= "z" for letter in text):
        return NOWHERE
    from waybill.address.divisions_english import read_english  # rarely needed

    found = read_english(text)
    if found is None:
        return NOWHERE
    chain = Chain(gaz, text, 0, found.fits)
    chain.spans.extend(found.spans)
    return _Reader(chain).result()._replace(end=0, start=found.spans[0].start)


def _strong(chain: Chain, at: int) -> bool:
    """Whether a chain in the middle of a text is surely one: a full province, two names, or a full name set
    apart."""
    first = chain.spans[0]
    name = chain.text[first.start : first.end]
    full = name[-1] in "省市区县旗州"
    before = chain.text[at - 1]
    apart = not "\u4e00" <= before <= "\u9fff" and not before.isalnum()
    if apart and CONTACT.search(chain.text, 0, at):
        return True
    if first.type == "province" and full and len(name) >= 3:
        return True
    if chain.names >= 2:
        return True
    return full and len(name) >= 3 and apart


def _contradiction(reader: _Reader) -> Located:
    """Two names that no division holds together: only what both readings share is kept."""
    chain = reader.chain
    other = Chain(chain.gaz, chain.text, chain.clash)
    other.read()
    if not other.names:
        return reader.result()
    fits = (*chain.fits, *other.fits)
    chain.spans.extend(other.spans)
    chain.pos = other.pos
    chain.fits = tuple(dict.fromkeys(fits))
    reader.town_code = ""
    found = reader.result()
    return found._replace(district=None, code="", issues=("contradiction",))


def _certain(chain: Chain, fits: tuple[Unit, ...]) -> tuple[str | None, str | None, str | None]:
    """Province, city and district that all readings share; the first two only where something above was
    written."""
    if len(fits) == 1:
        return fits[0].province, fits[0].city, fits[0].district
    written = {span.type: chain.text[span.start : span.end] for span in chain.spans}
    province = (
        _shared([unit.province for unit in fits]) if "province" in written or "city" in written else None
    )
    city = _shared([unit.city for unit in fits]) if "city" in written else None
    district = _shared([unit.district for unit in fits])
    if district is None and all(unit.level == 3 for unit in fits):
        district = written.get("district")
    return province, city, district


def _shared(names: list[str | None]) -> str | None:
    first = names[0]
    return first if all(name == first for name in names) else None


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Neighbouring ``other`` spans as one."""
    if "other" not in [span[0] for span in spans]:
        return tuple(spans)
    joined: list[Span] = []
    for span in spans:
        if joined and span.type == joined[-1].type == "other" and span.start == joined[-1].end:
            joined[-1] = Span("other", joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


EMPTY_CELLS = frozenset(
    {
        "市辖区",
        "市辖县",
        "县",
        "-",
        "—",
        "/",
        "无",
        "其他",
        "其它",
        "其它区",
        "其他区",
        "直辖",
        "北京城区",
        "天津城区",
        "上海城区",
        "重庆城区",
        "重庆郊县",
        "null",
        "NULL",
        "None",
        "nan",
        "暂不选择",
        "不限",
    }
)


@lru_cache(maxsize=16384)
def locate_parts(province: str, city: str, district: str, town: str) -> Located:
    """The divisions that separate columns name; spans and ``end`` are empty.  Cached: orders repeat them."""
    parts = [part.strip() for part in (province, city, district, town)]
    text = " ".join(part for part in parts if part and part not in EMPTY_CELLS)
    if not text:
        return NOWHERE
    found = locate(text)
    rest = text[found.end :].strip()
    issues = (*found.issues, "unknown-part") if rest else found.issues
    return found._replace(end=0, spans=(), issues=issues, start=0)
