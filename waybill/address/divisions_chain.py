"""Reading the chain of division names at one place of a text.

All readings that fit what has been read so far are kept side by side (``fits``); every further name, town or zone may
strike some out.  What is left at the end decides: one reading is an answer, several are candidates.
"""

from __future__ import annotations

from typing import NamedTuple

from waybill.address.divisions_words import (
    FILLER,
    HONG_KONG_AREA,
    INSTITUTION,
    NEW_COMPONENT,
    PLACE_NAMED_AFTER,
    ROAD_AFTER,
    SEPARATORS,
    SOME_COMPONENT,
)
from waybill.address.gazetteer import MUNICIPALITIES, OFFICIAL, OLD, RECENT, SHORT, Form, Gazetteer, Unit, town_names
from waybill.address.span import Span

LEVEL_NAMES = ("", "province", "city", "district")
HONG_KONG = "810000"
MAX_NAMES = 16  # a chain is never longer; bounds the work on hostile text


class Hit(NamedTuple):
    """A name read at a place: where it ends, what fits now, how good the form is, and whether it only repeats."""

    end: int
    fits: tuple[Unit, ...]
    rank: int
    repeats: bool
    level: int


class Chain:
    """What has been read so far."""

    __slots__ = ("clash", "fits", "gaz", "names", "pos", "short", "spans", "text")

    def __init__(self, gaz: Gazetteer, text: str, pos: int, fits: tuple[Unit, ...] = ()) -> None:
        self.gaz = gaz
        self.text = text
        self.pos = pos
        self.fits = fits
        self.spans: list[Span] = []
        self.names = 0  # division names read
        self.short = False  # the last name read was a short one
        self.clash = -1  # where a full name stands that fits no reading

    def read(self) -> bool:
        """Read on as far as names and fillers follow each other; whether anything was read."""
        start = self.pos
        while self.names < MAX_NAMES:
            at = self._skip(self.pos)
            hit = self.hit(at)
            if hit is not None:
                self._take(at, hit)
            elif not self._fill(at):
                break
        return self.pos > start

    def _fill(self, at: int) -> bool:
        """Take what is no division but stands among them: 市辖区, a post code, 九龙."""
        filler = FILLER.match(self.text, at)
        if filler is not None and (self.fits or filler.group()[0] in "中0123456789"):
            self.spans.append(Span("other", at, filler.end()))
            self.pos = filler.end()
            return True
        if self.fits and self.fits[0].key == HONG_KONG and self.spans:
            area = HONG_KONG_AREA.match(self.text, at)
            if area is not None:
                self.spans.append(Span("district", at, area.end()))
                self.pos = area.end()
                return True
        return False

    def _skip(self, pos: int) -> int:
        text = self.text
        if pos < len(text) and text[pos] < "\u4e00" or pos < len(text) and text[pos] > "\u9fff":
            gap = SEPARATORS.match(text, pos)
            return gap.end() if gap else pos
        return pos

    def _take(self, at: int, hit: Hit) -> None:
        kind = self._kind_of_repetition(at, hit) if hit.repeats else LEVEL_NAMES[hit.level]
        self.spans.append(Span(kind, at, hit.end))
        self.pos = hit.end
        self.fits = hit.fits
        self.short = hit.rank == SHORT
        self.names += 1

    def _kind_of_repetition(self, at: int, hit: Hit) -> str:
        """北京市北京市 names province and city; 巢湖市居巢区 names one county twice; all else only repeats."""
        last = self.spans[-1] if self.spans else None
        if last is not None and last.type == "province" and hit.fits[0].province in MUNICIPALITIES:
            return "city"
        named = last is not None and last.type == "district" and hit.level == 3
        return "district" if named and last and self.text[at : hit.end] != self.text[last.start : last.end] else "other"

    def hit(self, at: int) -> Hit | None:
        """The longest name at a place that fits and is no part of another name."""
        text = self.text
        lengths = self.gaz.lengths.get(text[at : at + 2])
        if lengths is None:
            return self._inner_city(at) if self.fits else None
        forms_of = self.gaz.forms
        clash = False
        for length in lengths:
            forms = forms_of.get(text[at : at + length])
            if forms is None:
                continue
            hit = self._choose(forms, at + length) if self.fits else self._first(forms, at + length)
            if hit is not None and self._stands(at, hit):
                return hit
            if hit is None and length > 2 and self.fits and forms[0].rank <= RECENT:
                clash = clash or ROAD_AFTER.match(text, at + length) is None
        found = self._inner_city(at) if self.fits else None
        if found is None and clash:
            self.clash = at
        return found

    def _inner_city(self, at: int) -> Hit | None:
        """济南市中区, 青岛市北区: the 市 just read belongs to the district's name."""
        text = self.text
        if at != self.pos or text[at - 1 : at] != "市" or text[at : at + 2] not in _INNER or self.short:
            return None
        forms = self.gaz.forms.get("市" + text[at : at + 2])
        hit = self._choose(forms, at + 2) if forms else None
        return hit if hit is not None and hit.level == 3 else None

    def _first(self, forms: list[Form], end: int) -> Hit | None:
        """The readings of the first name of all."""
        best = min(form.rank for form in forms)
        if best == SHORT:
            level = min(form.unit.level for form in forms)
            fits = tuple(form.unit for form in forms if form.unit.level == level)
            return Hit(end, fits, SHORT, False, level)
        limit = RECENT if best <= RECENT else best
        fits = tuple(form.unit for form in forms if form.rank <= limit or form.unit.former)
        level = min(unit.level for unit in fits)
        if level == 3 and fits[0].width == 2 and fits[0].name[1] == "区":
            return None  # 城区, 郊区: no name without its city
        return Hit(end, fits, best, False, level)

    def _choose(self, forms: list[Form], end: int) -> Hit | None:
        """What of a further name fits what was read before: deeper units first, else a repetition."""
        deeper: list[Form] = []
        same: list[Unit] = []
        level = 3
        for fit in self.fits:
            for form in forms:
                unit = form.unit
                if fit in unit.above:
                    deeper.append(form)
                elif unit is fit or unit in fit.above:
                    same.append(fit)
                    level = unit.level
        if deeper:
            rank = min(form.rank for form in deeper)
            limit = OFFICIAL if rank == OFFICIAL else rank
            kept = [form.unit for form in deeper if form.rank <= limit or form.unit.former]
            level = min(unit.level for unit in kept)
            today = min((unit.level for unit in kept if not unit.former), default=level)
            units = tuple(dict.fromkeys(unit for unit in kept if unit.level == today or unit.former))
            return Hit(end, units, rank, False, level)
        if same:
            rank = min(form.rank for form in forms)
            return Hit(end, tuple(dict.fromkeys(same)), rank, True, level)
        return None

    def _stands(self, at: int, hit: Hit) -> bool:
        """Whether the name is a division here and not the head of a longer name."""
        text, end = self.text, hit.end
        if hit.repeats:
            return self._repetition_stands(at, hit)
        if hit.rank != SHORT:
            return end == len(text) or ROAD_AFTER.match(text, end) is None
        if self._followed(hit):
            return True
        if hit.level == 3 and any(starts_with_town(text, end, unit) for unit in hit.fits):
            return bool(self.fits) or len(hit.fits) == 1
        if hit.fits[0].key == HONG_KONG and HONG_KONG_AREA.match(text, end):
            return True
        if not self.fits:
            homonyms = hit.level > 1 and len(self.gaz.forms[text[at:end]]) > 1
            return hit.level < 3 and not homonyms and self._likely(end)
        if len(hit.fits) > 1 or PLACE_NAMED_AFTER.match(text, end):
            return False
        return self.short or at > self.pos or self._clear(end)

    def _clear(self, end: int) -> bool:
        return PLACE_NAMED_AFTER.match(self.text, end) is None and NEW_COMPONENT.match(self.text, end) is not None

    def _likely(self, end: int) -> bool:
        text = self.text
        return PLACE_NAMED_AFTER.match(text, end) is None and SOME_COMPONENT.match(text, end) is not None

    def _followed(self, hit: Hit) -> bool:
        """Whether a further name that fits stands after a short one."""
        text = self.text
        at = self._skip(hit.end)
        for length in self.gaz.lengths.get(text[at : at + 2], ()):
            for form in self.gaz.forms.get(text[at : at + length], ()):
                if any(fit in form.unit.above or fit is form.unit for fit in hit.fits) and (
                    form.rank != SHORT or PLACE_NAMED_AFTER.match(text, at + length) is None
                ):
                    return form.rank == SHORT or ROAD_AFTER.match(text, at + length) is None
        return False

    def _repetition_stands(self, at: int, hit: Hit) -> bool:
        """A repeated name counts with a separator or a further division after it; else it names an institution."""
        text, end = self.text, hit.end
        if hit.rank == SHORT or ROAD_AFTER.match(text, end):
            return self._followed(hit) and hit.rank == SHORT
        if self._followed(hit):
            return True
        if end == len(text) or SEPARATORS.match(text, end):
            return True
        if any(unit.level == 3 and starts_with_town(text, end, unit) for unit in hit.fits):
            return True
        return INSTITUTION.match(text, end) is None and (self.pos == at or hit.level == 3)


_INNER = frozenset({"中区", "南区", "北区"})


def starts_with_town(text: str, pos: int, unit: Unit) -> bool:
    """Whether an official town name of the unit stands at a place."""
    towns = town_names(unit.key)
    return any(text[pos : pos + length] in towns for length in range(2, 9)) if towns else False


__all__ = ["MAX_NAMES", "OLD", "Chain", "Hit", "starts_with_town"]
