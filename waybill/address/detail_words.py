"""The words that tell what a number in a Chinese address counts: 栋 a building, 单元 a unit, 室 a room ...

Each word is filed under a kind.  A kind is what the word says on its own; ``detail.py`` decides by the neighbours
where one word has several meanings (楼: building or floor; 号: house, building or room).
"""

from __future__ import annotations


def row_of(text: str) -> tuple[str, ...]:
    """The words of a text, in its order."""
    return tuple(text.split())


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


# Kinds of numbered words.
BUILDING = "building"
UNIT = "unit"
STOREY = "storey"  # 楼: a floor, or a building in the north (105楼2门)
FLOOR = "floor"
ROOM = "room"
NUMBER = "number"  # 号: house, building or room
HOUSE = "house"
LANE = "lane"
GROUP = "group"  # villagers' groups and teams
ROW = "row"  # 排: rows of bungalows
HAMLET = "hamlet"  # 连 of the Xinjiang corps: a village with a number
ZONE = "zone"  # 期, 区: part of a community
ROAD = "road"
SECTION = "section"  # 段 of a road
NAME = "name"  # the number belongs to a name: 一号公馆, 三村
LOCKER = "locker"  # 柜: a parcel locker, nobody's flat

WORDS: dict[str, str] = {
    BUILDING: "号楼 号栋 号幢 号座 号馆 号厂房 号宿舍 号宿舍楼 号公寓 公寓 号公寓楼 号学生公寓 号别墅 号教学楼 号办公楼 号写字楼"
    " 号商务楼 号综合楼 号车间 车间 号大楼 号主楼 号塔楼 号塔 号仓 号仓库 号库房 号厅 号斋 号舍 号研发楼 号病房楼 号住院楼 号门诊楼 号住宅楼 号居民楼 号商住楼"
    " 栋 栋楼 幢 幢楼 座 座楼 舍 斋 教 宿 馆 塔 塔楼 厂房 仓 号房楼 好楼 号搂 搂 号偻 懂 冻 动 洞 憧 橦 憧楼 撞 潼 拣 幛 栋号 幢号"
    " # #楼 #栋 #幢 #号楼 #座 号栋楼 家属楼 宿舍楼 公寓楼 门栋",
    UNIT: "病区 疗区 号病区 单元 单园 单圆 单员 单原 单远 单源 单云 但元 丹元 单无 单位 单 号单元 #单元 #门 门洞 号门 号门洞 门 梯 号梯 楼门 楼道"
    " 单元门 单元号",
    STOREY: "楼",
    FLOOR: "层 层楼 层半 楼半 字楼 楼层 楼整层 层整层 /F",
    ROOM: "SHI 室 楼室 病室 号病室 号室 户室 号房 号房间 房 房间 房号 室号 户 号户 户号 间 号间 号商铺 号铺 号铺面 号铺位 号门面 号门面房 号门市"
    " 号门市部 号门店 号店 号店铺 号店面 号摊位 号摊 号档 号档口 号档位 号车库 号库 号工位 号工作室 号包厢 号病房 号寝室 号柜台 柜台 商铺"
    " 店铺 店面 铺 铺位 铺面 档 档口 档位 摊 摊位 门面 门市 门面房 车库 工位 工作室 包厢 病房 班 级 年级 床 号床 床位 号床位 分箱 号分箱 寝室 寝 宿舍 卡位 号卡 卡",
    NUMBER: "号 好",
    HOUSE: "信箱 号信箱 号院 号大院 号小院 号院内 号内 公里处 公里 千米 KM KM处",
    LANE: "弄 支弄 巷 支巷 号巷 胡同 横 横巷",
    GROUP: "组 小组 村民小组 村民组 居民小组 居民组 村组 号组 队 小队 大队 生产队 社 合作社 屯 邻 号屯 分队",
    ROW: "排",
    HAMLET: "连 连队",
    ZONE: "期 丘 区 号区 片 片区 园区 小区 号小区 号地块 地块 组团 号组团 号园 标段 号院区 村区 分区 号院落 街坊 号街坊 代 厅",
    ROAD: "路 号路 街 号街 大街 号大街 道 号大道 大道 马路 号公路 环 环路 国道 省道 县道 乡道 道街 条 号干道 纬路 经路 横路 巷路"
    " 横街 支路 号支路",
    SECTION: "段",
    NAME: "村 里 坊 苑 园 院 团 场 分场 工区 号线 号桥 号码头 号工地 号基地 号公馆 号院子 号府 号山庄 号庄园 号广场 号城 号公园 号泊位"
    " 号矿 号井 号闸 号作业区 号市场 号食堂 食堂 号停车场 号出口 号口 号入口 号站 号厂 号工厂 号花园 号墅 号首府 中 中学 小学 小 厂 大队部 度"
    " 世纪 天 号温泉 号会所 号酒店 号庭院 号仓储 米 路公交 号岛 号地铁 号航站楼 航站楼 级景区 级旅游景区 级风景区 号岗 号岗亭 号门岗 号门岗亭 号门卫 号门门卫 号门岗室 号门卫室 号门保安 号机库 号港 号船 号渡口 号国道 庄 委 号村 标 基地 所 医院 军医院 局",
    LOCKER: "号柜 柜 号快递柜 号丰巢柜 格口 号格口 柜门",
}

_SLIP = "(?= ?[0-9A-Z零〇一二三四五六七八九十甲乙丙丁*-])"

# Words that mean something else before certain characters: 社 but 社区, 房 but 房产.  Regex look-aheads.
ONLY_BEFORE: dict[str, str] = {
    "门": r"(?=[0-9A-Z零〇一二三四五六七八九十壹贰叁肆伍陆柒捌玖第负之*,;:()\s._/#+、-]|$|[顶底]楼|[顶首底]层|[左右]手|[东西南北左右中](?:[户侧边收]|$|[\s,;()]))",
    "楼门": r"(?![面市店诊口厅卫房岗头禁锁铃])",
    "号门": r"(?=[0-9A-Z零〇一二三四五六七八九十壹贰叁肆伍陆柒捌玖第负之*,;:()\s._/#+、-]|$|[顶底]楼|[顶首底]层|[左右]手|[东西南北左右中](?:[户侧边收]|$|[\s,;()])|[^ -~、面市店诊卫头岗禁锁铃牌前口外边旁楼洞])",
    "单": r"(?= ?[0-9A-Z零〇一二三四五六七八九十负第*-])",
    "梯": r"(?![田形])",
    "楼": r"(?!(?:(?<=[0-9]{3}楼)|(?<= 楼))下(?![午班沉])|村(?!口)|镇|乡|路|街|社区|庄|盘|阁|台|子|梯|行政村|自然村|新村|[组屯寨](?![^ -~、]))",
    "房": r"(?!产|地|车|管|屋)",
    "间": r"(?!房|村|乡)",
    "户": r"(?!外|县)",
    "床": r"(?!上)",
    "卡": r"(?=[0-9,;()\s.-]|$)",
    "小": r"(?=[0-9,;()\s.-]|$|旁|对|门)",
    "中": r"(?=[0-9,;()\s.-]|$|旁|对|门)",
    "邻": r"(?!居|里)",
    "小区": r"(?!门口|大?门[口卫岗]|对面|旁|附近)",
    "号小区": r"(?!门口|大?门[口卫岗]|对面|旁|附近)",
    "号村": r"(?=[0-9A-Z零〇一二三四五六七八九十*,;:()\s._/#+、-]|$)",
    "标": r"(?=项目|工地)",
    "代": r"(?=[ .,-]{0,3}[0-9A-Z*])",
    "所": r"(?=家属|大?院|宿舍|生活|小区|社区|[东南西北新老]?[区院]|[0-9A-Z]|$|[ ,()])",
    "局": r"(?=家属|大?院|宿舍|生活|小区|社区|[东南西北新老]?[区院]|[0-9A-Z]|$|[ ,()])",
    "组": r"(?!团|织|装)",
    "社": r"(?!区)",
    "队": r"(?!部)",
    "连": r"(?!锁|接|山|云|体|排|城)",
    "排": r"(?=[0-9零〇一二三四五六七八九十东西*,;()\s.-]|$|第)",
    "屯": r"(?!镇|乡|路|街)",
    "区": r"(?!政府|域|间)",
    "片": r"(?= ?[0-9]{1,3}(?:号楼|[栋幢座#]))",
    "路": r"(?!公交)",
    "线": r"(?!上)",
    "丘": r"(?=[0-9]|$|[* ,()-])",
    "天": r"(?!街|地|然)",
    "米": r"(?!兰|粉|线)",
    "教": r"(?=[A-Z]?-?[0-9]|$|[* ,()])",
    "宿": r"(?=[A-Z]?-?[0-9]|$|[* ,()])",
    "塔": r"(?!村|镇|路)",
    "馆": r"(?!村|镇)",
    "仓": r"(?!储|村|镇|库|前)",
    "动": _SLIP,
    "洞": _SLIP,
    "搂": _SLIP,
    "懂": _SLIP,
    "冻": _SLIP,
    "憧": _SLIP,
    "撞": _SLIP,
    "潼": _SLIP,
    "橦": _SLIP,
    "拣": _SLIP,
    "幛": _SLIP,
    "好": r"(?= ?[0-9A-Z零〇一二三四五六七八九十*-]|$)",
    "单位": r"(?= ?[0-9零〇一二三四五六七八九十*-])",
    "班": r"(?=$|[ ,();:.、-]|[^ -~、]{0,4}(?:收|同学|老师|家长))",
    "级": r"(?= ?\(?[0-9]{1,2}\)?班)",
    "年级": r"(?= ?\(?[0-9]{1,2}\)?班)",
    "号府": r"(?!邸)",
    "号地铁": r"(?![大广花国商天城家])",
    "号城": r"(?!市|区)",
    "委": r"(?!员)",
    # Behind the house's number a name may begin with the same character: 18号塔山小区, 8号院士小区.
    "号楼": r"(?!外楼|兰)",
    "号栋": r"(?!梁)",
    "栋楼": r"(?![上下])",
    "幢楼": r"(?![上下])",
    "座楼": r"(?![上下])",
    "号塔": r"(?=$|[ -~、]|[零〇一二三四五六七八九十]|[东西南北左右中](?:[户侧边门室]|$))",
    "号馆": r"(?!陶|前)",
    "号仓": r"(?!储|村|镇|前|山)",
    "号房": r"(?!产|地|车|管|山)",
    "号库": r"(?!尔|车|伦|[东西南北][^ -~、]{0,3}(?:小区|[村里苑园区]))",
    "号铺": r"(?!前)",
    "号院": r"(?!士)",
    "号内": r"(?!蒙|江|黄|丘|乡)",
    "号屯": r"(?!溪|门|昌|镇|乡|路|街)",
    "号园": r"(?!区|路|林|丁|艺)",
    "号站": r"(?!前)",
    "号桥": r"(?!头|[东西南北][^ -~、]{0,3}(?:小区|[村里苑园区]))",
    "号井": r"(?!冈|陉|研)",
    "号闸": r"(?!北|弄|口)",
    "号路": r"(?!桥)",
    "号口": r"(?!岸)",
    "号船": r"(?!山|营|厂)",
    "园": r"(?!区|路|林)",
    "院": r"(?!区|路|士)",
    "横": r"(?=[0-9*])",
    "条": r"(?=[0-9,;()\s.-]|$)",
    "环": r"(?!路|城|球|保)",
}

# After a Chinese numeral these words count only right behind a building, unit or floor (三间房 and 八铺 are names).
WEAK_AFTER_HAN = words(
    """房 户 间 铺 档 摊 床 卡 寝 门面 门市 馆 塔 仓 度 天 米 厂 场 园 院 庄 中 小 小学 中学 世纪 柜 段
    条 环 舍 斋 教 宿 公寓 片 代 所 局 医院 基地"""
)

# What the last character of a name says it is.
NAME_ENDS: dict[str, str] = {
    **dict.fromkeys("路街道巷", ROAD),
    **dict.fromkeys("村屯寨庄", "village"),
    **dict.fromkeys("栋幢", BUILDING),
    **dict.fromkeys("镇乡", "town"),
}
NO_TOWNS = ("小镇", "水乡")
"""Estates call themselves so: 江南水乡8-2-1503."""

# Names whose number is a room (摊位12号), and names whose number is a locker's (丰巢柜3号) or a code.
ROOM_HOLDERS = row_of(
    """商铺 店铺 铺位 铺面 门面 门面房 门市 门市部 底商 摊位 档口 车库 车位 工位 房间 房号 室 寝室 柜台
    卡位 门牌 门号 底铺 旺铺 裙楼商铺"""
)
LOCKER_WORDS = row_of(
    "丰巢 柜 驿站 代收点 自提点 快递点 代收 自提 速递易 云柜 格格 密码 密码是 密码为 取件码 取件码是 提货码 门禁"
)

# A name that ends so is a place of its own; a number glued behind it is a flat there, a number before it its name.
PLACE_ENDS = frozenset(
    "厦场心园城苑区店馆院校厂司部所局站库府邸墅庭轩阁居寓坊湾里村庄舍厅吧行社铺天贸座楼堡岸郡都汇港谷台"
)

# Ends of names of housing estates and the like, which may hold a number (阳光100国际新城).
ESTATE_ENDS = frozenset("城苑园区庭府湾墅邸居寓轩阁都汇港谷里场厦座郡堡岸")

# Ends of names of single high buildings, where a number is a floor or a room rather than another building.
TOWER_ENDS = frozenset("厦楼寓贸座塔心")
HIGH_HOUSES = (*sorted(TOWER_ENDS), "商场", "商城", "市场", "百货", "卖场", "购物城")

# Words that name things by numbers of three digits and more; with others such a number may be a room (1203度假公司).
LONG_NUMBERED = words("团 号线 厂 院 场 分场 工区 号桥 米 路公交 号矿 号井 所 医院 军医院")

# Where an estate's guards sit: 2号门岗; behind a road the number is a house's: 人民路12号门卫.
GATES = words("号岗 号岗亭 号门岗 号门岗亭 号门卫 号门门卫 号门岗室 号门卫室 号门保安")

# Behind a road 号 ends the house's number and a name begins: 金融南路827号府荷苑 (but 3号桥 and 5号线 are names).
NAMED_LIKE_HOUSES = words(
    """号府 号城 号公馆 号院子 号山庄 号庄园 号广场 号公园 号花园 号墅 号首府 号温泉 号会所 号酒店 号庭院 号市场 号食堂 号工厂
    号厂 号园 号小区 号站 号岛 号港 号村"""
).union(GATES)

# Slips of the pen for 栋 and 号楼; inside a building they are something else.
SLIPS = words("好楼 号搂 搂 号偻 懂 冻 动 洞 憧 橦 撞 潼 拣 幛")

# Words that begin a remark behind a door: 10A放驿站, 7楼西请放门口.
REMARK = (
    "放|请|送|不[要用在收]|勿|[别可]放|易碎|轻放|敲门|按门?铃|(?:婴儿|宝宝)[在睡]|急件|当面签|打电话|电话|电联|手机|联系|派送|快递|菜鸟|丰巢|驿站|周[一二三四五六日末]|白天|晚上|上班|下班"
    "|进门|门口|电梯|楼道|密码|左转|右转|上楼|隔壁|邻居|旁边|对面|工作日|麻烦|谢谢|到了|到付|提前|务必|先(?:打|联|电|放|送|给)|代收|没人|无人|家里|有人|微信|加微|转交?|交给|本人|自提|收(?=$|[ -~、])"
)

# Family names of one character, for telling where a person begins.
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜"
    "倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳"
    "裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉"
    "简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗"
    "楼麦区喇鹿晁闾漆竹朴匡宗应台巫鞠僧桑荆谌银扬明沙伏岑习胥保和蔺肖闫闻占尚麻刑代付候仝洛荀邝"
)
