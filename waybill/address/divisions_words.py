"""The small words around division names: what stands between them, and what tells that a name is only part
of another.

A short name (南京, 广东, 西湖) is a division only where nothing after it makes it the head of a road, a
building or an institution: 南京西路, 广东路, 西湖公园.
"""

from __future__ import annotations

from waybill.patterns import late_pattern

SEPARATORS = late_pattern(
    r"[\s★☆▲△※,，、;；:：/\\|·•.。\-—–_>＞→~*+＋（）()\[\]【】<《》〈〉{}「」『』\"'“”‘’]+"
)
"""What may stand between two divisions."""

TRAILING = late_pattern(r"[\s★☆▲△※,，、;；:：/\\|·•.。\-—–_>＞→）)\]】》〉」』”’]+")
"""What may stand between the last division and the detail; an opening bracket belongs to the detail."""

_COUNTRY = (
    r"中华人民共和国|(?<![\u4e00-\u9fff])(?<![\u4e00-\u9fff] )中国(?!人民|银行|电信|移动|联通|石油|石化|铁|建|农|工|邮|矿|海洋"
    r"|药科|传媒|科|地质|政法|计量|美术|民航|平安|人寿|太平)"
)
"""But 中国银行, 中国药科大学."""
_CITYS_OWN = r"市辖区|市辖县|(?<=市)辖区|(?:北京|天津|上海|重庆)城区|重庆郊县|县(?=[\s,，、;；/|_·-]{0,2}[\u4e00-\u9fff]{1,9}县)"
"""What the tables of divisions have between a city and its districts."""
_CORPS = r"(?:生产建设)?兵团(?:农?第?[一二三四五六七八九十]{1,3}师)?|[农第][一二三四五六七八九十]{1,2}师"
_PROVINCES_OWN = r"(?:省|自治区)?直辖县级(?:行政)?(?:区划|单位|区)?|省?直辖(?:行政单位|县)?"
_POSTCODE = r"\d{6}(?![\d号弄栋幢室楼单组队])"
_FORM_LABEL = r"(?:所在(?:地区?|城市)|省份?|城?市|区县?|县区?|街道|乡镇|(?:详细|[收寄]件|收货)?地址)[:：]"
FILLER = late_pattern("|".join((_COUNTRY, _CITYS_OWN, _CORPS, _PROVINCES_OWN, _POSTCODE, _FORM_LABEL)))
"""What belongs to no division but may stand between two of them: 市辖区, a post code, a form's label (详细地址：)."""

AREAS = {
    "810000": late_pattern(r"九龙(?!城|[坡湾]|仓)|新界|香港岛|港岛"),
    "820000": late_pattern(r"澳门半岛|氹仔|路环|路氹"),
}
"""The parts of Hong Kong and Macau, by the code of the region: written like districts, but none."""

HONG_KONG_QUARTERS = (
    "沙田|大埔|屯门|元朗|荃湾|葵[涌芳兴]|青衣|西贡|将军澳|粉岭|上水|(?:大屿山)?东涌|大屿山|马鞍山|天水围|火炭|"
    "旺角|尖沙[咀嘴]|油麻地|深水埗|观塘|黄大仙|红磡|何文田|长沙湾|荔枝角|牛头角|土瓜湾|九龙[湾塘城]|钻石山|美孚|佐敦|"
    "大角[咀嘴]|太子|新蒲岗|油塘|蓝田|湾仔|铜锣湾|中环|上环|西环|金钟|北角|鲗鱼涌|筲箕湾|柴湾|香港仔|黄竹坑|西营盘|坚尼地城|"
    "炮台山|天后|太古|西湾河|跑马地|薄扶林|赤柱|鸭脷洲"
)
HONG_KONG = late_pattern(rf"(?:新界|九龙|港岛)(?={HONG_KONG_QUARTERS}|葵|尖沙|油尖旺|九龙)")
"""An area of Hong Kong before one of its quarters: nobody there writes the city in front."""

CONTACT = late_pattern(r"[0-9]{7}|[0-9][ -][0-9]{4}[ -][0-9]{4}|地址|电话|手机|收[件货]人|联系人")
"""What tells that a person stands before the address, which then begins even with a short name: ... 香港九龙."""

UNMISTAKABLE = frozenset({"西安", "资阳"})
"""Short names of cities that districts elsewhere share, but that nobody writes alone for the district."""

_KNOWN_ALONE = (
    "浦东 武昌 顺德 萧山 余杭 番禺 增城 双流 江宁 即墨 章丘 临安 "
    "昆山 义乌 慈溪 余姚 诸暨 嵊州 江阴 宜兴 张家港 常熟 太仓 如皋 启东 海宁 桐乡 瑞安 乐清 温岭 晋江 石狮 福清 都江堰"
    " 寿光 诸城 滕州 莱州 邹城 曲阜 浏阳 醴陵 新郑 巩义 迁安 任丘 瓦房店 敦煌 景洪 瑞丽 腾冲 靖江 泰兴 邳州 溧阳 句容"
    " 屯门 荃湾 元朗 观塘 深水埗 油尖旺 葵青 黄大仙"
    " 仪征 胶州 青州 阆中 江油 峨眉山 仁怀 满洲里 库尔勒 阿拉尔 石河子"
)
WELL_KNOWN = frozenset(_KNOWN_ALONE.split())
"""Short names of county-level cities and districts that stand for them even without their city or province."""

HEAD_ZONES = {
    "雄安新区": "130000",
    "贵安新区": "520000",
    "西咸新区": "610000",
    "天府新区": "510100",
    "苏州工业园区": "320500",
}
"""Zones that people write first, with the code of what they lie in."""

_SIGNS = (
    "京11 津12 冀13 晋14 蒙15 辽21 吉22 黑23 沪31 苏32 浙33 皖34 闽35 赣36 鲁37 豫41 鄂42 湘43 粤44 桂45 琼46"
    " 渝50 川51 蜀51 贵52 黔52 云53 滇53 藏54 陕61 甘62 陇62 青63 宁64 新65"
)
ABBREVIATED = {sign[0]: f"{sign[1:]}0000" for sign in _SIGNS.split()}
"""The provinces' signs, as on number plates, and their codes: 粤佛山, 沪浦东."""

MISSPELT_CITY = late_pattern(r"[\u4e00-\u9fff]{1,4}?(?<![超菜夜门集早城商])市(?![市场区民政])")
"""What has the shape of a city and is none that a table holds: 抗州市, 哈市."""

FILLER_HEADS = frozenset("中市辖县区生兵农第省自直北天上重所城街乡详收寄地0123456789")

_TURN = r"[东西南北中前后上下内外新老大小环]{0,3}[一二三四五六七八九十]?"
_WAY = r"(?:路|街(?!道)|大道|道(?=[东東西南北中]?\d)|大街|巷|弄|胡同|环线|高架|立交|大桥)"
_ROAD_OR_VILLAGE = (
    rf"{_TURN}{_WAY}|公馆|家园|国际城|府邸|[府苑](?=[\d一二三]|$)|[东西南北新老大小]?(?:[村庄堡镇乡门站寺庙祠](?!街道)|屯(?!街道|[^东西南北中前后][路街]))"
    r"|[湖山河江桥](?![东西南北滨畔苏浙州阴])|湾(?![仔里])|新[村城区苑]|里(?=[\d小社])"
)
_KIND = (
    "国际|国家|火车|高铁|汽车|客运|森林|植物|动物|体育|文化|职业|师范|科技|理工|农业|医科|财经|工业|交通|民族"
)
_INSTITUTE = (
    rf"花苑|小区|社区|大厦|大酒店|酒店|宾馆|饭店|商场|商城|银行|(?:公园|广场|花园|大学|学院|机场)(?!{_TURN}[路街](?!道))"
    r"|中学|小学|医院|公司|集团|会馆|会所|博物馆|图书馆|中心|市场"
)
_EATING_HOUSE = "菜馆|小吃|风情|古镇|古城|老街|步行街|城市|火锅|烤鸭|拉面|米粉|小面|热干面|菜|饭|面馆|烧烤|风味|特产|小笼|大众|人家|印象"
PLACE_NAMED_AFTER = late_pattern(f"{_ROAD_OR_VILLAGE}|(?:{_KIND})*(?:{_INSTITUTE}|{_EATING_HOUSE})")
"""At the end of a short name: it is the head of a longer name and no division."""

_OLD_TOWNS = "碑林 莲湖 锦江 青羊 二七 管城 老城 魏都 文峰 北关 睢阳 龙亭 顺河 鼓楼 汉台 秦州 甘州 凉州 肃州 城中 尧都 红花岗 钟楼 天宁"
OLD_TOWNS = frozenset(_OLD_TOWNS.split())
MAIN_STREET = late_pattern("[东西南北]大街")
"""Behind the short name of an old town's district: the town's own street (郑州二七东大街), which no street is called after
the district; elsewhere it may be (太原迎泽西大街 lies in 万柏林)."""

_NO_NAME = r"(?=$|[^\u4e00-\u9fff]|[东西南北中]段)"
ROAD_AFTER = late_pattern(
    rf"(?:路|街|巷|弄|大道|大街|胡同){_NO_NAME}|场(?=$|[\d一二三四五六七八九十层楼部营化监])"
)
"""At the end of a full name (浙江省, 上海市): as above."""
ROAD_HEADS = frozenset("路街巷弄大胡场")
FOOD = "小吃"
"""At the end of a county's former name: it is an eating house anywhere (沙县小吃)."""

INSTITUTION = late_pattern(
    rf"人民(?!{_TURN}{_WAY})|"
    r"政府|公安|第[一二三四五六七八九十]+|中级|高级|教育|法院|检察|中心医院|[^路街道]{0,6}(?:医院|大学|学院|中学|小学|公司|委员会|管理局|分局)"
)
"""At the end of a repeated name: it is the head of an institution's name (南京市第一医院)."""

NO_INSTITUTION = late_pattern(
    r"(?!职工|业余|社区|老年|广播|电视|开放|教师|教育|第)[^路街道区县市]{2,8}(?:大学|学院)|(?:大学|学院)(?:城|[东南西北中]?[路街])"
)
"""At the end of a repeated district: a university has a name of its own, and roads are called after them."""

NEW_COMPONENT = late_pattern(
    rf"(?!{_TURN}{_WAY})[\u4e00-\u9fff]{{2,6}}?(?:路|街|大道|大街|道(?=\d)|巷|胡同|镇|乡)|[\s,，、;；:：/\\|\-—（(]|$"
)
"""A clear start of the next component: a road or town with a name of its own, a separator, the end."""

SOME_COMPONENT = late_pattern(
    r"[\s,，、;；:：/\\|\-—（()）\]】》」』]|$|农垦|[\u4e00-\u9fff]{1,9}?(?:路|街|道|巷|区|镇|乡|村|邨|兵团|师|大学|学院|\d+[号栋幢弄座])"
)
"""A likely start of a component: enough after a province or city at the head of a text."""

CJK = late_pattern(r"[\u3400-\u9fff]")

TOWN_ENDS = late_pattern(r"街道(?!口)|镇|乡|苏木|区公所")
TOWN_SHAPE = late_pattern(
    r"[\u4e00-\u9fff]{2,7}?(?:街道(?!口)|(?<!小)(?<!古)(?<!新)镇|(?<!老)(?<!城)(?<!江南水)(?<!梦里水)(?<!东方水)乡(?!村)|苏木)"
)
AFTER_TOWN = late_pattern(rf"(?:路|街|大道|大街|巷){_NO_NAME}")
"""At the end of a town's name: it is the head of a road's (虎门镇路, but 城关镇北大街)."""
AFTER_SHORT_TOWN = late_pattern(rf"[东西南北中一二三四五六七八九十]?(?:路|街|大道|大街|巷){_NO_NAME}")
"""The same for names that roads are called after whole: 萍乡中路, 杨镇大街, 景德镇东路."""
BEHIND_SHORT_OFFICE = late_pattern(
    r"(?![与和及跟到至道口街镇乡])[\u4e00-\u9fff]{2,7}?(?:路|大道|街(?![道口])|村(?=[\u4e00-\u9fff\d])|社区)(?![与和及跟])"
)
REGIMENT = late_pattern("(?:[一二三四五六七八九十百〇零○]{1,5}|[0-9０-９]{1,3})团")
NO_TOWN = late_pattern(r"[路街巷弄号栋幢室楼园区厦场](?!道)|新城.")
"""A town's name that no table holds has none of these behind its first character (巷口镇), nor a 街道 before its last
(振华街街道).
"""

TOWN_OFFICE = late_pattern(
    r"(?:街道)?办事处|街道办(?:事处)?|(?<=街道)办(?![公证])|街办|办事处|人民政府(?!路|街)"
)

_ZONE = (
    r"高新技术产业开发区|高新技术产业园区|高新技术开发区|经济技术开发区|国家级?新区|经济开发区|高新开发区|新技术开发区|"
    r"高新产业园区|工业园区|高新园区|高新区|经开区|开发区|综合保税区|综保区|保税港区|保税区|出口加工区|航空港区|空港经济区|"
    r"临空经济区|新城区|新区|自贸区|自贸试验区|自由贸易试验区|示范区|试验区|实验区|管理区|旅游度假区|度假区|风景名胜区|风景区|生态城|生态新区"
)
ZONE_SHAPE = late_pattern(rf"([\u4e00-\u9fff]{{0,6}}?)({_ZONE})")
ZONE_PART = late_pattern(
    rf"(?:路|街(?!道)|巷|大道|大街){_NO_NAME}|街道|大厦|公园|[^路街道]{{0,3}}(?:医院|大学(?!城)|学院|中学|小学)|管委会|派出所|分局"
)
"""At the end of a zone's name: it is the head of a longer name."""
NO_ZONE = late_pattern(r"[路街巷弄号栋幢室楼村镇乡市县区省]")
