# ruff: noqa: SIM905 - lists of words are read and kept in order more easily as text
"""Who takes a parcel, told by where the word stands and not by its characters: 放门口唐糖收, 二狗子代收, 阿木古楞收.

A word of the dictionary that begins like a family name is a name there too (高兴签收), unless it says when, where, how or
by whose post a thing is taken: 方可收, 单位收, 马上签收, 顾客代收.
"""

from __future__ import annotations

from collections.abc import Iterator

from waybill.deidentify.name_words import ORGANISATIONS, TITLES
from waybill.deidentify.text_given import GIVEN, SELDOM
from waybill.deidentify.text_people import FREQUENT, HAN
from waybill.patterns import either, late_pattern

SAID = frozenset(
    (
        "盖章 安保 高管 房东 申通 安能 融创 金地 谷仓 关务 仲裁 任务 路政 边防 管委 东家 宣传 印章 白领 和尚 车长 方可 方能 方便 方才 方始 方式 任意 任何 任一 任选 任由 任谁 何时 何必 何妨 何以 何种 何样 于是 于今 许可 应该 应当 应急 应时 应付 应收 应予 应由 尚可 尚未 尚无 尚能 毕竟 "
        "单独 单个 单件 单次 单方 单号 单一 单张 单单 单份 单拆 单算 单发 安全 安检 安排 安好 安心 安稳 安置 安放 安装 成功 成套 成对 成双 成箱 成批 成品 齐全 齐了 "
        "连夜 连同 连续 连带 连忙 连着 连箱 常温 常年 常常 常规 常备 马上 付款 付清 付费 付完 付讫 付了 付好 余款 余额 查验 查看 查完 查好 查明 查实 查清 申请 申报 解冻 解封 解除 解决 关门 关机 "
        "谈好 谈妥 管好 包好 包装 包裹 包邮 包车 冷藏 冷冻 冷链 冷鲜 温热 温馨 麻烦 易碎 易坏 易损 易腐 宁可 宁愿 莫要 施工 严格 严禁 严实 简易 简单 迟到 迟早 温和 温柔 舒服 "
        "夏季 周末 周内 周岁 周期 周一 周二 周三 周四 周五 周六 周日 周天 周边 周围 白天 白日 左右 左手 万一 费用 路过 项目 毕业 管理 管家 连锁 庄重 郑重 慎重 高价 高温 高峰 高考 高一 高二 高三 高中 高新 高铁 高速 "
        "江北 江南 江东 江西 左边 解放 文明 农忙 温度 程序 封闭 车船 房产 石化 石油 农行 武警 蒙牛 伊利 古茗 罗森 华联 华润 苏宁 "
        "谢绝 陆续 常用 辛苦 幸好 冷静 凌晨 黄昏 高效 廉价 连日 连连 连天 尤其 简直 严查 严防 严肃 严密 季度 许久 查询 查出 查找 关注 关照 周到 危险 何故 何用 何须 何不 何况 何在 曾经 单纯 常住 常驻 应得 应有 应酬 "
        "劳动 劳务 高级 高档 高额 高空 高端 高处 陆路 陆运 陆海 文化 方向 方位 方法 权限 车队 申购 包办 包揽 包干 应聘 解释 华东 华南 华北 华中 华西 天晴 天阴 月初 月末 季初 季末 初一 初二 初三 初五 初六 初七 初八 "
        "文件 文档 文书 文具 单据 房租 房费 车票 牛奶 白酒 黄酒 黄金 黄铜 金条 金币 项链 石材 石膏 石榴 毛衣 毛毯 皮鞋 皮包 钱包 古玩 古董 陶器 陶瓷 单车 马桶 茅台 甘蔗 麻将 金鱼 童装 童车 毛笔 钟表 白菜 牛肉 钱款 童鞋 房管 单证 沙发 毛巾 黄豆 白糖 白板 叶酸 农药 包菜 龙虾 华为 金立 安卓 双卡 万能 全新 单机 高清 安防 房间 连线 许多 常打 查询 申诉 水晶"
    ).split()
)
"""Words that begin like a family name and are said of taking."""
_NO_ENDS = frozenset(
    "店站室楼栋层门口位路街巷村庄屯湾沟坡镇区县州省厂司部处所院校馆库场城行上下内外里前后边侧面者员民户客众人家月年日时点号费税险主件您你我他她色"
)
"""How words of places, people and days end, and names seldom: 单位, 车站, 金店, 顾客, 何人, 周日."""
NOT_TWICE = frozenset(
    "太天常往谢偶渐慢快多早晚刚仅单频屡次个人家事处时刻久稍略轻默悄乖偷明通统远近高低大小妈爸爷奶姥哥姐弟妹舅姑叔伯婶嫂姨公婆宝星年月日样种件"
)
"""Characters that are an everyday word, or kin, when said twice: 天天, 常常, 奶奶."""
_NOBODY = frozenset((*TITLES, *ORGANISATIONS))
_FAMILIES = frozenset(FREQUENT + SELDOM)
_TAKES = rf"(?=\s?(?:[代签亲]收(?!{HAN})|收(?!{HAN})|亲启|代[领取签拿](?!{HAN})))"
_DOES = rf"(?:{_TAKES}|(?=\s?(?:[来去自][取拿领](?!{HAN})|的(?:快递|包裹)(?!{HAN})|电话[\s:]?1[3-9])))"
_LANDMARK = (
    "(?:(?<=便利店|小卖部|传达室|收发室|保安室|门卫室|值班室|快递柜|丰巢柜|水果店|烟酒店|小区门|打电话|自提点|代收点|服务部)"
    "|(?<=门口|前台|门卫|物业|丰巢|菜鸟|驿站|超市|岗亭|药店|门房|保安|电话|楼下|楼上|家里|花店|书店|茶楼))"
)
"""What a name stands behind without a sign between: 放门口唐糖收."""
_IN_ROOM = "(?<=[店站点铺馆厅院校学园厂司部处室队局社区吧堂城场台口柜巢鸟市基家产活])"
_NICK = (
    rf"(?![大小老][{FREQUENT}{SELDOM}]|黑白)[二三四五六七八大小老铁狗胖黑臭憨傻瘦丑虎][狗蛋牛虎猪妞丫妮娃壮胖柱锤剩熊鹏黑白瘦]子?"
    "|[老小][六七八九歪铁]|大头|石头|柱子|豆包|糖豆|狗剩|翠花|黑皮|胖子|瘦子|丫头|妞子|栓子|锁子|强子|刚子|六子|燕子"
)
"""Pet names that have nothing of a given name."""
_FAR = "阿艾卡巴迪木尔古丽克提娜买热孜江麦吐逊努帕扎依沙亚哈斯图格勒其额敦朝鲁乌云呼和德尼玛卓才让仁旺杰次措嘎达瓦洛桑曲珍央金宗拉姆多吉索朗堆布赫楞苏根特海汗别合塔赛力加里米萨伊吾守肉衣玉素甫山俄呷且史铁日白黑惹伍果伙约莫"
"""Characters that names of Uyghurs, Kazakhs, Mongols, Tibetans and Yi are written with."""
_FAR_CHARS = frozenset(_FAR)
FAR_FIRMS = frozenset("阿里巴巴 阿里旺旺 阿里妈妈 巴拉巴拉 哈根达斯".split())
_TAKER = late_pattern(
    either(
        # 二狗子代收
        rf"(?:(?<!{HAN})|{_LANDMARK}|(?<=[给找让叫爹爸妈娘公婆]))(?P<nick>{_NICK}){_TAKES}",
        # 唐糖收, 放门口唐糖收
        rf"(?:(?<!{HAN})|(?<=[由让请叫])|(?<=委托|授权)|{_LANDMARK})(?P<word>{HAN}{{2}}){_DOES}",
        # 新华书店高原收
        rf"{_IN_ROOM}(?P<roomed>[{FREQUENT}]{HAN}){_TAKES}",
        # 阿木古楞收
        rf"(?<!{HAN})(?P<far>[{_FAR}]{{3,8}}){_TAKES}",
        # 前台转唐糖
        rf"(?:(?<=[台卫安业请])|(?<!{HAN}))转(?P<passed>[{FREQUENT}]{HAN})(?!{HAN})",
    )
)
_MAY_BE = late_pattern(
    rf"[收启领取签拿转递裹话](?:(?<=[来去自][取拿领])(?!{HAN})|(?<=的快递)|(?<=的包裹)|(?<=电话)[\s:]?1[3-9]|(?<=收)(?!{HAN})|(?<=亲启)|(?<=代[领取签拿])(?!{HAN})|(?<=转){HAN}{{2}}(?!{HAN}))"
)


def may_be_taken(plain: str) -> bool:
    """Cheap test: False only where :func:`taker_spans` would find nothing."""
    return _MAY_BE.search(plain) is not None


def taker_spans(plain: str) -> Iterator[tuple[int, int, str]]:
    """Where somebody is named so: start, end, kind."""
    at = 0
    while found := _TAKER.search(plain, at):
        kind = found.lastgroup or ""
        start, end = found.span(kind)
        if _is_named(kind, plain, start, end):
            yield start, end, kind
            at = end
        else:
            at = found.start() + 1


def _is_named(kind: str, plain: str, start: int, end: int) -> bool:
    word = plain[start:end]
    if kind == "nick":
        return True
    if kind == "far":
        return is_far(word)
    for_somebody = plain[end : end + 2].lstrip()[:1] in ("代", "亲")
    return (kind != "roomed" or word[1] in GIVEN) and is_taker(word, of_places=for_somebody)


def is_taker(word: str, *, of_places: bool = False) -> bool:
    """Whether two characters where somebody stands who takes something are a name, an everyday word though they may be.

    ``of_places``: behind kin, and where it is taken for somebody, it is one though a city is called so: 我外婆白玉收, 白云代收.
    """
    return (
        len(word) == len("唐糖")
        and word[0] in _FAMILIES
        and word not in SAID
        and word[1] not in _NO_ENDS
        and _NOBODY.isdisjoint((word, word[1:]))
        and (of_places or not is_place(word))
    )


def is_far(word: str) -> bool:
    """Whether every character of it is one that names of those peoples are written with: 艾孜买提, and no 克拉玛依."""
    return _FAR_CHARS.issuperset(word) and word not in FAR_FIRMS and not is_place(word)


def is_place(word: str) -> bool:
    # Few texts need it, and to read it costs a cold start.
    from waybill.address.gazetteer import is_division_name

    return is_division_name(word)
