"""Names and phones that people write into an address.

Phones are found by their shape, anywhere.  A name has no shape: it is looked for only where names stand (before the
address, behind the room, beside a phone, behind a label such as 收件人) and must begin with a family name or carry a
title.  姚家园楼丽丽 can't be told by rules; 姚家园楼丽丽13812345678 can.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from waybill.address.detail_state import SEPARATORS
from waybill.address.detail_words import PLACE_ENDS, REMARK, SURNAMES, row_of, words
from waybill.address.owners import is_given
from waybill.address.span import Span
from waybill.patterns import late_pattern

_EXTENSION = r"(?:[- ,]{0,2}(?:转|EXT\.?|分机|#|-|,|\*)[:. ]{0,2}[0-9]{1,6}(?![0-9]))?"
_MAYBE_PHONE = late_pattern(
    r"[0-9零〇一二三四五六七八九](?:[0-9 ()*-]{5,40}[0-9]|[零〇一二三四五六七八九]{6})"
)
_PHONE = late_pattern(
    r"(?:(?<=[^0-9][0-9]{3})|(?<=[^0-9][0-9]{4}))1[3-9][0-9]{9}(?![0-9])"
    rf"|(?:\(?(?:\+|00)?86\)?[- ]{{0,2}})?(?<![0-9])1[3-9][0-9][- ]?[0-9]{{4}}[- ]?[0-9]{{4}}(?![0-9]){_EXTENSION}"
    rf"|(?:\(?(?:\+|00)?86\)?[- ]{{0,2}})?(?<![0-9])\(?0[0-9]{{2,3}}\)?[- ]{{0,2}}[0-9]{{3,4}}[- ]?[0-9]{{4}}(?![0-9]){_EXTENSION}"
    rf"|(?<![0-9])[48]00[- ]?[0-9]{{3,4}}[- ]?[0-9]{{3,4}}(?![0-9]){_EXTENSION}"
    r"|\+[0-9]{1,3}[- ]?[0-9][0-9 -]{5,14}[0-9]"
    r"|(?<![0-9*])1[0-9]{0,2}\*{3,8}[0-9]{2,4}(?![0-9*])"
    rf"|(?<![0-9])(?![0-9]{{3,4}}1[3-9][0-9]{{9}}(?![0-9]))[0-9]{{7,40}}(?![0-9]){_EXTENSION}"
    rf"|(?<=电话|手机)(?:号码?)?[:. ]{{0,3}}[0-9][0-9 -]{{4,18}}[0-9](?![0-9]){_EXTENSION}"
    r"|[零〇一二三四五六七八九]{7,15}"
)
_MAYBE_CONTACT = late_pattern("微信|薇信|威信|V信|VX|WX|WECHAT|QQ|扣扣|旺旺")
_CONTACT = late_pattern(
    r"(?:[微薇威]信|V信|VX|WX(?!ID)|WECHAT|QQ|扣扣|旺旺)(?:同?号|ID|名)?(?:是|为)?[:. ]{0,3}([A-Z0-9][A-Z0-9_-]{3,30})"
)
_HOUR = "(?:[01]?[0-9]|2[0-4])"
_MINUTE = "[0-5][0-9](?![0-9])"
_CLOCK = f"{_HOUR}:{_MINUTE}(?![室房号户])"
_TIME = late_pattern(
    rf"(?:(?<![0-9A-Z#-]){_HOUR}点(?=[前后半钟到至以之左送派来 ,.;()-]|{_MINUTE}|$)(?:半|{_MINUTE}分?)?"
    rf"|(?<![0-9A-Z#元栋幢楼座号层:-])(?:(?<=[午上早晚]){_CLOCK}|{_CLOCK}(?=[- 至到]{{1,2}}{_CLOCK}|[以之]?[前后](?!门)|左右|[送派来])))"
    rf"(?:[- 至到]{{1,2}}(?:{_HOUR}点(?:半|{_MINUTE}分?)?|{_CLOCK}))?(?:[以之]?[前后](?!门)|左右)?"
)
"""An hour with its word, or a clock's time where something tells that it is none of building 5, room 12."""
_CODE = late_pattern(r"[\[【［]\s?\d{3,8}\s?[\]】］]|[(（]\d{6}[)）]")

_DOUBLE = words(
    """欧阳 上官 司马 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 端木 独孤 南宫 夏侯 长孙 宇文 轩辕 西门
    东郭"""
)
_NOT_NAMES = words(
    """电话 手机 联系 号码 后门 前门 门口 东门 西门 南门 北门 路口 路边 路南 路北 路东 路西 马路边 物业
    前台 公司 车库 楼上 楼下 旁边 对面 附近 高层 门卫 门房 门岗 安保 安保室 保安 保安室 保安亭 传达室
    收发室 值班室 应急 家里 家中 单位 文具店 水果店 金店 花店 药店 米店 石材 华联 万达 金座 银座 广场
    商场 小区 成人 成都 长期 周末 周一 周二 周三 周四 周五 周六 周日 文印店 超市 方便 时代 白天 全天 明天 易碎
    易碎品 连锁店 马上
    安全 驿站 便利店 快递点 邻居 同事 室友 家人 谢谢 多谢 当面 验货 开箱 签 拒 可 能 可以 帮 帮忙 他人 别人 老人 小孩 老乡 老板娘 隔壁
    服务台 大堂 报亭 岗亭 供销社
    木业 木器 苗圃 苗木 花木 花圃 花艺 花鸟 包子 包子铺 麻将 农资 农机 农庄 农家乐 商行 车行 米行 金行 银饰 全屋 景观 成衣 古玩 古董 童装
    童鞋 单车 冷饮 龙虾 乐器 陶瓷 陶艺 毛衣 毛线 钟表 管业 牛肉 牛奶 米粉 米线 石业 谷物 鲍鱼 柴油 米业 农业 东方红"""
)
_NOBODY = late_pattern(
    "周[一二三四五六日末](?:送|派|到|配|来|打|在|休|不|再|前|后|至|上午|下午|白天|晚上)|来[电货]|冷[藏冻链]|麻烦|辛苦|老板|楼(?:下|梯口?)"
    "|[左右]转|申通|明[天早晚日]|都[在有]|常年|车[库棚]|熊猫|西门(?:岗亭?|快递|驿站?|[进口])|阿迪达斯|别克汽车"
)
"""What begins like a family name and is a courier's or a shop's word: 周六送, 麻烦送上楼, 西门岗亭."""
_ELEMENTS = words(
    """扎西 次仁 次旦 次旺 洛桑 旦增 丹增 卓玛 尼玛 央金 央宗 格桑 多吉 白玛 德吉 平措 达瓦 索朗 索南 拉姆 拉毛 边巴 仁青
    仁增 顿珠 普布 巴桑 罗布 强巴 桑杰 才让 才旦 才仁 尕藏 公保 贡布 旺姆 旺堆 嘎玛 曲珍 曲扎 益西 赤列 土登 晋美 阿旺 拉巴
    米玛 江白 江措 万玛 周毛 更登 南加 巴特 巴雅 其其 乌云 乌兰 斯琴 萨仁 娜仁 那仁 阿拉 格日 苏日 苏和 敖登 敖特 宝音 布仁
    朝鲁 朝格 呼格 哈斯 孟根 满都 图雅 图门 特木 托娅 托雅 乌日 乌力 乌仁 牧仁 毕力 达布 额尔 高娃 吉日 青格 阿不 阿卜 阿依
    阿布 阿迪 阿孜 买买 麦麦 买合 艾合 艾尼 艾力 艾山 艾买 依明 伊明 吐尔 图尔 热依 热西 热孜 古丽 古力 努尔 玉素 玉山 木合
    木亚 木沙 迪丽 迪力 帕提 帕力 米热 塔依 凯赛 克里 哈力 萨依 沙吾 叶尔 别克 加娜 居马 祖力 再努 肉孜 吾甫 赛力 阿木 吉克
    沙马 曲比 曲木 吉木 海来 马海 尔古"""
)
"""How Tibetan, Mongolian, Uyghur, Kazakh and Yi names begin or end, which have no family name in front."""
_DIRECTIONS = words("东方 西门 南宫 东郭")
"""Family names that are places' words as well: 东方广场."""
_DAI = frozenset("岩玉")
"""How the names of the Dai begin, before 家."""
_LONGEST_NAME = 10
_LONGEST_NICK = 3
_LATIN = late_pattern("([^ -~、]?)([A-Z]{2,15})")
_LATIN_PAIR = late_pattern(
    r"(?<![A-Za-z])[A-Z][a-z]{1,14}(?: [A-Z][a-z]{1,14}){1,2}(?= ?(?:[^A-Za-z0-9 ]|[\d+]{3}|$))"
)
_NO_LATIN_NAMES = words(
    "SOHO LOFT MOMA CBD VIP TEL PHONE MOBILE ROOM NO OK KFC IFC SKP APM ATM EMS SF JD QQ WX APP HOTEL PARK MALL PLAZA LIVE SPACE TOWN GARDEN BUILDING UNIT FLOOR SHOP COFFEE STORE GATE BLOCK HOUSE ROAD STREET CENTER TOWER CITY CENTRE CAFE BAR HALL EXPRESS PIZZA MANSION VILLA SQUARE STATION CLUB STUDIO SCHOOL"
)
_DOT = late_pattern("[·•・･‧]")
_DOTTED = late_pattern(f"[一-鿿]{{2,8}}(?:{_DOT.pattern}[一-鿿]{{2,10}}){{1,3}}")
_PART = late_pattern("[一-鿿]+")
_NOBODYS_ENDS = frozenset("店社亭台堂柜架处点岗吧屋部室摊坊棚箱")
"""At the end of a word without a family name: 水果店代收, 服务台代收."""
_REFUSING = frozenset("不勿别")
_NOBODYS = _REFUSING | _NOBODYS_ENDS | frozenset("可能")
_TITLE = row_of(
    "先生 女士 小姐 太太 师傅 阿姨 老师 同学 经理 老板 叔叔 大哥 大姐 主任 医生 校长 收货 亲收 签收 代收 收 启"
    " 邻居 同事 朋友 室友 舍友 家属 家人 家长 亲戚 爱人 老公 老婆 爸爸 妈妈 爷爷 奶奶 外公 外婆 父亲 母亲 儿子 女儿 的家 的"
)
_TITLE_ENDS = frozenset(title[-1] for title in _TITLE)
_LABELLED = late_pattern(
    r"(?:(?:收件人|收货人|联系人|寄件人)(?!姓名|地址|电话|手机|信息)|姓名|收方|客户)[: ]{0,3}((?:(?![省市区县乡镇村街路])[^ -~、]){2,10}(?:-[^ -~、]{2,10}){0,3}(?=$|[ ,.;:()_/#|+&0-9])|[^ -~、]{2,4}"
    r"|[^ -~、]?[A-Z][A-Z ]{1,20})"
)
_LENGTHS = (*range(_LONGEST_NAME, 3, -1), 3, 2)
_NICKS = frozenset("阿小老")
_PASSED_ON = late_pattern(
    r"(?:(?<![^ -~、])|(?<=[村会店站部家校所队组]))(?:请?转交?给?|请?交给)([^ -~、]{2,10})(?=$|[ ,.;:()])"
)
_FOR = late_pattern(r"\(([^ -~、]{1,9}收)\)")
"""A person in brackets, wherever they stand: 12号(陈小姐收)302."""
_REMARK = late_pattern(REMARK)
_PAIR = late_pattern(
    "([^ -~、]{2,3})?(?:请?转交?给?(?![运角])|请?交(?:给|(?![易通警大]))|(?<=[^ -~、])([或和及])|请?联系|请?找)([^ -~、]{2,5})"
)
_BESIDE = words("旁边 隔壁 对面")
_LONGEST_PERSONS = 20
_SEGMENT = late_pattern(r"[^ ,.;:()_/|#+&、*\-]+")
_NEVER_IN_NAMES = frozenset("路街道巷村屯寨埭坞圩坝滩洼汇镇乡区县市省厦场店馆院校厂司部所站库号楼室层")
_ESTATES = frozenset("园苑城湾里庄庭港")
"""How estates end, and few names: 富力湾, 柳港园."""
_PLACES = row_of(
    "花园 家园 公园 校园 小学 中学 大学 学院 国际 新城 名城 商城 银行 城市 住宅 华庭 豪庭 金融港 小区 社区 公寓 广场 中心 管理处 小吃 明珠 碧水 翡翠 环球 尚品 名门"
    " 东门 南门 西门 北门 前门 后门 正门 大门 侧门"
)
"""What a piece ends in that is cut off no place: 学府花园 holds no person called 花园."""
_NUMBERS_WORDS = frozenset("栋幢号零〇")
"""In no person's name: 纺织新村·二十一栋东户."""
_DEVELOPERS = row_of(
    """万科 保利 龙湖 融创 恒大 碧桂园 中海 绿地 华润 招商 金地 绿城 世茂 新城 中南 阳光城 旭辉 金科 富力 远洋 首创 首开 雅居乐 佳兆业
    中梁 建业 正荣 祥生 荣盛 蓝光 华侨城 中铁 中建 城投 建发 金茂 越秀 美的 卓越 星河 鲁能 中骏 融信 融侨 俊发 奥园 华发 金隅 海伦堡 万达"""
)
"""Who builds estates stands before a dot in their names: 龙湖·春江郦城."""
_FREQUENT = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
)
_HOUSES_OF_NOBODY = frozenset("人之皇酒农渔世")
"""Before 家 in names of places: 江南人家, 向阳之家."""
_PLAIN = frozenset(("name", "remark"))
_DOORS = frozenset(("unit", "floor", "room", "tail", "star"))
_HOUSES = frozenset(("building", "villa"))
_PLACE_TAIL = frozenset("路街道巷村镇乡区县市省厦场城苑园店馆院校厂司部所站库府号楼室层汇")
_BEFORE_A_NAME = _PLACE_TAIL | PLACE_ENDS


def find_phones(folded: str) -> list[tuple[int, int]]:
    """Where phones stand, extensions included."""
    phones = [found.span(1) for found in _CONTACT.finditer(folded)] if _MAYBE_CONTACT.search(folded) else []
    if phones:
        folded = blank(folded, phones)
    if not _MAYBE_PHONE.search(folded):
        return phones
    for found in _PHONE.finditer(folded):
        start, end = found.span()
        if start and folded[start - 1] == "(" and folded[end : end + 1] == ")":
            start, end = start - 1, end + 1
        phones.append((start, end))
    return sorted(phones)


def find_times(folded: str) -> list[tuple[int, int]]:
    """Times of the day (22点前送, 9:00-18:00), which are wishes and no doors."""
    return [match.span() for match in _TIME.finditer(folded)]


def blank(folded: str, ranges: Sequence[tuple[int, int]]) -> str:
    """The text with the ranges turned into separators, so that nothing else is read from them."""
    for start, end in ranges:
        folded = folded[:start] + "," * (end - start) + folded[end:]
    return folded


def _title_cut(word: str) -> int:
    """The length of a word without its titles."""
    size = len(word)
    while word[size - 1] in _TITLE_ENDS:
        title = next((t for t in _TITLE if size > len(t) and word.endswith(t, 0, size)), None)
        if title is None:
            break
        size -= len(title)
    return size


def looks_like_name(word: str, *, beside_phone: bool = False) -> bool:
    """True for a Chinese personal name, with or without title: family name and one or two characters."""
    latin = _LATIN.fullmatch(word) if word[-1].isascii() else None
    if latin:
        family = latin[1] in SURNAMES
        return (family or (beside_phone and not latin[1])) and latin[2] not in _NO_LATIN_NAMES
    if word in _NOT_NAMES or not all(
        "㐀" <= char <= "鿿" or char in "·" or char > "\U00020000" for char in word
    ):
        return False
    size = _title_cut(word)
    titled = size < len(word)
    bare = word[:size]
    if bare[-1] in _REFUSING:
        return _refuses(bare[:-1])
    if bare in _NOT_NAMES or bare in _TITLE or _NOBODY.match(word):
        return False  # 门卫代收, 阿姨代收
    if bare[:2] in _DOUBLE and size <= 4:
        if bare[:2] not in _DIRECTIONS or size == 3:
            return True
        return titled if size == 2 else is_given(bare[2:]) and not bare.endswith(_PLACES)
    if _is_given(bare):
        return True
    if bare[0] not in SURNAMES:
        called = titled or beside_phone or bare[0] == "阿"
        ends = bare[-1] in _PLACE_TAIL or bare[-1] in _NOBODYS_ENDS or bare[-1] in _ESTATES
        return called and size <= 3 and not ends and _REMARK.match(word) is None
    if size == 1:
        return titled
    if size <= 3:
        if beside_phone and bare[-1] in _ESTATES and bare[0] not in _FREQUENT:
            return titled
        return titled or bare[-1] not in (_NEVER_IN_NAMES if beside_phone else _PLACE_TAIL)
    called = titled or (beside_phone and is_given(bare[2:]) and not bare.endswith(_PLACES))
    return size == 4 and called and bare[-1] not in _PLACE_TAIL


def _is_given(word: str) -> bool:
    """True for a name made of the words that Tibetan, Mongolian and Uyghur names are made of: 扎西次仁, 热依汗古丽."""
    if not 3 <= len(word) <= _LONGEST_NAME or word[-1] in _PLACE_TAIL or word[-1] in _NOBODYS_ENDS:
        return False
    return word[:2] in _ELEMENTS or (len(word) == 4 and word[-2:] in _ELEMENTS)


def _refuses(who: str) -> bool:
    """True for a person before 不收, by a frequent family name: 王芳不收 tells her name, 周末不收 and 门卫不收 nobody's."""
    return 2 <= len(who) <= 3 and who[0] in _FREQUENT and who[-1] not in _PLACE_TAIL and who not in _NOT_NAMES


def find_names(
    text: str, folded: str, head: int, begin: int, chunks: Sequence[Span], phones: Sequence[tuple[int, int]]
) -> list[Span]:
    """Names before the address (up to ``head``), behind its last door, beside phones and behind labels.

    ``begin`` is where the detail begins: what stands there is a place, except where the text names no division.
    """
    found = [match.span(1) for match in _LABELLED.finditer(folded)]
    if "转" in folded or "交" in folded:
        found += [match.span(1) for match in _PASSED_ON.finditer(folded) if looks_like_name(match[1])]
    if "收)" in folded:
        found += [
            match.span(1)
            for match in _FOR.finditer(folded)
            if _surely_begins(match[1]) and looks_like_name(match[1])
        ]
    for start, end in _segments(folded, 0, head):
        if looks_like_name(folded[start:end], beside_phone=bool(phones)):
            found.append((start, end))
    numbered = [index for index, chunk in enumerate(chunks) if chunk.type not in _PLAIN]
    last_number = numbered[-1] if numbered else -1
    for index, chunk in enumerate(chunks):
        if chunk.type in _PLAIN:
            before = chunks[index - 1] if index else None
            names = _names_in(folded, chunk, before, begin, index > last_number, phones)
            if (
                index < last_number
                and chunks[index + 1].type in _HOUSES
                and chunks[index + 1].start == chunk.end
            ):
                names = (one for one in names if one[1] < chunk.end)  # ***欧阳花园3栋: the building's estate
            found += names
    found += _latin_pairs(text, folded, chunks, phones)
    if _DOT.search(text):
        persons, places = _dotted_names(text, folded, head, chunks, phones)
        found = persons + [one for one in found if not _is_within(one, places)]
        found = [one for one in dict.fromkeys(found) if one in persons or not _is_within(one, persons)]
    return [Span("person_name", start, end) for start, end in dict.fromkeys(found)]


def _latin_pairs(
    text: str, folded: str, chunks: Sequence[Span], phones: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Names of two or three Latin words behind a door or beside a phone: 703房 Tom Lee."""
    for match in _LATIN_PAIR.finditer(text):
        start, end = match.span()
        door = any(
            chunk.type in _DOORS and chunk.end <= start and not folded[chunk.end : start].strip(SEPARATORS)
            for chunk in chunks
        )
        told = door or folded[end : end + 1] == "收" or _beside(folded, start, end, phones)
        if told and _NO_LATIN_NAMES.isdisjoint(folded[start:end].split()):
            yield start, end


def _is_within(one: tuple[int, int], ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start <= one[0] and one[1] <= end for start, end in ranges)


def _names_in(
    folded: str, chunk: Span, before: Span | None, begin: int, last: bool, phones: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Names in one piece of plain text; ``last`` tells that no number stands behind it."""
    # A door before the divisions is not what a place behind them stands behind.
    door = before is not None and before.type in _DOORS and before.start >= begin
    for start, end in _segments(folded, chunk.start, chunk.end):
        word = folded[start:end]
        titled = _title_cut(word) < len(word)
        glued = before is not None and before.end == start
        beside = _beside(folded, start, end, phones)
        near = (
            _surely_begins(word)
            and (titled or _before(folded, end, phones) or (begin == 0 and end < chunk.end))
            if start == begin
            else beside
        )
        behind = last and start != begin and (door or not glued or titled)
        if not (near or beside or behind or door):
            if not last or end < len(folded):
                continue
            if glued and (_is_common_name(word) or _tells_of_persons(word)):
                yield start, end
            elif titled and (cut := _glued_name(folded, start, end, sure=True)):
                yield cut, end
        elif (near or behind or door) and (
            looks_like_name(word, beside_phone=beside) or _tells_of_persons(word)
        ):
            yield start, end
        elif door and (size := _before_remark(word)):
            yield start, start + size
        elif (_before(folded, end, phones) or (behind and titled)) and (
            cut := _glued_name(folded, start, end, sure=False)
        ):
            if cut == start + 1 and word[0] in "东西南北左右中":
                cut = start  # 六楼右李雷收: which door of the landing
            yield cut, end


def _surely_begins(word: str) -> bool:
    """True for a word that begins as few places do: 王小明, 诸葛明, 次仁卓玛, 老周."""
    nick = word[0] in _NICKS and word[1:2] in _FREQUENT and len(word) <= _LONGEST_NICK
    return word[0] in _FREQUENT or nick or word[:2] in _DOUBLE or _is_given(word[: _title_cut(word)])


def _dotted_names(
    text: str, folded: str, head: int, chunks: Sequence[Span], phones: Sequence[tuple[int, int]]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Names in parts (古丽娜尔·买买提) before the address, behind a door, beside a phone or with a title; and what is none
    (龙湖·春江郦城)."""
    doors = [chunk.end for chunk in chunks if chunk.type in _DOORS]
    numbers = [chunk for chunk in chunks if chunk.type not in _PLAIN]
    persons, places = [], []
    for match in _DOTTED.finditer(text):
        stop = match.end()
        start = _behind_a_place(text, match.start(), stop, numbers)
        size = _title_cut(text[start:stop])
        titled = start + size < stop
        sure = titled or stop <= head or any(part[:2] in _ELEMENTS for part in _PART.findall(match[0]))
        behind = any(door <= start and not folded[door:start].strip(SEPARATORS) for door in doors)
        place = (not titled and text[stop - 1] in _BEFORE_A_NAME) or folded[stop : stop + 1].isalnum()
        place = place or text[stop - 1] in "门户" or not _NUMBERS_WORDS.isdisjoint(text[start:stop])
        place = place or _PART.findall(match[0])[0].endswith(_DEVELOPERS)
        if not place and (sure or behind or _beside(folded, start, stop, phones)):
            persons.append((start, start + size))
        else:
            places.append(match.span())
    return persons, places


def _behind_a_place(text: str, start: int, stop: int, numbers: Sequence[Span]) -> int:
    """Where a name begins that is glued to a number's word (A座古丽·买买提), to a place or to 转."""
    start = max([start, *(chunk.end for chunk in numbers if chunk.start < start < chunk.end < stop)])
    for at in range(stop - 1, start, -1):
        if text[at - 1] in _PLACE_TAIL or text[at - 1] in "转给":
            return at
    return start


def _before_remark(word: str) -> int:
    """How far persons reach before a remark (302室王芳放门口); 0 for none, and for what something is beside (文化宫旁边)."""
    size = 0
    for remark in _REMARK.finditer(word, 2, _LONGEST_PERSONS):
        who = word[: remark.start()]
        if _tells_of_persons(who):
            return len(who)
        if not size and who[-1] != "家" and remark[0] not in _BESIDE and looks_like_name(who):
            size = len(who)
    return size


def _tells_of_persons(word: str) -> bool:
    """True for two persons in one word (李四转王五), one to turn to (联系李四), and somebody's home (王小明家)."""
    pair = _PAIR.fullmatch(word)
    if pair is None:
        owner = word[:-1]
        named = word[-1] == "家" and len(owner) > 1 and (owner[0] in _DAI or looks_like_name(owner))
        return named and (owner[-1] not in _HOUSES_OF_NOBODY or _is_common_name(owner))
    first, joint, second = pair.groups()
    if joint and first[0] not in _FREQUENT and second[0] not in _FREQUENT:
        return False  # 汤包和米线
    return (first is None or looks_like_name(first)) and looks_like_name(second)


def _is_common_name(word: str) -> bool:
    """True for three characters behind a house's number that begin with a frequent family name (12号王小明)."""
    return (
        len(word) == 3
        and word[0] in _FREQUENT
        and word[-1] not in PLACE_ENDS
        and word[-1] not in _PLACE_TAIL
        and _NOBODY.match(word) is None
    )


def _segments(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _SEGMENT.finditer(folded, start, end)]


def _beside(folded: str, start: int, end: int, phones: Sequence[tuple[int, int]]) -> bool:
    """True where only separators stand between the segment and a phone."""
    return _before(folded, end, phones) or any(
        last <= start and not folded[last:start].strip(SEPARATORS) for _, last in phones
    )


def _before(folded: str, end: int, phones: Sequence[tuple[int, int]]) -> bool:
    """True where only separators stand between a segment that ends at ``end`` and a phone behind it."""
    return any(end <= first and not folded[end:first].strip(SEPARATORS) for first, _ in phones)


def _glued_name(folded: str, start: int, end: int, *, sure: bool) -> int:
    """Where a name begins that is glued to a place before a phone (姚家园楼丽丽138...) or has a title (八里堡村大院王小明收);
    0 where there is none.  ``sure``: only a name of a known family.
    """
    stop = start + _title_cut(folded[start:end])
    place = folded[stop - 1] in _NEVER_IN_NAMES or folded.endswith(_PLACES, start, stop)
    lengths: Sequence[int] = () if place else _LENGTHS
    for length in lengths:
        cut = stop - length
        if cut <= start or folded[cut - 1] not in _BEFORE_A_NAME:
            continue
        name = folded[cut:stop]
        if _is_given(name) or (length == 4 and name[:2] in _DOUBLE):
            return cut
        if name[-1] in _ESTATES and name[0] not in _FREQUENT:
            continue
        if length < 4 and name not in _NOT_NAMES and (folded[cut] in SURNAMES or folded[cut] in _NICKS):
            return cut
    nobody = _NOBODY.match(folded, start)
    if nobody:
        return nobody.end() if _is_called(folded[nobody.end() : stop]) else 0
    if folded[stop - 2 : stop] in _NOT_NAMES or folded[stop - 1] in _NOBODYS:
        return 0  # 菜鸟驿站代收, 水果店代收, 小卖部可代收
    return stop - 2 if stop < end and stop - 2 > start and not sure else 0


def _is_called(word: str) -> bool:
    """True for a name behind a courier's word: 楼下周敏代收, 周六送李小明收, but 楼下包子铺代收."""
    if not 2 <= len(word) <= 3 or word in _NOT_NAMES or word[-1] in _NOBODYS:
        return _is_given(word)
    known = word[0] in SURNAMES or word[0] in _NICKS
    return word[0] in _FREQUENT or (known and word[-1] not in _BEFORE_A_NAME)


def find_codes(text: str) -> list[tuple[int, int]]:
    """Bracketed codes such as [1234], which platforms append for their virtual numbers, and bracketed post codes."""
    return [match.span() for match in _CODE.finditer(text)]
