"""What tells a person in free text, as patterns over text that ``marks.narrow`` made ASCII where it can be.

Every pattern is bounded, so that the search is linear.  The order of the alternatives matters: what must stay (dates)
and what is longer come first.
"""

from __future__ import annotations

import re
from functools import cache

from waybill.deidentify.phone_shapes import digits
from waybill.deidentify.text_people import CALLED, FAMILY, HAN, NAMED
from waybill.patterns import late_pattern

_S = r"(?:[^\w*]|_){0,3}"
_HAN_DIGITS = "零〇一二三四五六七八九十百幺两壹贰叁肆伍陆柒捌玖"
RUN = 7
"""Digits of a phone number that tell it when they stand together; a door has fewer."""
HAN_NUMERAL = "零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖"
_AFTER_PHONE = r"(?:\s?(?:转|轉|分机|(?i:ext)\.?|[-,#(\[_*~])\s?\d{1,6}(?!\d)[)\]]?)?"
_ROOM_WORD = r"(?:单元|号楼|栋|幢|座|层|楼|室|号房|户|房|梯(?![子形凳])|门(?![口卫外厅店禁锁])|床(?![单垫笠品头上架板])|号)"
_COUNTS = r"(?:[抽只片个件张枚米元寸码瓦目斤克升条包袋瓶盒天晚年次款]|毫|厘|公|流明)"
"""Behind a number: it counts or measures and is no room."""
_OF_GOODS = rf"(?:{_COUNTS}|不锈|新款|度(?!假)|兆)"
"""Behind a number that stands alone or on a shelf's level, too: 三层304不锈钢蒸锅."""
ARTICLE = "(?:[货款型色编]号|色卡)"
"""Before a number of goods."""
_DOOR = rf"[A-Za-z]?\d{{3,5}}[A-Za-z]?(?![\dA-Za-z]|\s?{_COUNTS})"
_ROOM_PART = (
    rf"(?:[-#,\s]?(?:[A-Za-z]?\d{{1,5}}|[{_HAN_DIGITS}]{{1,4}})\s?{_ROOM_WORD}|\s?[东西南北中左右](?:单元|[户门侧边手])?|[甲乙丙丁]单元|之(?:\d{{1,2}}|[{HAN_NUMERAL}])(?!\d)"
    rf"|[#\s]?\d{{1,2}}-[A-Za-z]?\d{{2,5}}[A-Za-z]?(?![\dA-Za-z])|-[A-Za-z]?\d{{1,5}}[A-Za-z]?(?![\dA-Za-z])|[#\s,]{{0,2}}{_DOOR}"
    rf"|\s?\([A-Za-z]?\d{{2,5}}[A-Za-z]?室?\)|\s?\d{{1,2}}[A-Za-z](?![\dA-Za-z])|\s?[A-H](?=[室座]?(?:$|[\s,;.。、)]))|[{_HAN_DIGITS}]{{3,4}}(?![{_HAN_DIGITS}]))"
)
_ROOM_TAIL = rf"{_ROOM_PART}{{0,4}}"
_NOT_IN_WORD = r"(?<![A-Za-z\d.])"
_LINK = r"[\s:.是为]{0,3}"

KEEP = (
    r"(?P<keep>(?=[269批货款型条商EeGgIiJjSsUu]|(?<=工单号))(?:(?<!\d)20\d\d(?:[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?(?!\d)(?:\s\d{1,2}:\d\d(?::\d\d)?)?"
    r"|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))|(?:(?i:isbn)[\s:]{0,2}|(?<![\dA-Za-z]))97[89]-?\d{10}(?!\d)|(?<![\dA-Za-z])69(?!1[3-9])\d{11}(?!\d)"
    r"|(?<=工单号)[\s:]?(?![A-Za-z]{0,3}1[3-9]\d{9}(?!\d))[A-Za-z]{0,3}\d{7,14}(?!\d)|(?:批号|批次号?|货号|款号|型号|条形?码|(?:商品|商家)编码|(?<![A-Za-z])(?i:sku|ean|upc|jan|gtin))[\s:]{0,2}(?!\d{0,2}1[3-9]\d{9}(?!\d))\d{7,14}(?!\d)"
    r"|(?<![A-Za-z\d])9[123]\d{6}(?=\d{0,9}[A-HJ-NP-Z])[0-9A-HJ-NP-Z]{10}(?![A-Za-z\d])))"
)
"""A date stays: 2026-11-23 14:30, 20261123.  So do the numbers of a book, a batch or an article, and the code of a firm."""
ID = (
    r"(?P<id>(?<!\d)\d{6}[\s.-]?(?:19|20)\d\d[\s.-]?\d{4}[\s.-]?\d{3}[\dXx](?!\d)"
    r"|(?<![A-Za-z\d])[A-Za-z]{1,2}\d{6}\s?\([\dAa]\))"
)
"""Of the mainland and of Hong Kong."""
CARD = r"(?P<card>(?<!\d)(?!(?:(?:19|20)\d\d[\s-]){2})\d{4}(?P<gap>[\s.-])\d{4}(?:(?P=gap)\d{4}){1,3}(?:(?P=gap)\d{1,3})?(?!\d|(?P=gap)\d|\s?[目款码号型]))"
_APART = r"(?:[^\w*/,]|_){0,3}"
"""Between the digits of a mobile; strokes and commas part sizes and episodes."""
_BETWEEN = r"[\s.\-_·]{1,3}"
_NUMBER_WORD = r"(?:电话|联系方式|联系|致电|座机|传真|号码|手机(?=号|码|[\s:.是为]{0,3}\d{5}|[\s:.是为]{0,3}\d{3,4}[\s-]\d{4})|(?<![A-Za-z])(?i:tel|phone|mobile|call|number\sis))"
_STARS = "*xX×•#?☆★□△"
_STAR = f"[{_STARS}]"
_RANGE = r"\d{3}(?!\d)"
_STARRED = (
    rf"(?<!\d)1[3-9]\d(?:(?:{_STAR}{{2,8}}|(?:[.·・…‥]{{2,8}}|[…‥]|[-_~]{{4,8}})(?!{_RANGE}))\d{{2,8}}|\d{{3,6}}{_STAR}{{4,8}}(?!\d|{_STAR}))"
    rf"|(?<!\d)1[3-9]\d{_STAR}\d{{4}}{_STAR}\d{{4}}(?!\d)"
    rf"|(?<!\d)(?:\+|00)(?!86)[1-9](?:[\s-]?\d){{3,8}}[\s-]?{_STAR}{{2,8}}(?:[\s-]?\d){{0,8}}"
)
"""What begins like a mobile, or like a number from abroad, and goes on with marks of masking; 150…170 is a range."""
_SAID_BETWEEN = r"(?:[加减]|[横中]?[杠横]|(?:开头)?[\s,]{0,2}(?:再[拨打按输]?|中间|最?后面?|结尾|尾号)(?:[四4][位个])?[是加]?[\s:]?)"
"""Between the digits of a mobile that is told in pieces: 138加1234加5678, 138 中间1234 后面5678."""
_GAP = r"(?:[)\]]?[\s\-._/]{0,3}|[(\[])"
MASKED = (
    rf"(?P<masked>(?<![\d*])(?:(?:\+|00)?86{_GAP})?(?P<lead>(?:[01]\d{{0,7}}|(?:1[3-9]\d|0\d\d\d?){_GAP}\d{{1,4}}))"
    rf"(?P<mask>{_GAP}(?:\*\*[\s-]\*\*(?!\*)|\*{{2,5}}(?!\*)|[{_STARS[1:]}]{{2,5}}(?![{_STARS[1:]}])|\^_\^))(?P<tail>(?:{_GAP}\d{{1,8}})?)(?!\d))"
)
"""A masked number as platforms print it, 138 **** 1234, 0755-****-1234, 138^_^5678: one if ``shows_too_much`` says so."""
_MOST_SEEN = 5
_MOBILE_PLACES, _LANDLINE_PLACES = range(11, 12), range(10, 13)
"""Digits with those hidden; of a landline with its area code."""
PHONE = (
    rf"(?P<phone>(?<!\d)(?:(?:\+|00)?86{_S})?1(?:[3-9]\d|{_BETWEEN}[3-9]{_APART}\d)(?:{_APART}\d){{8}}(?!\d){_AFTER_PHONE}"
    r"|(?<!\d)1[3-9]\d\s?/\s?\d{4}\s?/\s?\d{4}(?!\d)"
    rf"|(?<!\d)(?<!\d,)(?<!\d,\s)1[3-9]\d\s?,\s?\d{{4}}\s?,\s?\d{{4}}(?![\dA-Za-z]|,\s?\d|{_COUNTS})"
    r"|(?<![\d,])1\s?,\s?[3-9](?:\s?,\s?\d){9}(?!\d|\s?,)|(?<![A-Za-z\d])1[3-9]\d[A-Za-z]\d{4}[A-Za-z]\d{4}(?![A-Za-z\d])|(?<!\d)[2-8]\d{2,3}[\s-]\d{4}\s?(?:转|分机)\s?\d{1,6}(?!\d)"
    r"|(?<![A-Za-z\d])[1Il][3-9][\dOoIl](?:[\s-]?[\dOoIl]){8}(?![A-Za-z\d])"
    rf"|(?:(?<!\d)\+|(?<![\dA-Z])00)[1-9](?:{_S}\d){{6,14}}(?!\d)"
    rf"|(?<!\d)86[\s-]\d{{2,3}}[\s-][2-9](?:[\s-]?\d){{6,7}}(?!\d){_AFTER_PHONE}"
    rf"|(?<!\d)0\d{{2,3}}[\s)\-/]{{0,2}}[2-9](?:[\s-]?\d){{6,7}}(?!\d){_AFTER_PHONE}"
    r"|(?<!\d)0\d[\s)\-]{1,2}[2-9]\d{2,3}[\s-]?\d{4}(?!\d)"
    r"|\([2-9]\d\d\)\s?\d{3}-\d{4}(?!\d)|(?<!\d)85[23][\s-]\d{4}[\s-]?\d{4}(?!\d)"
    r"|(?<!\d)95\d{3}[\s-]\d{4}[\s-]\d{4,6}(?!\d)"
    r"|(?<!\d)[48]00[\s-]\d{3,4}[\s-]\d{3,4}(?!\d|\s?[目号码])"
    rf"|{_STARRED}|(?<!\d)1[3-9]\d(?:{_SAID_BETWEEN}?\d{{4}}{_SAID_BETWEEN}|{_SAID_BETWEEN}\d{{4}}\s?)\d{{4}}(?!\d)"
    rf")|{_NUMBER_WORD}号?码?{_LINK}(?P<dialled>\+?\d(?:{_S}\d){{4,14}}(?![A-Za-z])(?:{_STAR}{{2,5}}\d{{0,6}}|{_SAID_BETWEEN}\d{{4}}(?!\d)|{_AFTER_PHONE})|(?=(?:{_STAR}{{0,5}}\d){{4}})\d{{2,6}}{_STAR}{{2,5}}\d{{0,6}})"
)
NUMBER = (
    rf"(?P<number>(?<![\d{HAN_NUMERAL}])(?!\d{{9}}-\d{{1,2}}(?![\d-]))(?:(?<![A-Za-z])[A-Za-z])?"
    rf"(?:[\d{HAN_NUMERAL}]{{7,}}[Xx]?(?:\s?(?:转|分机)\s?\d{{1,6}}(?!\d))?|[一幺壹](?:[\s,、-]{{0,2}}[{HAN_NUMERAL}洞拐勾]){{10}}(?![{HAN_NUMERAL}])|[零〇](?:[\s,、-]{{0,2}}[{HAN_NUMERAL}]){{9,11}}(?![{HAN_NUMERAL}])|[1一幺壹](?:[\s-]?[\d{HAN_NUMERAL}]){{10}}(?![\d{HAN_NUMERAL}])))"
)
_AT = r"(?:\s?(?:@|艾特|[\[(]\s?(?i:at?)\s?[\])]|#(?=[A-Za-z0-9-]{1,20}\.(?:com|cn|net)))\s?|\s[aA][tT]\s(?=[a-zA-Z0-9-]{1,20}\s?(?:\.|点|dot)\s?(?:com|cn|net)(?![a-z])))"
_DOT = r"(?:\s?(?:\.|点)\s?|\s(?i:dot)\s|\s?[\[(]\s?(?i:dot)\s?[\])]\s?)"
MAIL = rf"(?P<mail>(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{{1,64}}{_AT}[A-Za-z0-9\-]{{1,63}}(?:{_DOT}[A-Za-z0-9\-]{{1,63}}){{1,4}})"
_TO_ACCOUNT = r"[\s:.=是为叫(\[【]{0,3}"
_APP = r"(?:(?:[微薇威徽围]\s?|(?i:wei))[信芯]|[vVwW]信|(?i:wechat|weixin)|(?<![A-Za-z])[vwVW]\s?[xX](?![A-Za-z])|[qQ]{2}|扣扣|企鹅号|支付宝|旺旺|抖音|快手|小红书|钉钉|绿泡泡|淘宝|京东|拼多多|闲鱼)"
ACCOUNT = (
    rf"(?P<account>{_APP}(?:(?:账[号户]|号码?|\s?(?i:u?id|pin)(?![a-z])){_TO_ACCOUNT}|[\s.]?[:=是为叫(\[【]{_TO_ACCOUNT})(?:[A-Za-z][A-Za-z0-9_\-]{{4,29}}|\d{{5,12}}(?![A-Za-z])|\d(?=\d{{0,9}}[A-Za-z_])[A-Za-z0-9_\-]{{4,29}})(?:@[A-Za-z0-9.\-]{{1,40}})?"
    rf"|(?:[微薇威徽围]\s?[信芯](?:搜索?|联系|添?加)?|[vVwW]信|(?i:wei)信|(?i:wechat|weixin)|(?<![A-Za-z])(?<!工单号)(?<!工单号[\s:])[vwVW][xX](?![A-Z]{{1,2}}-?\d{{2,5}}(?![\dA-Za-z_]))|绿泡泡)\s?[A-Za-z][A-Za-z0-9_\-]{{4,29}}|{_APP}\s?\d{{5,12}}(?:[\s-]\d{{4,6}}(?!\d))?"
    rf"|(?:(?:[加+]|加我)\s?[vVwW微薇威]\s?[xX:.]?|(?<![A-Za-z])[vwqVWQ]\s?:|(?<!{HAN})[微薇威]\s?:)\s?(?:[A-Za-z][A-Za-z0-9_\-]{{4,29}}|\d{{5,12}})"
    rf"|(?:(?<![A-Za-z0-9])[vV]\s|(?<!{HAN})[微薇]\s?)(?=[A-Za-z_\-]+\d)[A-Za-z][A-Za-z0-9_\-]{{4,29}}"
    r"|(?:账号|[账用]户名?)[\s:是]{1,2}(?=[A-Za-z_]{1,20}\d|[a-z]{2,12}_)[A-Za-z][A-Za-z0-9_]{4,29}(?![A-Za-z0-9])"
    r"|微信号?[\s:]{0,2}[a-z]{2,10}(?:\s[a-z]{1,8})?\s\d{3,8}(?![\d年月日号])|(?<![a-zA-Z])(?i:instagram|telegram|ins|ig|tg)\s(?=[a-z]*[._\d])[a-z][a-z0-9_.]{4,29}(?![A-Za-z0-9])"
    r"|(?<=://)[^\s,，。;；*]{3,40}?/(?:u|user|users|profile|people|space|member)/(?:profile/)?[A-Za-z0-9_@.-]{2,64}|(?<=://)(?:www\.)?(?:weibo|instagram|facebook|twitter|x|tiktok|github|t)\.(?:com|me)/[A-Za-z0-9_@.-]{2,64}"
    r"|(?<=闲鱼|淘宝|抖音)昵称\s[A-Za-z0-9_]{4}[^\s,，。;；*]{0,16}|(?:买家|客户|顾客)旺旺[^\s,，。;；:*要的说]{2}[^\s,，。;；:*要说]{0,16}|(?:淘宝|抖音|微信)名(?![店气字称牌人家校著])[^\s,，。;；:*是叫]{2,16}|昵称[“\"「『][^”\"」』*]{1,20}|淘宝旺旺名?[\s:]?[^\s,，。;；*]{2,20}|昵称\s(?=[A-Za-z_]{0,20}\d)[A-Za-z0-9_]{4,30}|(?:昵称|网名|[qQ]{2}名)[\s:]{1,2}(?![可随自任保请必同如已需没]|不[要用写印填]|要)[^\s,，。;；*]{2,20}|旺旺\s?(?=[A-Za-z_]{1,20}\d)[A-Za-z0-9_]{5,30}|(?<![A-Za-z])(?i:line)\s?(?:(?i:id)\s?[:=]?|[:=])\s?[A-Za-z0-9_\-.]{4,30}|(?:[qQ]\s?[qQ]|扣扣|企鹅)号?[\s:]{0,3}\d(?:\s?\d){4,11}(?!\d)|wxid_[a-z0-9]{4,30}|(?<![A-Za-z])[vVwW][xX]-[a-z][a-z0-9_]{4,29}(?![A-Za-z0-9])"
    r"|卫星号?[\s:]?[a-z]{2,16}[_-]?\d{2,10}(?![A-Za-z0-9])|(?:抖音|快手|小红书|闲鱼|淘宝|旺旺|支付宝)\s(?=[a-z]{1,20}(?:_|\d{3}))[a-z][a-z0-9_]{4,29}(?![A-Za-z0-9])"
    r"|(?:微信名|旺旺名|昵称)\s?[是叫]\s?[\u4e00-\u9fffA-Za-z0-9]{2,20}|(?:旺旺名?|微信名?|(?<![A-Za-z])[vV][xX]|昵称|(?:淘宝|抖音|快手|小红书|闲鱼|京东|拼多多)(?=[名号]|\s?(?i:id|pin))名?|(?:会员|用户|账户)名|微博|[bB]站|知乎|豆瓣|(?i:telegram|whatsapp|skype(?:\slive)?|instagram|facebook|(?<![a-z])(?:ins|fb|ig|tg)))(?:号|\s?(?i:id|pin))?\s?:\s?(?!\+?\d[\d\s-]{9}|\S{0,8}(?:[同爆]款|[欧淡系古国宿港韩街]风|网红|滤镜|推荐|大?会员))[^\s,，。;；*]{2,20}|旺旺(?:号|名|(?i:id))\s{0,2}[^\s,，。;；*]{2,20}|(?<![A-Za-z0-9])@(?:[A-Za-z0-9_]{5,30}|(?!所有人|全体|[客店商卖厂仓掌]|老板|小二|平台|代理|分销|经销|团长)[\u4e00-\u9fff]{2,8}(?![\u4e00-\u9fff])))"
)
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
PLATE = (
    rf"(?P<plate>[{_PROVINCES}]\s?[A-HJ-NP-Za-hj-np-z][·.\s-]?"
    rf"(?:(?=[A-Z0-9]{{0,5}}\d)[A-HJ-NP-Z0-9]{{5,6}}|[A-HJ-NP-Z0-9]{{4}}[学警挂港澳领]|(?<=[·.-])(?=[a-z0-9]{{0,5}}\d)[a-hj-np-z0-9]{{5,6}})(?![A-Za-z0-9]))"
)
_END_OF_NUMBER = "[后末尾](?:[三四五六]|[3-6])位(?:数字?)?"
_EAST, _NORTH = r"(?:[7-9]\d|1[0-3]\d)\.\d{4,9}", r"[1-5]?\d\.\d{4,9}"
"""Degrees of places in China."""
SECRET = (
    rf"(?P<secret>(?:密\s?码(?:[锁箱盒门]|[前后][四五六4-6]位)?|锁码|门禁码?|门锁|电子[锁门]|开[门锁]码?|[取提收][件货餐]码|自提码|快递码|核销码|凭码|[门箱柜]码|[常通]用码|验证码|暗号|尾号|尾数|末尾|{_END_OF_NUMBER})(?:改[成为]?|换[成为]?)?{_LINK}"
    rf"[#*]?(?:\d{{3,8}}(?>(?:[\s-]\d{{2,6}}(?![\dA-Za-z*×]|\s?{_COUNTS})){{0,3}})(?!\d|[D年]|\s?[新款型锁系代版])|[{HAN_NUMERAL}]{{3,8}}(?![{HAN_NUMERAL}])|\d(?:[\s-]\d){{3,7}}(?![\s-]?[\d款型锁系代版位寸段]))[#*]?"
    rf"|(?:取[件货餐][码号]|[提自][货提]码){_LINK}(?:[A-Za-z]{{1,4}}\d{{0,2}}-?\d{{3,8}}(?!\d)|(?=[A-Za-z]+\d)[A-Za-z0-9]{{4,10}}(?![A-Za-z0-9]))"
    rf"|(?:密码|验证码|暗号){_LINK}(?=[A-Za-z]+\d)[A-Za-z0-9]{{4,16}}(?![\dA-Za-z])|密码[^*;。]{{0,16}}?(?<!\d)\d{{3,8}}#(?!\d)|密码(?:就?是|为|:|(?=生日|手机|电话|房号|键盘|输入?))[^*,;。]{{0,8}}?(?<!\d)\d{{4,8}}(?!\d|\s?[年新款型版D])|密码{_LINK}[两三四五六八346-8]个[\d{HAN_NUMERAL}]|密码[改换倒][^\d*]{{0,8}}\d{{4,8}}(?!\d)"
    rf"|密码[锁箱盒门]?(?:[三四五六3-6]位数?)?{_LINK}\d{{1,2}}(?:[\s-]\d{{1,2}}){{2,5}}(?![\s-]?[\d位段寸]|-)"
    rf"|(?:短号|内线|分机)(?:号码?)?{_LINK}\d{{3,6}}(?!\d|\s?{_OF_GOODS})|(?<!\d)\d{{4,8}}(?=[是为]密码)|[或再]按\s?#?\d{{4,6}}(?!\d|\s?{_OF_GOODS})#?|报(?:手机|电话)?号码?\s?\d{{4}}(?!\d)|(?:号码?|电话|手机)后面{_LINK}\d{{3,4}}(?!\d)"
    rf"|(?:单元|入户|防盗|[楼大院内外前后里铁])门\s?[*#]?\d{{3,6}}#(?!\d)|(?:单元门|[大进]门|门口机|主机)\s?(?:[按拨]|输入?)\s?#?\d{{3,6}}(?!\d)#?"
    rf"|(?:经度|纬度|坐标|定位|[北东][纬经])[:\s是在EN东经北纬]{{0,4}}\d{{1,3}}\.\d{{4,9}}(?![\dA-Za-z])(?:[\s,]{{1,2}}\d{{2,3}}\.\d{{4,9}}(?!\d))?|(?<![\d.])(?:{_EAST}[\s,]{{1,2}}{_NORTH}|{_NORTH}[\s,]{{1,2}}{_EAST})(?![\d.])"
    rf"|[左右里内外上下]边?[按输]?\d{{3,6}}#?[,\s]{{0,2}}[左右里内外上下]边?[按输]?\d{{3,6}}#?(?=[,\s]?(?:才能|就能|可以)?开[门锁])"
    rf"|(?:卡号|账号|学号|工号){_LINK}\d(?:[\s-]?\d){{4,18}}(?!\d)"
    rf"|(?:门禁|门铃|按铃|对讲机?|呼叫)\s?[按拨呼输入号:]{{0,2}}\s?[A-Za-z]?\d{{3,4}}(?![\dA-Za-z]|\s?(?:{_OF_GOODS}|频))"
    r"|(?:[按拨]|输入?)\s?[#*]?\d{3,6}#|(?:[按拨输]|输入)\s?[#*]?\d{3,4}[#*]?(?=\s?(?:[开进]门|门铃|呼叫|再按|按铃))"
    r"|(?<![A-Za-z])(?i:(?:gate|door|access|entry|entrance|lobby|lock(?:box)?|building|garage|alarm)\s?code|passcode|password|(?-i:[Pp]wd?|PWD|PW(?=:|\s?\d{4}(?:$|[,;#])))(?=[\s:]{0,2}\d)|code(?=[\s:]{0,2}[#*]?\d{3,8}#)|buzz(?:er)?|intercom)(?:\s(?i:is|no)\.?)?"
    r"[\s:#*]{0,3}\d{3,8}(?![\dA-Za-z])[#*]?)"
)
_FLOOR_FOR_ALL = r"(?![1一]楼(?:快递|信箱|丰巢|菜鸟|驿站|大厅|大堂|门口|门厅|电梯|楼梯|超市|门卫|门禁|保安|物业|前台)|(?:(?<=放)|(?<=放[在到]|送到))[1一]楼(?:$|[,;。]|就|吧|即可)|(?<=送)[1一]楼(?:$|[,;。]|就|吧|即可)|[1-3一二三]楼(?:快递[柜架点]|驿站|菜鸟|丰巢|平台|超市|食堂|餐厅|雅座|包[厢间]|展厅|营业|商[铺场]))"
"""The ground floor of a house is anybody's."""
_FLOOR_WITHOUT_LIFT = rf"(?!(?<!家)(?<!住)(?<!在)(?:\d{{1,2}}|[{_HAN_DIGITS}]{{1,3}})楼,?(?:没有?|无)电?梯)"
"""How far a thing is to be carried, 五楼没有电梯; ``spoken`` hides the order's own floor all the same."""
_NEAR_A_DOOR = "邻居|隔壁|对门|对面|楼上|楼下|[左右][转拐手]|我家|家住|住址|改送|改到|学楼|公楼|舍楼|技楼|合楼|验楼|夫楼|务楼|奶箱|信箱|表箱|表间|教室"
_PLACED = f"门|鞋[柜架]|地[垫毯]|旁|边上|对面|隔壁|家门|家(?!{HAN})|信箱|奶箱|[水电]表|楼道|走廊|外面"
"""Behind a number at which something is put: 放302鞋柜 is a place, 302鞋柜 are goods."""
_BEHIND_A_DOOR = f"[电水]表[箱间]?|奶箱|消[防火]栓|办公室|会议室|教室|病房|宿舍|寝室|[住租]户|业主|的(?:快递|包裹|件)|号?车位(?!锁)|[的家]?(?:邻居家?|隔壁家?|对面|旁边|阿姨|大爷|老{HAN}家|有[人狗])|没人|敲门?|按门?铃|[不没]在(?:家|[送放就])|(?:[代签亲]|(?<!00))收(?!{HAN})"
_NO_GOODS = f"(?!{HAN}(?<![收送放签代前门的不就请叫等别和跟也]))"
_NO_SHELF = rf"(?:(?!{HAN}|[\dA-Za-z*×])|(?=[室户房门收放的家东西南北左右]))"
"""Behind a number on a level that is a door: 一层301收; shelves have levels too (三层316材质)."""
_SPOKEN = rf"(?<![{_HAN_DIGITS}])[{HAN_NUMERAL}]{{3,4}}(?![{_HAN_DIGITS}])"
"""A door's number as people say it, 五零一, where the words about it tell that it is one."""
_NUMBERED = rf"\dA-Za-z\s{_HAN_DIGITS}"
_BEHIND_A_WORD = (
    rf"(?=[-#,/、\s(*\dA-Za-z东西南北中左右甲乙丙丁之不而非或和跟与{_HAN_DIGITS}])"
    # Of 3栋2单元501 the building may be read, as in an address.
    rf"(?:(?:(?<=[{_NUMBERED}][栋幢])|(?<=[{_NUMBERED}][座塔])(?=[A-Za-z]?\d)|(?<=[{_NUMBERED}]号[楼院]))(?![梯道盘宇]){_ROOM_PART}{_ROOM_TAIL}"
    rf"|(?:(?<=大厦|中心|广场|大楼|[A-Za-z\d]座|[东西南北]塔|[东西南北主]楼)|(?<=[栋幢院]))\s?(?:\d{{1,3}}|[{_HAN_DIGITS}]{{1,3}})层{_ROOM_TAIL}"
    rf"|{_NOT_IN_WORD}(?P<level>\d{{1,2}})[Ff]\s(?P=level)\d\d(?![\dA-Za-z])|(?<=[塔座楼厦])\d{{1,2}}[Ff](?![A-Za-z\d])"
    rf"|(?<=楼层)[\s:]{{0,2}}\d{{1,3}}+(?>(?:\s?层)?)(?!\s?{HAN}|\d)|(?<=门口\s)\d{{3,4}}(?=$|[\s,;。!])(?!\s?{_COUNTS})|(?<=[按敲])(?:\s?#?\d{{3,4}}|{_SPOKEN})(?=$|[,;。!]|叫|呼|给我|有人)"
    rf"|(?<=找)\s?\d{{3,4}}(?=的(?!{HAN})|$|[\s,。]?(?:业主|住户|拿|开门))|(?<![\d.])(?!20[12]\d)\d{{4}}[,\s]{{0,2}}不是\s?\d{{4}}(?![\d年款])"
    rf"|(?<=\*\*\*)[\s,]{{0,2}}(?:而?不是|非|[或和跟与])\s?[A-Za-z]?\d{{3,4}}(?![\dA-Za-z]|\s?{_COUNTS})|(?<=\*\*\*)[/、](?:\d{{1,2}}-)?[A-Za-z]?\d{{3,4}}(?=[都也均]|$|[,;。]))"
)
ROOM = (
    rf"(?P<room>{_BEHIND_A_WORD}|(?<![^\n])\d{{1,2}}-\d{{3,4}}(?![^\n])|{_NOT_IN_WORD}(?:\d{{1,4}}|[A-Za-z]\d{{0,2}}|[{_HAN_DIGITS}]{{1,4}})\s?单元(?![插格测课同作试练卷教学]){_ROOM_TAIL}"
    rf"|{_NOT_IN_WORD}(?:(?:\d{{3,4}}[或和、/])?[A-Za-z]{{0,2}}\d{{3,5}}(?:-\d{{1,2}})?|[A-Za-z]\d{{0,2}}|[\d{_HAN_DIGITS}]{{2,5}})\s?"
    rf"(?:室(?![内外])|户(?![外型])|号?房(?![屋产车型]|间[贴灯门装布香套]))"
    rf"|{_NOT_IN_WORD}\d{{3,4}}铺(?![位面盖垫路底床地设砖货])|{_NOT_IN_WORD}(?<!负)(?<!地下){_FLOOR_FOR_ALL}{_FLOOR_WITHOUT_LIFT}第?(?:\d{{1,3}}|[{_HAN_DIGITS}]{{1,3}})楼(?![梯道盘宇上下灌窗以]){_ROOM_TAIL}"
    rf"|(?:(?<=[送搬抬][到在至上])|(?<=写了|[少漏没]写|[住家我司]在))(?:\d{{1,3}}|[{_HAN_DIGITS}]{{1,3}})层(?!{HAN}){_ROOM_TAIL}|(?<=[转住到在科室区U])\s?\d{{1,3}}床(?!{HAN}|\d)|{_NOT_IN_WORD}(?:\d{{1,3}}床(?=家属|病人|患者|陪护)|\d{{3,4}}-\d{{1,2}}床(?!{HAN}))"
    rf"|{_NOT_IN_WORD}(?:\d{{1,2}}|[{_HAN_DIGITS}])[门梯]\d{{3,4}}(?=$|[\s,.;)室收放])|[东西南北中](?:单元|边?户)[\s,-]?\d{{3,4}}(?!\d)"
    rf"|{_NOT_IN_WORD}(?:\d{{1,3}}|[{_HAN_DIGITS}]{{1,3}})[组队社排]\s?(?:\d{{1,4}}|[{_HAN_DIGITS}]{{1,4}})号(?!{HAN}(?<![门送放收院]))"
    rf"|第(?:\d{{1,3}}|[{_HAN_DIGITS}]{{1,3}})层|{_NOT_IN_WORD}\d{{1,3}}层[A-Za-z]?\d{{2,5}}(?:室|(?![\dA-Za-z]|\s?{_OF_GOODS}))"
    rf"|(?<![\dA-Za-z.-])[A-Za-z]?\d{{1,3}}(?:-\d{{1,2}}){{1,2}}-\d{{3,4}}[A-Za-z]?(?![\dA-Za-z.-])"
    rf"|{_NOT_IN_WORD}\d{{1,3}}#-?(?:\d{{1,2}}-)?\d{{2,5}}(?![\dA-Za-z]|\s?{_COUNTS})"
    rf"|(?:(?<=[园区苑寓城府庭湾居里邨寝期])[A-Za-z]?|(?<=\d号))(?:\d{{1,3}}|(?<=[园区苑寓][A-Za-z]))-\d{{3,4}}(?![\dA-Za-z-])|(?<!\d)\d{{1,4}}号\d{{3,4}}(?=$|[\s,.;、)室房户门放收])"
    rf"|(?<=[楼厦栋座])\s?[A-Za-z]-\d{{3,4}}(?![\dA-Za-z-])|(?<![\dA-Za-z])\d{{1,2}}[Ff]-\d{{2,5}}(?![\dA-Za-z])|(?<![A-Za-z])(?i:room|rm|flat|apt|suite|unit)\.?\s?(?:[Nn]o\.?\s?)?[A-Za-z]?\d{{1,5}}(?:-\d{{2,4}})?[A-Za-z]?(?![A-Za-z\d])"
    rf"|(?:宿舍|寝室|住|房间?)\s?(?:(?:\d{{1,2}}-|[A-Z]-?)?\d{{3,4}}(?!\d|\s?{_COUNTS}|[A-Za-z])|{_SPOKEN})"
    rf"|(?:房号|室号|(?:车位|摊位|档口|铺位)(?:号|(?=\s?[A-Za-z\d]{{0,2}}[区楼层排-]?\s?[A-Za-z]?\d{{2,4}}(?!\d|\s?{_COUNTS}))|(?=\s?\d楼[A-Za-z]区))(?:\s?[A-Za-z\d]{{1,2}}[区楼层排]){{0,2}}|门牌号?|房间号?|户号|楼号|单元号|栋号)[写填报]?{_LINK}(?:[A-Za-z0-9#\-]{{1,10}}|[{_HAN_DIGITS}]{{2,6}})(?:{_ROOM_WORD}{_ROOM_TAIL})?"
    rf"|{_NOT_IN_WORD}(?:\d{{1,2}}[A-Ha-h]|\d{{1,2}}-\d{{1,2}}-\d{{1,2}})室(?![内外温])|病[房区]\s?\d{{1,4}}床?(?![\dA-Za-z]|\s?{_COUNTS})"
    r"|(?<![A-Za-z\d])(?:\d{1,3}(?i:st|nd|rd|th)\s?(?i:floor)(?![A-Za-z])|(?i:floor)\s?\d{1,3}(?![A-Za-z\d])|\d{1,3}/F(?![A-Za-z]|\d{1,2}(?!\d)))"
    r"|(?<![A-Za-z])(?i:building|bldg|block|tower)\.?\s?\d{1,3}[\s,]{1,2}#?\d{3,5}(?![A-Za-z\d])"
    rf"|(?<![A-Za-z])(?i:room|flat)\s[A-Z](?:(?=$|\s?(?:[,;]|\d{{6}}))|\s?\d{{1,5}}[A-Za-z]?(?![\dA-Za-z]|\s?{_COUNTS}))"
    rf"|(?<=[送住])(?:(?:\d{{1,2}}|[A-Z])-\d{{3,4}}|[A-Z]\d{{4}})(?=$|[\s,;。的、/或和])|(?<=[人在][就送放])\s?[A-Za-z]?\d{{3,4}}(?=$|[\s,;。!]|吧|也)"
    rf"|(?<={_NEAR_A_DOOR})(?:{HAN}{{1,3}}(?=家))?[家号]?(?:[,\s]?就)?[是住]?\s?(?:(?:\d{{1,2}}-|[A-Z]-)?[A-Za-z]?\d{{3,4}}(?![\dA-Za-z*×]|\s?{_OF_GOODS})|\d{{1,2}}-\d{{1,2}}(?=$|[的家户室门,;。!]|\s{HAN})|{_SPOKEN})"
    rf"|(?<=[一二三首顶]层)\s?(?:[A-Za-z]?\d{{3,4}}(?!\s?{_OF_GOODS}){_NO_SHELF}|{_SPOKEN})"
    rf"|(?<=公室|议室|验室|下室|阁楼|工位|\d舍|酒店|宾馆|旅馆|民宿|公寓|[{_HAN_DIGITS}]教)\s?[A-Za-z]?\d{{3,4}}{_NO_SHELF}"
    rf"|(?:(?<=[放挂搁摆])|(?<=匙在)|(?<=[放挂][到在至去]))\s?[A-Za-z]?\d{{3,4}}(?=的?(?:{_PLACED}))"
    rf"|{_NOT_IN_WORD}(?:\d{{1,2}}-|(?<![^\n]))[A-Za-z]?\d{{3,4}}(?=\s?[放挂][在到]?(?:门|鞋|家|地[垫毯]|[水电]表|奶箱|消[防火]))"
    rf"|(?:(?<=[送放寄拿][到在至去]|[交送转拿递]给|就放|[我住司人店]在|家[在是里]|[改搬][到至]|到了|址[:为是\s]|地址)|(?<=址改[为成到])|(?<=家里[在是])|(?<=放)(?<![存摆堆投]放))\s?(?:(?:\d{{1,2}}-|[A-Z]-)?[A-Za-z]?\d{{3,4}}|{_SPOKEN})(?=$|[\s,.;、。!！()]|就[行好]|吧|即可)"
    rf"|{_NOT_IN_WORD}(?:(?:[A-Za-z]?\d{{1,2}}-)?[A-Za-z]?\d{{3,4}}|{_SPOKEN})(?=的?门前|的?门口(?![对地垫贴挂灯装福迎鞋])|的门(?![口前锁铃把])|(?:{_BEHIND_A_DOOR}){_NO_GOODS}))"
)
# Compiled when a text first needs them: most texts pass the cheap tests below, and compiling costs a cold start.


@cache
def contacts() -> re.Pattern[str]:
    """What tells a person anywhere, an address included."""
    return late_pattern(
        "|".join((KEEP, ID, CARD, PHONE, NUMBER, MAIL, ACCOUNT, PLATE, NAMED, CALLED, MASKED))
    )


@cache
def everything() -> re.Pattern[str]:
    """What tells a person in free text: contacts, room numbers, door codes; ``text_people`` has the other people."""
    shapes = (KEEP, ID, CARD, PHONE, NUMBER, MAIL, ACCOUNT, PLATE, NAMED, CALLED, SECRET, ROOM, MASKED)
    return late_pattern("|".join(shapes))


def shows_too_much(masked: re.Match[str]) -> bool:
    """Whether what ``MASKED`` found, with the digits behind its mask or without, is a number of which too much is shown."""
    lead, mask, tail = masked.group("lead", "mask", "tail")
    return _is_weak(lead, mask, tail) or (tail != "" and _is_weak(lead, mask, ""))


def _is_weak(lead: str, mask: str, tail: str) -> bool:
    """More than five digits are shown, and there are as many places as a mobile or a landline has.

    Two or three stars count where no blank parts them from the digits: they are the mark of a hidden piece of text,
    too (尺码150 *** 2000件).
    """
    seen = digits(lead + tail)
    if len(seen) <= _MOST_SEEN or "^" in mask:
        return len(seen) > _MOST_SEEN
    stars = sum(map(_STARS.count, mask))
    if stars <= len("***") and " " in mask + tail:
        return False
    return len(seen) + stars in (_LANDLINE_PLACES if seen[0] == "0" else _MOBILE_PLACES)


@cache
def coded() -> re.Pattern[str]:
    """What tells a person even in a code: whatever has a word for it, an ID number, and a mobile in one run, in three and
    four figures, or masked too little; any other figures mean what they mean there."""
    whole = r"(?P<phone>(?<!\d)1[3-9]\d(?P<part>[\s.-]?)\d{4}(?P=part)\d{4}(?!\d))"
    return late_pattern("|".join((ID, whole, MAIL, ACCOUNT, NAMED, CALLED, MASKED)))


_CODED_DIGITS = re.compile(r"[0-9]{3}(?:[0-9]{4}|[\s.-][0-9]{4}(?<=1[3-9][0-9][\s.-][0-9]{4}))")
_ANY_STAR = re.compile(rf"[{_STARS}^]")
_CODED_STARS = late_pattern(rf"[0-9][\s.-]?(?:{_STAR}{{2}}|\^)")


def may_be_coded(text: str) -> bool:
    """Cheap test for the figures that ``coded`` finds; ``announces`` is the one for the words."""
    if _CODED_DIGITS.search(text):
        return True
    return _ANY_STAR.search(text) is not None and _CODED_STARS.search(text) is not None


# Cheap tests for what each pattern needs at the least.  Each begins with one class, to which the engine skips quickly.
_FIVE_DIGITS = late_pattern(
    r"[0-9](?:(?<![0-9]{2})(?:[^0-9A-Za-z\u4e00-\u9fff*]{0,3}+[0-9]){4}|(?<=[0-9]{2})[\s\-.()_/\[\]]{0,3}[*xX×•#?☆★□△.·・…‥\-_~^](?:(?<=[…‥])|[\s\-*xX×•#?☆★□△.·・_~]|[0-9]{4}[*xX×])|(?<=[0-9]{3})[A-Za-z][0-9]{4}[A-Za-z][0-9])"
)
_APP_ENDS = "信芯扣号宝旺音手书钉泡东多鱼"
_WORD_ENDS = "星间减杠横称人户家客爸妈名字给系特微薇加我"
_AT_SIGNS = "@:=是叫为成交"
# What may end a word comes first, for the engine to skip to, and is asked for again in groups: of some thirty words, most
# texts have only a few to be compared with.
_WORDS = re.compile(
    rf"[A-Za-z1(\[+{_AT_SIGNS}{_WORD_ENDS}{_APP_ENDS}{HAN_NUMERAL}]"
    rf"(?:(?<=[{_AT_SIGNS}])"
    rf"|(?<=[{HAN_NUMERAL}])(?:[\s\d{HAN_NUMERAL}洞拐勾,、-]{{4}}|(?<=[0-9]{{3}}.)[0-9{HAN_NUMERAL}])"
    r"|(?<=[A-Za-z1(\[+])(?:"
    r"(?<=[nNiItTaA][sSgGmM])\s[a-z]|(?<=\s[aA][tT])\s[A-Za-z0-9-]{1,20}\s?(?:\.|点|dot)|(?<=[(\[])\s?(?i:at?)\s?[\])]|(?<=[vwqVWQ])\s?[xXqQ]|(?<=[wW])[eE][iIcC]|(?<=[vV])\s[A-Za-z_\-]|(?<=\+)\s?[vVwW微薇威]"
    r"|(?<=[1Il])[3-9][0-9OoIl](?:[\s-]?[0-9OoIl]){4}|(?<=[RrCcAa])(?i:ecip|eceiv|onsig|ttn)|(?<=[Ii][Dd])\s?[A-Za-z0-9_.\-]"
    rf"|(?<=[{_PROVINCES}][A-Za-z])(?:[·.\s-]|[A-Z0-9]{{4}})|(?<=[{_PROVINCES}]\s[A-Za-z])(?:[·.\s-]|[A-Z0-9]{{4}}))"
    rf"|(?<=[{_APP_ENDS}])(?:"
    r"[\s:.=是为叫(\[【账号户码搜索联系添加]{0,6}(?:(?i:u?id|pin)[\s:.=是为叫(\[【]{0,3})?[A-Za-z0-9_][A-Za-z0-9_\-]{4}|(?<=信)号?[\s:]{0,2}[a-z]{2,10}\s"
    r"|(?<=淘宝旺旺)|(?<=旺旺)[号名iI]|(?<=[家户客]旺旺)|(?<=[宝音信])名)"
    rf"|(?<=[{_WORD_ENDS}])(?:"
    r"(?<=[微薇])\s?[A-Za-z_\-]|(?<=卫星)号?[\s:]?[a-z]|(?<=[加我])\s?[vVwW微薇威]|(?<=[0-9][加减])[0-9]{4}|(?<=[杠横])[0-9]{4}|(?<=间)[四4位个是加\s:]{0,4}[0-9]{4}"
    rf"|(?<=[件货收系络]人|客户|买家|顾客|我[爸妈]|艾特)|(?<=[打转拿]给|联系)\s?[{FAMILY}]|(?<=姓名|名字)|(?<=昵称|网名|[qQ]名)[\s“\"「『]|(?<=户名)[\s:]{{0,2}}[A-Za-z]))"
)
"""A sign or an app before an account, a word before a name, a number plate, a mobile with letters for figures, or five digits
from a Chinese one on."""
_SURE = "栋幢楼室户房层座院牌码禁锁尾位寝#"
_BEFORE = "敲手就塔口转拐找非门住铃叫讲机居壁面家到在至去址送箱间按拨入输给放挂搁摆是里舍梯店馆宿寓教元报号"
_BEHIND = "敲按旁没不门的家邻隔对阿大有奶消电水收代签亲住租业"
_ESTATES = "园区苑寓城府庭湾居里邨寝期"
_LATIN = "RrFfAaSsUuTtBbCcPpIi"
_ROOM_CHARS = late_pattern(
    f"[{_SURE}{_BEFORE}{_BEHIND}{_ESTATES}单舍号病线床铺组队社排数{_LATIN}](?:(?<=[{_SURE}])|(?<=单)元|(?<=开门)|(?<=[0-9]\\s[放挂])|(?<=宿舍)|(?<=暗号)|(?<=短号)|(?<=分机)|(?<=内线)|(?<=[0-9][床铺])|(?<=[0-9{_HAN_DIGITS}][组队社排])|(?<=尾数)|(?<=号)[0-9]{{3}}|(?<=病)[房区]"
    f"|(?<=[居壁面门家送住到在至去址放给])[家是住为:\\s]{{0,3}}(?:[0-9]{{1,2}}|[A-Za-z])-[0-9]|(?<=[{_ESTATES}号])[A-Za-z]?[0-9]{{0,3}}-[0-9]"
    f"|(?<=[{_BEFORE}])[\\s按拨呼输入号:#*]{{0,4}}[A-Za-z]?[0-9{HAN_NUMERAL}]{{3}}|(?<=[0-9{HAN_NUMERAL}][{_BEHIND}])"
    rf"|(?<=[{_LATIN}])(?i:w[\s:d0-9]|oom|m|lat|pt|uite|nit|loor|ower|lock|ldg|uilding|ode|assw|assc|uzz|nterc)|(?<=[Ff])[\s-]|(?<=[0-9][Ff])|(?<=/F))"
)
"""What every door and code has: a sure word, 单 as 单元 only (床单 and 订单 are goods and papers), or a word beside a number."""


_ONLY_A_DOOR = late_pattern(r"[0-9]{1,2}-[0-9]{3,4}(?![^\n])")
"""A remark that is a door and nothing else: 2-1803."""
_SPOKEN_STARTS = late_pattern(
    rf"[{HAN_NUMERAL}十](?:\s?[{HAN_NUMERAL}十百千拾佰仟0-9]|\s?[层楼])|[0-9]\s?[{HAN_NUMERAL}]|[0-9]\s?(?:[层楼]|[Ff](?![A-Za-z0-9]))"
    rf"|[0-9]-(?<![0-9]{{3}}-)[0-9]{{2}}(?![0-9A-Za-z-])|[{HAN_NUMERAL}0-9](?:[\s\-.,、·/_][{HAN_NUMERAL}0-9]){{2}}"
)


def may_be_spoken(plain: str) -> bool:
    """False only where no number of a door is said in Chinese numerals or digit by digit, and no floor (see ``spoken``)."""
    return _SPOKEN_STARTS.search(plain) is not None


def may_tell(plain: str, rooms: bool) -> bool:
    """False only where ``contacts``, or with ``rooms`` ``everything``, would find nothing to hide."""
    return (
        (rooms and (_ROOM_CHARS.search(plain) is not None or _ONLY_A_DOOR.match(plain) is not None))
        or _FIVE_DIGITS.search(plain) is not None
        or announces(plain)
    )


def announces(plain: str) -> bool:
    """Whether a sign or a word stands there before which, or behind which, ``contacts`` finds something without a number."""
    return _WORDS.search(plain) is not None
