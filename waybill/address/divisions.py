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

from waybill.address.divisions_chain import Chain
from waybill.address.divisions_reader import NOWHERE, Located, Reader
from waybill.address.divisions_tail import has_cjk
from waybill.address.divisions_words import ABBREVIATED, CONTACT, HEAD_ZONES, HONG_KONG
from waybill.address.gazetteer import Gazetteer, Unit, gazetteer, simplified
from waybill.address.gazetteer_points import ReferencePoint, reference_point
from waybill.address.span import Span

__all__ = ["EMPTY_CELLS", "NOWHERE", "Located", "ReferencePoint", "locate", "reference_point"]


LONGEST_NOISE = 200  # what may stand before the divisions: names, phones, labels
_NONE_NAMED = (
    "市辖区 市辖县 县 - — / 无 其他 其它 其它区 其他区 直辖 北京城区 天津城区 上海城区 重庆城区 重庆郊县 null NULL None nan"
    " 暂不选择 不限"
)
EMPTY_CELLS = frozenset(_NONE_NAMED.split())
"""What stands in a column of divisions where it names none."""


def locate(text: str) -> Located:
    """Find the divisions at the head of a text."""
    gaz = gazetteer()
    text = simplified(text)
    chain = Chain(gaz, text, 0, _home_of_zone(text, gaz))
    reader = Reader(chain)
    reader.read()
    if not chain.names and not chain.fits:
        return _scan(gaz, text)
    return _settled(reader)


def _settled(reader: Reader) -> Located:
    chain = reader.chain
    if chain.clash >= 0 and chain.clash == chain.skip() and reader.town is None:
        return _contradiction(reader)
    return reader.result()


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
            reader = Reader(chain)
            reader.read()
            return _settled(reader)
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
    reader = Reader(chain)
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
    return Reader(chain).result()._replace(end=0, start=found.spans[0].start)


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


def _contradiction(reader: Reader) -> Located:
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
