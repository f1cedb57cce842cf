"""What an order's page must not show: names, phone digits, unit and room, contacts in free text, platform ciphertext."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields

from waybill.address.parse import for_label
from waybill.intake.order import Order, Party
from waybill.verify.shapes import (
    ACCOUNT,
    CIPHERTEXT,
    IDENTITY,
    LAST_NUMBER,
    MAIL,
    ROOMS,
    digit_runs,
    digits_of,
    phones,
    plain,
    runs,
    squeeze,
)

_SHORTEST_ROOM = 3
_SHORTEST_FIGURES = 5
"""Characters of a room without a word such as 室: 1-23 is also a piece of a date."""
_PIECE = 12
"""Characters of a ciphertext that tell it."""
_MASK = re.compile(r"[*＊∗●○◯⚫■█^]")
_FULL_700 = re.compile(r"(?:86)?700\d{12}")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,}")
_LATIN = re.compile(r"[A-Za-z\u0370-\u1fff]{4,}")
_TITLES = frozenset(
    ("先生", "女士", "小姐", "太太", "老师", "师傅", "经理", "医生", "阿姨", "同学", "老板", "夫人", "代收", "亲收", "签收", "转交")
)  # fmt: skip
_NO_PERSON = frozenset(
    ("收件人", "收货人", "寄件人", "发件人", "联系人", "收件", "收货", "寄件", "寄给", "姓名", "名字", "名称", "用户",
     "客户", "买家", "公司", "单元", "房间", "前台", "门卫", "物业", "驿站", "菜鸟驿站", "财务部", "办公室")
)  # fmt: skip
"""Words that stand beside a name in its cell and on pages for themselves."""
_GIVEN = range(3, 5)
"""Chinese names of so many characters are surname and given name; longer ones are nicknames and firms."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """Of one order, or of many.  Texts without blanks; ``digits``: all runs of seven of phones and identity numbers."""

    names: frozenset[str] = field(default=frozenset(), repr=False)
    latin: frozenset[str] = field(default=frozenset(), repr=False)
    """Words of names in Latin, Greek, Cyrillic letters, small."""
    digits: frozenset[str] = field(default=frozenset(), repr=False)
    rooms: frozenset[str] = field(default=frozenset(), repr=False)
    opaque: frozenset[str] = field(default=frozenset(), repr=False)
    """Pieces of ciphertexts."""
    contacts: frozenset[str] = field(default=frozenset(), repr=False)
    """E-mail addresses and accounts in free text."""

    def joined(self, other: Secrets) -> Secrets:
        """The secrets of both."""
        return Secrets(
            self.names | other.names, self.latin | other.latin, self.digits | other.digits, self.rooms | other.rooms,
            self.opaque | other.opaque, self.contacts | other.contacts,
        )  # fmt: skip

    @classmethod
    def of_all(cls, many: Sequence[Secrets]) -> Secrets:
        """The secrets of all of them; at once, for joined one by one they would be copied as often as there are orders."""
        return cls(*(frozenset().union(*(getattr(one, each.name) for one in many)) for each in fields(cls)))


NOTHING = Secrets()


def secrets_of(order: Order, shown: frozenset[str] = frozenset()) -> Secrets:
    """The secrets of one order; ``shown``: the recipient's fields that a lawful exception shows."""
    names: set[str] = set()
    given: set[str] = set()
    latin: set[str] = set()
    digits: set[str] = set()
    rooms: set[str] = set()
    regions = [_region(order)]
    for party, clear in ((order.recipient, shown), (order.sender, frozenset[str]())):
        place = for_label(party.province, party.city, party.district, party.town, party.address)
        regions.append(squeeze(place.region))
        if "name" not in clear and not _MASK.search(party.name):
            names |= _names(party.name)
            given |= _given(party.name)
            latin |= {word.lower() for word in _LATIN.findall(party.name)}
        hidden = "" if "phone" in clear or _virtual(party) else party.phone
        for number in re.split(r"[或/、;；]", f"{hidden}/{party.other_phones}"):
            digits |= runs(digits_of(number))
        if "address" not in clear and not _MASK.search(party.address):
            rooms |= _rooms(party, place.secrets)
    contacts: set[str] = set()
    for text in (order.remark, order.contents):
        digits |= _numbers(text)
        contacts |= {squeeze(found) for found in (*MAIL.findall(plain(text)), *ACCOUNT.findall(plain(text)))}
    for party in (order.recipient, order.sender):
        digits -= runs(digits_of(party.phone)) if _virtual(party) else set()
    plainly, own = _in_clear(order, shown), _places_and_goods(order, names)
    words = "|".join((*_known_words(order), plainly.lower()))  # Hangzhou tells nothing of a Zhou
    # What is also the name of the place, or stands in a field in clear (both may live in a unit 3), is shown as that.
    told = "|".join((*regions, plainly))
    return Secrets(
        names=frozenset(
            [
                *(name for name in names if name not in told),
                *(name for name in given if name not in told + own),
            ]
        ),
        latin=frozenset(word for word in latin if word not in words),
        digits=frozenset(digits - runs(digits_of(order.waybill_no)) - digit_runs(plainly)),
        rooms=frozenset(room for room in rooms if room not in plainly),
        opaque=frozenset(_opaque(order)),
        contacts=frozenset(contacts),
    )


def _in_clear(order: Order, shown: frozenset[str]) -> str:
    """The recipient's fields that an exception shows, in one text without blanks."""
    return squeeze("|".join(getattr(order.recipient, field) for field in sorted(shown)))


def _names(raw: str) -> set[str]:
    """The whole name and each Chinese part of it."""
    name = squeeze(raw)
    whole = sum(map(str.isalnum, name)) > 1 and not name.isascii() and name[1:] not in _TITLES
    found = {name} if whole else set[str]()
    for match in _HAN.finditer(plain(raw)):
        part = match.group()
        if part in _TITLES or part[1:] in _TITLES or (part in _NO_PERSON and part != name):
            continue
        found.add(part)
    return found


def _given(raw: str) -> set[str]:
    """Of a Chinese name all but its first character, which alone may be shown."""
    name = squeeze(raw)
    if len(name) not in _GIVEN or name[-2:] in _TITLES or not _HAN.fullmatch(name):
        return set()
    return {name[start:] for start in range(1, len(name) - 1)}


def _places_and_goods(order: Order, names: set[str]) -> str:
    """The order's addresses and goods without whole names: 和平小区 and 小米手机壳 say nothing of 赵和平 and 李小米."""
    text = squeeze("|".join((order.recipient.address, order.sender.address, order.contents)))
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "|")
    return text


def _known_words(order: Order) -> frozenset[str]:
    """Latin words that the page shows as something else: a road, goods, the carrier."""
    told = (order.recipient.address, order.sender.address, order.contents, order.carrier, _region(order))
    return frozenset(word.lower() for text in told for word in _LATIN.findall(text))


def _virtual(party: Party) -> bool:
    return party.phone_is_virtual or bool(_FULL_700.fullmatch(digits_of(party.phone)))


def _region(order: Order) -> str:
    parties = (order.recipient, order.sender)
    return squeeze("|".join(text for p in parties for text in (p.province, p.city, p.district, p.town)))


def _numbers(text: str) -> set[str]:
    """The digits of phones and identity numbers in free text."""
    found = {run for match in phones(text) for run in runs(digits_of(match.group(1)))}
    return found | {run for match in IDENTITY.finditer(plain(text)) for run in runs(digits_of(match.group()))}


def _rooms(party: Party, secrets: Iterable[str]) -> set[str]:
    """Unit, floor and room as the verifier sees them, and what the address's own rules hide."""
    address = squeeze(party.address)
    found = {match.group() for match in ROOMS.finditer(address)}
    last = LAST_NUMBER.search(address)
    if last:
        # A bare number only with the character before it: the number alone stands on many pages by chance.
        found.add(address[last.start() - 1] + last.group())
    for hidden in secrets:
        piece = squeeze(hidden).removesuffix("号")
        at = _last(address, piece)
        if address.startswith("号", at + len(piece)) and piece.isdecimal():
            # A house's number, hidden for want of anything finer: other houses have it too.
            continue
        if piece.isdecimal() and at > 0:
            piece = address[at - 1] + piece
        if at >= 0:
            found.add(piece)
    return {
        piece for piece in found if len(piece) >= (_SHORTEST_FIGURES if piece.isascii() else _SHORTEST_ROOM)
    }


def _last(address: str, piece: str) -> int:
    """Where a piece stands last (a road may have the room's number too), -1 where nowhere: a number as a whole only, as
    the beginning of a phone begins other numbers by chance.
    """
    if not piece.isdecimal():
        return address.rfind(piece)
    found = [match.start() for match in re.finditer(rf"(?<!\d){piece}(?!\d)", address)]
    return found[-1] if found else -1


def _opaque(order: Order) -> Iterator[str]:
    for party in (order.recipient, order.sender):
        for cell in (party.name, party.phone, party.address):
            match = CIPHERTEXT.fullmatch(cell.strip())
            if match:
                text = squeeze(cell)
                yield from (text[start : start + _PIECE] for start in range(max(1, len(text) - _PIECE + 1)))
