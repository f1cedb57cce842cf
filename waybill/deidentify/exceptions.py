"""Lawful exceptions: fields that one order's label shows in clear, with a reason and a consent reference.

GB/T 41833-2022 is about what is shown unless law provides otherwise or the user asks; ``show_exception`` is that case.
It is for the recipient's fields only, is marked on the label (and so in the journal), and a policy can forbid it.
"""

from __future__ import annotations

from typing import NamedTuple

from waybill.deidentify.policy import Policy
from waybill.deidentify.text import MARK, hide_own, mask_text
from waybill.errors import Problem
from waybill.intake.order import Order
from waybill.patterns import late_pattern

_WORDS = {
    "name": "name", "姓名": "name", "收件人": "name", "phone": "phone", "电话": "phone", "手机": "phone", "手机号": "phone",
    "address": "address", "地址": "address", "详细地址": "address",
}  # fmt: skip
_ALL = frozenset({"all", "全部", "所有"})
_NONE = frozenset({"", "0", "no", "none", "false", "否", "无", "不"})
_TITLES = {"name": "姓名", "phone": "电话", "address": "地址"}
_SPLIT = late_pattern(r"[\s,，、;；/|+]+")
_REFERENCE = late_pattern(r"(?:[A-Za-z]{2,8}[-/#]?)?20[0-9]{2}[-/]?(?:0[1-9]|1[0-2])[0-9]{2,6}")
"""The number of a paper, by year and month, whose figures look like a phone's: 2026113001."""
LONGEST = 60
"""Characters that a reason and a consent reference may have."""


class Shown(NamedTuple):
    """What an exception shows, and why, as the order or the policy has it."""

    fields: frozenset[str]
    """Of name, phone, address."""
    reason: str
    consent: str


NOTHING = Shown(frozenset(), "", "")


def read_exception(order: Order, policy: Policy, problems: list[Problem]) -> Shown:
    """The order's exception, or the policy's where the order has none; what is wrong is added to ``problems``.

    Codes: DEID-EXCEPTION-FORBIDDEN, DEID-EXCEPTION-FIELD, DEID-EXCEPTION-REASON, DEID-EXCEPTION-CONSENT.
    """
    source = order if order.show_exception.strip() else policy
    words = [word for word in _SPLIT.split(source.show_exception.strip().lower()) if word not in _NONE]
    if not words:
        return NOTHING
    if policy.exceptions == "forbid":
        problems.append(Problem("DEID-EXCEPTION-FORBIDDEN", "show_exception"))
        return NOTHING
    fields = frozenset(_TITLES) if _ALL & set(words) else frozenset(_WORDS.get(word, "?") for word in words)
    if "?" in fields:
        problems.append(Problem("DEID-EXCEPTION-FIELD", "show_exception"))
    reason, consent = source.exception_reason.strip(), source.consent_reference.strip()
    if not 0 < len(reason) <= LONGEST:
        problems.append(Problem("DEID-EXCEPTION-REASON", "exception_reason", (("limit", str(LONGEST)),)))
    if not 0 < len(consent) <= LONGEST:
        problems.append(Problem("DEID-EXCEPTION-CONSENT", "consent_reference", (("limit", str(LONGEST)),)))
    return Shown(fields, reason, consent)


def exception_mark(shown: Shown, policy: Policy, pieces: tuple[str, ...]) -> str:
    """What the label carries of an exception; ``pieces``: the recipient's own name and phone, which stay hidden in it.

    Each text is masked by itself: behind 本人 the next one's caption would pass for a name.
    """
    titles = "、".join(title for field, title in _TITLES.items() if field in shown.fields)
    reason = mask_text(shown.reason, policy, pieces=pieces).masked or MARK
    if _REFERENCE.fullmatch(shown.consent):
        consent = hide_own(shown.consent, pieces).masked or MARK
    else:
        consent = mask_text(shown.consent, policy, pieces=pieces).masked or MARK
    return f"例外显示{titles} 理由:{reason} 凭据:{consent}"
