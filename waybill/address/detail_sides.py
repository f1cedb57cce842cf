"""Sides, nooks and tails of a door: what belongs to a room, or is one, though it bears no number."""

from __future__ import annotations

from waybill.address import detail_words as w
from waybill.patterns import late_pattern

_GATE = "[口进岗]|快递|菜鸟|丰巢|驿站"
"""Behind 门: the estate's gate, where parcels are handed over, and no part of a door."""
_SIDE_ALONE = (
    "(?:东(?![门方风海来莞兴盛亚])|西(?![门安部湖子瓜城贝藏餐服式域])|南(?![门方京洋宁航货湖山粉])|北(?![门京方海欧极斗美平])"
    "|中(?![心通午国石信建铁学医华联山海式原兴央餐财体]))(?!(?<= .)[^ -~、])"
)
"""One character for a side, unless a name begins with it: 628号-7中国电信."""
_DOORS_SIDE = (
    rf"[前后侧]门(?!{_GATE})|对面|隔壁(?!代收)|左边|右边|东边|西边|靠东|靠西|[东西南北中左右前后][户室屋]|旁(?!边)|内(?![设装科部衣蒙])"
    rf"|左手边?|右手边?|左侧|右侧|[东西南北]侧门?|楼上|楼下(?![^ -~、])|车位|复式|阁楼|里间|外间|中间|{_SIDE_ALONE}|[左右][转拐]?"
)
_DOORS_LETTER = "[甲乙丙丁][户室屋房座]|[甲乙丙]|丁(?![^ -~、])"
_AT_A_LOCKER = r"(?![^()0-9]{0,16}[0-9]{1,2}号?(?:快递|丰巢)?柜[^()0-9]{0,16}\))"
_REMARK_WITH_NUMBER = (
    rf"\({_AT_A_LOCKER}(?=[^()]{{0,40}}(?:[0-9]|[一二三四五六七八九十][楼层]))(?![0-9]{{6}}\))[^()]{{1,40}}\)"
)
"""(按门铃2号), but no postcode, and no locker: (快递放4号柜旁边)."""
_SIDE_IN_BRACKETS = r"\((?:[东南西北左右中][边侧户]?|[左右]手边?)\)"
ROOM_TAIL = late_pattern(
    rf"(?: ?(?:{_DOORS_SIDE}|{_DOORS_LETTER}))?(?: ?(?:{_SIDE_IN_BRACKETS}|{_REMARK_WITH_NUMBER}))?"
)
"""What belongs to the room behind its number."""
_SOMEBODY = f"(?!..?[路街道巷村])[{''.join(sorted(w.SURNAMES))}][^ -~、]{{1,2}}(?:收|先生|女士|小姐)?$"
SIDE = late_pattern(
    rf"(?:[东南西北左右中前后](?!门(?:{_GATE})|转|台|天)(?:手边|边|侧|手|首|头|门|号?房|座)?|对门)"
    rf"(?=$|[ ,.;:()_/#+、-]|{w.REMARK}|{_SOMEBODY})"
)
SIDE_OF_ROOM = late_pattern("[东南西北左右中](?:门洞|楼道|[侧边面户门一二三四五六七八九十])?")
ENTRANCE = late_pattern("[东南西北左右中](?:门洞|楼道)|[左右中]门")
PART_OF_FLOOR = late_pattern("[东南西北中前后左右]区(?=$|[ ,.;:()])")
SIDE_WARD = late_pattern("[东南西北中前后左右]病区")
NOOK = late_pattern(
    "(?:(?:[前后]门)?灶间|[前后]座|[东南西北]房|[东南西北前后左右里外](?:院|屋|间)|[东南西北前后左右]厢房?|厢房|[前后]楼|亭子间|灶披间|三层阁|[前后]客堂|汽车间|车库|储藏室|架空层|晒台|假?三层|阁楼)"
    rf"(?=$|[ ,.;:()_/#+、-]|{w.REMARK}|{_SOMEBODY})"
)
"""Places in an old house that are somebody's home."""
