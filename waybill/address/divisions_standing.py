"""Whether a name is a division where it stands, or the head of a longer one: 南京 but 南京西路, 巢湖市 but 南京市第一医院."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from waybill.address.divisions_fit import Match
from waybill.address.divisions_words import (
    AREAS,
    FILLER,
    FILLER_HEADS,
    FOOD,
    INSTITUTION,
    MAIN_STREET,
    NEW_COMPONENT,
    NO_INSTITUTION,
    OLD_TOWNS,
    PLACE_NAMED_AFTER,
    ROAD_AFTER,
    ROAD_HEADS,
    SEPARATORS,
    SOME_COMPONENT,
    UNMISTAKABLE,
    WELL_KNOWN,
    ZONE_SHAPE,
)
from waybill.address.gazetteer import LOWEST, RECENT, SHORT, Unit, bare_towns, town_names

if TYPE_CHECKING:
    from waybill.address.divisions_chain import Chain


def stands(chain: Chain, at: int, end: int, hit: Match) -> bool:
    """Whether the name from ``at`` to ``end`` is a division behind what the chain has read."""
    if hit.rank == RECENT and chain.text.startswith(FOOD, end):
        return False
    if hit.repeats:
        return _repetition_stands(chain, at, end, hit)
    if hit.rank == SHORT:
        return _short_stands(chain, at, end, hit)
    return chain.text[end : end + 1] not in ROAD_HEADS or ROAD_AFTER.match(chain.text, end) is None


def _short_stands(chain: Chain, at: int, end: int, hit: Match) -> bool:
    """A short name counts where a further name or a town of its own follows; else by how little speaks for a road or an
    institution that is called after it."""
    text = chain.text
    if text.startswith("街道", end) and text[end + 2 : end + 3] != "口":
        return False  # 新站高新区瑶海街道
    if _followed(chain, end, hit.fits, head=hit.level == 1):
        return True
    if hit.level > 1 and any(starts_with_town(text, end, unit, bare=True) for unit in hit.fits):
        return bool(chain.fits) or len(hit.fits) == 1
    area = area_of(hit.fits[0])
    if area is not None and area.match(text, end):
        return True
    if not chain.fits:
        return _stands_first(chain, text[at:end], end, hit)
    if len(hit.fits) > 1:
        return False
    if PLACE_NAMED_AFTER.match(text, end):
        return text[at:end] in OLD_TOWNS and MAIN_STREET.match(text, end) is not None
    if chain.short or at > chain.pos or _clear(chain, end):
        return True
    zone = ZONE_SHAPE.match(text, end)
    return text[at:end] in WELL_KNOWN and (zone is None or zone[1] != "") and _likely(chain, end)


def _stands_first(chain: Chain, name: str, end: int, hit: Match) -> bool:
    """The first name of all must be known for one place alone, a county's everywhere."""
    unit = hit.fits[0]
    if hit.level == LOWEST and name not in WELL_KNOWN:
        return False
    if hit.level > 1 and name not in UNMISTAKABLE:
        meant = (form.unit for form in chain.gaz.forms[name])
        if any(other is not unit and unit not in other.above for other in meant):
            return False
    return _likely(chain, end)


def _clear(chain: Chain, end: int) -> bool:
    return (
        PLACE_NAMED_AFTER.match(chain.text, end) is None and NEW_COMPONENT.match(chain.text, end) is not None
    )


def _likely(chain: Chain, end: int) -> bool:
    text = chain.text
    return PLACE_NAMED_AFTER.match(text, end) is None and SOME_COMPONENT.match(text, end) is not None


def _followed(
    chain: Chain, end: int, fits: tuple[Unit, ...], head: bool = False, above: int = LOWEST + 1
) -> bool:
    """Whether a further name that fits stands after a name; at the ``head`` of a text even one that only begins
    another (河北唐山路...: the province is certain).  In a repetition a name follows that ``fits`` lie in, of the
    level ``above`` or below: 金凤区, 宁夏银川市金凤区."""
    text = chain.text
    at = chain.skip_from(end)
    filler = FILLER.match(text, at) if text[at : at + 1] in FILLER_HEADS else None
    at = filler.end() if filler else at
    for length in chain.gaz.lengths.get(text[at : at + 2], ()):
        after = at + length
        for form in chain.gaz.forms.get(text[at:after], ()):
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
                or _goes_deeper(chain, after, form.unit, fits)
            ):
                return True
    return False


def _goes_deeper(chain: Chain, end: int, unit: Unit, fits: tuple[Unit, ...]) -> bool:
    """Whether a name of a lower level follows the unit's.  The level falls each time, so that it ends."""
    if any(fit in unit.above for fit in fits):
        return _followed(chain, end, (unit,))
    return unit.level < LOWEST and unit not in fits and _followed(chain, end, fits, above=unit.level + 1)


def _repetition_stands(chain: Chain, at: int, end: int, hit: Match) -> bool:
    """A repeated name counts with a separator or a further division after it; else it names an institution."""
    text = chain.text
    if hit.level == LOWEST and any(starts_with_town(text, at, unit) for unit in hit.fits):
        return False  # 芒市芒市镇
    if text[end - 1] == "市" and _begins_district(chain, end - 1):
        return False  # 青岛市市南区青岛市南香港中路: 青岛 and 市南 are repeated, not 青岛市
    if hit.rank == SHORT:
        return _short_again(chain, at, end, hit)
    if ROAD_AFTER.match(text, end):
        return False
    if _followed(chain, end, hit.fits, above=hit.level):
        return True
    if end == len(text) or SEPARATORS.match(text, end) or _has_town(chain, end, hit):
        return True
    if hit.level == LOWEST and NO_INSTITUTION.match(text, end):
        return True
    return INSTITUTION.match(text, end) is None and (chain.pos == at or hit.level == LOWEST)


def _short_again(chain: Chain, at: int, end: int, hit: Match) -> bool:
    """The same of a short name, which repeats what a longer one has said."""
    text = chain.text
    if end < len(text) and text[at : end + 1] in chain.gaz.forms and not _begins_district(chain, end):
        return False  # 济南市长清大学城: 济南市 did not stand
    deeper = 0 < chain.repeated < hit.level
    if _has_town(chain, end, hit, bare=deeper) or (deeper and _likely(chain, end)):
        return True
    if (at > chain.pos and end == len(text)) or _followed(chain, end, hit.fits, above=hit.level):
        return True
    area = area_of(hit.fits[0])
    return area is not None and area.match(text, end) is not None


def _has_town(chain: Chain, end: int, hit: Match, *, bare: bool = False) -> bool:
    """Whether a town of a county that the name means stands behind it."""
    return any(
        unit.level == LOWEST and starts_with_town(chain.text, end, unit, bare=bare) for unit in hit.fits
    )


def _begins_district(chain: Chain, at: int) -> bool:
    """Whether the short name of a district that fits begins with the 市 at a place: 市南."""
    return any(unit.name[:-1] == chain.text[at : at + 2] for unit in chain.fits)


def area_of(unit: Unit) -> re.Pattern[str] | None:
    """The areas of Hong Kong or Macau, for a unit there."""
    return AREAS.get(unit.code[:2] + "0000") if unit.code[:1] == "8" else None


def starts_with_town(text: str, pos: int, unit: Unit, *, bare: bool = False) -> bool:
    """Whether a town of the unit stands at a place, by its official name or (``bare``) without the suffix."""
    towns = town_names(unit.key)
    if any(text[pos : pos + length] in towns for length in range(3, 9)):
        return True
    if not bare:
        return False
    stems = bare_towns(unit.key)
    return any(text[pos : pos + n] in stems and not PLACE_NAMED_AFTER.match(text, pos + n) for n in (4, 3, 2))
