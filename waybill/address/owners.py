"""Shops that are called after their owners, and homes: 石鼓社区张永贵副食店, 柏桥村陈大强屋.

A shop's name tells a person only where it begins with a family name, goes on as given names do and says in its next
words what is sold or made.  The trade stays on the label, since the courier looks for it; who owns it does not.
"""

from __future__ import annotations

from collections.abc import Sequence

from waybill.address.detail_words import PLACE_ENDS, row_of, words
from waybill.address.gazetteer import bare_towns, gazetteer
from waybill.address.span import Span
from waybill.given_names import ELDERS, OFTEN
from waybill.patterns import late_pattern

_FAMILIES = frozenset(
    "王李张刘陈杨赵周吴徐孙胡朱何郭罗梁宋郑谢韩冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴"
    "钟汪田任姜范姚谭廖邹熊陆郝孔崔邱秦史顾侯邵孟段尹黎武贺赖龚庞樊殷施陶洪翟颜倪严牛芦季俞章鲁"
    "葛伍韦申尤毕聂焦柳邢岳齐梅莫祝左涂谷祁舒耿牟卜詹苗凌费纪靳童欧甄项曲裴席卫屈鲍覃霍翁隋植甘景薄单柯阮桂"
    "闵解柴冉辜饶刁瞿戚丘滕晋邬臧畅苟褚廉简娄符奚穆邸冀姬郜晏栾郁蒙揭窦迟敖糜鄢卓仇艾蓝井练虞卞竺佟楼麦鹿农肖闫仝岑母普缪佘亓阚谌郏郗訾"
)
"""Family names that begin few names of places and firms."""
_WORDS_TOO = frozenset("黄高林马唐江白毛雷龙温汤夏易乐关庄管商金石方康乔钱崇常付党")
"""Those that begin many."""
_OFTEN = frozenset(
    "王李张刘陈杨赵周吴徐孙胡朱林何郭罗梁宋郑谢冯董程曹袁邓许傅沈曾彭吕蒋蔡贾丁魏薛叶余潘杜戴汪任姜范姚谭廖邹熊陆郝崔邱肖龚侯尹邵倪施翟庞颜章鲁韦聂邢莫祝耿牟詹裴霍翁阮柯饶瞿秦顾孟"
)
"""Those before which one given character is enough."""
_GIVEN = frozenset(
    f"{OFTEN}{ELDERS}发夏木荫乾广堂苗朴本社党众高有万千百二三四五六七八九方湖汉岭起业开代事占媚菱宽淮添渝溢瀚稳翼豫栓寒象赋通逢采锡闯领鹰奕懿齐然梦佩盼娣招凡浚筱蕙依俪傲旋颜宛悠慕柔歆湘珈绮翊苒茵蔓霓裳程翰博可日乃之予亦凌卓存昶晔暄朋朗炫烽璋珉琨璨祉祐笙粤霜音驰骅令士壮乐"
)
"""What given names are made of in most of them."""
_LUCKY = frozenset(
    "万家福源兴达顺旺盛昌隆发财利元丰恒信和百千全大众中天世一二三四五六七八九新城东海山河泉水江湖川原"
)
"""Those that names of firms and places are made of as well."""
ALONE = frozenset(
    "军伟强刚勇芳艳娟敏静丽磊涛超杰明辉鹏飞红玲霞燕峰波斌健俊琳莉婷倩莹慧琴凤英萍娜芬秀珍梅建志琼蓉颖凯彬毅洪云兵浩宇鑫锋帅威旭丹琪蕾晶瑶坤媛彦哲睿鹃晨雯薇怡菲钰昊萱璐琦璇茜骏腾洋帆雪洁欣楠炜潇岩平华"
)
"""What stands alone behind the family name in many."""
_COMMON = words(
    "大学 中学 小学 科学 文学 东方 世家 世纪 念堂 中国 国家 中心 新城 名城 天地 山水 河山 江山 天河 春天 明天 田园 家园 花园 公园 中山 星城 东海 万家 家家"
)
"""Everyday words that are made of the same characters: 江苏大学 holds no 苏大学."""
_LAND = frozenset("山河岭湖川溪岗洲梁岩城佐土社新")
"""Behind 家 and 子 in a village's name: 余家湖, 罗子山, 曹家新屋."""
_NO_GIVEN_ENDS = frozenset("湖溪子大")
"""How few given names end, but names of places: 梅溪湖, 马山子."""
HILLS = frozenset("山河岭岗洲")
_BEFORE_HILLS = frozenset("黄白金石龙")
"""How names of hills and rivers begin: 黄龙山, 白莲河."""
_DOUBLE = words("欧阳 上官 司马 诸葛 司徒 皇甫 慕容 令狐 夏侯 长孙 宇文")
ELEMENTS = words(
    """扎西 次仁 次旦 次旺 洛桑 旦增 丹增 卓玛 尼玛 央金 央宗 格桑 多吉 白玛 德吉 平措 达瓦 索朗 索南 拉姆 拉毛 边巴 仁青
    仁增 顿珠 普布 巴桑 罗布 强巴 桑杰 才让 才旦 才仁 尕藏 公保 贡布 旺姆 旺堆 嘎玛 曲珍 曲扎 益西 赤列 土登 晋美 阿旺 拉巴
    米玛 江白 江措 万玛 周毛 更登 南加 巴特 巴雅 其其 乌云 乌兰 斯琴 萨仁 娜仁 那仁 阿拉 格日 苏日 苏和 敖登 敖特 宝音 布仁
    朝鲁 朝格 呼格 哈斯 孟根 满都 图雅 图门 特木 托娅 托雅 乌日 乌力 乌仁 牧仁 毕力 达布 额尔 高娃 吉日 青格 阿不 阿卜 阿依
    阿布 阿迪 阿孜 买买 麦麦 买合 艾合 艾尼 艾力 艾山 艾买 依明 伊明 吐尔 图尔 热依 热西 热孜 古丽 古力 努尔 玉素 玉山 木合
    木亚 木沙 迪丽 迪力 帕提 帕力 米热 塔依 凯赛 克里 哈力 萨依 沙吾 叶尔 别克 加娜 居马 祖力 再努 肉孜 吾甫 赛力 阿木 吉克
    沙马 曲比 曲木 吉木 海来 马海 尔古 泽仁 泽旺 拥措 拥忠 降央 丹珠 洛绒 多杰 才旺 卓嘎 尼珍 仓决 曲措 措姆 志玛 格绒 斯朗 七林 鲁茸"""
)
"""How Tibetan, Mongolian, Uyghur, Kazakh and Yi names begin or end, which have no family name in front."""
_BEGIN_GIVEN = _GIVEN | ALONE | {"阿"}
_FIRST = _FAMILIES | _WORDS_TOO | {name[0] for name in _DOUBLE}
_NOBODYS = row_of(
    """陆军 张飞 党群 党员 党委 党校 黄金 黄海 黄河 黄山 黄花 林海雪 林业 林家 杨树 杨家 杨柳 杨梅 柳树 高原 高山 高新 高大 高家 王朝 王家 王子 王者 马兰 马家 周大福 周大生 周生生
    周六福 周家 江海 江南 江山 李家 李子 张家 刘家 陈家 赵家 吴家 孙家 胡家 朱家 何家 郭家 罗家 梁家 宋家 宋城 唐山 唐朝 唐家 汤山 汤泉 毛家 白云 白家
    白山 白马 石家 田家 田园 韩国 马应龙 王老吉 王守义 王致和 王麻子 张小泉 张仲景 张一元 张裕 陈克明 黄则和 袁隆平 陈李济 胡庆余 李锦记 李宁 李时珍 李连贵 杨国福 杨铭宇 张亮
    白玉兰 金利来 金伯利 林清轩 陈香贵 朱光玉 朱鸿兴 朱炳仁 沈大成 沈永和 王润兴 张顺兴 汪玉霞 郑明明 季季 罗汉 卫星 江心 康熙 祁连 章光 韦伯豪 任天堂 余庆堂 唐三 唐伯虎 颜真卿 李鸿章 柴达木 金山卫
    刘文祥 景明 贺兰 蓝月 麦德 马克 郁金 蒙娜丽莎 罗马 曼联 陶陶 齐天 齐云 谢瑞麟 谢馥春 雷允上 雷锋 邵万生 孔凤春 叶开泰 吴裕泰 方大 桂花 桂林 关东 关山 温泉 商业 管业 梅花 梅园 阳光 阳春 乐天 乐清 乐山 周六 周日 董事 农信 农发 毕业 纪念 岳阳 武汉 武当 洪山 洪湖 齐鲁 鲁花 易家
    庄园 夏利 钱江 江城 龙江 龙山 龙泉 龙凤 龙腾 龙城 凌云 凌志 苗家 苗木 易购 严选 农民 农林 农友 农业 农家 单元 毕升 章江 晋中 晋江 晋城"""
)
"""How names of places, of brands and of other shops begin that look the same, and what else does: 董事长, 周六日."""
_TRADES = (
    "超市|商店|小店|百货|副食|日杂|五金|建材|电器|家电|家具|家居|家纺|钢铁|健身|家私|门窗|铝合金|玻璃|木业|木器|石材|灯饰|水暖|卫浴|轮胎|汽修|汽配|摩托|电动车|修车|修理|维修|补胎|洗车"
    "|农资|化肥|种子|饲料|兽药|兽医|农机|诊所|卫生[室所]|药[店房]|牙科|口腔|理发|发廊|发艺|美发|美容|美甲|足浴|推拿|服装|服饰|童装|女装|鞋[店行业]|布[店行艺]|窗帘|裁缝|缝纫"
    "|首饰|银饰|手机|电脑|通讯|照相|摄影|婚纱|打印|复印|图文|文具|书[店城]|花店|鲜花|花木|花卉|苗木|苗圃|园艺|[果橘桔桃梨茶菜莓萄]园|果业|茶[店行叶业馆楼]|体育用品|音乐|婚庆|家政|搬家|开锁|母婴|律师|法律|烟酒|水果|蔬菜|海鲜|水产|粮油|油坊|豆腐"
    "|饭[店馆庄]|餐[馆厅饮]|食堂|酒[楼坊]|[面粉菜]馆|米[粉线]|[牛羊]肉面|刀削面|热干面|[板烩]面|饺子|包子|馒头|早[点餐]|小吃|快餐|烧烤|火锅|烤[鸭肉]|卤[味菜]|凉皮|拉面|奶茶|糕点|蛋糕|烘焙|棋牌|麻将|网吧"
    "|养殖|合作社|养[猪鸡鸭鹅羊牛鱼蜂]|[猪鸡鸭鹅羊牛鱼]场|农场|农庄|农家|大棚|停车场|烧[鸡鹅腊]|[袜纸渔牧农饰铝鞋布茶药粮菇蜂种米皮糖]业|民宿|客栈|旅[馆社]|宾馆|鱼塘|采石场|沙场|煤场|加工|作坊|收购|废品|回收|货运|驾校|画室|工作室"
    "|小?卖[部铺]|批发部|经营部|服务部|门市部|(?<!酒)店|铺|厂|坊|商行|车行|琴行"
)
_GOODS = (
    "水泥|水饺|水煮|水族|水电|火腿|方便面|素食|家常菜?|三彩|香[油肠烛菇]|金属|玉[器石米雕]|木[材门雕料制]|石[膏料雕制]|春[卷饼]|红[木酒薯糖]|竹[器编制]|龙虾|[小木书彩]屋"
    "|新能源|珍珠|珠宝|宝石|彩[印钢票]|高粱|大理石|大排档|小[笼炒面]|小龙虾|小商品|武[术馆]|生[鲜煎]|海[参产味]|土特产|土[鸡菜]|广告|运动|中[餐医药]"
    "|天线|航[空天]|羽[绒毛]|月[嫂饼]|冰淇淋|雪糕|桃酥|荷叶|莲[子藕]|花[卉生鸟甲]|青团|清真|麻辣|铜[器制]"
)
"""What is sold and made: words that begin as given names end (水 in 金华水泥厂)."""
_TEXT = r"[^路街道巷弄村镇乡区县市号栋幢楼层室 ,.;:()_/|#+&、*\-0-9]"
_TRADE = late_pattern(rf"(?![堂族]){_TEXT}{{0,5}}?(?:{_TRADES})")
_TRADE_AT_ONCE = late_pattern(rf"(?:{_GOODS})?(?:{_TRADES})")
_TRADE_OR_WORKS = late_pattern(rf"(?:{_GOODS})?(?:{_TRADES})|{_TEXT}{{1,5}}厂")
_WARES = late_pattern(f"{_GOODS}|{_TRADES}")
_HALL = late_pattern("堂(?:大?药|国药|国医|中医|医|参茸)")
"""What a druggist's is called by: 童涵春堂药店."""
_DOTTED = late_pattern(rf"[一-鿿]{{2,6}}(?:-[一-鿿]{{2,6}}?){{1,2}}(?=(?:{_GOODS})?(?:{_TRADES}))")
_APART = late_pattern("[ ,、-]{1,3}")
"""Between an owner and the trade: 马小龙，烧鸡店."""
_HOME = late_pattern("(?:的?家|屋|宅|家里)(?:$|[ ,.;:()])")
_BEFORE = PLACE_ENDS | frozenset(
    "路街道巷弄村屯寨镇乡区县市号组队社排里外边面侧旁口头角内东西南北上下后前委会壁近处门桥坝站厝过"
)
"""What stands before a shop's name."""
_STAFFED = frozenset("村组屯科室站部处台厂司校院店队班社库办会点棚面壁旁边口府厝园厅房间堂馆行市")
"""What any name stands behind at the end of an address: 质检科叶旭东, 村委会对面王丽."""
_SURE = _FAMILIES - frozenset("农卫毕史纪植普单曲练武解景颜隋欧母麦楼鹿柴") | frozenset("林黄高马唐")
"""With which a name begins at the end of an address, whatever place stands before it: 菜市场徐美娟."""
_SHORT = 2
"""Characters of a name of one given character."""
_NEAR = 3
"""Separators between a name and a phone."""
_PLAIN = frozenset(("name", "remark"))
_HOUSES = frozenset(("building", "villa"))


def find_owners(folded: str, chunks: Sequence[Span], people: Sequence[Span], code: str) -> list[Span]:
    """The persons that shops and homes are called after, but for those that were found already; ``code`` is the
    division's, whose towns shops are called after as well."""
    found: list[Span] = []
    last = len(chunks) - 1
    for index, (kind, start, end) in enumerate(chunks):
        if kind not in _PLAIN or _is_estate(folded, chunks, index):
            continue
        for at in range(start, end - 1 if index == last else end - 2):
            called = folded[at : at + 2] in ELEMENTS
            if not (called or folded[at] in _FIRST) or not (at == start or begins(folded[at - 1])):
                continue
            size = _owner(folded, at, end, last=index == last) or (
                called and _own_name(folded, at, end, last=index == last)
            )
            if size:
                found.append(Span("person_name", at, at + size))
    return [
        one
        for one in found
        if not any(one.start < other.end and other.start < one.end for other in people)
        and not _is_town(folded[one.start : one.end], code)
    ]


def named_before(folded: str, phones: Sequence[tuple[int, int]], code: str) -> list[tuple[int, int]]:
    """The persons whose names end where a phone begins, whatever stands before them: 放快递柜陈建国13700001111."""
    found: list[tuple[int, int]] = []
    for start, _ in phones:
        end = len(folded[:start].rstrip(" ,:("))
        size = name_at_end(folded, end) if start - end <= _NEAR else 0
        if size and not _is_town(folded[end - size : end], code):
            found.append((end - size, end))
    return found


def _is_town(name: str, code: str) -> bool:
    """True for a town of the county with this code: 寿阳县尹灵芝镇尹灵芝超市."""
    return name in bare_towns(code[:6])


def name_at_end(folded: str, end: int) -> int:
    """The length of the name of three or two characters that ends at ``end``; 0 for none."""
    for size in (4, 3):
        family = folded[end - size : end - size + 2] if end >= size else ""
        if family in _DOUBLE and folded[end - 1] in _GIVEN:
            return size
    for size in (3, 2):
        at = end - size
        if at < 0 or folded.startswith(_NOBODYS, at) or folded[at - 1 : at + 1] == "东方":
            continue
        first, given = folded[at], folded[at + 1 : end]
        apart = at == 0 or begins(folded[at - 1])
        known = first in _FAMILIES or (first in _WORDS_TOO and apart)
        lucky = first in _WORDS_TOO and _LUCKY.issuperset(given)
        called = _is_given(given, first, size) or (apart and given in ALONE)
        if known and called and not lucky and not _is_division(folded, at, size):
            return size
    return 0


def is_name(word: str) -> bool:
    """Whether the word is a family name with what given names are made of, or two of the words that names without one are
    made of (卓玛次仁), and nothing else."""
    size = len(word)
    if size == len("卓玛次仁") and word[:2] in ELEMENTS and word[2:] in ELEMENTS:
        return True
    return size > 1 and name_at_end(word, size) == size


def _is_division(folded: str, at: int, size: int) -> bool:
    """True where a division's name of no fewer characters begins: 金华, 莫力达瓦旗."""
    known = gazetteer()
    lengths = known.lengths.get(folded[at : at + 2], ())
    return any(length >= size and folded[at : at + length] in known.forms for length in lengths)


def _is_estate(folded: str, chunks: Sequence[Span], index: int) -> bool:
    """True for a name right before a building's number, but for a works'."""
    behind = chunks[index + 1] if index + 1 < len(chunks) else None
    return (
        behind is not None
        and behind.type in _HOUSES
        and behind.start == chunks[index].end
        and folded[behind.start - 1] != "厂"
    )


def begins(before: str) -> bool:
    """Whether a name may begin behind this character: behind a place, a department or none of a word."""
    return before in _BEFORE or before in _STAFFED or not "\u4e00" <= before <= "\u9fff"


def _owner(folded: str, at: int, end: int, *, last: bool) -> int:
    """The length of the owner's name that begins at ``at``, 0 for none; ``last``: nothing stands behind ``end``."""
    first = folded[at]
    family = 2 if folded[at : at + 2] in _DOUBLE else 1
    wordlike = first in _WORDS_TOO
    if (
        not (family == 2 or wordlike or first in _FAMILIES)
        or folded[at + family : at + family + 1] not in _BEGIN_GIVEN
    ):
        return 0
    if folded.startswith(_NOBODYS, at) or folded[at - 1 : at + 1] == "东方":
        return 0
    for size in _lengths(folded, at + family, end):
        given = folded[at + family : at + family + size]
        size += family
        if at + size > end or not _is_given(given, first, size) or (wordlike and _LUCKY.issuperset(given)):
            continue
        if _is_place(folded, at, size) or _is_division(folded, at, size):
            continue
        if _has_trade(folded, at, size, end) or _is_at_home(folded, at, size, end, last=last):
            return size
    return 0


def _own_name(folded: str, at: int, end: int, *, last: bool) -> int:
    """The same of a Tibetan, Mongolian or Uyghur name in parts (努尔兰·别克小卖部) or of four characters: 卓玛拉姆茶馆, not
    扎西德勒饭店."""
    dotted = _DOTTED.match(folded, at, end)
    if dotted:
        return len(dotted[0])
    size = 4
    if folded[at + 2 : at + size] not in ELEMENTS:
        return 0
    at_home = (last and at + size == end) or _HOME.match(folded, at + size, end)
    return size if at_home or _has_trade(folded, at, size, end) else 0


def _is_place(folded: str, at: int, size: int) -> bool:
    """True for a hill's or river's name and for a druggist's hall."""
    stop = at + size
    if size > _SHORT and folded[at] in _BEFORE_HILLS and folded[stop - 1] in HILLS:
        return True
    return any(_HALL.match(folded, begin) for begin in (stop - 1, stop))


def _has_trade(folded: str, at: int, size: int, end: int) -> bool:
    """Whether the name of a trade follows: at once, or a few characters later behind a full name that does not begin as
    a city does (沈阳春天百货); of a short name's trades only works may stand further on (王强水泥制品厂)."""
    trade = _TRADE
    if size == _SHORT:
        trade = _TRADE_OR_WORKS
    elif _is_division(folded, at, _SHORT):
        trade = _TRADE_AT_ONCE
    apart = _APART.match(folded, at + size, end)
    return trade.match(folded, apart.end() if apart else at + size, end) is not None


def _is_at_home(folded: str, at: int, size: int, end: int, *, last: bool) -> bool:
    """Whether a full name has its home behind it (陈大强屋), or a name stands where a person does: before 转 behind a
    department or a village, or at the end behind one of these or any other place."""
    stop = at + size
    staffed = folded[at - 1 : at] in _STAFFED
    if staffed and folded[stop : stop + 1] == "转":
        return True
    full = size > _SHORT
    if full and _HOME.match(folded, stop, end):
        return True
    sure = folded[stop - 1] not in HILLS and (folded[at] in _SURE or folded[at : at + 2] in _DOUBLE)
    return last and stop == end and (staffed or sure)


def _lengths(folded: str, at: int, end: int) -> tuple[int, ...]:
    """How many characters of a given name may stand at ``at``: a trade of two and more (家具 in 于洪家具店) is none of it."""
    for size in (0, 1):
        ware = _WARES.match(folded, at + size, end)
        if ware and len(ware[0]) > 1:
            return (1,) * size
    return (2, 1)


def is_given(given: str) -> bool:
    """Whether given names are made of these two characters."""
    known = all(char in _GIVEN or char in ALONE for char in given.lstrip("阿"))  # 陈阿水
    land = given[1] in _NO_GIVEN_ENDS or (given[0] in "家子" and given[1] in _LAND)
    return known and not land and given not in _COMMON


def _is_given(given: str, first: str, size: int) -> bool:
    if len(given) == 2:
        return is_given(given)
    return given in ALONE and (first in _OFTEN or size == 3)
