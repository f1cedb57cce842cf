# ruff: noqa: SIM905 - lists of words are read and kept in order more easily as text
"""Names among friends, without the family name: 阿萍代收, 芳姐收, 女儿晓琳 under a card, 永远爱你的阿杰.

A family name and a form of address tell nobody (李姐代收), and kin and words alike are no names (大姐代收, 姐姐代收, 女儿健康).
"""

from __future__ import annotations

from collections.abc import Iterator

from waybill.deidentify.text_given import GIVEN, WISH
from waybill.deidentify.text_people import FREQUENT, HAN
from waybill.deidentify.text_words import is_everyday, is_likely
from waybill.patterns import either, late_pattern

_A = rf"阿(?![姨妈哥姐弟妹婆公爷爸嬷嫲舅叔伯婶嫂娘里迪胶芙]){HAN}"
_TAKES = rf"(?=\s?(?:[代签查接亲]收|代[签取领拿]|收(?!{HAN})|家(?!{HAN})|处(?!{HAN})|那(?:里|边|儿|(?!{HAN}))|的(?:快递|包裹|件)|[来去自][取拿]))"
_WORKS = "代理|打包|已|说|要|拿|打|那[单份件]|的那?[单份件]|[退换补]|确认|审核|核实|跟单|经手|接待|留言|备注|登记|直播"
"""What somebody of the shop or of its customers does."""
_LITTLE = rf"小(?![{FREQUENT}学友生运家城镇春园道花区心可]){HAN}"
_ELDER = rf"(?![{FREQUENT}]|[军月]嫂|帅哥|[亲干空的]哥|[亲干空][姐叔姨嫂])[^\W大小老表堂二三四五六七学师这那我他她你您的阿快房哥姐叔姨婶嫂\x00-\xff][哥姐叔姨婶嫂]"
_PARENTS_LOVE = "[爸妈爷奶姥公婆]{2,4}[永最]?远?[爱想]你"
_KIN = "女儿|儿子|孙[女子]|侄[女儿]|外甥女?|妹妹|弟弟|姐姐|哥哥|学生|徒弟|闺蜜|妻子?|爱人|朋友"
_KIN_CHAR = "[天年步宝妈爸爷奶哥姐弟妹舅姑叔伯婶嫂姨太婆公姥谢常往星拜]"
"""Twice it is kin or an everyday word: 妈妈, 天天, 谢谢."""
_PRESENT = "[包贴勺杯袋盒箱车本样娃亲谁]"
"""What is given away and called by one character said twice, 送包包, and hardly anybody is."""
_PET = late_pattern(
    either(
        # 阿萍代收, 找芳姐收, 小敏来取
        rf"(?:(?<!{HAN})|(?<=老板娘)|(?<=驿站|超市|前台|门卫|物业|门口|保安)|(?<=[找给交让喊叫放]))(?:(?P<nick>{_A})|(?P<elder>{_ELDER})|(?P<fetches>{_LITTLE})){_TAKES}",
        # 给阿萍, 老板娘小敏
        rf"(?:[找给交让喊叫服跟系发寄补换播写]|老板娘?)[\s-]?(?:(?P<asked>{_A})|(?P<little>{_LITTLE}))(?=\s?(?:{_WORKS})|[取收的]|(?!{HAN}))",
        # 阿萍要, 小敏妈妈, 芳姐那单
        rf"(?<!{HAN})(?:(?P<clerk>{_A}(?=的|\s?(?:{_WORKS})))|(?P<small>{_LITTLE})(?=[他她]?[妈爸奶爷]|\s?(?:{_WORKS}))|(?P<buyer>{_ELDER})(?=那[单份件箱]|说|要))",
        # …，阿杰, at the end
        rf"(?<=[\s:,(/-])(?P<last>{_A})(?=[\s)]{{0,2}}(?![^\n]))",
        # 爱你的阿杰, 落款：晨晨
        rf"(?:[爱想]你的|[亲最挚]爱的|署名|落款)[\s:“\"]?(?P<signed>{_A}|{_LITTLE}|(?P<twice>(?![妈爸爷奶哥姐弟妹婆公宝舅姑谢]){HAN})(?P=twice)|(?:(?<=[你爱]的)|(?<=[\s:“\"]))(?P<loved>{HAN}{{2}}))(?!{HAN})",
        # 祝晓琳生日快乐, 祝宝贝晓琳生日快乐
        rf"(?:祝[贺愿]?|恭喜|亲爱的)(?:我的|我们)?(?:宝[贝宝]|{_KIN})?\s?(?P<wished>{HAN}{{2}})(?=(?:同学|小朋友)?\s?(?:{WISH}))",
        # 果果三岁生日
        rf"(?P<birthday>(?P<twin>(?![天岁年步宝妈爸爷奶哥姐弟妹舅姑谢星]){HAN})(?P=twin))(?=\s?(?:[一二三四五六七八九十]{{0,3}}岁?生日|百天|满月|周岁))",
        # 快乐，果果
        rf"快乐[\s,!]{{1,2}}(?P<pair>(?P<same>(?![天岁年步宝妈爸爷奶哥姐弟妹舅姑谢]){HAN})(?P=same))(?!{HAN})",
        # 晚晚，嫁给我
        rf"(?<!{HAN})(?P<darling>{HAN}{{2}})(?=[\s,!:]{{1,2}}(?:嫁给我|我?[爱想]你))",
        # 贺卡内容：建军，
        rf"(?:内容|贺卡|卡片|花卡|留言)[\s:“\"]{{1,2}}(?P<addressed>{HAN}{{2}})(?=[,:!])",
        # 祝晓琳小朋友
        rf"(?:[祝给]|祝福)\s?(?P<kid>{HAN}{{2}})(?=\s?小朋友|宝宝|宝贝|同学)",
        # 豆豆妈妈收, 送豆豆老师
        rf"(?:(?<!{HAN})|(?<=[给找写叫填是送祝班]))(?P<infant>(?P<first>(?!{_KIN_CHAR}){HAN})(?P=first))(?=老师|小朋友|[代签]?收(?!{HAN})|亲启|[\s,!]?我?[爱想]你|[妈爸奶爷姥](?!{HAN}(?<![收代签那家来取奶爷妈爸姥帮])))",
        # 刻果果
        rf"[刻绣写印](?P<carved>(?P<each>(?!{_KIN_CHAR}){HAN})(?P=each))(?!{HAN})",
        # 给佳佳, 致念念
        rf"(?:给|(?:[送致]|联系)(?!{_PRESENT}))(?P<given>(?P<both>(?!{_KIN_CHAR}){HAN})(?P=both))(?!{HAN})",
        # 木木，毕业快乐
        rf"(?<!{HAN})(?P<dear>{_A}|(?P<twain>(?!{_KIN_CHAR}){HAN})(?P=twain))(?=[\s,!:]{{1,2}}(?:祝|恭喜|生日|毕业|百天|满月|{HAN}{{1,4}}快乐|{_PARENTS_LOVE}))",
        # 梓涵，妈妈爱你
        rf"(?:(?<!{HAN})|(?<=[写印刻致]))(?P<child_of>{HAN}{{2}})(?=[\s,!:]{{1,2}}{_PARENTS_LOVE})",
        # 佳怡生日快乐, 梓萱小朋友收
        rf"(?<!{HAN})(?P<cheered>{HAN}{{2}})(?=\s?(?:小朋友|(?:生日|毕业|新婚|升学)快乐))",
        # 秀芳姐的货
        rf"(?:(?<!{HAN})|(?<=[找给交让叫]))(?P<elder_of>{HAN}{{2}})(?=[哥姐叔姨婶嫂伯](?:[代签]?收(?!{HAN})|的(?:货|单|件|快递|包裹|一起|(?!{HAN}))|那[里边单份箱件]))",
        # 给思雨发顺丰
        rf"[给替帮](?P<gets>{HAN}{{2}})(?=[发寄](?!{HAN}[的货])|多[放发装])",
        # 爱你的鹏
        rf"爱你的(?P<initial>(?!{_KIN_CHAR}|[我他她你人们心猫狗]){HAN})(?![^\W\d_])",
        # …前程似锦。晓宇
        rf"[祝愿卡].{{0,60}}[。!~-][\s-]?(?P<writer>{HAN}{{2}})(?![^\n])",
        # 卡片：… to丽丽
        rf"[卡言容].{{0,60}}(?<![A-Za-z])(?i:to|from)[\s:]?(?P<carded>{HAN}{{2}})(?!{HAN})",
        # 给妞妞的礼物
        rf"送?给(?P<gift>(?P<one>(?!{_KIN_CHAR}){HAN})(?P=one)|小(?!{HAN}{{0,2}}(?:孩|朋友|狗|猫|宝|学)){HAN}{{1,2}})(?=的(?:玩具|礼物|生日|六一|书|衣|蛋糕|快递|包裹))",
        # 爱你的女儿 晓琳, at the end
        rf"[祝爱署落贺].{{0,60}}(?:[^\w]|的)(?:{_KIN})[\s:]?(?P<child>{HAN}{{2}})[\"”」)\s]?$",
    )
)
_SIGNS = frozenset("收启替帮阿小哥姐叔姨婶嫂爱想嫁刻绣写印卡容言妈爸奶爷姥师给毕署落祝贺恭乐生百满周")
"""Each of the patterns needs one of them, or what ``_TWICE`` finds: 送 alone stands in every other remark."""
_TWICE = late_pattern(rf"[送致系](?P<char>{HAN})(?P=char)")
_GIVEN_ONLY = frozenset(
    "child loved little small fetches wished cheered elder_of child_of kid writer addressed carded".split()
)
"""The groups that are a name only if it has a given name's characters."""
_DEAR = frozenset(
    "老婆 老公 宝贝 宝宝 亲爱 妈妈 爸爸 爷爷 奶奶 老妈 老爸 姐姐 哥哥 妹妹 弟弟 老师 媳妇 女儿 儿子 卡片 贺卡 落款 刻字".split()
)


def may_be_pet(plain: str) -> bool:
    """Cheap test: False only where :func:`pet_spans` would find nothing."""
    return not _SIGNS.isdisjoint(plain) or _TWICE.search(plain) is not None


def pet_spans(plain: str) -> Iterator[tuple[int, int, str]]:
    """Where somebody is called by a given name or a pet name: start, end, kind."""
    at = 0
    while found := _PET.search(plain, at):
        kind = "loved" if found["loved"] else found.lastgroup or ""
        if _is_name(kind, plain, *found.span(kind)):
            yield *found.span(kind), kind
            at = found.end()
        else:
            at = found.start() + 1


def _is_name(kind: str, plain: str, start: int, end: int) -> bool:
    word = plain[start:end]
    if kind == "darling":
        return word not in _DEAR and not is_everyday(word)
    if kind == "gets":
        return is_likely(plain, start, end)
    return kind not in _GIVEN_ONLY or (GIVEN.issuperset(word) and not is_everyday(word))
