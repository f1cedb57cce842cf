"""People in free text, as patterns over text that ``marks.fold`` made simplified and ASCII where it can be.

A name that is not the order's own is told by a frequent family name and by what stands beside it: 收货人, 老公, 打给, 代收, a
number to call.  Every pattern is bounded, so that the search is linear.
"""

from __future__ import annotations

from waybill.patterns import either, late_pattern

HAN = r"[^\W\x00-\xff\u3040-\u30ff]"
"""A Chinese character, the rare ones too; to compile the range of the common ones takes twenty times as long."""
LETTER = r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u036f\u1e00-\u1eff'’]"
CAPITAL = r"[A-Z\u00c0-\u00d6\u00d8-\u00de\u0106-\u0118\u0141\u015a\u0160\u017b-\u017d]"
"""Latin letters with the accents of European names and of Vietnamese ones."""
FREQUENT = (
    "王李张刘陈杨赵黄吴徐孙胡朱林郭罗郑梁谢宋唐许韩冯邓曹彭曾董袁潘蒋蔡余杜叶程苏魏吕任沈姚卢姜崔钟谭陆汪范廖石韦贾夏付邹熊孟秦邱侯"
    "尹薛闫雷段郝孔邵史毛顾赖康贺严施洪龚马高何周于方田丁乔龙翟倪俞阮覃聂邢樊詹肖江陶傅戴黎萧阎靳裴邬卞娄窦翁佘佟闵阚蔺冼谌臧褚瞿敖岑"
    "庞缪虞邝仝郜伍饶仇刁鄢芮苟屠奚隗亓荀胥逯邸雍巢嵇竺蒯晁阙宓扈濮訾昝郏邰郇糜贲庾郦笪谯缑仉逄璩郗邴酆厍钭鄂"
)
"""Frequent family names: two or three characters that begin so behind a word such as 收货人 are a name."""
COMPOUND = "夏侯|欧阳|上官|司马|诸葛|司徒|慕容|皇甫|令狐|尉迟|宇文|申屠|端木|呼延|南宫|轩辕|钟离|澹台|公孙|淳于|闾丘|赫连|拓跋|独孤|万俟|完颜|鲜于|纳兰|耶律"
COMPOUND_FIRST = "欧上司诸慕皇令尉宇申端呼南轩澹公淳闾赫拓独万完鲜纳耶"
FAMILY = f"{FREQUENT}{COMPOUND_FIRST}"
"""Characters that a family name begins with."""
_TAKES = rf"(?:代[收签领取]|[签亲查接]收|签字|亲启|收(?:[了下即好吧]|(?!{HAN}))|下[来楼]|[来去自][取拿领]|取件|本人(?:[签收]|(?!{HAN}))|那(?:[里边儿]|(?!{HAN}))|的(?:快递|包裹|件))"
_WORDS = (
    "江[苏西南北边浙湖景]|陶[瓷笛土艺泥]|肖像|黎明(?![代签亲]收|收(?![\u4e00-\u9fff]))|戴[着上过好森尔]|马[桶甲褂靴尾面铃车术蹄年达]|马铃薯|马铃薯片|马克杯|马卡龙|马拉松|周[中岁围期年]|高[一二三价手寿龄温跟筒领腰帮度级校压铁效档清配]|高[血低]压|高跟鞋|高血脂|高个子|高年级"
    "|毛[孩绒笔线呢病豆尖]|毛孩子|毛线[帽衣]|黄[桃瓜豆油酒花昏土芪精鳝牌]|黄花菜|夏[装款季]|唐装|龙[虾头眼袍须井骨舟年]|龙须面|石[榴膏灰板子油像阶桥]|石膏像|石榴[汁花]|黄牛"
    "|方[案形面块巾格程言针可能]|方便面|何[必况种地以如人]|范[围本]|任[职性]|董事|董事[会长]|施肥|余[量额]|叶[酸片]|胡[子萝椒桃须]|胡萝卜|罗[纹汉]|罗汉果|贺[新年礼岁词]|贺年[卡片]"
    "|雷[达电]|洪水|陆[续地]|许[多愿久]|钟[点表头]|钟点工|宋[代朝锦体]|苏[打式州]|王[子者牌]|李子|杨[梅桃树]|熊[孩猫]|熊孩子|谢[谢了啦意礼绝]|林[子区地]|孙[子女]|陈[皮醋列设]"
    "|曾经|段[子位]|段子手|顾[问虑及]|康乃馨|韩[版式系]|张[贴开]|刘海(?![代签亲]收|收(?![\u4e00-\u9fff]))|[徐郑]州|石家庄|沈阳|唐山|丁香|乔装|史料|田地|于[下上周本].?|(?<=由)于.{1,2}|(?<=班)高峰|单位|连夜|许可后?|高峰[前后]|石库门|高价回|熊猫快|于[家公单校店驿].?"
)
NO_NAME = late_pattern(
    r"马[上路]|周(?:一(?![帆诺鸣凡鹤丹航])|[二三四五六日末天边内岁])|高[兴层速楼中考端处新]|高峰[期时]|何[时处]|方[便向法式]|夏(?:天(?![宇翔佑])|季)|于(?:[今后是]|明(?![辉亮华生轩杰]))|田园|丁字|石[头材]|余[下款额]"
    r"|付[款费清宝]|段落|任[何意务]|程序|毛[衣巾毯]|顾客|康复|严[重格禁]|施工|贺卡|黄(?:色|金(?![龙荣凤莲]))|叶子(?![楣轩涵豪萱墨晴琪昂瑜怡睿])|林业"
    rf"|(?:{_WORDS}|.{{1,2}}[村庄屯街巷色厂店场馆部局院校站裙裤褂衫袄鞋靴帽袜杯碗盒锅糕饼糖酱肉柜凳椅桌枕帘毯款装版衣表锁伞]|.[家府])(?:{_TAKES}|[的拿取领在帮说打带留那]|同学|\s?生日|[用买送]?(?!{HAN}))"
)
"""Everyday words that begin like a name; those of the second kind are none only where they end there: 孙子涵 is a name.

A text is held against it where a name begins: within the other patterns it doubled the time to compile them."""
_TO_NOBODY = rf"(?!.(?:先生|女士|小姐|老师|师傅|阿姨|同学|经理|老板|总|姐|哥|叔|姨)(?!{HAN}))"
"""A family name and a form of address, and no more, tell nobody: 收件人写张小姐."""
_NAME = rf"(?:{COMPOUND}|[{FREQUENT}])(?:(?!的|[代签亲不没]收){HAN}){{1,2}}"
TITLE = "(?:先生|女士|小姐|老师|师傅|阿姨|同学|小朋友|医生|大夫|教授|家长|妈妈|爸爸|代收|亲收|收)"
_NAME_ENDS = rf"(?:(?!{HAN})|(?=而?不是)|(?={TITLE})|(?<![买配做用穿吃拿送])(?=的))"
_RECEIVER = "收件人|收货人|签收人|代收人|取件人|提货人|联系人|联络人"
_PARTS = r"[\s./_·|+~-]"
"""Between the characters of a name that is written apart."""
_POST = "(?:店长|店主|老板娘?|前台|门卫|物业|保安|本人|客服|仓[库管]|库管|管家|财务|会计|行政|采购|经理|主任|校长|园长|班主任|同上|如上|业主|房东|店员|收银员?|值班室?|收发室|传达室|快递柜|驿站)"
"""Who takes a parcel by a post, 联系人：店长, and no name."""
NAMED = (
    r"(?:"
    + either(
        # 收件人：明月, attn: Linda
        rf"(?:(?:{_RECEIVER}|[寄发][件货]人|姓名|名字)(?:请?[写填])?|(?=[RrCcAa])(?<![A-Za-z])(?i:recipient|receiver|consignee|attn))\s?[:=(\[【<《-]\s?(?P<named>(?!可[定以刻印]|免费|见[备下附聊]|不[用刻写印要]|{_POST}(?!{HAN}(?<!谢)))(?:{HAN}{{2,8}}(?:[·•.]{HAN}{{1,8}}){{0,3}}|{HAN}(?P<parting>{_PARTS}){HAN}{{1,2}}(?:(?P=parting){HAN})?(?!{HAN})|[A-Za-z][A-Za-z.'’ -]{{1,30}}[A-Za-z]))",
        # 收件人：明
        rf"(?:{_RECEIVER}|姓名|名字|署名|落款)\s?[:=]\s?(?P<single>(?![无同我你他她空略见是有自否待未本另按如不男女先公爸妈爹娘*])[\u4e00-\u9fff])(?=$|[\s,。;!)/、]|1[3-9]\d|\*\*\*|电话|手机)",
        # 联系人 Nguyen Thi Hoa
        rf"(?:{_RECEIVER}|姓名|名字)\s?(?P<in_latin>(?!(?i:same|vip|see|not?|none|please|the|my|front|security|happy|dhl|fedex|iphone)\b){CAPITAL}{LETTER}{{1,14}}(?:[\s-]{CAPITAL}{LETTER}{{0,14}}){{1,3}})(?!{LETTER})",
        # 收件: Linda Zhao
        r"收[件货]\s?:\s?(?P<latin>[A-Z][A-Za-z.'’-]+(?:\s[A-Z][A-Za-z.'’-]*){1,3})",
        # 乘客：王建国
        rf"(?:乘客|旅客|患者|考生|被?保险人|投保人|代表人|[下订]单人|付款人|开票人)\s?:\s?(?P<listed>(?![请不别放送无已待可要在需打本同见]){HAN}{{2,4}}(?!{HAN}))",
        # 收货人写“一叶知秋”
        r"(?:收[件货](?:人|信息)|面单)(?:名字?)?[写填][\s:]?[“\"「『](?P<quoted>[^”\"」』*]{1,12})[”\"」』]",
        # 收货人改成王建国
        rf"(?:{_RECEIVER}|[寄发][件货]人|姓名|名字)\s?(?:[写填打]错了?[,\s]{{0,2}})?(?:应该?|正确的?)?(?:是|叫|为|写|改为|改成|换成)\s?(?P<told>{_TO_NOBODY}{_NAME}){_NAME_ENDS}",
        # 客户王建国, 我是王建国
        rf"(?:收件人|收货人|签收人|联系人|联络人|客户|买家|顾客|转交给?|交给|我是|我叫|我[爸妈][爸妈]?)\s?:?\s?(?P<person>{_TO_NOBODY}{_NAME}){_NAME_ENDS}",
    )
    + r")"
)
_ROLE = (
    "物业|前台|门卫|保安|客服|本人|家人|邻居|同事|司机|房东|老板|店主|老[公婆]|[爸妈]|[父母]亲|儿子|女儿|朋友|室友|学校|公司|本店|快递|驿站|仓库|卖家|商家|店家|收件人|收货人|[寄发][件货]人|联系人|电话|手机|号码|座机|分机"
    "|安装|维修|送货|配送|售后|厂家|管家|楼管|宿管"
)
_NOBODY = "我|他|她|不|没|无|到|上(?!官)|后|前|时|好"
_OFFICE = rf"{HAN}{{0,8}}(?:售后|客服|热线|专线|总部)[^\d*]{{0,6}}(?!1[3-9]\d[\s-]?\d{{4}}[\s-]?\d{{4}})\d"
"""A firm's service and a number that is no mobile: 美的售后400-889-9315."""
CALLED = either(
    # 联系张三13800138000
    rf"(?:联系|致电|打给|拨打|通知|找|(?<![A-Za-z])(?i:contact|call|ask\sfor)\s)\s?(?P<called>(?!(?:{_ROLE}|{_NOBODY})|{_OFFICE})[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z.·•・ ]{{1,23}})(?=[^\d\u4e00-\u9fff*]{{0,3}}(?:{TITLE}[^\d\u4e00-\u9fff*]{{0,3}})?\+?(?:\d[\s-]?){{7}})",
    # 打给王建国
    rf"(?:联系|[打转拿]给)\s?(?P<whom>{_TO_NOBODY}{_NAME}){_NAME_ENDS}",
)
"""Whoever is to be called: right before the number to call, 联系张三13800138000, or by what must be a name."""

_TITLED = (
    "(?!.(?:先生|女士|小姐|同学|医生|老师|师傅|阿姨|叔叔|老板|经理|主任|大?[叔姨哥姐总工嫂婶伯爷妈娘])"
    rf"(?:{_TAKES}|[的家拿取领在帮说打带留]|生日|(?!{HAN})))"
)
"""A family name and a form of address tell nobody: 林阿姨代收."""
_ONE = (
    "[爸妈爹婆奶爷哥姐弟妹舅姨姑叔伯婶嫂媳婿]|[俺咱]娘|[农工建交招]行|银行|私章|质检|[老公外]公|[丈姐妹]夫|[儿妻]子|女儿|爱人|家人|[父母]亲|岳[父母]|[室舍朋吾挚]友|同学|同事|闺蜜|邻居|房东|前台|保安"
    r"|门卫|物业|管家|[楼宿]管|爱妻|护士|医生|店[员长]|员工|(?<![补供配])给|找|通知|叫|班|落款|署名|姓名|名字|刻字|班主任|教练|[面运]单写|[请帮]写|备注|(?<=[名人字])改[成为]?|抬头(?:\s?:?\s?个人)?|开票|[真本]名|本人|实名|患者|病人|家长|新[郎娘]|寿星|先[父母]|司机|电联|(?:[下订][单货]|采购|申请|经办|负责|监护|代签|使用|受益)人|客户名|(?:学[生员]|印章|会员|人|收[件货]?|[胸工名]牌|名片|姓名贴纸?)(?=\s?:)|(?:席卡|奖状|请[柬帖])(?=[\s:])|(?<![\u4e00-\u9fff])[交转](?=[\u4e00-\u9fff]{3}(?![\u4e00-\u9fff]))|[烦台请]转|(?<=[台卫安业师])交给?|内容(?=[\s:])"
    r"|[刻绣印][字名]|(?<![雕石木篆])刻(?=[\s:])|名章|(?:采购|[技财商]务|技术|人事|行政|销售|市场|运营|生产|质检|工程|后勤|设计)部|病[区房]\s?\d{1,4}床|[代签][收领取签]人?|(?<![A-Za-z])(?:[Tt][Oo]|(?i:from))"
)
"""Who is called by a name after it, and what is done to somebody."""
_PHONE = r"(?:\+?(?:86[\s-]?)?1[3-9]\d(?:[\s-]?\d){8}|0\d{2,3}[\s-]?[2-9]\d{6,7}|[1-9]\d{15,18}[Xx]?)(?!\d)"
_B = r"[\s,:()/+-]"
_BESIDE = rf"{_B}{{0,3}}"
_NOW_TAKES = rf"(?=(?:先生|女士|小姐|老师|师傅|阿姨|家长|妈妈|爸爸)?[\s(]{{0,2}}{_TAKES})"
SOMEBODY = late_pattern(
    either(
        # 老公王建国, 刻字 王建国
        rf"(?:{_ONE})[\s:(]{{0,2}}(?P<whose>{_TITLED}{_NAME})(?:{_NAME_ENDS}|{_NOW_TAKES}|(?=[拿取领在帮说打带留]|家(?!{HAN})))",
        # 王建国代收, 阿依·古丽代收
        rf"(?:(?<!{HAN})|(?<=[请由让成为室台部务管员放库])|(?<=老师|教练|师傅|主任|经理))(?:(?P<taker>{_TITLED}{_NAME})|(?P<pointed>{HAN}{{1,8}}[·•・]{HAN}{{1,8}}?)){_NOW_TAKES}",
        # 找阿依·古丽
        rf"(?:[给找叫]|联[系络]人?|转交?|交)\s?(?P<dotted>(?!给){HAN}{{1,8}}[·•・]{HAN}{{1,8}})(?!{HAN})",
        # 王建国同学生日快乐
        rf"(?:(?<!{HAN})|(?<=[祝写上给]))(?P<wished>{_TITLED}{_NAME})(?=(?:同学|小朋友|宝宝|{TITLE})?\s?(?:生日|新婚)(?:快乐|愉快|(?!{HAN})))",
        # 送王建国老师
        rf"(?:(?<=[送祝赠给呈])|(?<=[送祝赠给]:))(?P<pupil>{_TITLED}{_NAME})(?=同学|小朋友|老师|医生|大夫|先生|女士|小姐)",
        # 王建国 13812345678
        rf"(?:(?<!{HAN})|(?<=[为成是由人]))(?P<owner>{_TITLED}{_NAME})(?={TITLE}?{_BESIDE}{_PHONE})",
        # 13812345678 王建国
        rf"(?:(?<=1[3-9]\d{{9}})|(?<=1[3-9]\d[\s-]\d{{4}}[\s-]\d{{4}})|(?<=\d{{16}})|(?<=[A-Z]\d{{8}})|(?<=尾号\d{{4}})){_BESIDE}(?P<other>{_TITLED}{_NAME}){_NAME_ENDS}",
        # 王 建 国 收
        rf"(?<!{HAN})(?P<parted>(?!周\s[一二三四五六日末天]|马\s上|黄\s色)[{FREQUENT}](?:\s(?![代签查亲本])(?:{HAN})){{1,2}})(?=\s?(?:[代签查亲]\s?收|收(?!{HAN})|本人))",
        # 王.建.国收, 收件人王/建/国
        rf"(?<!{HAN})(?P<pointedly>[{FREQUENT}](?P<between>{_PARTS}|[*,、]){HAN}(?P=between){HAN})(?=\s?(?:[代签查亲]收|收(?!{HAN})))",
        rf"(?:{_RECEIVER}|姓名|名字|[给找转叫]|我[爸妈])\s?(?P<apart>[{FREQUENT}](?P<sign>{_PARTS}){HAN}(?P=sign){HAN})(?!{HAN})",
        # 王建国 上海市
        rf"(?<!{HAN})(?P<moved>{_NAME})(?=[\s,]{{1,2}}{HAN}{{2,3}}[省市])",
        # 王建国那单
        rf"(?:(?<!{HAN})|(?<=[补换漏重错少发催]))(?P<ordered>{_TITLED}{_NAME})(?=那[单份箱])",
    )
)
"""Others than the recipient, by name: 老公王建国代收, 给王建国, 王建国13800138000, 王建国 上海市."""
GUESSED = frozenset(
    {"told", "person", "whom", "whose", "taker", "wished", "pupil", "owner", "other", "moved", "ordered"}
)
"""The groups that are a name only if ``NO_NAME`` doesn't match there."""

_DOES = r"[\s(]{0,2}[收代签亲查接下来去自取的先女小老师阿本那拿领在帮说打带留家妈爸生新同宝大医教]"
_MAY_NAME = late_pattern(
    rf"(?!周末)[{FAMILY}·•・](?:(?<=[爸妈爹行检婆奶爷哥姐弟妹舅姨姑叔伯婶嫂媳婿取签领公夫子儿人亲父母友学事蜜居东台安卫业家士生员长工班给找知叫款名字写注改成为头票章容床者机刻部任练收OoMm郎娘星联件货牌片贴纸卡状柬帖交转妻管].)"
    rf"|(?:(?<={HAN}[\s:(].)|(?<=[OoMm][\s:].)|(?<={HAN}[\s:(]{{2}}.)|(?<=[OoMm][\s:]{{2}}.))|(?<=[·•・]){HAN}{{1,8}}?(?:{_DOES}|(?!{HAN}))"
    rf"|(?<=\d.)|(?<=\d{_B}.)|(?<=\d{_B}{{2}}.)|(?<=\d{_B}{{3}}.)"
    rf"|(?:(?<!{HAN}.)|(?<=[请由让为成是人师练傅任理室台部务管员祝写上给送呈放赠库].))(?:[\s*./_·,、|+~-]?{HAN}){{1,3}}?(?:{_DOES}|{_BESIDE}\d|(?<={HAN}{{2}})[\s,]{{1,2}}{HAN}{{2,3}}[省市]))"
)


def may_name_somebody(plain: str) -> bool:
    """Cheap test: False only where ``SOMEBODY`` would find nothing."""
    return _MAY_NAME.search(plain) is not None
