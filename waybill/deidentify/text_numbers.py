"""Numbers that tell a person in free text: of identity and cards, of phones whole, in pieces and masked; and dates, which stay.

As patterns over text that ``marks.narrow`` made ASCII where it can be.  The order of the alternatives matters: what must stay
and what is longer come first; over each stands what it finds.
"""

from __future__ import annotations

import re

from waybill.deidentify.phone_shapes import digits
from waybill.patterns import either, late_pattern, named

_S = r"(?:[^\w*]|_){0,3}"
HAN_DIGITS = "零〇一二三四五六七八九十百幺两壹贰叁肆伍陆柒捌玖"
RUN = 7
"""Digits of a phone number that tell it when they stand together; a door has fewer."""
HAN_NUMERAL = "零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖"
_AFTER_PHONE = r"(?:\s?(?:转|轉|分机|(?i:ext)\.?|[-,#(\[_*~])\s?\d{1,6}(?!\d)[)\]]?)?"
COUNTS = r"(?:[抽只片个件张枚米元寸码瓦目斤克升条包袋瓶盒天晚年次款]|毫|厘|公|流明)"
"""Behind a number: it counts or measures and is no room."""
LINK = r"[\s:.=是为(\[【-]{0,3}"

KEEP = named(
    "keep",
    r"(?=[12569批货款型条商采合同授委协凭受宝产链店编国械卫一单订运快物交料图序发流设参客外来原销出入EeGgIiJjPpRrSsUu]|(?<=工单号))(?:"
    + either(
        # 2026-11-23 14:30, 20261123
        r"(?<!\d)(?!20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s?出?生(?!产|效|鲜|日))20\d\d(?:[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?(?!\d)(?:\s\d{1,2}:\d\d(?::\d\d)?)?|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))",
        # love and marriage, in numbers
        r"(?<!\d)(?:1314520|5201314)(?!\d)",
        # ISBN 978-7-…
        r"(?:(?i:isbn)[\s:]{0,2}|(?<![\dA-Za-z]))97[89]-?\d{10}(?!\d)",
        # the bar code of an article: 69…
        r"(?<![\dA-Za-z])69(?!1[3-9])\d{11}(?!\d)",
        # 工单号 A1234567
        r"(?<=工单号)[\s:=]?(?![A-Za-z]{0,3}1[3-9]\d{9}(?!\d))[A-Za-z]{0,3}\d{7,14}(?!\d)",
        # 货号 13698001, PO#4500012345, 采购单CG2026110023, 型号KX-2024001: but no landline
        r"(?:批号|批次号?|货号|款号|型号|条形?码|(?:商品|商家|宝贝|货品|产品|链接|店铺)\s?(?:编码|编号|(?i:id))|(?<![人员户])编码|采购单号?|合同编?号|(?:同意|授权|委托|协议)书?编?号|凭证编?号|受理编?号|物?料(?:号|编[号码])|图号|序列号|流水号|设备编?号|参考号|(?:客户|外部|来源|原始|销售|出库|入库|发货)单号|(?<![A-Za-z])(?i:sku|ean|upc|jan|gtin|po号?|s/?n|ref))码?[\s:=#]{0,2}[A-Za-z]{0,4}-?(?!\d{0,2}1[3-9]\d{9}(?!\d)|0(?:10|2\d|[3-9]\d\d)[2-9]\d{6,7}(?!\d))\d{7,14}(?!\d)",
        # UPC 041554238112, 条码 071121963215: what a landline's area code begins is a bar code there
        r"(?:条形?码|(?<![A-Za-z])(?i:ean|upc|jan|gtin))码?[\s:=#]{0,2}(?!\d1[3-9]\d{9})\d{12}(?!\d)",
        # 发票号码：24312000000012345678
        r"发票(?:号码?|代码)[\s:]{0,2}(?:\d{20}|\d{12}|\d{10}|\d{8})(?!\d)",
        # 订单号 260517-607198974342268, 单号SF1385628716739: but no phone (behind a date or before two figures,
        # 20261123138..., neither), ID number of 18 or 15 figures, or bank card
        r"(?:(?:订|运|快递|物流)单(?:号码?|编号)?|单号|交易号)[\s:=#]{0,2}"
        r"(?!(?:[A-Z]{0,4}(?:0|(?:00)?86)?|\d{0,2}|20\d\d(?:0[1-9]|1[0-2])[0-3]\d)1[3-9]\d{9}(?!\d)|1[3-9]\d{10,11}(?!\d)|0[1-9]\d{10}(?!\d)|\d{6}(?:19|20)\d\d[01]\d{5}[\dXx]|[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)|62\d{14}(?:\d{3})?(?!\d))"
        r"(?:[A-Z]{1,4}\d{11,14}|\d{6}-\d{15}|\d{12,20})(?![\dA-Za-z*])",
        # 国药准字Z20026066, SC10333010600123: medicines, and who makes a food
        r"(?:国药准字|国食健[注字备]|国械[注备][准进许]|械注准|卫食健字)[A-Z]?\d{8,13}(?!\d)",
        r"(?<![A-Za-z])SC\d{14}(?!\d)",
        # 一二三四五六七册
        rf"(?<![{HAN_NUMERAL}])一二三四五六七(?:八九?)?(?![{HAN_NUMERAL}])",
        # the credit code of a firm: 91320500MA1…
        r"(?<![A-Za-z\d])9[123]\d{6}(?=\d{0,9}[A-HJ-NP-Z])[0-9A-HJ-NP-Z]{10}(?![A-Za-z\d])",
    )
    + r")",
)
"""A date stays: 2026-11-23 14:30, 20261123.  So do the numbers of a book, a batch or an article, and the code of a firm."""
ID = named(
    "id",
    # of the mainland
    r"(?<!\d)\d{6}[\s.-]?(?:19|20)\d\d[\s.-]?\d{4}[\s.-]?\d{3}[\dXx](?!\d)",
    # of Hong Kong: A123456(7)
    r"(?<![A-Za-z\d])[A-Za-z]{1,2}\d{6}\s?\([\dAa]\)",
)
"""Of the mainland and of Hong Kong."""
_EXTENSION = r"(?:\s?(?:转|分机)\s?\d{1,6}(?!\d))?"
CARD = rf"(?P<card>(?<!\d)(?!(?:(?:19|20)\d\d[\s-]){{2}})\d{{4}}(?P<gap>[\s.-])\d{{4}}(?:(?P=gap)\d{{4}}){{1,3}}(?:(?P=gap)\d{{1,3}})?(?!\d|(?P=gap)\d|\s?[目款码号型]){_EXTENSION})"
_APART = r"(?:[^\w*/,]|_){0,3}"
"""Between the digits of a mobile; strokes and commas part sizes and episodes."""
_BETWEEN = r"[\s.\-_·]{1,3}"
_NUMBER_WORD = r"(?:电话|联系方式|联系|致电|座机|固话|传真|号码|手机(?=号|码|[\s:.是为]{0,3}\d{5}|[\s:.是为]{0,3}\d{3,4}[\s-]\d{4})|(?<![A-Za-z])(?i:tel|phone|mobile|call|number\sis))"
STARS = "*xX×•#?☆★□△"
STAR = f"[{STARS}]"
_RANGE = r"\d{3}(?!\d)"
_STARRED = (
    rf"(?<!\d)1[3-9]\d(?:(?:{STAR}{{2,8}}|(?:[.·・…‥]{{2,8}}|[…‥]|[-_~]{{4,8}})(?!{_RANGE}))\d{{2,8}}|\d{{3,6}}{STAR}{{4,8}}(?!\d|{STAR}))"
    rf"|(?<!\d)1[3-9]\d{STAR}\d{{4}}{STAR}\d{{4}}(?!\d)"
    rf"|(?<!\d)(?:\+|00)(?!86)[1-9](?:[\s-]?\d){{3,8}}[\s-]?{STAR}{{2,8}}(?:[\s-]?\d){{0,8}}"
)
"""What begins like a mobile, or like a number from abroad, and goes on with marks of masking; 150…170 is a range."""
_SAID_BETWEEN = r"(?:\(?[加减的点空又]\)?|[横中]?[杠横]|(?:开头)?[\s,]{0,2}(?:再[拨打按输]?|中间?|最?后面?|结?尾|尾号)(?:[四4][位个])?[是加]?[\s:]?)"
"""Between the digits of a mobile that is told in pieces: 138加1234加5678, 138 中间1234 后面5678."""
_GAP = r"(?:[)\]]?[\s\-._/]{0,3}|[(\[])"
MASKED = (
    rf"(?P<masked>(?<![\d*])(?:(?:\+|00)?86{_GAP})?(?P<lead>(?:[01]\d{{0,7}}|(?:1[3-9]\d|0\d\d\d?){_GAP}\d{{1,4}}))"
    rf"(?P<mask>{_GAP}(?:\*\*[\s-]\*\*(?!\*)|\*{{2,5}}(?!\*)|[{STARS[1:]}]{{2,5}}(?![{STARS[1:]}])|\^_\^))(?P<tail>(?:{_GAP}\d{{1,8}})?)(?!\d))"
)
"""A masked number as platforms print it, 138 **** 1234, 0755-****-1234, 138^_^5678: one if ``shows_too_much`` says so."""
_MOST_SEEN = 5
_MOBILE_PLACES, _LANDLINE_PLACES = range(11, 12), range(10, 13)
"""Digits with those hidden; of a landline with its area code."""
PHONE = (
    named(
        "phone",
        # +86 138-1234-5678 转 12
        rf"(?<!\d)(?:(?:\+|00)?86{_S})?1(?:[3-9]\d|{_BETWEEN}[3-9]{_APART}\d)(?:{_APART}\d){{8}}(?!\d){_AFTER_PHONE}",
        # 13.812.345.678, as a program groups a large number
        r"(?<![\d.,])1[3-9](?:(?:\.\d{3}){3}|(?:,\d{3}){3}|(?:[\s·-]\d{3}){3})(?![\d.,]\d|\d)",
        # 138/1234/5678
        r"(?<!\d)1[3-9]\d\s?/\s?\d{4}\s?/\s?\d{4}(?!\d)",
        # 138,1234,5678
        rf"(?<!\d)(?<!\d,)(?<!\d,\s)1[3-9]\d\s?,\s?\d{{4}}\s?,\s?\d{{4}}(?![\dA-Za-z]|,\s?\d|{COUNTS})",
        # 1,3,8,1,2,3,4,5,6,7,8, 1+3+8+1+2+3+4+5+6+7+8
        r"(?<![\d,])1\s?,\s?[3-9](?:\s?,\s?\d){9}(?!\d|\s?,)",
        r"(?<!\d)1(?P<sign>[^\w\s]|丶)[3-9](?:(?P=sign)\d){9}(?!\d|(?P=sign)\d)",
        # 136a1234b5678: a letter between the groups
        r"(?<![A-Za-z\d])1[3-9]\d[A-Za-z]\d{4}[A-Za-z]\d{4}(?![A-Za-z\d])",
        # 138哈7654哈3210: the same between the groups, and no unit
        rf"(?<![A-Za-z\d])1[3-9]\d(?P<filler>(?!{COUNTS}|[年月日天号度页期套台对双级位株根~*×-]|(?i:[cm]?m|ml|k?g|[wkvlxd]|px)\d)[^\d\s,/]{{1,3}})\d{{4}}(?P=filler)\d{{4}}(?![A-Za-z\d])",
        # 6543-2109 分机 12
        r"(?<!\d)[2-8]\d{2,3}[\s-]\d{4}\s?(?:转|分机)\s?\d{1,6}(?!\d)",
        # l38l2345678: letters for figures
        r"(?<![A-Za-z\d])[1Il][3-9][\dOoIl](?:[\s-]?[\dOoIl]){8}(?![A-Za-z\d])",
        # +1 650 253 0000
        rf"(?:(?<!\d)\+|(?<![\dA-Z])00)[1-9](?:{_S}\d){{6,14}}(?!\d)",
        # 86-512-6543210, the area code without its nought
        rf"(?<!\d)86[\s-]\d{{2,3}}[\s-][2-9](?:[\s-]?\d){{6,7}}(?!\d){_AFTER_PHONE}",
        # 0512-6543210 转 806
        rf"(?<!\d)0\d{{2,3}}[\s)\-/]{{0,2}}[2-9](?:[\s-]?\d){{6,7}}(?!\d){_AFTER_PHONE}",
        # 021.6543.2109
        rf"(?<![\d.])0\d{{2,3}}\.[2-9]\d{{2,3}}\.\d{{4}}(?![\d.]){_AFTER_PHONE}",
        # 02 2345-6789 of Taiwan
        r"(?<!\d)0\d[\s)\-]{1,2}[2-9]\d{2,3}[\s-]?\d{4}(?!\d)",
        # (650) 253-0000, 650-253-0000
        r"(?:\([2-9]\d\d\)\s?|(?<![货款型编]号)(?<![货款型编]号[\s:=#])(?<![\dA-Za-z-])[2-9]\d\d-)[2-9]\d\d-\d{4}(?![\d-])",
        # 852-9123 4567
        r"(?<!\d)(?:85[23]\)?[\s-]{1,2}\d{4}[\s-]?\d{4}|886[\s-]9\d\d[\s-]?\d{3}[\s-]?\d{3})(?!\d)",
        # 澳门 6612 3456
        r"(?<=香港|澳门)[\s:]{0,2}[5-9]\d{3}[\s-]?\d{4}(?!\d)",
        # 95013-1234-5678
        r"(?<!\d)95\d{3}[\s-]\d{4}[\s-]\d{4,6}(?!\d)",
        # 400-812-3456
        r"(?<!\d)[48]00[\s-]\d{3,4}[\s-]\d{3,4}(?!\d|\s?[目号码])",
        # 138加12加34加56加78
        r"(?<!\d)1[3-9]\d(?P<plus>[加点杠减])\d\d(?:(?P=plus)\d\d){3}(?!\d)",
        # 138开头5678结尾
        r"(?<!\d)1[3-9]\d开头[的,\s]{0,2}(?:尾号)?\d{4}(?=结尾|收尾|的|$)",
        # 0 5 1 2 6 5 4 3 2 1 0 9
        r"(?<![\d.])(?<!\d\s)0(?!\s1\s2\s3)(?:\s\d){9,11}(?!\d|\s\d)",
        # 前三位138后八位12345678
        r"(?<!\d)1[3-9]\d[\s,]{0,2}(?:然后|接着|再?加|最?后面?|剩下|剩余|结尾)的?(?:[八8][位个])?(?:数字?)?[是:]?\s?\d{8}(?!\d)",
        # 138****1234
        rf"{_STARRED}",
        # 138 中间1234 后面5678
        rf"(?<!\d)1[3-9]\d(?:{_SAID_BETWEEN}?\d{{4}}{_SAID_BETWEEN}|{_SAID_BETWEEN}\d{{4}}\s?)\d{{4}}(?!\d)",
    )
    # 手机：1390/0139/876
    + rf"|(?:(?<=手机|电话|号码|微信)|(?<=打)){LINK}(?P<grouped>1{_S}[3-9](?:{_S}\d){{9}}(?!{_S}\d)"
    # 手机是138那个0013再加8765, 手机138(四个6)1234
    + rf"|1[3-9]\d[^\d元台件款部]{{0,3}}(?:\d{{4}}|(?<=[四4]个)\d)[^\d元台件款部]{{0,3}}(?:\d{{4}}|(?<=[四4]个)\d)(?!\d|\s?{COUNTS}))"
    + rf"|{_NUMBER_WORD}号?码?{LINK}(?P<dialled>\+?\d(?:{_S}\d){{4,16}}[Xx]?(?![A-Za-z])(?:{STAR}{{2,5}}\d{{0,6}}|{_SAID_BETWEEN}\d{{4}}(?!\d)|{_AFTER_PHONE})|(?=(?:{STAR}{{0,5}}\d){{4}})\d{{2,6}}{STAR}{{2,5}}\d{{0,6}})"
)
NUMBER = named(
    "number",
    rf"(?<![\d{HAN_NUMERAL}])(?!\d{{9}}-\d{{1,2}}(?![\d-]))(?:(?<![A-Za-z])[A-Za-z])?(?:"
    + either(
        # seven figures and more, or numerals: 65432109, 一三八一二三四五六七八
        rf"[\d{HAN_NUMERAL}]{{7,}}[Xx]?{_EXTENSION}",
        # 幺三八，幺二三四，五六七八
        rf"[一幺壹](?:[\s,、-]{{0,2}}[{HAN_NUMERAL}洞拐勾]){{10}}(?![{HAN_NUMERAL}])",
        # 零五一二 六五四三二一零九, with the area code
        rf"[零〇](?:[\s,、-]{{0,2}}[{HAN_NUMERAL}]){{9,11}}(?![{HAN_NUMERAL}])",
        # 1三8 一2三4 5六7八
        rf"[1一幺壹](?:[\s-]?[\d{HAN_NUMERAL}洞拐勾]){{10}}(?![\d{HAN_NUMERAL}])",
    )
    + r")",
)

_ARTICLE = late_pattern(r"(?!.{0,2}1[3-9]\d{9}$)[2-9]\d{12}")


def is_article(number: str) -> bool:
    """Whether it is the bar code of an article abroad: an EAN-13 with the right check digit, and no mobile in it."""
    if not _ARTICLE.fullmatch(number):
        return False
    return (sum(map(int, number[::2])) + 3 * sum(map(int, number[1::2]))) % 10 == 0


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
    stars = sum(map(STARS.count, mask))
    if stars <= len("***") and " " in mask + tail:
        return False
    return len(seen) + stars in (_LANDLINE_PLACES if seen[0] == "0" else _MOBILE_PLACES)
