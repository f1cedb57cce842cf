# ruff: noqa: SIM905 - lists of words are read and kept in order more easily as text
"""Whether two or three Chinese characters may be somebody's name.

Names are made of any characters, so that it is told by what a name is not: a word of orders, doors, days or goods.
"""

from __future__ import annotations

from waybill.deidentify.name_words import ORGANISATIONS, PLACEHOLDERS, TITLES
from waybill.deidentify.text_cue_words import KINDS
from waybill.deidentify.text_given import FOLK_BEGINS, FOLK_WORDS, GIVEN, ON_GOODS, SELDOM
from waybill.deidentify.text_people import FREQUENT, NO_NAME
from waybill.deidentify.text_takers import FAR_FIRMS, is_far
from waybill.given_names import ELDERS

_NEVER = frozenset(
    "不没未了的吗吧呢啊哦呀嘛请要可需须勿别必已把被将让这那哪此该某每各您你我他她它咱们谁是就也都还再又很太最更较及或且但而从到往给帮替代"
    "个只件条盒箱包袋套份次张支枚片块粒颗斤克升元角毫厘号码电话址地收签送寄发货退换补改拿放打开提快递物库店单票款价费钱付账密门楼栋层室户房院区县市省街镇厅柜站点处部"
    "上下左右前后里外内间旁边早午分周年昨拒验查接派转催错漏少多急用坏能会做写填印刻绣贴买卖购赠品见附备注留"
    "衣裤裙鞋帽袜褥枕帘毯垫巾杯碗盘锅盆壶瓶刀叉灯笔纸书册卷膜膏霜液粉丸药酒奶饼糖糕面米油酱醋盐肉鸡鸭菜果瓜梨蕉枣莓豆椒蒜葱色绿黑灰尺寸型版装旧皮布棉绒线绳链戒表机器具板棒球轮胎盖架椅桌床卡牌券画帖玩偶"
    "员诊断疗练服务管检审批章证照题图案字体格式词句段篇材料配扣膳餐食饮芪参苓"
)
"""Characters of orders, doors, days and goods, of which given names are not made."""
_ORDERS = (
    "静默 安保 高管 岗亭 门岗 申通 安能 融创 金地 华润 伊利 富士康 步兵 管理 管道工 易拉宝 查询 知道 年纪 愿意 信任 欢迎 明知 坚信 军训 登山 飞行 高大 高个 英语 语文 国学 音乐 画画 学琴 练琴 理科 清真 强烈 爱美 班级 准时 按时 及时 随时 尽早 尽快 直接 单独 分开 如期 同上 如下 保密 信息 资料 自理 自取 随意 随便 随机 任意 空白 隐私 隐藏 谢谢 感谢 辛苦 优先 尽量 马上 立即 加急 着急 非常 经常 "
    "特别 推荐 专属 专用 通用 适合 免费 全部 统一 一致 一样 一起 有误 正确 异常 正常 紧急 重要 亲自 本人 家人 全家 全体 大气 细心 "
    "仔细 满意 认真 负责 专业 热情 福利 承诺 秒杀 自营 优惠 活动 积分 直播 确认 核实 安排 协商 沟通 介绍 指定 要求 反映 反馈 投诉 "
    "提醒 通知 回复 同意 取消 变更 更正 联系 家属 亲戚 亲友 亲姐 亲哥 亲弟 亲妹 亲妈 亲爸 亲叔 亲姨 亲姑 亲舅 大家 敬上 恭贺 祝贺 恭祝 恭喜 祝福 祝愿 惠存 喜欢 真心 亲爱 敬爱 最爱 "
    "挚爱 尊敬 在家 在线 在校 出差 开会 上班 完成 完工 合格 进度 状态 数量 数目 金额 总额 日期 身份 员工 职工 工人 登记 各位 同仁 师生 "
    "嘉宾 新客 熟客 常客 散客 新人 空运 海运 陆运 汽运 快运 专线 整车 零担 常温 冷藏 冷冻 低温 婴儿 幼儿 少儿 小儿 这儿 那儿 哪儿 "
    "点儿 会儿 事儿 北京 上海 中国 今天 明天 后天 当天 隔天 白天 全天 整天 平日 平常 平时 时间 时候 时效 时段 元旦 春节 中秋 国庆 "
    "端午 除夕 圣诞 清晨 凌晨 晚上 今晚 明晚 晚点 早晚 若干 若无 夏天 秋天 冬天 春天 顺丰 中通 圆通 申通 韵达 极兔 京东 邮政 德邦 "
    "百世 丰巢 菜鸟 美国 英国 德国 法国 泰国 韩国"
)
"""Words that stand where a form has a name, and tell none: 收货人 同上."""
_WISHES = frozenset(
    "聪明 聪慧 高考 中考 新春 大吉 新年 新婚 天天 健康 一生 一世 一家 金秋 恩爱 美满 爱心 青春 花季 英雄 永生 国家 平安 安康 康健 康乐 喜乐 欢喜 安好 真心 幸福 吉祥 如意 美丽 快乐 永远 真诚 敬爱 可爱 长寿 顺利 成功 成才 祥和 宝贝 宝宝 小宝 大宝 朋友 学生 先生 战友 大家 全家 祖国 友人".split()
)
_THINGS = _WISHES | frozenset(
    (
        "安全 法定 大寿 高寿 大喜 六一 儿童 保健 保养 美容 健身 减肥 养生 当归 双人 双面 双色 双肩 满月 百天 节日 生日 周岁 新婚 喜乐 真诚 "
        "加油 平平 永恒 纪念 百年 白头 未来 世界 祖国 白金 银白 藏青 卡其 咖啡 深蓝 浅蓝 天蓝 宝蓝 粉红 大红 玫红 橙红 浅黄 金黄 明黄 "
        "鹅黄 杏黄 粉紫 浅紫 深紫 纯白 月白 加大 加长 加厚 加高 高清 高档 高级 经典 简约 复古 时尚 新款 爆款 苏打 石英 石墨 高音 江南 "
        "康佳 方正 黄金 黄铜 白银 金丝 毛线 毛绒 马甲 石膏 文具 文件 文化 文艺 白玉 金银 金属 沙发 沙龙 农产 农家 安装 安慰 安静 关爱 "
        "荣誉 荣耀 古典 古风 欧式 易碎 成人 成长 成年 景观 宁可 权限 向导 童话 童年 平台 平行 天黑 天亮 全新 全程 全额 熊猫 卡通 动漫 "
        "立体 防水 保暖 隔热 安卓 石榴 纯金 纯银 纯铜 安利 项目 家庭 美瞳 芦荟 康乃馨 满天星 郁金香 防潮 防震 玻璃 陶瓷 小心 祝福"
    ).split()
)
"""Words of wishes and goods, each of them also somebody's name."""
_FAMILIES = frozenset(FREQUENT + SELDOM)
_RARE = frozenset(
    "时米计经杭钮滑羊於封汲井乌弓蓬班仰暴历薄印宿怀索咸籍能苍党贡扶堵郤寿通浦充习宦慎暨居寇禄殳沃夔隆勾那毋养丰桓门鹿年苑练植佴由矫漆官支"
)
"""Family names that few bear and that are everyday characters: one is told by the given name's characters behind it."""
_GIVEN = GIVEN | frozenset(ELDERS)
_NEVER_GIVEN = _NEVER - _GIVEN
"""Those of them that stand in no given name of two characters behind a family name: 可 of 王可儿 does."""
_NOBODY = frozenset((*TITLES, *ORGANISATIONS, *PLACEHOLDERS, *_ORDERS.split(), *KINDS))


def may_be_name(plain: str, start: int, end: int) -> bool:
    """Whether nothing tells that it is none."""
    word = plain[start:end]
    family = has_family(word)
    if word in _NOBODY or word[:2] in _NOBODY or word[-2:] in _NOBODY or (family and word[1:] in _NOBODY):
        return False
    never = _NEVER if len(word) < len("王可儿") or not family else _NEVER_GIVEN
    return (
        never.isdisjoint(word[1:] if family else word)
        or word[1:] == word[0]
        or (family and word[1:-1] == word[-1])
        or (word[-1] == "儿" and len(word) == len("果儿"))
    )


def is_everyday(word: str) -> bool:
    """Whether it is a word of orders, wishes or goods, though its characters may be a given name's: 国庆, 一生."""
    return word in _THINGS or word in _NOBODY


def has_family(word: str) -> bool:
    """Whether it begins with a family name, with a rare one only before characters of given names."""
    return word[0] in _FAMILIES or (word[0] in _RARE and _GIVEN.issuperset(word[1:]))


def is_told(plain: str, start: int, end: int) -> bool:
    """Whether it may be a name where a form has one, 户名：裘千尺: one of a given name's two characters may be of any word."""
    word = plain[start:end]
    return may_be_name(plain, start, end) or (
        len(word) == len("裘千尺")
        and word[0] in _FAMILIES
        and not _NEVER.issuperset(word[1:])
        and _NOBODY.isdisjoint((word[:2], word[1:]))
        and not NO_NAME.match(plain, start)
    )


def is_told_at_once(plain: str, start: int, end: int) -> bool:
    """:func:`is_told` right behind a label, where everyday words stand as well: 收件人方便时."""
    return is_told(plain, start, end) and not NO_NAME.match(plain, start)


def is_no_thing(plain: str, start: int, end: int) -> bool:
    """Whether it may be a name, and is no word of goods and wishes."""
    return plain[start:end] not in _THINGS and may_be_name(plain, start, end)


def is_no_word(plain: str, start: int, end: int) -> bool:
    """Whether it may be a name, and is neither an everyday word nor a place."""
    # Few texts need it, and to read it costs a cold start.
    from waybill.address.gazetteer import is_division_name

    word = plain[start:end]
    return (
        _THINGS.isdisjoint((word, word[:2], word[-2:]))
        and may_be_name(plain, start, end)
        and not is_division_name(word)
        and not NO_NAME.match(plain, start)
    )


def is_likely(plain: str, start: int, end: int) -> bool:
    """Whether the characters themselves are a name's: a family name and one of given names, or given names' alone."""
    word = plain[start:end]
    if word in FOLK_WORDS:
        return True
    named = has_family(word) and (
        not _GIVEN.isdisjoint(word[1:]) or word[1:-1] == word[-1] or word[2:] == "儿"
    )
    return (named or len(word) > len("王小小") or _GIVEN.issuperset(word.removesuffix("儿"))) and (
        word not in ON_GOODS and is_no_word(plain, start, end)
    )


def is_long(plain: str, start: int, end: int) -> bool:
    """Whether four characters and more are a name: of two families, 张王子涵, or of the words of other peoples, 额尔德木图."""
    word = plain[start:end]
    if word in FAR_FIRMS:
        return False
    return (
        word[:2] in FOLK_BEGINS
        or is_far(word)
        or (
            len(word) == len("张王子涵")
            and word[0] in FREQUENT
            and word[1] in FREQUENT
            and GIVEN.issuperset(word[2:])
        )
    )
