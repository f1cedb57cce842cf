"""Reading the chain of division names at one place of a text.

All readings that fit what has been read so far are kept side by side (``fits``); every further name, town
or zone may strike some out.  What is left at the end decides: one reading is an answer, several are
candidates.
"""

from __future__ import annotations

import re

from waybill.address.divisions_fit import Match, fitting, is_official
from waybill.address.divisions_heads import heads
from waybill.address.divisions_words import (
    AREAS,
    FILLER,
    FILLER_HEADS,
    FOOD,
    INSTITUTION,
    MISSPELT_CITY,
    NEW_COMPONENT,
    NO_INSTITUTION,
    PLACE_NAMED_AFTER,
    ROAD_AFTER,
    ROAD_HEADS,
    SEPARATORS,
    SOME_COMPONENT,
    TOWN_SHAPE,
    UNMISTAKABLE,
    WELL_KNOWN,
    ZONE_PART,
    ZONE_SHAPE,
)
from waybill.address.gazetteer import MUNICIPALITIES, RECENT, SHORT, Gazetteer, Unit, bare_towns, town_names
from waybill.address.span import Span
from waybill.frozen import made

LEVEL_NAMES = ("", "province", "city", "district")
CITY = 2  # the level of cities and prefectures
LOWEST = 3  # the level of counties and districts
_LONGEST_QUARTER = 8  # characters of a district's short name and 新区
MAX_NAMES = 16  # a chain is never longer; bounds the work on hostile text


class Chain:
    """What has been read so far."""

    __slots__ = ("clash", "fits", "gaz", "given", "names", "pos", "repeated", "short", "spans", "text")

    def __init__(self, gaz: Gazetteer, text: str, pos: int, fits: tuple[Unit, ...] = ()) -> None:
        self.gaz = gaz
        self.text = text
        self.pos = pos
        self.fits = fits
        self.given = bool(fits)
        self.spans: list[Span] = []
        self.names = 0  # division names read
        self.short = False  # the last name read was a short one
        self.repeated = 0  # the level of the last name read, where it had been read before
        self.clash = -1  # where a full name stands that fits no reading

    def read(self) -> None:
        """Read on as far as names and fillers follow each other."""
        at_head = not self.pos and not self.fits and not self.spans
        known = at_head and self._take_head()
        self._read_on()
        if at_head and not known and self.names > 1:
            heads().learn(self.text, self.spans, self.gaz)

    def _take_head(self) -> bool:
        """Take the names at the beginning of the text at once, where they are known by heart."""
        head = heads().find(self.text, self.gaz)
        if head is None:
            return False
        self.spans += head.spans
        self.pos = head.spans[-1].end
        self.fits = head.fits
        self.names = len(head.spans)
        return True

    def _read_on(self) -> None:
        text = self.text
        while len(self.spans) < MAX_NAMES:
            at = self.pos
            if not "\u4e00" <= text[at : at + 1] <= "\u9fff":
                at = self._skip(at)
            hit = self.hit(at)
            if hit is not None:
                self._take(at, *hit)
            elif not self._fill(at):
                return

    def _fill(self, at: int) -> bool:
        """Take what is no division but stands among them: 市辖区, a post code, 九龙, 邯郸县."""
        filler = FILLER.match(self.text, at) if self.text[at : at + 1] in FILLER_HEADS else None
        if filler is not None and (self.fits or filler.group()[0] in "中0123456789"):
            self.spans.append(Span("other", at, filler.end()))
        elif self.fits and (quarter := _area(self.fits[0])) and (area := quarter.match(self.text, at)):
            self.spans.append(Span("district", at, area.end()))
        elif self.fits and (renewed := self._new_quarter(at)):
            end, self.fits = renewed
            self.spans.append(Span("district", at, end))
        elif lost := self._lost_county(at):
            self.spans.append(Span("other", at, lost))
        elif misspelt := self._misspelt_city(at):
            self.spans.append(Span("city", at, misspelt))
        else:
            return False
        self.pos = self.spans[-1].end
        return True

    def _new_quarter(self, at: int) -> tuple[int, tuple[Unit, ...]] | None:
        """A district that calls itself new, behind its city (昆明市呈贡新区): where it ends, and what then fits."""
        end = self.text.find("新区", at + 2, at + _LONGEST_QUARTER)
        name = self.text[at:end]
        if end < 0 or name not in self.gaz.forms or ZONE_PART.match(self.text, end + 2):
            return None
        match = fitting(self.fits, name)
        if match is None or match.repeats or match.level < LOWEST or len(match.fits) > 1:
            return None
        return end + 2, match.fits

    def _lost_county(self, at: int) -> int:
        """Where the county around a city ends, which bore its name and went to several districts (邯郸市邯郸县南堡乡): the
        town tells which.  0 for none: any other county that does not fit is somebody's mistake."""
        if len(self.fits) != 1:
            return 0
        for city in (self.fits[0], *self.fits[0].above):
            if city.level == CITY and self.text.startswith(city.name[:2], at):
                county = city.name.removesuffix("市") + "县"
                end = at + len(county)
                known = self.text.startswith(county, at) and TOWN_SHAPE.match(self.text, self._skip(end))
                return end if known else 0
        return 0

    def _misspelt_city(self, at: int) -> int:
        """Where a city ends that no table holds, before a district's full name that stands for one place by what was read
        before (浙江省抗州市滨江区, 哈市道里区).  0 for none."""
        fits = self.fits
        if (fits and (len(fits) > 1 or fits[0].level > 1)) or (not fits and at) or self.names > 1:
            return 0
        city = MISSPELT_CITY.match(self.text, at)
        if city is None or city[0] in self.gaz.forms:
            return 0
        end = self._skip(city.end())
        for length in self.gaz.lengths.get(self.text[end : end + 2], ()):
            name = self.text[end : end + length]
            if length > 2 and name in self.gaz.forms and is_official(name):
                match = fitting(fits, name)
                sure = match is not None and len(match.fits) == 1 and match.level == LOWEST
                return city.end() if sure and ROAD_AFTER.match(self.text, end + length) is None else 0
        return 0

    def skip(self) -> int:
        """The place behind the separators that follow what was read."""
        return self._skip(self.pos)

    def _skip(self, pos: int) -> int:
        text = self.text
        if pos < len(text) and not "\u4e00" <= text[pos] <= "\u9fff":
            gap = SEPARATORS.match(text, pos)
            return gap.end() if gap else pos
        return pos

    def _take(self, at: int, end: int, hit: Match) -> None:
        kind = self._kind_of_repetition(at, end, hit) if hit.repeats else LEVEL_NAMES[hit.level]
        self.spans.append(made(Span, (kind, at, end)))
        self.pos = end
        self.fits = hit.fits
        self.short = hit.rank == SHORT
        self.repeated = hit.level if hit.repeats else 0
        self.names += 1

    def _kind_of_repetition(self, at: int, end: int, hit: Match) -> str:
        """北京市北京市 names province and city; 巢湖市居巢区 names one county twice; all else only
        repeats."""
        last = self.spans[-1] if self.spans else None
        if last is not None and last.type == "province" and hit.fits[0].province in MUNICIPALITIES:
            return "city"
        named = last is not None and last.type == "district" and hit.level == 3
        if not self.given and not any(span.type == LEVEL_NAMES[hit.level] for span in self.spans):
            return LEVEL_NAMES[hit.level]
        return (
            "district"
            if named and last and self.text[at:end] != self.text[last.start : last.end]
            else "other"
        )

    def hit(self, at: int) -> tuple[int, Match] | None:
        """The longest name at a place that fits and is no part of another name, with its end."""
        text = self.text
        lengths = self.gaz.lengths.get(text[at : at + 2])
        if lengths is None:
            return self._inner_city(at)
        known, size = self.gaz.forms, len(text)
        clash = False
        for length in lengths:
            end = at + length
            name = text[at:end]
            if end > size or name not in known:
                continue
            match = fitting(self.fits, name)
            if match is None:
                clash = clash or (length > 2 and is_official(name) and ROAD_AFTER.match(text, end) is None)
            elif self._stands(at, end, match):
                return end, match
        found = self._inner_city(at)
        if found is None and clash and self.fits:
            self.clash = at
        return found

    def _inner_city(self, at: int) -> tuple[int, Match] | None:
        """济南市中区, 青岛市北区: the 市 just read belongs to the district's name."""
        text = self.text
        if not self.fits or at != self.pos or text[at : at + 2] not in _INNER or text[at - 1 : at] != "市":
            return None
        match = fitting(self.fits, "市" + text[at : at + 2])
        return (at + 2, match) if match is not None and match.level == 3 else None

    def _stands(self, at: int, end: int, hit: Match) -> bool:
        """Whether the name is a division here and not the head of a longer name."""
        text = self.text
        if hit.rank == RECENT and text.startswith(FOOD, end):
            return False
        if hit.repeats:
            return self._repetition_stands(at, end, hit)
        if hit.rank != SHORT:
            return text[end : end + 1] not in ROAD_HEADS or ROAD_AFTER.match(text, end) is None
        if self._followed(end, hit.fits, head=hit.level == 1):
            return True
        if hit.level > 1 and any(starts_with_town(text, end, unit, bare=True) for unit in hit.fits):
            return bool(self.fits) or len(hit.fits) == 1
        area = _area(hit.fits[0])
        if area is not None and area.match(text, end):
            return True
        if not self.fits:
            name = text[at:end]
            unit = hit.fits[0]
            homonyms = (
                hit.level > 1
                and name not in UNMISTAKABLE
                and any(
                    form.unit is not unit and unit not in form.unit.above for form in self.gaz.forms[name]
                )
            )
            return (hit.level < 3 or name in WELL_KNOWN) and not homonyms and self._likely(end)
        if len(hit.fits) > 1 or PLACE_NAMED_AFTER.match(text, end):
            return False
        if self.short or at > self.pos or self._clear(end):
            return True
        zone = ZONE_SHAPE.match(text, end)
        return text[at:end] in WELL_KNOWN and (zone is None or zone[1] != "") and self._likely(end)

    def _clear(self, end: int) -> bool:
        return (
            PLACE_NAMED_AFTER.match(self.text, end) is None
            and NEW_COMPONENT.match(self.text, end) is not None
        )

    def _likely(self, end: int) -> bool:
        text = self.text
        return PLACE_NAMED_AFTER.match(text, end) is None and SOME_COMPONENT.match(text, end) is not None

    def _followed(
        self, end: int, fits: tuple[Unit, ...], head: bool = False, above: int = LOWEST + 1
    ) -> bool:
        """Whether a further name that fits stands after a name; at the ``head`` of a text even one that
        only begins
        another (河北唐山路...: the province is certain).  In a repetition a name follows that ``fits`` lie in, of the
        level ``above`` or below: 金凤区, 宁夏银川市金凤区."""
        text = self.text
        at = self._skip(end)
        filler = FILLER.match(text, at) if text[at : at + 1] in FILLER_HEADS else None
        at = filler.end() if filler else at
        for length in self.gaz.lengths.get(text[at : at + 2], ()):
            after = at + length
            for form in self.gaz.forms.get(text[at:after], ()):
                if not any(
                    fit in form.unit.above
                    or fit is form.unit
                    or (form.unit.level >= above and form.unit in fit.above)
                    for fit in fits
                ):
                    continue
                if form.rank != SHORT:
                    return head or ROAD_AFTER.match(text, after) is None
                if (
                    head
                    or PLACE_NAMED_AFTER.match(text, after) is None
                    or starts_with_town(text, after, form.unit, bare=above <= LOWEST)
                    or self._goes_deeper(after, form.unit, fits)
                ):
                    return True
        return False

    def _goes_deeper(self, end: int, unit: Unit, fits: tuple[Unit, ...]) -> bool:
        """Whether a name of a lower level follows the unit's.  The level falls each time, so that it ends."""
        if any(fit in unit.above for fit in fits):
            return self._followed(end, (unit,))
        return unit.level < LOWEST and unit not in fits and self._followed(end, fits, above=unit.level + 1)

    def _repetition_stands(self, at: int, end: int, hit: Match) -> bool:
        """A repeated name counts with a separator or a further division after it; else it names an
        institution."""
        text = self.text
        if hit.level == 3 and any(starts_with_town(text, at, unit) for unit in hit.fits):
            return False  # 芒市芒市镇
        if text[end - 1] == "市" and self._begins_district(end - 1):
            return False  # 青岛市市南区青岛市南香港中路: 青岛 and 市南 are repeated, not 青岛市
        if hit.rank == SHORT:
            if end < len(text) and text[at : end + 1] in self.gaz.forms and not self._begins_district(end):
                return False  # 济南市长清大学城: 济南市 did not stand
            on = 0 < self.repeated < hit.level
            town = any(unit.level == 3 and starts_with_town(text, end, unit, bare=on) for unit in hit.fits)
            again = on and self._likely(end)
            area = _area(hit.fits[0])
            return (
                town
                or again
                or (at > self.pos and end == len(text))
                or self._followed(end, hit.fits, above=hit.level)
                or (area is not None and area.match(text, end) is not None)
            )
        if ROAD_AFTER.match(text, end):
            return False
        if self._followed(end, hit.fits, above=hit.level):
            return True
        if end == len(text) or SEPARATORS.match(text, end):
            return True
        if any(unit.level == 3 and starts_with_town(text, end, unit) for unit in hit.fits):
            return True
        if hit.level == 3 and NO_INSTITUTION.match(text, end):
            return True
        return INSTITUTION.match(text, end) is None and (self.pos == at or hit.level == 3)

    def _begins_district(self, at: int) -> bool:
        """Whether the short name of a district that fits begins with the 市 at a place: 市南."""
        return any(unit.name[:-1] == self.text[at : at + 2] for unit in self.fits)


def _area(unit: Unit) -> re.Pattern[str] | None:
    """The areas of Hong Kong or Macau, for a unit there."""
    return AREAS.get(unit.code[:2] + "0000") if unit.code[:1] == "8" else None


_INNER = frozenset({"中区", "南区", "北区"})


def starts_with_town(text: str, pos: int, unit: Unit, *, bare: bool = False) -> bool:
    """Whether a town of the unit stands at a place, by its official name or (``bare``) without the suffix."""
    towns = town_names(unit.key)
    if any(text[pos : pos + length] in towns for length in range(3, 9)):
        return True
    if not bare:
        return False
    stems = bare_towns(unit.key)
    return any(text[pos : pos + n] in stems and not PLACE_NAMED_AFTER.match(text, pos + n) for n in (4, 3, 2))
