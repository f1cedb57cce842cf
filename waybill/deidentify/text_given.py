# ruff: noqa: SIM905 - lists of words are read and kept in order more easily as text
"""Names in free text told by their characters: a family name and one or two characters that given names are made of.

黄杨木 and 马克杯 begin like names and go on otherwise, so that such a name is told by less than the words that
``text_people`` asks for: by kin before it (侄子侯俊熙考上), by what is written, carved or wished (祝刘洋&孙悦百年好合), by
standing alone in the text of a card, an invoice or a refund.  Every pattern is bounded, so that the search is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from waybill.deidentify.text_people import COMPOUND, COMPOUND_FIRST, FREQUENT, HAN, NO_NAME, TITLE
from waybill.given_names import ELDERS, OFTEN
from waybill.patterns import either, late_pattern

SELDOM = (
    "钱万武常莫温葛柳柯殷骆岳霍鲍颜滕隋耿焦辛喻屈冉涂甄蓝凌庄尚左童季舒费申苗路汤章鲁梅兰白卓晏储巫戚柴匡裘祁荆巩冀仲栾鞠项游简谷池包金易向尤朴"
    "安文成关齐牛盛卫毕单管解应宁华宗甘景艾古纪荣吉蒙符欧房曲沙查麦冷车席农边连楚穆燕郎昌皮廉卜郁宣伊宫占丛桑谈麻芦权盖迟狄湛茅厉戎幸蒲劳束姬揭丘况戈伏危阳云柏禹"
)
"""Family names that are everyday characters too or that few bear: they need a given name of two characters."""
_COMPOUND_WORDS = "长孙|东方|西门|濮阳|百里|东郭|司空"
"""Like them, of two characters."""
_GIVEN = (
    OFTEN
    + "梦博然依乐可淼枫榕吉先暄蔓荔蕙柔妙琨瑄璟环均垚增定容岳影徽愿慕懿挺斐昀昂晋晔朋朗杉权杨枝桦津洛浚湘炫烁牧甜男盼程竣筱粲绮缘翰芃蕴轲道郁阁霏驰黎齐楷坦佩侠俐兆凌凡初卓原吟咏喆园士奇奕妤姝姿婕存展希恬懋拓"
    "政桥沅珺禾穗童翊耘育荃霜莺娣璧黛纨瑗琰琬馥霭苒汐畅茵茉翎煊曜珩瑀葳槿漪潼澍灏熠璨皎祎笙纾绫榆樾泱涟湉翩聆舜霁骐颢珈琮璋祐砚莘菀萦隽雍镇音诣默冉乔伊喻洙镐宰旻向剑亦衡秉桢奎以之亭凝岑楣屹彰恪悠惜憬曙殊沂渝澈澎珀璞睦祉笛笠策箫缇缨羚肃萃训赋逍鉴陌隐颐驹驿鲲鸾鹭麓龄岱庭敦析栩玖玫绚绵谨钥霓靓飒骅鸢佶侃俪偲僖冕凛勖匀卉啸垠埕堃娓婳宛宥寰峤峙帛弢怿恺悟慰挚攸旎昇晰暮朔栀栎梧梵棣榛歆汶沚涓渲湛溥漠潞濡瀚烽燊爵猷玘玟珞珣琅琏琢璎甄皙眸瞳矜祈稷筝箐絮绎翌胤臻芍荇荟荻莞莳葭虔袖觅诏询诠谧贻赟辙逢邈郅钏铿镌镕阡雎霰颉骋骢鸥鹂鹄黍鼐"
)
"""Characters of given names; those left out that begin more words of goods than names (色, 汉, 长, 水, 木, 石)."""
GIVEN = frozenset(_GIVEN)
_FOLK = (
    "扎西|拉措|拉巴|拉珍|达娃|达瓦|次仁|卓玛|卓嘎|多吉|多杰|旦增|丹增|旦巴|格桑|洛桑|尼玛|白玛|央金|央宗|拉姆|拉毛|旺堆|旺姆|旺久|旺扎|平措|边巴|巴桑|普布|米玛|强巴|德吉|曲珍|曲扎|仁青|仁增|仁真|索朗|索南|土登|云丹|加措|嘉措|贡布|罗布|益西|桑珠|桑杰|顿珠|措姆|群培|赤列"
    "|梅朵|旺杰|顿旦|才加|东珠|尖措|晋美|久美|吉美|才仁|才让|才旦|扎巴|江村|坚赞|泽仁|泽旺|彭措|南加|南杰|尕藏|尕玛|完玛|阿旺|仓决|玉措"
    "|巴特尔?|巴图|乌云|乌兰|其其格|其木格|高娃|斯琴|斯日古楞|娜仁|托娅|图雅|格日勒|萨仁|苏日娜|乌日娜|孟和|布和|巴雅尔|额尔敦|宝音|青格勒|敖登|朝克图|朝鲁|吉日嘎拉|特木尔|阿古拉|呼和|满都拉|呼格吉勒|阿拉坦|塔娜|通拉嘎|道尔吉|嘎拉|哈斯|图娅"
    "|阿依|古丽|买买提|麦麦提|艾买提|艾合买提|买合木提|吐尔逊|吐尔洪|吐尔地|阿不都|阿卜杜拉|阿卜杜|阿布都拉|阿布都|热合曼|热依木|热西提|克里木|努尔|玉素甫|玉山江|依明|迪丽|热巴|热孜万|帕提|帕孜|祖丽|菲娅|阿迪力|艾力|艾山|艾尼瓦尔|木合塔尔|祖木热提|帕孜来提|木妮热|夏依旦|再努尔|吐送|布再娜甫|阿曼|阿孜|米热|肉孜|买热木|热孜亚|帕尔哈提|库尔班|塔依尔|赛买提|居来提|吾买尔|艾则孜|茹仙|麦尔哈巴|阿米娜|西仁|乌仁|娜尔|巴哈尔|夏提|孜巴|萨日娜|苏布德|热娜|帕丽旦|沙吾提|司马义|卡德尔|萨吾提|尼亚孜|依布拉音|巴合提|叶尔|别克|赛力克|加娜尔|夏木|玛依拉|热依汗|木拉提|巴哈尔|阿尔曼|沙马|曲比|吉克|木呷|木乃|江布|牙生|亚森|库尔班|古力|麦尔|吾守尔|伊力"
)
"""Of these the names of Tibetans, Mongols, Uyghurs and Kazakhs are made: two are a name, one is where somebody takes a thing."""
FOLK_WORDS = frozenset(_FOLK.split("|"))
FOLK_BEGINS = frozenset(word[:2] for word in FOLK_WORDS)
_FOLK_BEGINS = "|".join(sorted(FOLK_BEGINS))
_FOLK_FIRST, _FOLK_SECOND = _FOLK_BEGINS[::3], _FOLK_BEGINS[1::3]
_NO_PERSON = rf"(?!(?<=[大中小])学|(?<=家)[长里属的]|(?<=定)的|(?<=一)[起块个件条双盒瓶箱包袋只套份次样]|(?<=敬)[上赠献贺]|(?<=先)生|(?![镇村][长干委支]|[院校区县市店厂馆园]长|店[主员])[院校路街区县市镇村店厂馆园城苑府牌款版装茶酒]|[大中小]学|有限|公司|广场|大厦|银行|集团|专[卖柜]|旗舰|\s?同款|{HAN}?(?:旗舰|官方))"
"""Behind a name's characters: a school, a place or a firm is named so."""
_TAKES = rf"亲启|代转(?!{HAN})|代[收签领取拿]|的(?:快递|包裹|件)|下[来楼]|[签查接亲]收|签字|收(?!{HAN})|签(?!{HAN})|[来去自][取拿]|取件|本人|手[里上中]"
_EVERYDAY = (
    f"付定金|(?<=[楼组队班村店院校会船机])长孙|(?<=公)权|(?<=[药书厨库票茶机门病客])房|[白黄蓝金]和|[白金蓝].[花菊树松竹草]|常青|高[原中]|[于贺江]中|.水[晶仙平果]|白富美|高富帅|黄连|贺新[春年]|(?<=师)范|范大学|董事长|公路|史学|方才|施[展行]|万学|[周王董高黄]家(?:先生|的|要|那)|高[达清新铁]|黄[金山]|韩国|石英|江[南苏西]|马[达来]|苏州|方正|周大[福生]|张小泉|王致和|白[玉金云雪]|金[玉银]|向阳|石墨|金融|康佳|金利来|施华洛|仲景|.先生|(?:{COMPOUND})先生|.[行家连学道园镇]长|万[科达国]|(?<=师)傅|孙[子女][小大宝]|(?<=由)于|(?<=祝)贺"
    "|安[全佳利慕]|西门(?:岗|卫|保安|安)|东方[明之]|白天|文艺|关[山爱心]|纪念|荣耀|吉[祥利林]|古[龙越琴树]|齐[心全]|幸福|阳光|卫[生星]|盛世|曲[奇美]|麦丽素|郁金香|伊[利丽]|湛江|景德|宁[夏波]|欧[莱诗美]|劳[力动]|管[家理]|农[家民林学]|房东|连花|席梦|成[家双长]"
)
_EVERYDAY_ALONE = "龙[凤泉]|方圆|高[大贵山雄姿]|马克|黄[河海]|韩文|[史唐]诗|余生|杜康|江海|许愿|范文|顾家|夏[秋天威]|苏杭|于[是心]|雷[达霆]|汤[圆力]|贺新|林[荫芝]|丁香|宋[江朝]|毛利|田园|李宁|马可|苏宁|黄[花桃柏菊梅兰杏杨玉]|毛[桃竹峰尖]|雷[竹朋]|石[竹花莲]|龙珠|罗兰|马[兰力]|苏菲|戴森|乔丹|潘婷|高[音原]|江山|苏丹"
"""Words and brands of such characters: those that a third character makes no name, and the others."""
_FAMILY_AND_GIVEN = rf"(?:{COMPOUND}|{_COMPOUND_WORDS}|[{FREQUENT}{SELDOM}])[{_GIVEN}{ELDERS}]{{2}}(?<![{ELDERS}]{{2}}|.[水少]|[大中小]学)(?!(?<=家)[隔对旁附])"
_OF_OTHER_PEOPLES = rf"(?=[{_FOLK_FIRST}][{_FOLK_SECOND}])(?:{_FOLK})(?:(?:[·•・]?(?:{_FOLK})){{1,3}}|(?=\s?(?:{_TAKES}|那[单份箱件])|(?!{HAN})))"
_NAMES = late_pattern(
    rf"(?!{_EVERYDAY})(?:(?P<three>(?:"
    + either(
        # 扎西顿珠, 卓玛代收; before the others, for 古丽娜 is no more than a part of 古丽娜尔
        _OF_OTHER_PEOPLES,
        # 王建国, 欧阳静雯
        _FAMILY_AND_GIVEN,
        # 欧阳静
        rf"(?:{COMPOUND})[{_GIVEN}]",
    )
    # Of two characters: 王芳, and 钱芳, which tells less.
    + rf"){_NO_PERSON})|(?!{_EVERYDAY_ALONE}|(.)\2)[{FREQUENT}][{_GIVEN}]|(?P<seldom>[{SELDOM}][{_GIVEN}]))"
)
# A class of as many characters is slow to compile, so that it stands in one pattern: the other sees signs in the place of
# names, signs that no cleaned text has.
_THREE_BEGIN, _TWO_BEGIN, _SELDOM_BEGIN, _GOES_ON = "\ufffe", "\uffff", "\ufffa", "\ufffb"
_THREE = rf"{_THREE_BEGIN}{_GOES_ON}{{1,9}}+"
_TWO = rf"{_TWO_BEGIN}{_GOES_ON}"
_OFFICE = "[店组队班团连排局处科所站村镇乡楼]长|村干部|[村镇]支书|总裁|经理|主管|总监|书记|师傅|老板|主任|医[生师]|大夫|护士|技师|教[授练]|院长|校长|园长|老师|同学|小朋友|班主任|律师|警官|法官|先生|女士|小姐|工程师|总经理|董事长|战友"
_NUMERALS = "一二两三四五六七八九十"
_APART = rf"(?<!{HAN})(?<!{_GOES_ON})"
_AND = r"(?:\s?[、&,/+]\s?|\s|[和与])"
_ENDS = rf"(?:(?!{HAN})|(?={TITLE}|{_OFFICE}|[和与]{_TWO}|要求|反馈|投诉|留言))"
_REST = rf"(?>(?:{_AND}(?:{_THREE}|{_TWO})(?!{HAN}(?<![和与两三各的都]))|{_THREE}){{0,30}})(?:[和与&+](?:{_THREE}|{_TWO}))?"
"""Names in a row, 王建国、李淑芬、张铁柱, and glued, 王建国李淑芬."""
_NAME = rf"(?:{_THREE}|{_TWO}{_ENDS}){_REST}"
_ALONE = rf"(?:{_THREE}|{_TWO})(?!{HAN}){_REST}"
_ITEM = rf"(?![各共每]|可[定以刻印]|免费|谢谢)(?:{HAN}|[{_THREE_BEGIN}{_TWO_BEGIN}{_SELDOM_BEGIN}{_GOES_ON}]){{2,4}}"
"""A name in a list of names, whatever its characters."""
_NUMBERED = rf"\d{{1,2}}[.、)号:\s]\s?(?:{_THREE}|{_TWO}|{_SELDOM_BEGIN}{_GOES_ON})"
_LINK = r"[\s:\"'“‘「『《【(\[]{0,3}"
_KIN = (
    "货拉拉|滴滴|闪送|跑腿|[先显][考妣]|[男女]票|侄[子女儿]|外甥女?|孙[子女儿]|徒弟|弟子|吾友|[室舍朋校战挚好网]友|闺蜜|同学|同事|学[生员姐弟长妹]|[慈先严家]?[父母]亲?|[妈爸爷奶哥姐弟妹公婆夫兄]|闺女"
    "|[儿妻嫂叔]子|媳妇|外孙|姥姥|女儿|宝[贝宝]|[大小二三]宝|[大小]名|拼[单团]人|孩子|丈夫|爱人|邻居|房东|师|教练|新[郎娘]|会计|[财商场]务|出纳|[经管助监]理|主任|管家|本人"
    "|[舅姨姑叔伯婶嫂媳婿侄甥员工]|隔壁|对门|亲家|丈母娘|对象|[男女]友|未婚[夫妻]|同桌|老乡|护士|医生|保姆|租[户的]|客户|买家|顾客|群友|客人|熟人|代理|分销商?|(?:介绍|推荐)人|[客委]|[发提托]货人|入住人|[店组村队园校院科处局团排连船机站社厂护楼区营行班士工师]长|工头|[店车船货业]主|代表人|保人|主[管播]|书记|支书|师傅|老板娘?|[仓库保]管"
    "|[究士习考]生|病人|患者|家属|司机|门卫|保安|物业|前台|宿管|销售|采购|行政|人事|客服|秘书|志愿者|(?<=\\d)床"
)
"""Kin, and posts: whoever is named behind one is somebody."""
_CALLED = r"(?:[\s:(]|就?是|名?叫)?"
_LABELS = rf"(?<!{HAN})名(?=\s?:)|支付宝|微信|身份证|[胸工]牌|[申填]报人|[收寄发][件货]人|[收送]礼人|收货人|签收人|代收人|取件人|提货人|联系人|联络人|姓名|名字|署名|落款|抬头|户名|收款[名人]|开户人|真名|学名|实名|制单|审核|复核|拣货|打包|验货|经手|委托人|负责人|当事人|失主|新[郎娘]"
_CARD = (
    "车间|质检|\\d级|[诊内外儿骨]科|贺卡|[私手名]章|卡片|花束|刻|印[字名章上有]|打印|绣|锦旗|落款|署名|赠|惠存|奖[牌杯状]|[名姓胸工席台桌校铭]牌|墓碑|[席座]卡|座位牌|姓名|名字|抬头|开票|发票|财务|退[款差]|打款|转账|返现|支付宝|微信|银行|[卡账]号"
    "|身份证|病历|病案|档案(?![盒袋柜])|证书|驾驶证|学生证|行驶证|处方|化验|实名|清关|慈[父母]|先[父母]|寿|新郎|伴手礼|婚礼|请柬|喜帖|改名|改成|改为|换成|换人|新地址|改地址|班级|[一二三四五六七八九\\d][)）]?班"
)
"""Words of a text in which whoever stands alone is somebody."""
WISH = "茁壮|[生诞]辰|生日|六一|儿童节|元旦|春节|新年|中秋|圣诞|[新结订]婚|百年|白头|永结|永浴|喜结|金榜|考(?:[上试中]|研(?:成功|顺利|上岸|加油|必))|毕业|升学|高升|乔迁|[周满百][岁月]|[五六七八九]十|早[生日]|幸福|快乐|健康|平安|学业|一路|前程|成功|开业|生意|节日|教师节|母亲节|父亲节"
_GIVES = rf"惠存|敬[上赠献贺挽立]|千古(?!{HAN})|安息(?!{HAN})|专属|雅正|雅鉴|留念|存念|拜上|叩首|之墓|之印|印章?+(?![字店厂社刷染花务象泥记度钞制铁版尼台油相痕迹])|恭[贺祝]|赠(?!品|送)|题(?![库材目型])|\s?[贺赠题](?!{HAN})|的?(?:小孩|儿子|女儿|家长|爸爸|妈妈|爷爷|奶奶)|家(?:(?!{HAN})|[门楼附隔对旁])|家属|藏书|莅临|\s?携|转(?!{HAN})|就?是(?:[我他她]|业主|租客|老板)|老[公婆]|[他她][爸妈]|的?孩子|家的|[订买]的|要求|同志|总(?!{HAN})"
_AGAIN = "[打退]款|返现|转账|[打审]单|[补退][发寄]?|重[发寄]|[少漏错多]发|代[购拍买发]|合单|订单|[昨今前]天|[那这]个|上[次回]|[催查收]|合并|欠款|加急"
_CLERK = "[两三各退换补催漏已要想说的那这让没还给发付买拍转收加也先等寄不只再在是改急合欠替自配]|[少多错重][发寄]|上[次回]|[昨今前]天|老家|下单|预[定订]|[团拼]的|单位|办公|工作室|账[号户]|微信|支付宝|身份证|住院|差评|全款|定金|尾款|[你您]好|电话|手机|号码|单独|地址|代付|介绍|推荐|到付|订|[审复]核|备注|登记|确认|祝|之[子女妻]|[父母]亲|夫[妇人妻]|申请|反馈|投诉|留言|评价|咨询|取消|拒收|拒签|[没未]收"
"""What clerks write before and behind a customer's name: 补发王芳那单, 李雪梅要红色."""
_CLERK_TWO = r"[\s()【】]{0,2}(?:[换退补少漏][了货发寄一二两三件个款差\dA-Z]|要(?:\d|[A-Z]|[一二两三][件个条双盒]|[红黄蓝绿黑白灰紫粉橙棕米]色?|[改退换加补])|重[发寄]|已[付转审收]|[没未]付)|[那这][件个款边]|这单|下的?单|代付|[说让]|[没还][有收付给到]|的(?:尺码|地址|放|那|运费)|同事"
_SYLLABLE = r"(?:[zcs]h|[b-df-hj-np-tw-z])?[aeiouv]{1,3}(?:ng|[nr])?"
_SPELLED = (
    "(?i:(?:wang|li|zhang|liu|chen|yang|huang|zhao|wu|zhou|xu|sun|ma|zhu|hu|guo|he|gao|lin|luo|zheng|liang|xie|song|tang|han|feng|deng|cao|peng|zeng|xiao|tian|dong|yuan|pan|jiang|cai|yu|du|ye|cheng|wei|su|lv|lyu|ding|ren|shen"
    rf"|yao|lu|cui|zhong|tan|fan|liao|shi|jia|xia|fu|fang|zou|xiong|bai|meng|qin|qiu|hou|yin|xue|yan|duan|lei|long|tao|mao|hao|gu|ji|ge|jin|ning|rong|shu|mu|wen|xi|yue|zhan|pei|ke|xing|hua|tong|chu|gan|nie|ou|qu|weng|zhai|zhuo|gong|shao|wan|qian|dai|mo|kong|ouyang)[\s_./-]?{_SYLLABLE}(?:[\s_.'-]?{_SYLLABLE})?)(?![A-Za-z])"
)
"""A name in pinyin, the family name first."""
_ORDERED = rf"(?:那[单份箱]|的(?:订单|快递|包裹)|[代签查]收|收(?!{HAN}))"
_JOINS = "开请让给找把在由是我你他她叫和跟与替帮送到交被放的住果员政室处部组办以用"
_POST_ENDS = "洁业安台卫管机货售购政务员工师友长主板门区部室处组科校院司店铺馆摊间厂库级班堂妇亭园局行所团吧城场地队府会市站点诊"
_GOES_ON_TO = "是会能可要在说名的收签拿取来去也都已将同老先女小那这家处本带帮接打"
"""What joins a name of three characters to the words before and behind it: 请放在王建国的桌上, 保洁王桂芳."""
_LIKELY = late_pattern(
    either(
        # 侄子侯俊熙, 会计王建国
        rf"(?:{_KIN}){_CALLED}(?P<kin>{_THREE}{_REST}|{_TWO}{_ENDS}{_REST})",
        # 姓名：王建国, 抬头请写王建国
        rf"(?:{_LABELS}){_LINK}(?:(?:请|就|要|应该?|帮?我|你)?[写填为是叫打用](?:成|为)?|改[成为]?|换成?)?{_LINK}(?P<label>{_NAME}|{_SELDOM_BEGIN}{_GOES_ON}(?!{HAN}))",
        # 刻字“王建国”
        rf"(?:(?<![石木竹砖玉雕篆水彩复脚大抄听默拼])[刻绣印写](?:[字名上着的]|姓名|名字|内容)?|[打喷烫]印|镌刻)[内外圈面上]{{0,2}}{_LINK}(?P<written>{_NAME})",
        # 祝王建国生日快乐, 亲爱的王建国
        rf"(?:祝|[致赠]|[亲挚敬]爱的|尊敬的|悼念|缅怀|怀念|欢迎|聘请|授予|感谢|颁给|祝福)(?:愿|福|:|\s|我的?|亲爱的|最爱的)?(?P<wish>{_THREE}{_REST}|{_TWO}(?:{_ENDS}|(?={WISH})){_REST})",
        # 给王建国, 转交王建国
        rf"(?:[给找让喊叫送]|对(?=\S{{3}}说)|联系|致电|通知|(?<!成|转|递|移|社|外)交给?|(?<![运旋左右打流周倒翻中])转[交给]?|由|换成?|改成?)\s?(?P<asked>{_THREE}{_REST})",
        # 寄王芳的, 给王芳多放
        rf"[给送寄帮替把]\s?(?P<gets>{_TWO}(?=的|[多补免加发寄换退]|送[去到过上]|一[包个件条双盒箱瓶份])|(?<=寄){_THREE})",
        # from 王建国
        rf"(?<![A-Za-z])(?i:from|to|by)[\s:]{{1,2}}(?P<signed>{_NAME})",
        # 王建国敬赠, 王芳百年好合
        rf"(?:{_APART}|(?<=[生徒友者儿女孙子弟妹兄师娘母父员人]))(?P<gives>(?:{_THREE}|{_TWO}){_REST})(?={_GIVES}|\s?(?:{WISH})|\s?[和与&+]\s?\S{{2,4}}?(?:新婚|结婚|订婚|百年|永))",
        # 财务室王建国经理
        rf"(?:(?<=[科院室部组队班校所局厂站处司店园馆行房])|(?<=中心))(?P<post>{_THREE}|{_TWO})(?={_OFFICE})",
        # 会务组王建国, 顺丰孙强
        rf"(?:(?<=[组部科室处办连排所局院厅吧馆铺店队])|(?<=车间|工地|市场|超市|驿站|政府|急诊|摊位|号楼|仓库|顺丰|[中圆申]通|韵达|极兔|京东|邮政|德邦))(?P<unit>{_THREE}|{_TWO})(?!{HAN}|[{_THREE_BEGIN}{_TWO_BEGIN}{_SELDOM_BEGIN}])",
        # 二班的王建国老师
        rf"(?:{_APART}|(?<=[级班]的))(?P<office>{_THREE})(?=\s?(?:{_OFFICE}))",
        # 王芳女士, 王芳那单, 王芳 销售总监
        rf"(?:{_APART}|(?<=[请由给找让叫]))(?P<titled>(?:{_THREE}|{_TWO})(?=先生|女士|小姐|小朋友|同学|医生|老师|护士|主任|院长|校长|教授|经理|教练|店长|律师|警官|的?(?:电话|手机|订单)|那[单份]|[要定订]的|\s{HAN}{{2,4}}?(?:经理|总监|主管)(?!{HAN})))",
        # 打王芳的电话
        rf"打\s?(?P<dialled>{_THREE}|{_TWO})(?=的?(?:电话|手机))",
        # 帮王建国拿, 替王芳收
        rf"[帮替代]\s?(?P<helped>{_THREE}|{_TWO}(?=[买代带拿取收付拍订要]))",
        # 和王建国的一起发
        rf"(?:[跟和与同放]|合并)\s?(?P<beside>{_THREE}(?=的|那)|(?:{_THREE}|{_TWO})(?=那|同?地址|的?(?:包裹|订单|合并|一起|一块|同单|拼单|合单)))",
        # 转 王芳
        rf"(?<!{HAN})转\s?(?P<passed>{_TWO})(?!{HAN})",
        # 王建国 13812345678
        rf"{_APART}(?P<caller>{_THREE})(?=[\s,:()/-]{{0,3}}(?:\*{{3}}|1[3-9]\d{{9}}))",
        # 的王建国先生
        rf"的(?P<kindly>{_THREE})(?=\s?{TITLE})",
        # 你们店的王芳说
        rf"(?<=[舍班部店室队你您*次]的)(?P<of>{_ALONE}|(?:{_THREE}|{_TWO})(?=[也都在会说要]))",
        # 补发王建国, 催王芳的件
        rf"(?:{_AGAIN})(?:一下|给)?[\s:/-]?(?P<again>{_THREE}{_REST}|{_TWO}(?=(?!{HAN}|[\d{_THREE_BEGIN}{_TWO_BEGIN}{_SELDOM_BEGIN}])|那|的(?:[件单那]|(?!{HAN}))|[/:-]|差价|运费|包裹|一[包个件条双盒箱瓶份]|(?<=合并..)(?!{HAN})))",
        # 退款 王芳
        rf"(?:{_AGAIN})[\s:/-]{{1,2}}(?P<apart>{_TWO})(?!{HAN})",
        # 发票 …，王建国
        rf"(?:{_CARD}).{{0,40}}?{_APART}(?P<card>{_ALONE})",
        # 王建国代收, 王建国的包裹, 李家村王芳收
        rf"(?P<takes>{_THREE}|(?<=[村屯庄寨]){_TWO})(?=\s?(?:老师|师傅|先生|女士|小姐|阿姨|同学|大[姐哥妈爷叔婶嫂伯]|[叔奶爷伯][叔奶爷伯]|总|[哥姐]|{_OFFICE})?(?:{_TAKES}))",
        # 请放在王建国的桌上: between words that join
        rf"(?:(?<=[{_JOINS}或])|(?<=或者))(?P<amid>{_THREE})(?=[{_GOES_ON_TO}]|(?!{HAN}|[{_THREE_BEGIN}{_TWO_BEGIN}{_SELDOM_BEGIN}]))",
        rf"{_APART}(?P<acts>{_THREE})(?=[{_GOES_ON_TO}])",
        # 保洁王桂芳, 物业王晓峰经理
        rf"(?:(?<=[{_POST_ENDS}])|(?<=工地|超市|驿站|中心|社区|委会|出所|律所|法院|小学|中学|大学|银行|集团|宿舍|递点|太太|\d[栋幢座楼]))(?P<ends>{_THREE})(?={TITLE}|总(?!{HAN})|{_OFFICE}|[转处](?!{HAN})|那[里边儿]?(?!{HAN})|(?!{HAN}|[{_THREE_BEGIN}{_TWO_BEGIN}{_SELDOM_BEGIN}]))",
        # 客户要求：王建国
        rf"(?<!款)(?<![作编译绘]者|主[演编讲]|编[著剧]|[导配]演|原[著型]|配音|歌手|演唱|嘉宾|偶像|角色|人物|英雄|武将|图案|系列|材质|口味|香[味型]|颜色|款式|型号|名称|规格)(?::|(?<=[人员])-)\s?(?P<told>{_THREE})(?!{HAN}){_REST}",
        # 是王建国的
        rf"(?<=是)(?P<is_of>{_THREE}(?=的|是|(?!{HAN}))|{_TWO}(?=的(?:那|(?!{HAN}))))",
        # *** 王建国, ***转王芳
        rf"(?<=\*{{3}})(?:[\s,(:/-]{{1,2}}(?P<after>{_ALONE})|(?P<behind>(?:{_THREE}|{_TWO})(?!{HAN}))|[\s(]?[转改][\s)]?(?P<next>{_TWO})(?!{HAN}))",
        # (王建国)
        rf"\((?P<inside>{_THREE})(?=\))",
        # 王建国、李芳都要, 王磊李芳 2025.5.20
        rf"{_APART}(?P<row>(?:{_THREE}\s?[、/&+]|{_TWO}\s?[&+]|{_THREE}|{_TWO}(?=[{_THREE_BEGIN}{_TWO_BEGIN}]))\s?(?:{_THREE}|{_TWO}))(?=\s?(?:[都均任谁]|$|[,;。])|\s[一两各共合\d])",
        # 我是之前买过的王建国
        rf"我是{HAN}{{1,8}}的(?P<introduced>{_THREE})(?!{HAN}|[{_THREE_BEGIN}{_TWO_BEGIN}{_SELDOM_BEGIN}])",
        # 王建国转李芳
        rf"{_APART}(?P<turned>{_THREE})(?=[\s(]?[转改][\s)]?{_THREE_BEGIN}|[\s(]?转[\s)]?{_TWO_BEGIN})",
        # 王建国 2份
        rf"(?:{_APART}|(?<=[栋楼室号]))(?P<share>{_THREE}|{_TWO}(?=\s?\d{{1,2}}份))(?=\s?(?:\([^()]{{1,10}}\)\s?)?\d{{1,3}}[份码])",
        # 王建国 三箱
        rf"{_APART}(?P<counted>{_THREE})(?=\s?(?:\d{{1,3}}|[{_NUMERALS}])[份箱盒件套袋包])",
        # 42码 王建国, L号王建国, 2件王建国
        rf"(?:(?<=码\s)|(?<=[A-Z\d][码号件套份箱盒袋]))(?P<size>{_THREE})(?!{HAN})",
        # 王建国红、
        rf"{_APART}(?P<shade>{_THREE})(?=[红黄蓝绿黑白灰紫粉橙棕米]色?(?:\s?\d|(?!{HAN})))",
        # 王建国，男，35岁; 王建国 1992年3月4日
        rf"{_APART}(?P<born>{_THREE}(?=[\s,、]{{0,2}}(?:[男女](?!{HAN})|\d{{1,2}}岁|(?:19|20)\d\d[年./-]\d))|{_TWO}(?=[\s,、]{{1,2}}[男女][\s,、]{{0,2}}(?:\d{{1,2}}岁|\*{{3}}|[1-9]\d{{16}})))",
        # 放王建国门口, 村里王建国家
        rf"(?<=[放送到在里口头])(?P<place>{_THREE})(?=家|门|超市|小卖|便利|商[店铺行]|诊所|药店|饭[店馆]|麻将|棋牌|修车|理发|水果|烟酒|五金|药房|早餐|包子|快餐|小吃|美容|裁缝|粮油|杂货)",
        # 收王建国
        rf"(?<!{HAN})收\s?(?P<receives>{_THREE}|{_TWO})(?!{HAN})",
        # A-王建国
        rf"(?<=[A-Za-z]-)(?P<dash>{_THREE})(?!{HAN})",
        # 名单：王建国、李芳、小明
        rf"(?:名单[:\s]|(?:姓名|名字):)\s?(?P<roster>(?:{_ITEM}|\*{{3}})(?>(?:\s?[、/]\s?{_ITEM}){{1,60}}))(?!{HAN})",
        # 1.王建国 2.李芳
        rf"(?<![\dA-Za-z])(?P<listed>{_NUMBERED}(?>(?:[\s,;、]{{0,2}}{_NUMBERED}){{1,30}}))(?!{HAN}(?<![各共都每]))",
        # wangjianguo那单
        rf"(?<![A-Za-z])(?P<orders>{_SPELLED})(?=\s?{_ORDERED})",
        # 刻字 Wang Jianguo
        rf"(?:[刻印绣]|[机车]票|乘机人|护照|清关|拼音|姓名|名字|[收寄]件人|收货人)(?:[字名着上写是为\s:\"“]|拼音|内容){{0,4}}(?P<spelled>{_SPELLED}(?:(?:\s?&\s?|\s(?i:and|love|loves)\s){_SPELLED})?)",
        # 王建国 alone, 王建国要
        rf"{_APART}(?<!:)(?<!:\s)(?<!者\s)(?<!演\s)(?P<bare>{_THREE}{_REST})(?=\s?(?:{_CLERK})|(?!{HAN}|[{_THREE_BEGIN}{_TWO_BEGIN}{_SELDOM_BEGIN}]))",
        # 王芳换大码
        rf"{_APART}(?P<done>{_THREE}|{_TWO})(?={_CLERK_TWO})",
        # 王芳 alone, 王芳要
        rf"{_APART}(?<!:)(?<!:\s)(?<!者\s)(?<!演\s)(?P<short>{_TWO}{_REST})(?=\s?(?!收[纳藏集])(?:{_CLERK})|(?!{HAN}|[{_THREE_BEGIN}{_TWO_BEGIN}{_SELDOM_BEGIN}]))",
    )
)
ON_GOODS = frozenset(
    (
        "张爱玲 刘慈欣 林徽因 钱钟书 钱锺书 曹雪芹 罗贯中 施耐庵 吴承恩 蒲松龄 梁启超 梁实秋 林语堂 王国维 王小波 朱自清 徐志摩 戴望舒 史铁生 汪曾祺 林清玄 余秋雨 季羡林 王阳明 曾国藩 冯友兰 费孝通 陈忠实 贾平凹 毕淑敏 马伯庸 严歌苓 "
        "郑渊洁 曹文轩 杨红樱 沈石溪 张天翼 叶圣陶 任溶溶 林海音 孔庆东 易中天 曾仕强 吴晓波 周国平 李清照 苏东坡 陶渊明 孟浩然 王羲之 颜真卿 欧阳询 田英章 张大千 徐悲鸿 齐白石 吴昌硕 黄公望 唐伯虎 顾景舟 "
        "周杰伦 林俊杰 刘德华 张学友 张国荣 陈奕迅 邓丽君 王力宏 李荣浩 薛之谦 邓紫棋 蔡依林 张惠妹 梅艳芳 罗大佑 李宗盛 孙燕姿 梁静茹 张韶涵 张艺兴 王俊凯 王一博 宋慧乔 周星驰 李小龙 李连杰 林志玲 赵丽颖 刘亦菲 李子柒 "
        "孙悟空 孙尚香 诸葛亮 司马懿 白素贞 林黛玉 贾宝玉 薛宝钗 王熙凤 武大郎 鲁智深 杨贵妃 包青天 王守义 王致和 徐福记 李锦记 马应龙 张小泉 周大福 康师傅 金银花 金桂花 金骏眉 白玉兰 白茶花 黄花梨 "
        "席慕蓉 梁羽生 温瑞安 吴敬梓 冯梦龙 许仲琳 司马光 王献之 黄庭坚 欧阳修 柳宗元 王昌龄 温庭筠 周邦彦 范成大 文天祥 郑光祖 汤显祖 黄宾虹 潘天寿 吴冠中 田蕴章 庞中华 司马彦 荆霄鹏 吴玉生 汤家凤 武忠祥 张仲景 孙思邈 叶天士 朱丹溪 武则天 卢俊义 史湘云 周芷若 任盈盈 王语嫣 韦小宝 陆小凤 狄仁杰 戚继光 穆桂英 薛仁贵 左宗棠 李鸿章 胡雪岩 孙中山 毛泽东 周恩来 邓小平 彭德怀 叶剑英 董存瑞 黄继光 邱少云 杨靖宇 焦裕禄 钱学森 袁隆平 谭咏麟 李佳琦 董宇辉 谷爱凌 安莉芳 纪梵希 欧舒丹 尤妮佳 杨国福 卢正浩 江瑶柱 王昭君 张君雅 范泰克 罗兰紫 "
        "罗永浩 章小蕙 刘畊宏 贾乃亮 林依轮 朱梓骁 王七叶 麦吉丽 蓝月亮 高露洁 林清轩 陈克明 谢裕大 谢馥春 谢瑞麟 孔凤春 郑明明 范思哲 万宝龙 万家乐 万利达 康恩贝 苏菲娜 丁家宜 黄飞红 温碧泉 余仁生 张一元 吴裕泰 周生生 薛金星 柏子仁 俞兆林 史丹利 史云生 童涵春 "
        "贾国龙 袁亮宏 金鼎轩 贺兰山 祁连山 石景山 夏秋季 白茉莉 莫兰迪 沈阳城 游乐园 万事兴 万事达 高材生 常言道 方言学 方志学"
    ).split()
)
"""Authors, artists, singers, heroes and brands that goods are called after; the recipient's own name is hidden anyway."""
_BESIDE_GOODS = frozenset(
    "amid acts ends unit told is_of inside row share size shade born place receives dash again apart bare counted done gets short".split()
)
"""The groups that tell a person by less than a word for one: 42码 卢志辉, 三体 (刘慈欣)."""
_EVERYDAY_TWO = frozenset(
    (
        "周庆 孔融 罗森 马云 雷军 康缘 余华 王菲 苏童 王朔 毛姆 路遥 张飞 赵云 周瑜 孙权 马超 黄忠 杜牧 王维 李煜 严峻 江河 高程 严守 严明 唐初 高歌 陆战 方士 石山 韩语 高远 高峻 周初 方舟 方志 高利 陆运 方越 高洁 陆海 高士 余音 陆航 黄影 方根 康泰 高树 余元 高爽 高妙 江桥 高松 石蕊 何月 夏冬 高根 高枝 高志 江滨 江云 高闻 高显 高冠 高征 "
        "田心 施惠 江波 叶音 余绪 何若 康熙 陆军 高峰 高潮 孔明 许可 魏晋 谢恩 杜鹃 严正 高昂 高超 高雅 施政 许诺 雷锋 高丽 王权 康德 洪亮 高宗 雷雨 施恩 高强 高祖 康宁 梁柱 洪峰 雷鸣 钟爱 贺喜 高盛 黄泉 胡琴 高梁 苏铁 顾全 王冠 严冬 顾盼 高升 "
        "雷诺 龙虎 贺信 曾祖 马祖 胡杨 余晖 余光 石松 丁克 严霜 高扬 石青 康健 龙树 黄鹤 黄莺 龙飞 陆桥 余波 余震 余辉 周缘 杜松 戴孝 夏利 周正 高翔 龙吟 周知 余韵 杜邦 钟鼎 石楠 毛诗 康桥 付梓 史传 黄鹂 马驹 王爵 王庭 龙庭 方策 何惜 高庭 石笛 高飞 高立 石燕 马莲 叶茂 余香 余利 谢世 方胜 周波 "
        "江潮 石虎 孔孟 夏耘 马雅 肖邦 雷曼 夏新 高德 雷柏 雷士 张裕 宋河 龙柏 宋锦 苏锦 方钢 方铁 方珠 黄晶 黄紫 黄青 黄银 付齐"
    ).split()
)
"""Words, goods and brands that look like a name of two characters."""
_NO_SHORT_ENDS = "子家国朝一大小天心来行力"
"""How few of them end, but words: 石子, 王国, 周一."""
_ALONE_IN_GOODS = frozenset(("amid", "acts", "ends", "bare", "short", "counted", "size", "shade"))
"""Those that tell none where a text says what is in the parcel."""
_BEFORE = "铺馆摊间或谢系电知把退放同补发寄购拍买催查收次回天个用栋楼号帮替跟和与并壁门信证牌床单核货包手子女儿甥孙徒弟友蜜学事员生姐长妹父母亲妈爸爷奶哥姥公婆妇头贝宝夫妻人居东师练郎娘计务纳助理任家兄者舅姨姑叔伯婶嫂媳婿侄工客委户播记傅板管机卫安业台售政服书乡象桌姆士级属名款写填为是叫打成改换该我刻绣印字上着的容内外圈面祝致赠愿福念怀迎请予给找让喊送交转由主科院室部组队班校所局厂站处在你他她到被住果办以洁区司店库堂票口里件份箱盒袋套码考妣代行检连排心地市拉滴腿呈会律团舍点太开亭园吧城场府诊房幢座丰通达兔邦对村屯庄寨"
"""What stands right before a family name in one of them."""
_MAY_BE = late_pattern(
    either(
        # a family name and a given name's character, behind a word or at the beginning of one
        rf"[{FREQUENT}{SELDOM}{COMPOUND_FIRST}长东西百司](?<!(?<![女侄孙])儿童)(?:(?<=[{_BEFORE}].)|(?<!{HAN}.)|(?={HAN}{{2,4}}\s?[代签查接亲收来去自取本手]))[{_GIVEN}{ELDERS}官马葛徒容狐迟甫阳司文侯屠木宫辕离台孙于丘跋孤俟颜兰律方门里郭空]",
        # what is written, and in pinyin
        r"[刻印绣音名人字着上写是为容票照关](?:(?<=名)[单字]?\s?:|(?:[字名着上写是为\s:\"“]|拼音|内容){0,4}[A-Za-z]{2})",
        # wangjianguo那单
        rf"[a-z](?=\s?{_ORDERED})",
        # names of other peoples
        rf"[{_FOLK_FIRST}][{_FOLK_SECOND}](?<={_FOLK_BEGINS})(?:(?<=[{_BEFORE}]..)|(?<!{HAN}..)|(?=\s?[代签查接亲收来去自取本那]))",
    )
)


def may_be_likely(plain: str) -> bool:
    """Cheap test: False only where :func:`likely_spans` would find nothing."""
    return _MAY_BE.search(plain) is not None


def likely_spans(plain: str, goods: bool = False) -> Iterator[tuple[int, int, str]]:
    """Where somebody is named by such characters: start, end, kind.

    ``goods``: whoever stands alone is as likely an author or a brand, and stays.
    """
    for found in _LIKELY.finditer(_NAMES.sub(_signs, plain)):
        kind = found.lastgroup or ""
        start, end = found.span(kind)
        if goods and kind in _ALONE_IN_GOODS:
            continue
        if kind not in _BESIDE_GOODS or not _is_known(plain, start, end):
            yield start, end, kind


def _is_known(plain: str, start: int, end: int) -> bool:
    """Whether goods, a place, or no more than half a name, are called so: 林清轩, 江津, 季华园, 卓玛."""
    # Few texts need it, and to read it costs a cold start.
    from waybill.address.gazetteer import is_division_name

    word = plain[start:end]
    return (
        word[: len("刘慈欣")] in ON_GOODS
        or word in FOLK_WORDS
        or word[-1] in "镇城园道"
        or word in _EVERYDAY_TWO
        or (len(word) == len("王国") and word[-1] in _NO_SHORT_ENDS)
        or is_division_name(word)
    )


def _signs(found: re.Match[str]) -> str:
    if NO_NAME.match(found.string, found.start()):
        return found[0]
    begin = _THREE_BEGIN if found["three"] else _SELDOM_BEGIN if found["seldom"] else _TWO_BEGIN
    return begin + _GOES_ON * (len(found[0]) - 1)
