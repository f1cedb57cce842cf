"""What stands among the names of divisions and is none that a table holds: 市辖区, a post code, 九龙, 邯郸县, 抗州市."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waybill.address.divisions_fit import fitting, is_official
from waybill.address.divisions_standing import area_of
from waybill.address.divisions_words import (
    FILLER,
    FILLER_HEADS,
    MISSPELT_CITY,
    ROAD_AFTER,
    TOWN_SHAPE,
    ZONE_PART,
)
from waybill.address.gazetteer import CITY, LOWEST, Unit

if TYPE_CHECKING:
    from waybill.address.divisions_chain import Chain

_LONGEST_QUARTER = 8
"""Characters of a district's short name and 新区."""
_APART = "北戴河"
"""北戴河新区 is no part of the district: it lies in 抚宁区 and 昌黎县."""


class Between(NamedTuple):
    """What was found: the kind of its span, where it ends, and what fits from now on."""

    kind: str
    end: int
    fits: tuple[Unit, ...]


def between(chain: Chain, at: int) -> Between | None:
    """What stands at a place behind the names that were read, where it is none of them."""
    text, fits = chain.text, chain.fits
    filler = FILLER.match(text, at) if text[at : at + 1] in FILLER_HEADS else None
    if filler is not None and (fits or filler.group()[0] in "中0123456789"):
        return Between("other", filler.end(), fits)
    if fits:
        quarter = area_of(fits[0])
        area = quarter.match(text, at) if quarter else None
        if area is not None:
            return Between("district", area.end(), fits)
        renewed = _new_quarter(chain, at)
        if renewed is not None:
            return renewed
    if lost := _lost_county(chain, at):
        return Between("other", lost, fits)
    if misspelt := _misspelt_city(chain, at):
        return Between("city", misspelt, fits)
    return None


def _new_quarter(chain: Chain, at: int) -> Between | None:
    """A district that calls itself new, behind its city: 昆明市呈贡新区."""
    end = chain.text.find("新区", at + 2, at + _LONGEST_QUARTER)
    name = chain.text[at:end]
    if end < 0 or name == _APART or name not in chain.gaz.forms or ZONE_PART.match(chain.text, end + 2):
        return None
    match = fitting(chain.fits, name)
    if match is None or match.repeats or match.level < LOWEST or len(match.fits) > 1:
        return None
    return Between("district", end + 2, match.fits)


def _lost_county(chain: Chain, at: int) -> int:
    """Where the county around a city ends, which bore its name and went to several districts (邯郸市邯郸县南堡乡): the
    town tells which.  0 for none: any other county that does not fit is somebody's mistake."""
    text, fits = chain.text, chain.fits
    if len(fits) != 1:
        return 0
    for city in (fits[0], *fits[0].above):
        if city.level == CITY and text.startswith(city.name[:2], at):
            county = city.name.removesuffix("市") + "县"
            end = at + len(county)
            known = text.startswith(county, at) and TOWN_SHAPE.match(text, chain.skip_from(end))
            return end if known else 0
    return 0


def _misspelt_city(chain: Chain, at: int) -> int:
    """Where a city ends that no table holds, before a district's full name that stands for one place by what was read
    before (浙江省抗州市滨江区, 哈市道里区).  0 for none."""
    text, fits, gaz = chain.text, chain.fits, chain.gaz
    if (fits and (len(fits) > 1 or fits[0].level > 1)) or (not fits and at) or chain.names > 1:
        return 0
    city = MISSPELT_CITY.match(text, at)
    if city is None or city[0] in gaz.forms:
        return 0
    end = chain.skip_from(city.end())
    for length in gaz.lengths.get(text[end : end + 2], ()):
        name = text[end : end + length]
        if length > 2 and name in gaz.forms and is_official(name):
            match = fitting(fits, name)
            sure = match is not None and len(match.fits) == 1 and match.level == LOWEST
            return city.end() if sure and ROAD_AFTER.match(text, end + length) is None else 0
    return 0
