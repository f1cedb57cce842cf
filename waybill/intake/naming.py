"""What a column's name says by its parts: whose it is (收件方, 发货联系人, receiver) and what of him (手机号, 省市区).

Profiles list the names that are known from real files.  Every shop has words of its own, but they are made of the
same parts; a name is understood here only where it consists of known parts from its beginning to its end.  Loaded
only when a header has a name that no profile lists.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from waybill.intake.columns import AT, REGIONS
from waybill.intake.naming_rules import (
    IN_ONE,
    NAME_AND_PHONE,
    NAMED,
    NO_PERSONS,
    OF_NOBODY,
    OF_SOMEBODY,
    PARTY,
    PERSON,
    Rules,
)
from waybill.patterns import late_pattern

TO, NOBODY, CUSTOMER = 0, 1, 2
"""Whom a name tells, the surest recipient first: the recipient, nobody, a customer (who may order for another)."""
_LONGEST = 40


class Meaning(NamedTuple):
    """A standard column or one of ``REGIONS``, whom the name tells, and how good a name it is (0 is the best)."""

    column: str
    whom: int
    rank: int


_BEHIND = late_pattern(r"(.+)\(([^()]{2,10})\)")
_UNIT = late_pattern(r"(.+)\((?:单位:?)?(?:kgs?|公斤|千克|[件个箱]|pcs|(g|克|斤))\)")
_ASIDE = late_pattern(
    r"\((?![^()]*[收寄发退][件货回][人方件]?)[^()]*"
    r"(?:必填|选填|可选|任选|[二三两]选一|可不填|可空|自定义|实名|真实号|中文|加密|脱敏|打码|分隔|隔开"
    r"|回填|勿|以内|不超过|至少|最多|填写|自动|手[工动]|务必|准确|注意|格式|含|[0-9]个?[字位]|打[单印]|导入)[^()]*\)"
)
"""What a form says of a column in brackets: (必填), (30字以内), (系统回填), (请勿修改); no party, which would tell whose it is."""
_STAR_BEFORE = late_pattern(r"\*+(?=\()")
_BRACKETS = str.maketrans("【】[]", "()()")
_WHAT_IS_SENT = late_pattern(
    r"(?:(?:体检|检[测验查]|诊断|化验)?(?:报告单?|结果)|病[案历]|(?:银行|信用)?卡片?|证[书件]|毕业证书?|(?:录取)?通知书|成绩单|档案|合同|文[件书]"
    r"|资料|样[品本]|奖[品状]|礼[品包物]|药品|书籍|教材|杂志|报刊|期刊|保单|账单|聘书|包裹|快件|物品)"
    r"(?=(?:收[件货]|接收|邮寄|寄[送达]|送达|投递|快递|物流)(?:[人者方]|地址|信息|联系|电话|手机|姓名|单号|公司|编号))"
)
"""What the recipient gets, before his columns' names: 报告邮寄地址, 通知书收件人电话."""
_OR_FETCHED = late_pattern("/(?:提货|自提)(?:人|地址)?")
"""Shops that also hand over at the counter name who fetches it beside the recipient (收件人/提货人手机号)."""
_OF_WHAT = late_pattern(
    r"(?<=址)\([省市区县镇乡村街道路门牌号码楼室详细具体完整精确到不含包括无需请填写地址信息和及等+、,/]+\)"
    r"|(?<=[省市区县])\([省市区县州盟旗、/直辖自治]+\)"
    r"|(?<=[人者方])\((?:姓名|名字|名称)\)"
    r"|(?<=[机话号式码])\((?:11位(?:数字)?|(?:手机|固话|座机|电话|区号|号码|优先|[或和及/+-])+)\)"
)
"""What an address, a person or a number consists of, behind its name: 地址(省市区+详细地址), 区(县), 收件人(姓名), 电话(手机或座机)."""
_GROUP = late_pattern(
    r"[收寄发][件货]信息[-_/.:](?=[收寄发])|信息(?=[-_/.:])|(?<=[收寄发][件货]人)信息(?=姓名|名|电话|手机|联系|详细|地址|省|城?市|区)"
)
"""收件信息-姓名 is the recipient's name: the group of a header of two rows in one, perhaps on two lines of a cell."""
_CHINESE, _ENGLISH = r"[^a-z]*[\u4e00-\u9fff]", r"[a-z][a-z_.,#&'/-]{2,}"
_TWO_LANGUAGES = late_pattern(
    rf"(?:(?P<c>{_CHINESE})[/|(\-_]?(?P<e>{_ENGLISH})|(?P<e2>{_ENGLISH}?)[/|(\-_]?(?P<c2>(?=[\u4e00-\u9fff]){_CHINESE}))\)?"
    r"(?P<unit>\((?:kgs?|g)\))?"
)
"""A name, its translation and a weight's unit: 收件人 Recipient, 重量/Weight(kg)."""
_IN_ONE_SIGN = late_pattern(r"([收寄发])[-_—–.:/|](.+)|(.+)[(\[【]([收寄发])(?:[件货][人方]?|[人方])?[)\]】]")
"""寄-姓名, 电话(收), 地址【寄件】: a party in one sign."""
_ONE_PART = late_pattern(
    r"(?:详细)?(?:地址[(_\-—–.:/]?|所在地[(_\-—–.:/])((?:省份?|省直辖市|省/自治区(?:/直辖市)?|城?市|区/?县?|县/?区?|街道|乡?镇|乡镇/?街道|街道/?乡?镇)(?:名称?)?|详细地址)\)?\Z"
)
"""收货地址(省), 地址-省 and 地址省 are no addresses but a province."""
_IS_VIRTUAL = late_pattern(r"(?:电话|手机|联系方式)(?:号码|号)?(?=\((?:虚拟|隐私)(?:号码?|电话)?\))")
"""A phone of which is told behind its name that it is a virtual number: 收货人电话(虚拟号)."""
_AFTER = "(?:修改|变更|更改|更新|更换|调整|换单|换|改)后"
_CHANGED = late_pattern(
    rf"(?:[(\[【]?{_AFTER}[)\]】]?的?|新的?(?=收|联系|地址|电话|手机|姓名|运单|快递|物流|面单))(?P<behind>.+)"
    rf"|(?P<before>.+)[(\[【_-](?:{_AFTER}|新)[)\]】]?"
)
"""What the buyer has changed after all: 改后收件人, 修改后的收货电话, 收货人(修改后)."""
_IN_CLEAR = late_pattern(
    r"(?:已?解密后?的?|明文)(?P<behind>.+)|(?P<before>.+?)[(\[【_-]?(?:已?解密后?|明文)[)\]】]?"
)
"""What a shop's program has decrypted, beside the platform's masks and ciphertexts: 解密手机号, 收件人(明文)."""
_FIRST = -10_000
"""The rank of a name that goes before all others."""
_HIDDEN = late_pattern("[(\\[【_-](?:已?脱敏|已?加密|密文|掩码|打码)")
"""What a platform masked or encrypted, perhaps beside what is in clear: 地址(脱敏)."""
_BEHIND_CLEAR = 150
"""So far its rank is behind: a name of nobody's (地址) goes before it."""
_BETWEEN = re.compile(r"['’]s|[_\-—–./\\|,、:;+&·•*#()\[\]【】\"']+")

_AND_CALL = late_pattern(r"(?<=[人者方户])[/、+&,](?=(?:联[系络])?(?:手机|电话|固话|座机|方式))")
_IDLE = re.compile(
    r"(?!.*(?:代收|到付|保价))"
    r"(?:.*(?:金额|单价|总价|货款|费|优惠|折扣|抵扣|状态|类型|种类|(?<!联系)方式|渠道|来源|时间|日期|昵称|网名|id|规格|属性|邮编|店铺名称|仓库名称)"
    r"|.*\(元\))"
)


def is_idle(name: str) -> bool:
    """Whether a compared name is plainly of no use for a waybill: money, states, times, kinds."""
    return len(name) <= _LONGEST and _IDLE.fullmatch(name) is not None


@lru_cache(maxsize=1024)
def by_parts(name: str) -> Meaning | None:
    """What a compared name (``profile.normal_name``) means by its parts; None where one of them is not known."""
    if len(name) > _LONGEST:
        return None
    clear = _IN_CLEAR.fullmatch(name)
    if clear:
        found = by_parts(clear["behind"] or clear["before"])
        return found._replace(rank=_FIRST) if found and found.whom != CUSTOMER else found
    changed = _CHANGED.fullmatch(name)
    if changed:
        return _of_the_changed(changed["behind"] or changed["before"])
    found = _in_one_language(name)
    if found and _HIDDEN.search(name):
        return found._replace(rank=found.rank + _BEHIND_CLEAR)
    two = None if found or name.isascii() else _TWO_LANGUAGES.fullmatch(name)
    if two is None:
        return found
    return _in_both((two["c"] or two["c2"]) + (two["unit"] or ""), two["e"] or two["e2"])


_TAKEN_AS = {
    "recipient_tel": "recipient_phone",
    "recipient_region": "recipient_province",
}
"""What has no column of its own among what was changed."""


def _of_the_changed(name: str) -> Meaning | None:
    """What goes before the recipient's column of this name."""
    found = by_parts(name)
    if found is None or found.whom == CUSTOMER:
        return None
    column = f"{_TAKEN_AS.get(found.column, found.column)}_new"
    return Meaning(column, TO, found.rank) if column in AT else None


def _in_one_language(name: str) -> Meaning | None:
    """What a name means, without the group and the remarks that a form puts beside it."""
    name = _WHAT_IS_SENT.sub("", _STAR_BEFORE.sub("", name.translate(_BRACKETS)), count=1)
    short = _IN_ONE_SIGN.fullmatch(name)
    if short:
        name = f"{short[1] or short[4]}件人{short[2] or short[3]}"
    name = _ONE_PART.sub(r"\1", _OR_FETCHED.sub("", _GROUP.sub("", name)))
    if "(" in name:
        name = _without_aside(name)
    plain = _BETWEEN.sub("", name)
    one = IN_ONE.fullmatch(plain)
    if one and all(one.groups()):
        return Meaning("recipient_all", TO, 0)
    both = NAME_AND_PHONE.fullmatch(_BETWEEN.sub("", _AND_CALL.sub("及", name)))
    if both:
        whom = CUSTOMER if both["customer"] else TO if both["recipient"] or both["sender"] else NOBODY
        return Meaning("sender_name_phone" if both["sender"] else "recipient_name_phone", whom, 0)
    if "(" in name:
        with_unit = _UNIT.fullmatch(name)
        if with_unit is None:
            return None
        plain = _BETWEEN.sub("", with_unit[1] + (with_unit[2] or ""))
    return _of_a_party(plain) or _found(NO_PERSONS, plain, "", TO)


def _without_aside(name: str) -> str:
    """A name with its brackets read: what a form says in them is left out, a party in them goes before (姓名(收件人))."""
    told_virtual = _IS_VIRTUAL.search(name)
    if told_virtual:
        return f"{name[: told_virtual.start()]}虚拟号"
    name = _OF_WHAT.sub("", _ASIDE.sub("", name))
    behind = _BEHIND.fullmatch(name)
    return behind[2] + behind[1] if behind and PARTY.fullmatch(behind[2]) else name


def _in_both(chinese: str, english: str) -> Meaning | None:
    """What a name in two languages (收件人 Recipient) means, where both say the same."""
    first, second = by_parts(chinese), by_parts(english)
    if first is None or second is None:
        return None
    same = first.column == second.column or {first.column, second.column} == {
        "recipient_phone",
        "recipient_tel",
    }
    return first if same else None


def _of_a_party(plain: str) -> Meaning | None:
    """The column of the recipient or the sender."""
    party = PARTY.match(plain)
    if party is None:
        return _found(OF_NOBODY, plain, "recipient_", NOBODY)
    who = "sender_" if party["sender"] else "recipient_"
    whom = CUSTOMER if party["customer"] else TO
    of_him = plain[party.end() :]
    if of_him in ("", "名称", "名"):
        told = (NAMED if of_him else PERSON).fullmatch(party[0])
        return Meaning(f"{who}name", whom, 1) if told else None
    found = _found(OF_SOMEBODY, of_him, who, whom)
    return None if found and whom == CUSTOMER and found.column == "recipient_all" else found


def _found(rules: Rules, text: str, who: str, whom: int) -> Meaning | None:
    for rank, (column, rule) in enumerate(rules):
        if rule.fullmatch(text):
            column = who + column
            return Meaning(column, whom, rank) if column in AT or column in REGIONS else None
    return None
