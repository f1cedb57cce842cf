"""What a page tells that it must not: masks that hide too little, secrets of its order, what is shaped like a secret.

A finding names the kind of what leaked, never the value.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from waybill.verify.codes import spoken
from waybill.verify.pages import PageView
from waybill.verify.report import Finding
from waybill.verify.search import candidates, first_place
from waybill.verify.secrets import Secrets
from waybill.verify.shapes import (
    FRAMED,
    IDENTITY,
    MOBILE,
    NAMED,
    digit_runs,
    digits_of,
    phones,
    plain,
    readings,
    squeeze,
    weak_masks,
)
from waybill.verify.zones import Zone, zone_at, zone_of

EXCEPTION_MARK = "例外显示"
_EXCEPTION = re.compile(EXCEPTION_MARK + r"((?:(?:姓名|电话|地址)、?)+)")
_VIRTUAL_WORDS = ("隐私号", "虚拟号")


def check_masks(page: PageView, zones: list[Zone]) -> Iterator[Finding]:
    """Phone numbers are masked by six digits at least, whoever printed the page, but on one that is marked to show one."""
    if _shows_phone(page):
        return
    told = next(weak_masks(page.text), None)
    if told:
        at = page.flat.find(squeeze(told))
        yield _leak(page, zone_of(zones, page, at) if at >= 0 else "text", "phone")
    for code in page.codes:
        if any(weak_masks(spoken(code))):
            yield _leak(page, zone_at(zones, page, code), "phone")


def _shows_phone(page: PageView) -> bool:
    """Whether the page says that it shows the recipient's number under a lawful exception."""
    return any("电话" in match.group(1) for match in _EXCEPTION.finditer(page.flat))


def check_secrets(
    page: PageView, secrets: Secrets, drawn: Iterable[tuple[str, str]], zones: list[Zone]
) -> Iterator[Finding]:
    """Nothing of the page's order is on it: in its text, in its codes, or in what its streams hold.

    ``drawn``: the name and the readable text of each of the page's streams.
    """
    found = set()
    for kind, index in leaks(page.flat, page.text, secrets):
        found.add(kind)
        yield _leak(page, zone_of(zones, page, index) if index >= 0 else "text", kind)
    for code in page.codes:
        said = spoken(code)
        for kind, _ in leaks(squeeze(said), said, secrets):
            found.add(kind)
            yield _leak(page, zone_at(zones, page, code), kind)
    for place, text in drawn:
        for kind, _ in leaks(squeeze(text), text, secrets, operators=True):
            if kind not in found:
                found.add(kind)
                yield _leak(page, place, kind)


def leaks(flat: str, text: str, secrets: Secrets, *, operators: bool = False) -> Iterator[tuple[str, int]]:
    """Kinds of secrets that a text holds, each once, with an index into ``flat`` (-1: over several places).

    ``operators``: the text has drawing operators in it, whose figures are neither rooms nor, taken together, phones.
    """
    for kind, values in (
        ("name", secrets.names), ("ciphertext", secrets.opaque), ("contact", secrets.contacts),
    ):  # fmt: skip
        at = first_place(values, flat)
        if at >= 0:
            yield kind, at
    near = {*candidates(secrets.rooms, flat), *candidates(secrets.rooms, text)}
    rooms = [room for room in near if _shows_room(flat, text, room, operators=operators)]
    if rooms:
        yield "room", min(map(flat.find, rooms))
    if secrets.latin:
        at = first_place(secrets.latin, flat.lower())
        if at >= 0:
            yield "name", at
    told = digit_runs(text, joined=not operators) & secrets.digits
    if told:
        yield "phone", min(_digit_index(flat, run) for run in told)


def _shows_room(flat: str, text: str, room: str, *, operators: bool) -> bool:
    """Figures alone count as they are written (a date and a time are no room); 43号 is not in 143号."""
    if room.isascii():
        return not operators and room in text
    at = flat.find(room)
    if at <= 0 or not (room[0].isdecimal() and flat[at - 1].isdecimal()):
        return at >= 0
    return re.search(r"(?<!\d)" + r"\s*".join(map(re.escape, room)), plain(text)) is not None


def _digit_index(flat: str, run: str) -> int:
    """Where a run of digits begins, whatever stands between them; -1 where the text has another order."""
    digits = [(index, char) for index, char in enumerate(flat) if char.isdecimal()]
    at = "".join(char for _, char in digits).find(run)
    return digits[at][0] if at >= 0 else -1


def _leak(page: PageView, zone: str, kind: str) -> Finding:
    return Finding(page.number, zone, "VERIFY-LEAK", (("kind", kind),))


def check_patterns(
    page: PageView, number: str, drawn: Iterable[tuple[str, str]], zones: list[Zone]
) -> Iterator[Finding]:
    """Without the orders: what looks like a phone number, an identity number, a whole name, a platform's ciphertext.

    ``drawn``: as for :func:`check_secrets`.
    """
    number = _if_a_waybills(number)
    own = {number} | {_if_a_waybills(code.text) for code in page.codes}
    found = set()
    for kind, told in patterns(page.text, lawful=_lawful_phone(page, zones)):
        if not any(told in each for each in own):
            found.add(kind)
            at = page.flat.find(squeeze(told))
            yield _leak(page, zone_of(zones, page, at) if at >= 0 else "text", kind)
    for code in page.codes:
        for kind, told in patterns(spoken(code)):
            if told not in number:
                yield _leak(page, zone_at(zones, page, code), kind)
    judged = {digits_of(match.group(1)) for match in phones(page.text)}
    for place, text in drawn:
        for kind, told in patterns(text, lawful=judged, operators=True):
            if kind not in found and not any(told in each for each in own):
                found.add(kind)
                yield _leak(page, place, kind)


def _if_a_waybills(number: str) -> str:
    """A number that bars say, or nothing where it is a mobile's: no parcel has such a number, whatever bars it stands in."""
    return "" if MOBILE.fullmatch(number) else number


def _lawful_phone(page: PageView, zones: list[Zone]) -> set[str]:
    """The recipient's number on a page that says that it shows it under a lawful exception: one, in its own zone."""
    if not _shows_phone(page):
        return set()
    for match in phones(page.text):
        at = page.flat.find(squeeze(match.group(1)))
        if at >= 0 and (not zones or zone_of(zones, page, at) == "recipient_zone"):
            return {digits_of(match.group(1))}
    return set()


def patterns(text: str, *, lawful: Collection[str] = (), operators: bool = False) -> list[tuple[str, str]]:
    """Each kind of pattern once, with what matched.

    A virtual number is printed whole and says so: as many numbers may be shown as the text says 隐私号 or 虚拟号, besides
    those that are ``lawful``.  ``operators``: the text has drawing operators in it, whose figures must not be taken
    together; the words in it were counted where they are shown.
    """
    found: dict[str, str] = {}
    numbers = {digits_of(match.group(1)): match.group(1) for match in phones(text, joined=not operators)}
    hidden = [told for digits, told in numbers.items() if digits not in lawful]
    if len(hidden) > (0 if operators else sum(map(text.count, _VIRTUAL_WORDS))):
        found["phone"] = hidden[0]
    for reading in (plain(text),) if operators else readings(text):
        for match in IDENTITY.finditer(reading):
            found.setdefault("identity number", match.group())
    named = NAMED.search(plain(text))
    if named:
        found.setdefault("name", named.group(1))
    framed = None if operators else FRAMED.search(squeeze(text))
    if framed:
        found["ciphertext"] = framed.group()
    return list(found.items())
