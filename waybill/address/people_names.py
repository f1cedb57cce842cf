"""Whether a word is a person: by family name, by what names are made of, by title; and the words that tell persons from
places, shops and a courier's wishes.
"""

from __future__ import annotations

from waybill.address.detail_words import PLACE_ENDS, REMARK, SURNAMES, row_of, words
from waybill.address.owners import ALONE, ELEMENTS, is_given
from waybill.patterns import late_pattern

DOUBLE = words(
    """欧阳 上官 司马 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 端木 独孤 南宫 夏侯 长孙 宇文 轩辕 西门
    东郭"""
)
NOT_NAMES = words(
    """电话 手机 联系 号码 地址 代收 签收 亲收 后门 前门 门口 东门 西门 南门 北门 路口 路边 路南 路北 路东 路西 马路边 物业
    前台 公司 车库 楼上 楼下 旁边 对面 附近 高层 门卫 门房 门岗 安保 安保室 保安 保安室 保安亭 传达室
    收发室 值班室 应急 家里 家中 单位 文具店 水果店 金店 花店 药店 米店 石材 华联 万达 金座 银座 广场
    商场 小区 成人 成都 长期 周末 周一 周二 周三 周四 周五 周六 周日 文印店 超市 方便 时代 白天 全天 明天 易碎
    易碎品 连锁店 马上
    安全 驿站 便利店 快递点 邻居 同事 室友 家人 姑娘 小姑娘 小伙子 谢谢 多谢 当面 验货 开箱 签 拒 可 能 可以 帮 帮忙 他人 别人 老人 小孩 老乡 老板娘 隔壁
    服务台 大堂 报亭 岗亭 供销社
    木业 木器 苗圃 苗木 花木 花圃 花艺 花鸟 包子 包子铺 麻将 农资 农机 农庄 农家乐 商行 车行 米行 金行 银饰 全屋 景观 成衣 古玩 古董 童装
    童鞋 单车 冷饮 龙虾 乐器 陶瓷 陶艺 毛衣 毛线 钟表 管业 牛肉 牛奶 米粉 米线 石业 谷物 鲍鱼 柴油 米业 农业 东方红
    周黑鸭 黄记煌 周大福 周大生 周生生 周六福 谢瑞麟 马应龙 杨国福 张仲景 诸葛烤鱼
    安踏 金利来 谢馥春 沈大成 许留山 谭木匠 谭鱼头 许府牛 钟书阁 卢浮宫 罗浮宫 卢米埃 陶然居 陶然亭 苏果 莫泰 戴梦得 施华洛 鲁商 孔乙己
    马赛克 常青藤 常春藤 虞美人 郁金香 向阳花 任我行 石库门 房天下 葛洲坝 滕王阁 时光里 韦伯豪 方圆荟 左岸公社 诸葛八卦 廉租房 白鹭洲 娄山关 关山口 温莎堡 夏宫
    罗森 全家 苏宁 欧尚 万宁 美的 方太 华帝 欧派 全友 康佳 华为 顾家 曲美 罗莱 罗蒙 胡大 卫龙 雷士 鲁花 蒙牛 左右 古茗 库迪 康奈 东鹏 万国 安德玛
    罗西尼 唐久 华润万家 麦德龙 谭鸭血 秦妈 周师兄 费大厨 大米先生 陈香贵 马记永 张拉拉 蒙自源 刘一手 吉野家 麦当劳 华莱士 廖排骨 王小卤 来伊份
    沪上阿姨 富安娜 金至尊 欧莱雅 孔凤春 苏泊尔 索菲亚 雷允上 蔡同德 叶开泰 陈李济 王老吉 潘高寿 李众胜 敬修堂 何济公 花西子 卡姿兰 毛源昌 王家沙
    乔家栅 徐福记 陶陶居 陈添记 李锦记 桂发祥 陆稿荐 杜三珍 叶受和 王星记 王麻子 内联升 吴裕泰 全聚德 东来顺 柳泉居 胡桃里 周鸡肉 钱大妈 万德隆
    王府井 宋河酒 郎酒 董酒 习酒 古井贡 牛栏山 温碧泉 谷连天 喻初见 江渔儿 季季红 柳巷面 黄焖鸡 蔡林记 易祥面 花小小 陈麻婆 龙抄手 赖汤圆 钟水饺
    韩包子 谭八爷 江小白 周君记 金鼎轩 汤包 王宝和 邓禄普 米其林 马牌 车享家 卡西欧 金龙鱼 甘茶度 米洛克 温莎 麦霸 甘其食 廖糍粑 牛大碗"""
)
SHARED = words("康佳 顾家 罗莱 万宁 万国 曲美 方太 胡大 华帝 东鹏 温莎 夏宫 唐久 金鼎 雷士 罗蒙")
"""Brands that people are called as well, which a title (顾家收) or a phone tells."""
NOBODY = late_pattern(
    "易(?:碎|燃|爆|腐)|代签|周[一二三四五六日末](?:送|派|到|配|来|打|在|休|不|再|前|后|至|上午|下午|白天|晚上)|来[电货]|冷[藏冻链]|麻[烦煩]|辛苦|老板|楼(?:下|梯口?)"
    "|[左右]转|申通|明[天早晚日]|都[在有]|常年|车[库棚]|熊猫|西门(?:岗亭?|快递|驿站?|[进口])|阿迪达斯|别克汽车"
)
"""What begins like a family name and is a courier's or a shop's word: 周六送, 麻烦送上楼, 西门岗亭."""
_EVERYDAY = words(
    """车间 党办 保卫 施工 常温 郑重 宋体 韩式 陆续 贺卡 段落 钱包 任何 于是 曾经 范围 左拐 右拐 左数 右数 万一 费用 安装 包裹 单独 单件 单号 解冻 牛奶 花坛 花盆 花架 花卉 房东 房间 房门 车位 车里 车上 车内 车门 商家 商务 于下 于上 于此
    管家 管道 管理 路口 路由 路过 关门 关闭 白班 白菜 白酒 文件 易损 易燃 易拉 应付 应该 安检 安置 康师 苏打 毛巾 周边 周到 祝您 祝你 祝好 保温 保持 保证 保洁 保护 成套 成年
    段时 池塘 井边 井盖 司机 童车 查收 查验 查看 吉他 屈臣 项链 席子 席梦 计件 计时 沙子 沙发 沙拉 植物 江鲜 常备 常在 艾草 艾叶 艾灸 公婆 陆运 季节 季度 纪念 舒适
    景区 颜料 颜色 岳父 岳母 高血 高压 高跟 简装 简易 简单 温度 温控 柴火 尚未 连同 连体 习惯 向日 向左 向右 都可 都行 欧式 丰巢 关东 游戏 游泳 游客 柜子 柜台 东西 东面 雷管
    荆条 伏特 甘蔗 别墅 全天 全款 全程 全部 强烈 时间 时段 容器 平时 平常 元旦 储物 敬请 贝壳 茅台 羊肉 羊毛 伊利 水电 水表 水果 水箱 水井 危险 厉害 荣耀 荣誉 满意 农药 皮鞋 皮包
    展厅 展柜 母婴 母亲 支付 支架 干果 干货 宣传 富士 乌龙 从速 怀孕 经常 经过 步梯 步行 终端 慎放 充电 充值 空调 空运 鱼缸 鱼塘 居家 暴晒 双面 双层 双人 从不 从后 从前 冷冻 牛肉 牛羊 米线 米粉 包子 麻辣 文具 花店 金店 石材 农资 车行 车主 高速 高架 高铁 高新"""
)
"""What begins like a family name and is a courier's, a house's or a shop's word, whatever follows: 房东代收, 牛奶箱, 左拐第一家."""
DIRECTIONS = words("东方 西门 南宫 东郭")
"""Family names that are places' words as well: 东方广场."""
DAI = frozenset("岩玉")
"""How the names of the Dai begin, before 家."""
NO_LATIN_NAMES = words(
    "SOHO LOFT MOMA CBD VIP TEL PHONE MOBILE ROOM NO OK KFC IFC SKP APM ATM EMS SF JD QQ WX APP HOTEL PARK MALL PLAZA LIVE SPACE TOWN GARDEN BUILDING UNIT FLOOR SHOP COFFEE STORE GATE BLOCK HOUSE ROAD STREET CENTER TOWER CITY CENTRE CAFE BAR HALL EXPRESS PIZZA MANSION VILLA SQUARE STATION CLUB STUDIO SCHOOL"
)
NOBODYS_ENDS = frozenset("店社亭台堂柜架处点岗吧屋部室摊坊棚箱")
"""At the end of a word without a family name: 水果店代收, 服务台代收."""
REFUSING = frozenset("不勿别")
NOBODYS = REFUSING | NOBODYS_ENDS | frozenset("可能")
CALLED = row_of(
    "先生 女士 小姐 太太 师傅 阿姨 老师 教授 同学 经理 老板 叔叔 大哥 大姐 主任 医生 律师 校长 院长 厂长 处长 科长 同志 警官 护士 干事 书记 支书 村长 队长 组长 班长 站长 店长 会计"
)
"""How somebody is called behind the family name alone: 彭老师, 浦同志."""
_CALLED_HOME = tuple(f"{called}家" for called in CALLED)
_RECEIVING = row_of("收货 亲收 签收 代收 收 启")
_KIN = row_of(
    "邻居 同事 朋友 室友 舍友 家属 家人 家长 亲戚 爱人 老公 老婆 爸爸 妈妈 爷爷 奶奶 外公 外婆 父亲 母亲 儿子 女儿 的家 的 妈 爸"
)
TITLE = CALLED + _CALLED_HOME + _RECEIVING + _KIN
TITLE_ENDS = frozenset(title[-1] for title in TITLE)
_SELDOM = frozenset(
    "水云昌凤酆皮元湛禹狄贝茅危昝经裘缪干宣贲杭诸左钮嵇滑荣羊於惠芮羿储汲邴松富乌巴弓牧隗宓蓬郗班仰伊暴钭厉戎祖束幸韶蓟印怀蒲邰从鄂索咸籍鬱能苍双莘贡劳扶堵宰"
    "郦雍郤璩濮寿扈郏浦农充茹鱼容慎庾暨居衡步满弘寇禄阙殳沃利蔚越夔师厍勾融訾阚乜养须丰巢蒯红权逯桓佘初鲜帅亓粟呙甯仉库佴庹昊税律羡荫次晓操母仵揣么"
    "卿仁芶茆辟藤渠敬巨冶展翦巍昂乾缑郄郧蹇支矫眭郇逄撒芈訚阴东"
)
"""Family names that few people bear, or that far more words begin with: only what given names are made of tells a person behind them."""
FAMILIES = SURNAMES | _SELDOM
NICKS = frozenset("阿小老")
NEVER_IN_NAMES = frozenset("路街道巷村屯寨埭坞圩坝滩洼汇镇乡区县市省厦场店馆院校厂司部所站库号楼室层")
ESTATES = frozenset("园苑城湾里庄庭港")
"""How estates end, and few names: 富力湾, 柳港园."""
PLACES = row_of(
    "花园 家园 公园 校园 小学 中学 大学 学院 国际 新城 名城 商城 银行 城市 住宅 华庭 豪庭 金融港 小区 社区 公寓 广场 中心 管理处 小吃 明珠 碧水 翡翠 环球 尚品 名门"
    " 东门 南门 西门 北门 前门 后门 正门 大门 侧门"
)
"""What a piece ends in that is cut off no place: 学府花园 holds no person called 花园."""
NUMBER_WORDS = frozenset("栋幢号零〇")
"""In no person's name: 纺织新村·二十一栋东户."""
DEVELOPERS = row_of(
    """万科 保利 龙湖 融创 恒大 碧桂园 中海 绿地 华润 招商 金地 绿城 世茂 新城 中南 阳光城 旭辉 金科 富力 远洋 首创 首开 雅居乐 佳兆业
    中梁 建业 正荣 祥生 荣盛 蓝光 华侨城 中铁 中建 城投 建发 金茂 越秀 美的 卓越 星河 鲁能 中骏 融信 融侨 俊发 奥园 华发 金隅 海伦堡 万达"""
)
"""Who builds estates stands before a dot in their names: 龙湖·春江郦城."""
FREQUENT = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
)
HOUSES_OF_NOBODY = frozenset("人之皇酒农渔世")
"""Before 家 in names of places: 江南人家, 向阳之家."""
PLACE_TAIL = frozenset("路街道巷村镇乡区县市省厦场城苑园店馆院校厂司部所站库府号楼室层汇")
BEFORE_A_NAME = PLACE_TAIL | PLACE_ENDS
LONGEST_NAME = 10
_SHORT = 2
_LONGEST_NICK = 3
_LATIN = late_pattern("([^ -~、]?)([A-Z]{2,15})")
_REMARK = late_pattern(REMARK)
_PAIR = late_pattern(
    "([^ -~、]{2,3})?(?:请?转交?给?(?![运角])|请?交(?:给|(?![易通警大]))|(?<=[^ -~、])([或和及])|请?联系|请?找)([^ -~、]{2,5})"
)
_HAMLET = late_pattern(
    "[^ -~、]{1,2}家[湾渡庄岭桥坡台寨墩岛堡嘴滩岗庵坪坝沟坑垭冲洼屯营院巷塘垸咀圩畈汇隘]|[^ -~、](?:[各公])?[庄营堡沟隘渡寨屯墩]"
    "|[^ -~、]{1,2}(?<![万千百])里"
)
_TITLED = late_pattern("[^ -~、]{1,4}?(?:(?:先生|女士|小姐|同学|老师)收?|收(?![费银购藏割获件货发到]))")
_BESIDE = words("旁边 隔壁 对面")
_LONGEST_PERSONS = 20


def title_cut(word: str) -> int:
    """The length of a word without its titles."""
    size = len(word)
    while word[size - 1] in TITLE_ENDS:
        title = next((t for t in TITLE if size > len(t) and word.endswith(t, 0, size)), None)
        if title is None:
            break
        size -= len(title)
    return size


def looks_like_name(word: str, *, beside_phone: bool = False) -> bool:
    """True for a Chinese personal name, with or without title: family name and one or two characters."""
    latin = _LATIN.fullmatch(word) if word[-1].isascii() else None
    if latin:
        family = latin[1] in SURNAMES
        return (family or (beside_phone and not latin[1])) and latin[2] not in NO_LATIN_NAMES
    if (word in NOT_NAMES and not (beside_phone and word in SHARED)) or not all(
        "㐀" <= char <= "鿿" or char in "·" or char > "\U00020000" for char in word
    ):
        return False
    size = title_cut(word)
    titled = size < len(word)
    bare = word[:size]
    if bare[-1] in REFUSING:
        return _refuses(bare[:-1])
    if bare[-1] == "记" and size == _SHORT:
        return False  # a shop: 冯记
    if (
        (bare in NOT_NAMES and bare not in SHARED)
        or bare in TITLE
        or bare[:2] in _EVERYDAY
        or NOBODY.match(word)
    ):
        return False  # 门卫代收, 阿姨代收
    if bare[:2] in DOUBLE and size <= 4:
        if bare[:2] not in DIRECTIONS or size == 3:
            return True
        return titled if size == 2 else is_given(bare[2:]) and not bare.endswith(PLACES)
    if is_own_name(bare):
        return True
    if bare[0] not in SURNAMES:
        if size == _SHORT and bare[0] in NICKS and bare[1] in FREQUENT:
            return True  # 小邓
        if size in (_SHORT, _LONGEST_NICK) and is_seldom(bare):
            return True
        called = titled or beside_phone or bare[0] == "阿"
        ends = bare[-1] in PLACE_TAIL or bare[-1] in NOBODYS_ENDS or bare[-1] in ESTATES
        return called and size <= 3 and not ends and _REMARK.match(word) is None
    if size == 1:
        return titled or beside_phone
    if size <= 3:
        if beside_phone and bare[-1] in ESTATES and bare[0] not in FREQUENT:
            return titled
        return titled or bare[-1] not in (NEVER_IN_NAMES if beside_phone else PLACE_TAIL)
    doubled = beside_phone or (bare[0] in FREQUENT and bare[1] in FREQUENT)  # 陈李佳慧
    called = titled or (doubled and is_given(bare[2:]) and not bare.endswith(PLACES))
    return size == 4 and called and NEVER_IN_NAMES.isdisjoint(bare) and bare[-1] not in PLACE_TAIL


def is_seldom(word: str) -> bool:
    """True for a seldom family name with what given names are made of: 支晓娟, 郗晨."""
    given = word[1:]
    return word[0] in _SELDOM and (is_given(given) if len(given) > 1 else given in ALONE)


def is_own_name(word: str) -> bool:
    """True for a name made of the words that Tibetan, Mongolian and Uyghur names are made of: 扎西次仁, 热依汗古丽."""
    if not 3 <= len(word) <= LONGEST_NAME or word[-1] in PLACE_TAIL or word[-1] in NOBODYS_ENDS:
        return False
    return word[:2] in ELEMENTS or (len(word) == 4 and word[-2:] in ELEMENTS)


def _refuses(who: str) -> bool:
    """True for a person before 不收, by a frequent family name: 王芳不收 tells her name, 周末不收 and 门卫不收 nobody's."""
    return 2 <= len(who) <= 3 and who[0] in FREQUENT and who[-1] not in PLACE_TAIL and who not in NOT_NAMES


def surely_begins(word: str) -> bool:
    """True for a word that begins as few places do: 王小明, 诸葛明, 次仁卓玛, 老周."""
    nick = word[0] in NICKS and word[1:2] in FREQUENT and len(word) <= _LONGEST_NICK
    return word[0] in FREQUENT or nick or word[:2] in DOUBLE or is_own_name(word[: title_cut(word)])


def before_remark(word: str) -> int:
    """How far persons reach before a remark (302室王芳放门口); 0 for none, and for what something is beside (文化宫旁边)."""
    titled = _TITLED.match(word)
    if titled and word[-1] not in PLACE_ENDS and looks_like_name(titled[0]):
        return titled.end()  # 1102刘女士收易碎轻放
    size = 0
    for remark in _REMARK.finditer(word, 2, _LONGEST_PERSONS):
        who = word[: remark.start()]
        if tells_of_persons(who):
            return len(who)
        if not size and who[-1] != "家" and remark[0] not in _BESIDE and looks_like_name(who):
            size = len(who)
    return size


def begins_remark(word: str) -> bool:
    """True for a wish of whoever receives, behind which they may stand: 急件李晓梅."""
    return _REMARK.match(word) is not None


def tells_of_persons(word: str) -> bool:
    """True for two persons in one word (李四转王五), one to turn to (联系李四), and somebody's home (王小明家)."""
    pair = _PAIR.fullmatch(word)
    if pair is None:
        owner = word[:-1]
        nick = owner[:1] in NICKS and owner[1:] in SURNAMES  # 老于家
        named = word[-1] == "家" and len(owner) > 1 and (owner[0] in DAI or nick or looks_like_name(owner))
        return named and (owner[-1] not in HOUSES_OF_NOBODY or is_common_name(owner))
    first, joint, second = pair.groups()
    if joint and first[0] not in FREQUENT and second[0] not in FREQUENT:
        return False  # 汤包和米线
    return (first is None or looks_like_name(first)) and looks_like_name(second)


def is_common_name(word: str) -> bool:
    """True for three characters behind a house's number that begin with a frequent family name (12号王小明), and for a
    double family name with two of a given one."""
    if word in NOT_NAMES or word[:2] in _EVERYDAY:
        return False
    if len(word) == 4:
        return word[:2] in DOUBLE - DIRECTIONS and is_given(word[2:])
    return (
        len(word) == 3
        and word[0] in FREQUENT
        and word[-1] not in PLACE_ENDS
        and word[-1] not in PLACE_TAIL
        and NOBODY.match(word) is None
    )


def is_hamlet(word: str) -> bool:
    """True for what hamlets and the quarters that grew of them are called, and nobody: 曹家渡, 方庄, 庞各庄, 和平里."""
    return _HAMLET.fullmatch(word) is not None


def is_called(word: str) -> bool:
    """True for a name behind a courier's word: 楼下周敏代收, 周六送李小明收, but 楼下包子铺代收."""
    if not 2 <= len(word) <= 3 or word in NOT_NAMES or word[-1] in NOBODYS:
        return is_own_name(word)
    known = word[0] in SURNAMES or word[0] in NICKS
    return word[0] in FREQUENT or (known and word[-1] not in BEFORE_A_NAME)
