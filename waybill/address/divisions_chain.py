"""Reading the chain of division names at one place of a text.

All readings that fit what has been read so far are kept side by side (``fits``); every further name, town
or zone may strike some out.  What is left at the end decides: one reading is an answer, several are
candidates.
"""

from __future__ import annotations

from waybill.address.divisions_between import between
from waybill.address.divisions_fit import Match, fitting, is_official
from waybill.address.divisions_heads import heads
from waybill.address.divisions_standing import stands
from waybill.address.divisions_words import ROAD_AFTER, SEPARATORS
from waybill.address.gazetteer import LOWEST, MUNICIPALITIES, SHORT, Gazetteer, Unit
from waybill.address.span import Span
from waybill.frozen import made

LEVEL_NAMES = ("", "province", "city", "district")
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
                at = self.skip_from(at)
            hit = self.hit(at)
            if hit is not None:
                self._take(at, *hit)
            elif not self._fill(at):
                return

    def _fill(self, at: int) -> bool:
        """Take what is no division but stands among them."""
        found = between(self, at)
        if found is None:
            return False
        kind, self.pos, self.fits = found
        self.spans.append(Span(kind, at, self.pos))
        return True

    def skip(self) -> int:
        """The place behind the separators that follow what was read."""
        return self.skip_from(self.pos)

    def skip_from(self, pos: int) -> int:
        """The place behind the separators that stand at ``pos``."""
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
        named = last is not None and last.type == "district" and hit.level == LOWEST
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
            return self._inner_city(at) or self._with_a_lost_letter(at)
        known, size = self.gaz.forms, len(text)
        clash = head = False
        for length in lengths:
            end = at + length
            name = text[at:end]
            if end > size or name not in known:
                continue
            match = fitting(self.fits, name)
            if head and match is not None and match.rank == SHORT:
                return None  # 岳阳楼东大街 is called after 岳阳楼区, and says nothing of 岳阳县
            if match is None:
                clash = clash or (length > 2 and is_official(name) and ROAD_AFTER.match(text, end) is None)
            elif stands(self, at, end, match):
                return self._of_prefecture(at, end) or (end, match)
            else:
                head = head or match.rank == SHORT
        found = self._inner_city(at)
        if found is None and clash and self.fits:
            self.clash = at
        return found or self._with_a_lost_letter(at)

    def _of_prefecture(self, at: int, end: int) -> tuple[int, Match] | None:
        """毕节地区 毕节市 set apart: the city of that time is a district of today, as where the two are one run."""
        text = self.text
        if text[end - 2 : end] != "地区" or (stop := self.skip_from(end)) == end:
            return None
        for size in (3, 4):
            run = text[at:end] + text[stop : stop + size]
            match = fitting(self.fits, run) if run in self.gaz.forms else None
            if match is not None:
                return stop + size, match
        return None

    def _inner_city(self, at: int) -> tuple[int, Match] | None:
        """济南市中区, 青岛市北区: the 市 just read belongs to the district's name."""
        text = self.text
        if not self.fits or at != self.pos or text[at : at + 2] not in _INNER or text[at - 1 : at] != "市":
            return None
        match = fitting(self.fits, "市" + text[at : at + 2])
        return (at + 2, match) if match is not None and match.level == LOWEST else None

    def _with_a_lost_letter(self, at: int) -> tuple[int, Match] | None:
        """陕西安碑林区, 广东莞市: the province's last character is the city's first, and was written once; with the kind of the
        city or with a district of it only, for 河南阳光花园 lies anywhere."""
        text, gaz = self.text, self.gaz
        if self.names != 1 or not self.short or at != self.pos or self.spans[-1].type != "province":
            return None
        for length in gaz.lengths.get(text[at - 1 : at + 1], ()):
            end = at - 1 + length
            name = text[at - 1 : end]
            match = fitting(self.fits, name) if name in gaz.forms else None
            if match is not None and length > 1 and self._is_told(name, end, match):
                return end, match
        return None

    def _is_told(self, name: str, end: int, match: Match) -> bool:
        if match.rank != SHORT and len(name) > 2:
            return True
        below = Chain(self.gaz, self.text, end, match.fits)
        return below.hit(end) is not None


_INNER = frozenset({"中区", "南区", "北区"})
