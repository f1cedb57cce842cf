# ruff: noqa: SIM905 - lists of words are read and kept in order more easily as text
"""Names that are told by the words beside them, whatever their characters: 收货人 明月, 我妈叫桂花, 邻居 花荣 代签.

Behind a sure cue two or three characters are a name unless a word of orders, doors or goods is among them (收件人电话,
患者护理垫); behind a weaker one they begin with a family name or are made of given names' characters besides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from waybill.deidentify.name_words import ORGANISATIONS, PLACEHOLDERS, TITLES
from waybill.deidentify.text_given import GIVEN, SELDOM
from waybill.deidentify.text_people import COMPOUND, FREQUENT, HAN, NO_NAME
from waybill.deidentify.text_pet import WISHES
from waybill.given_names import ELDERS
from waybill.patterns import late_pattern

_NEVER = frozenset(
    "不没未了的吗吧呢啊哦呀嘛请要可需须勿别必已把被将让这那哪此该某每各您你我他她它咱们谁是就也都还再又很太最更较及或且但而从到往给帮替代"
    "个只件条盒箱包袋套份次张支枚片块粒颗斤克升元角毫厘号码电话址地收签送寄发货退换补改拿放打开提快递物库店单票款价费钱付账密门楼栋层室户房院区县市省街镇厅柜站点处部"
    "上下左右前后里外内间旁边早午分周年昨拒验查接派转催错漏少多急用坏能会做写填印刻绣贴买卖购赠品见附备注留"
    "衣裤裙鞋帽袜被褥枕帘毯垫巾杯碗盘锅盆壶瓶刀叉灯笔纸书册卷膜膏霜液粉丸药酒奶饼糖糕面米油酱醋盐肉鸡鸭菜果瓜梨蕉枣莓豆椒蒜葱色绿黑灰尺寸型版装旧皮布棉绒线绳链戒表机器具板棒球轮胎盖架椅桌床卡牌券画帖玩偶"
    "员诊断疗练服务管检审批章证照题图案字体格式词句段篇材料配扣膳餐食饮芪参苓"
)
"""Characters of orders, doors, days and goods, of which given names are not made."""
_ORDERS = (
    "准时 按时 及时 随时 尽早 尽快 直接 单独 分开 如期 同上 如下 保密 信息 资料 自理 自取 随意 随便 随机 任意 空白 隐私 隐藏 谢谢 感谢 辛苦 优先 尽量 马上 立即 加急 着急 非常 经常 "
    "特别 推荐 专属 专用 通用 适合 免费 全部 统一 一致 一样 一起 有误 正确 异常 正常 紧急 重要 亲自 本人 家人 全家 全体 大气 细心 "
    "仔细 满意 认真 负责 专业 热情 福利 承诺 秒杀 自营 优惠 活动 积分 直播 确认 核实 安排 协商 沟通 介绍 指定 要求 反映 反馈 投诉 "
    "提醒 通知 回复 同意 取消 变更 更正 联系 家属 亲戚 亲友 大家 敬上 恭贺 祝贺 恭祝 恭喜 祝福 祝愿 惠存 喜欢 真心 亲爱 敬爱 最爱 "
    "挚爱 尊敬 在家 在线 在校 出差 开会 上班 完成 完工 合格 进度 状态 数量 数目 金额 总额 日期 身份 员工 职工 工人 各位 同仁 师生 "
    "嘉宾 新客 熟客 常客 散客 新人 空运 海运 陆运 汽运 快运 专线 整车 零担 常温 冷藏 冷冻 低温 婴儿 幼儿 少儿 小儿 这儿 那儿 哪儿 "
    "点儿 会儿 事儿 北京 上海 中国 今天 明天 后天 当天 隔天 白天 全天 整天 平日 平常 平时 时间 时候 时效 时段 元旦 春节 中秋 国庆 "
    "端午 除夕 圣诞 清晨 凌晨 晚上 今晚 明晚 晚点 早晚 若干 若无 夏天 秋天 冬天 春天 顺丰 中通 圆通 申通 韵达 极兔 京东 邮政 德邦 "
    "百世 丰巢 菜鸟"
)
"""Words that stand where a form has a name, and tell none: 收货人 同上."""
_THINGS = WISHES | frozenset(
    (
        "安全 法定 大寿 高寿 大喜 六一 儿童 保健 保养 美容 健身 减肥 养生 当归 双人 双面 双色 双肩 满月 百天 节日 生日 周岁 新婚 喜乐 真诚 "
        "加油 平平 永恒 纪念 百年 白头 未来 世界 祖国 白金 银白 藏青 卡其 咖啡 深蓝 浅蓝 天蓝 宝蓝 粉红 大红 玫红 橙红 浅黄 金黄 明黄 "
        "鹅黄 杏黄 粉紫 浅紫 深紫 纯白 月白 加大 加长 加厚 加高 高清 高档 高级 经典 简约 复古 时尚 新款 爆款 苏打 石英 石墨 高音 江南 "
        "康佳 方正 黄金 黄铜 白银 金丝 毛线 毛绒 马甲 石膏 文具 文件 文化 文艺 白玉 金银 金属 沙发 沙龙 农产 农家 安装 安慰 安静 关爱 "
        "荣誉 荣耀 古典 古风 欧式 易碎 成人 成长 成年 景观 宁可 权限 向导 童话 童年 平台 平行 天黑 天亮 全新 全程 全额 熊猫 卡通 动漫 "
        "立体 防水 保暖 隔热"
    ).split()
)
"""Words of wishes and goods, each of them also somebody's name."""
_FAMILIES = frozenset(FREQUENT + SELDOM)
_GIVEN = GIVEN | frozenset(ELDERS)
_CUES = {
    "label": (
        "收件人 收货人 寄件人 发件人 取件人 提货人 联系人 联络人 签收人 代收人 收款人 付款人 汇款人 开票人 经办人 负责人 审核人 复核人 送检人 委托人 受益人 下单人 订单人 订货人 购买人 收样人 监护人 代表人 赠送人 经手人 经手 申请人 受赠人 担保人 中奖人 "
        "保管人 使用人 领取人 领用人 检测人员 患者 病人 法人 户名 姓名 真名 本名 名字 名叫 落款 署名 实名 姓名贴 姓名贴内容 跟单 审核 复核 团长 新郎 新娘 考生 乘客 旅客 付款方 收货方 项目经理 掌柜 失主 寿星 "
        "质检员 送货员 打包员 拣货员 业务员 销售员 仓管员 保管员 保洁员 仓管 转交 收件: 收货:"
    ),
    "who": (
        "买家 卖家 客户 客人 客服 顾客 会员 团友 群友 同学 同事 同桌 室友 舍友 校友 战友 邻居 隔壁 对门 楼上 楼下 房东 业主 店东 店主 店长 户主 机主 车主 货主 机长 船长 队长 组长 班长 排长 连长 老板 老板娘 老师傅 学生 家长 导师 班主任 "
        "支付宝 微信 物业 门卫 保安 前台 护士 护士站 医生 主任 经理 教练 司机 快递员 配送员 派送员 设计师 驾驶员 主播 销售 宿管 楼管 管家 我妈 我爸 我哥 我姐 我弟 我妹 我爷 我奶 我舅 我姨 我姑 他妈 他爸 他哥 他姐 她妈 她爸 她哥 她姐 "
        "老公 老婆 老妈 老爸 外公 外婆 公公 婆婆 爷爷 奶奶 姥姥 姥爷 爸爸 妈妈 哥哥 姐姐 弟弟 妹妹 孙子 侄子 妻子 儿子 嫂子 侄女 孙女 女儿 朋友 闺蜜 闺女 爱人 先生 对象 丈夫 媳妇 大叔 阿姨 伯伯 叔叔 舅舅 舅妈 姑姑 姑妈 姨妈 "
        "表哥 表姐 表弟 表妹 堂哥 堂姐 堂弟 堂妹 博士 博士生 研究生 徒弟 孩子 宝宝 群主 领导 宿舍长 舍长 患者家属 老乡 亲戚 护工 保姆 老师:"
    ),
    "lists": "名单 席卡 席位卡 座位牌 接龙 分给 拼单人 团员 参会人 参会人员 同事: 同学: 室友:",
    "self": "我叫 我是 本人 不是本人收,是 不是本人收是 我是楼上的 我是楼下的 我是隔壁的",
    "gets": "给 替 帮 代 是",
    "calls": "联系 电联 打电话给 交给",
    "asks": "找 让 叫 请 由 通知 跟 和 与",
    "noted": "备注 改",
    "card": "To TO from From FROM by By",
    "next": "***",
    "surname": "姓",
    "dash": "--",
}
"""What a form calls whoever is named behind it; posts and kin, words by which people are called alone as well; lists;
what people say of themselves, do for somebody or ask somebody for; what stands on cards, beside a name that was found, at the end."""
_KINDS = {word: kind for kind, words in _CUES.items() for word in words.split()}
_NOBODY = frozenset((*TITLES, *ORGANISATIONS, *PLACEHOLDERS, *_ORDERS.split(), *_KINDS))
_OPENS = frozenset(":(\"'“‘「『《【[")
_SAYS = rf"(?:[写填]?错[了误]?[\s,:]{{0,2}})?(?:请|就|应该?)?(?:改?[是为成]|改|[写填叫换])[成为]?|大人|名叫|的|是我?先生|\s?[&、/]|\s?{HAN}[\s,]{{0,2}}叫"
_CUE = late_pattern(
    # Words alone, so that the engine skips to their first characters.
    rf"(?P<cue>{'|'.join(map(re.escape, sorted(_KINDS, key=len, reverse=True)))})"
    rf"(?:\s?\d{{1,3}}[张个份](?=:))?(?P<says>(?:{_SAYS})?)(?P<link>[\s{re.escape(''.join(_OPENS))}]{{0,3}})(?={HAN}{{2}})"
)
_DOES = (
    rf"代[收签领取拿]|[签查亲]收|收(?!{HAN})|亲启|接(?:电话|收)|[来去自下][取拿楼来]|签字|要求|投诉|反[馈映]|留言|已(?:确认|付|核|改|收)|说(?!明)|下的?单|[带买寄订定拍要]的|登记|特批|拿货|带走|急[要用]|的(?!{HAN})|[拿捎](?!{HAN})|送的|转交|(?:的|那)?(?:一起|同[单拼]|合[单拼]|拼[单的])|取货"
    r"|的(?:货|单|样|件|快递|包裹|订单|那)|先生|女士|小姐|同学|[\s,]{0,2}(?:电话|手机|\*\*\*|1[3-9]\d{9})"
)
_ENDS = late_pattern(rf"(?P<acts>\s?(?:{_DOES}))|生日|(?!{HAN})")
_GETS = late_pattern(r"\s?(?:下的?单|[带寄拍订]的|代?付的|的(?:货|快递|包裹|件))")
_COMPOUND = late_pattern(rf"(?:{COMPOUND})\s?")
_ITEM = late_pattern(rf"{HAN}{{2,4}}(?!{HAN})")
_AND = late_pattern(rf"\s?[、/&,]\s?|\s(?={HAN}{{2,3}}(?!{HAN}))")
_BEHIND = late_pattern(
    rf"(?<!{HAN})(?P<ahead>{HAN}{{2,3}})(?=\s?(?:(?P<mark>[&、]\s?\*\*\*|\((?:买家|客户|顾客|本人|收[货件]人|代收)\))|[代签亲]?收(?!{HAN})))"
)
_IN_GOODS = frozenset(("label", "who", "self", "surname", "next"))
_PARTED = frozenset(("noted", "card", "calls", "asks"))
"""The cues that are none without a blank or a colon behind them."""
_MOST_LISTED = 60
_ANNOUNCE = ("接龙", "名单", "团购", "拼单", "参会")
_BEHIND_SIGNS = frozenset("收(*")
_NUMBERED = late_pattern(
    rf"[0-9](?<![0-9A-Za-z].)[0-9]?[.、):]?\s?(?P<item>{HAN}{{2,3}})(?=\s?\d|[\s,;、]|$)"
)


def cued_spans(plain: str, goods: bool = False) -> Iterator[tuple[int, int, str]]:
    """Where somebody is named behind or before a word that says so: start, end, kind.

    ``goods``: lists there are of goods, and few words else tell of people.
    """
    if plain.isascii():
        return
    for cue in _CUE.finditer(plain):
        kind, start = _KINDS[cue["cue"]], cue.end()
        if kind in _PARTED and not cue["link"]:
            continue
        if kind == "lists":
            if cue["link"] or cue["cue"].endswith(":"):
                yield from _listed(plain, start)
        elif (kind in _IN_GOODS or not goods) and (end := _end_of_name(plain, cue, kind)):
            yield start, end, kind
    if goods:
        return
    if not _BEHIND_SIGNS.isdisjoint(plain):
        yield from _named_before(plain)
    if _NUMBERED.search(plain):
        yield from _numbered(plain)


def _end_of_name(plain: str, cue: re.Match[str], kind: str) -> int:
    """Where the name ends that begins behind the cue, or 0 where none does."""
    start = cue.end()
    compound = _COMPOUND.match(plain, start)
    given = compound.end() if compound else start + 1
    for end in (given + 1, given + 2):
        if ends := (_GETS if kind == "gets" else _ENDS).match(plain, end):
            names = _test(cue, kind, acts=ends.lastgroup == "acts", last=end == len(plain))
            return end if names is not None and names(plain, start, end) else 0
    return 0


def _test(cue: re.Match[str], kind: str, *, acts: bool, last: bool) -> Callable[[str, int, int], bool] | None:
    """What must be true of a name behind the cue.

    ``acts``: behind the name stands what the person does or has; ``last``: nothing does.
    """
    word, says, link = cue.group("cue", "says", "link")
    if kind == "next":
        return _may_be_name if says[-1:] in ("&", "、", "/") else None
    if kind == "surname":
        return _may_be_name if says else None
    if kind in ("label", "who"):
        told = says.endswith("叫") if kind == "who" else says != ""
        if told or word[-1] == ":" or not _OPENS.isdisjoint(link) or (acts and (link or says)):
            return _may_be_name
        if link and kind == "label":
            return _is_no_thing
        return _is_likely if acts or link or kind == "label" else None
    if kind == "asks" and not acts:
        return None
    if kind == "noted":
        return _is_likely
    parted = last if kind == "dash" else link or word == "我叫"
    return _is_no_word if parted else _is_likely


def _named_before(plain: str) -> Iterator[tuple[int, int, str]]:
    for found in _BEHIND.finditer(plain):
        start, end = found.span("ahead")
        names = _is_no_word if found["mark"] or plain[start] in _FAMILIES else _is_likely
        if names(plain, start, end):
            yield start, end, "ahead"


def _listed(plain: str, start: int) -> Iterator[tuple[int, int, str]]:
    for _ in range(_MOST_LISTED):
        word = _ITEM.match(plain, start)
        if word is None:
            return
        if _may_be_name(plain, *word.span()):
            yield *word.span(), "listed"
        if not (more := _AND.match(plain, word.end())):
            return
        start = more.end()


def _numbered(plain: str) -> Iterator[tuple[int, int, str]]:
    """1. 褚时健 2. 牛耕: a list of names only, announced, or one of them of three characters behind a family name."""
    items = [found.span("item") for found in _NUMBERED.finditer(plain)]
    told = any(word in plain for word in _ANNOUNCE) or any(
        end - start == len("褚时健") and plain[start] in FREQUENT for start, end in items
    )
    if told and len(items) > 1 and all(_is_no_word(plain, *item) for item in items):
        yield from ((*item, "numbered") for item in items)


def _may_be_name(plain: str, start: int, end: int) -> bool:
    """Whether nothing tells that it is none."""
    word = plain[start:end]
    family = word[0] in _FAMILIES
    if word in _NOBODY or word[:2] in _NOBODY or word[-2:] in _NOBODY or (family and word[1:] in _NOBODY):
        return False
    return (
        _NEVER.isdisjoint(word[1:] if family else word)
        or word[0] == word[-1]
        or (word[-1] == "儿" and len(word) == len("果儿"))
    )


def _is_no_thing(plain: str, start: int, end: int) -> bool:
    return plain[start:end] not in _THINGS and _may_be_name(plain, start, end)


def _is_no_word(plain: str, start: int, end: int) -> bool:
    """Whether it may be a name, and is neither an everyday word nor a place."""
    # Few texts need it, and to read it costs a cold start.
    from waybill.address.gazetteer import is_division_name

    word = plain[start:end]
    return (
        _THINGS.isdisjoint((word, word[:2], word[-2:]))
        and _may_be_name(plain, start, end)
        and not is_division_name(word)
        and not NO_NAME.match(plain, start)
    )


def _is_likely(plain: str, start: int, end: int) -> bool:
    """Whether the characters themselves are a name's: a family name and one of given names, or given names' alone."""
    word = plain[start:end]
    family = (word[0] in _FAMILIES and not _GIVEN.isdisjoint(word[1:])) or len(word) > len("王小小")
    return (family or _GIVEN.issuperset(word)) and _is_no_word(plain, start, end)
