"""One address being read, and what is certain of it in the end: the chain of names, then town, zone and repetitions."""

from __future__ import annotations

from typing import NamedTuple

from waybill.address.divisions_chain import Chain
from waybill.address.divisions_tail import prefer_today, read_town, read_zone
from waybill.address.divisions_words import TRAILING
from waybill.address.gazetteer import Unit
from waybill.address.span import Span
from waybill.frozen import made

MAX_ROUNDS = 8  # of names, then a town or zone; bounds the work on hostile text


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


NOWHERE = Located(None, None, None, None, None, "", 0, (), (), ())


class Reader:
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
        today = prefer_today(chain.fits)
        if zone.home is not None and len(today) == 1 and today[0] in zone.home.above:
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
