"""Accounts, addresses and pages of people in free text, and number plates; over each alternative stands what it finds."""

from __future__ import annotations

from waybill.deidentify.text_people import HAN
from waybill.patterns import named

_AT = r"(?:\s?(?:@|艾特|[\[(]\s?(?i:at?)\s?[\])]|#(?=[A-Za-z0-9-]{1,20}\.(?:com|cn|net)))\s?|\s[aA][tT]\s(?=[a-zA-Z0-9-]{1,20}\s?(?:\.|点|dot)\s?(?:com|cn|net)(?![a-z])))"
_DOT = r"(?:\s?(?:\.|点)\s?|\s(?i:dot)\s|\s?[\[(]\s?(?i:dot)\s?[\])]\s?)"
MAIL = rf"(?P<mail>(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{{1,64}}{_AT}[A-Za-z0-9\-]{{1,63}}(?:{_DOT}[A-Za-z0-9\-]{{1,63}}){{1,4}})"
_TO_ACCOUNT = r"[\s:.=是为叫(\[【-]{0,3}"
_APP = r"(?:(?:[微薇威徽围][\s-]?|(?i:wei))[信芯]|咸鱼(?=号|昵称|(?i:id))|[vVwW]信|(?i:wechat|weixin)|(?<![A-Za-z])[vwVW]\s?[xX](?![A-Za-z])|[qQ]{2}|扣扣|企鹅号|支付宝|旺旺|抖音|快手|小红书|钉钉|绿泡泡|淘宝|京东|拼多多|闲鱼)"
ACCOUNT = named(
    "account",
    # 微信号: lele_9988, QQ：12345678, 淘宝ID 88…
    rf"{_APP}(?:(?:账[号户]|号码?|\s?(?i:u?id|pin)(?![a-z])){_TO_ACCOUNT}|[\s.]?[:=是为叫(\[【]{_TO_ACCOUNT})(?:[A-Za-z][A-Za-z0-9_\-]{{4,29}}|\d{{5,12}}(?![A-Za-z])|\d(?=\d{{0,9}}[A-Za-z_])[A-Za-z0-9_\-]{{4,29}})(?:@[A-Za-z0-9.\-]{{1,40}})?",
    # 加微信 lele_9988, wx lele9988
    r"(?:[微薇威徽围]\s?[信芯](?:搜索?|联系|添?加)?|[vVwW]信|(?i:wei)信|(?i:wechat|weixin)|(?<![A-Za-z])(?<!工单号)(?<!工单号[\s:])[vwVW][xX](?![A-Z]{1,2}-?\d{2,5}(?![\dA-Za-z_]))|绿泡泡)\s?[A-Za-z][A-Za-z0-9_\-]{4,29}",
    # my wechat is lele_9988
    r"(?i:wechat|weixin|whatsapp|telegram|instagram|qq)\s(?i:is|id|account)\s(?=[A-Za-z]*[_\d.])[A-Za-z0-9][A-Za-z0-9_.\-]{4,29}",
    # 微信-lele_9988
    r"(?:[微薇威徽围]\s?[信芯])\s?-\s?[A-Za-z][A-Za-z0-9_\-]{4,29}",
    # QQ12345678
    rf"{_APP}\s?\d{{5,12}}(?:[\s-]\d{{4,6}}(?!\d))?",
    # 加V lele9988, v: lele9988
    rf"(?:(?:[加+]|加我)\s?[vVwW微薇威]\s?[xX:.]?|(?<![A-Za-z])[vwqVWQ]\s?[:是]|(?<!{HAN})[微薇威]\s?[:=【-])\s?(?:[A-Za-z][A-Za-z0-9_\-]{{4,29}}|\d{{5,12}})",
    # 我v lele9988
    r"我的?[vVwW微薇威]\s?(?=[A-Za-z_\-]+\d)[A-Za-z][A-Za-z0-9_\-]{4,29}",
    # 薇 lele9988
    rf"(?:(?<![A-Za-z0-9])[vV]\s|(?<!{HAN})[微薇威]号?\s?|(?<![A-Za-z])[vw]\s[xX]\s?)(?=[A-Za-z_\-]+\d)[A-Za-z][A-Za-z0-9_\-]{{4,29}}",
    # 账号: lele_9988
    r"(?:账号|[账用]户名?|会员名)[\s:是]{1,2}(?=[A-Za-z_]{1,20}\d|[a-z]{2,12}_)[A-Za-z][A-Za-z0-9_]{4,29}(?![A-Za-z0-9])",
    # 微信 le le 9988
    r"微信号?[\s:]{0,2}[a-z]{2,10}(?:\s[a-z]{1,8})?\s\d{3,8}(?![\d年月日号])",
    # ins lele.99
    r"(?<![a-zA-Z])(?i:instagram|telegram|ins|ig|tg)(?:\s?[=-]\s?|\s)(?=[a-z]*[._\d])[a-z][a-z0-9_.]{4,29}(?![A-Za-z0-9])",
    # https://…/user/profile/lele
    r"(?<=://)[^\s,，。;；*]{3,40}?/(?:u|user|users|profile|people|space|member)/(?:profile/)?[A-Za-z0-9_@.-]{2,64}",
    # …?uid=lele_9988
    r"(?<=[?&])(?i:u(?:ser)?_?id|user(?:_?name)?|name|nick(?:name)?|account|open_?id|qq|wx|wechat|phone|mobile|tel)=[^\s&#,;*，。；]{2,64}",
    # weibo.com/lele
    r"(?<![A-Za-z0-9.@-])(?:www\.)?(?:weibo|instagram|facebook|twitter|x|tiktok|github|t)\.(?:com|me)/[A-Za-z0-9_@.-]{2,64}",
    # 闲鱼昵称 lele…
    r"(?<=闲鱼|淘宝|抖音)昵称\s[A-Za-z0-9_]{4}[^\s,，。;；*]{0,16}",
    # 买家旺旺静静的小河88
    r"(?:买家|客户|顾客)旺旺[^\s,，。;；:*要的说]{2}[^\s,，。;；:*要说]{0,16}",
    # 淘宝名一米阳光2008
    r"(?:淘宝|抖音|微信)名(?![店气字称牌人家校著])[^\s,，。;；:*是叫]{2,16}",
    # 昵称“一叶知秋”
    r"昵称[“\"「『][^”\"」』*]{1,20}",
    # 淘宝旺旺 静静
    r"淘宝旺旺名?[\s:]?[^\s,，。;；*]{2,20}",
    # 昵称一叶知秋
    rf"(?<![\u4e00-\u9fff印刻绣写])昵称(?![定印刻贴牌卡可随自请任保必同如已需没不要]|[见按照看][上下截附原订备图]|[截原附]图|打码|在图|跟图|就[好行写用印可])[\u4e00-\u9fff]{{2,12}}(?!{HAN})",
    # 昵称 lele99
    r"昵称\s(?=[A-Za-z_]{0,20}\d)[A-Za-z0-9_]{4,30}",
    # 网名：清风徐来
    r"(?:昵称|网名|[qQ]{2}名)[\s:]{1,2}(?![可随自任保请必同如已需没]|不[要用写印填]|要)[^\s,，。;；*]{2,20}",
    # 旺旺 lele99
    r"旺旺\s?(?=[A-Za-z_]{1,20}\d)[A-Za-z0-9_]{5,30}",
    # LINE ID: lele
    r"(?<![A-Za-z])(?i:line)\s?(?:(?i:id)\s?[:=]?|[:=])\s?[A-Za-z0-9_\-.]{4,30}",
    # QQ 1 2 3 4 5 6 7
    r"(?:[qQ]\s?[qQ]|扣扣|企鹅)号?[\s:]{0,3}\d(?:[\s.-]?\d){4,11}(?!\d)",
    # WeChat's own ids
    r"wxid_[a-z0-9]{4,30}",
    # vx-lele9988
    r"(?<![A-Za-z])[vVwW][xX]-[a-z][a-z0-9_]{4,29}(?![A-Za-z0-9])",
    # 卫星 lele9988: 卫星 sounds like 微信
    r"卫星号?[\s:]?[a-z]{2,16}[_-]?\d{2,10}(?![A-Za-z0-9])",
    # 小红书 lele_9988
    r"(?:抖音|快手|小红书|闲鱼|淘宝|旺旺|支付宝)搜?\s?(?=[a-z]{1,20}(?:_|\d{3}))[a-z][a-z0-9_]{4,29}(?![A-Za-z0-9])",
    # 抖音：lele.99
    r"(?:抖音|快手|小红书)(?:号\s?|号?\s?:\s?)(?=[A-Za-z_-]+\.?[A-Za-z_-]*\d)[A-Za-z][A-Za-z0-9._-]{4,29}",
    # 昵称是乐乐, 微信名叫「乐乐」
    r"(?:微信名|旺旺名|昵称)\s?[是叫]\s?[“\"「『《]?[\u4e00-\u9fffA-Za-z0-9]{2,20}",
    # 微博：乐乐, 会员名：lele
    r"(?:旺旺名?|微信名?|(?<![A-Za-z])[vV][xX]|昵称|(?:淘宝|抖音|快手|小红书|闲鱼|京东|拼多多)(?=[名号]|\s?(?i:id|pin))名?|(?:会员|用户|账户)名|微博|[bB]站|知乎|豆瓣|(?i:telegram|whatsapp|skype(?:\slive)?|instagram|facebook|(?<![a-z])(?:ins|fb|ig|tg)))(?:号|\s?(?i:id|pin))?\s?:\s?(?!\+?\d[\d\s-]{9}|\S{0,8}(?:[同爆]款|[欧淡系古国宿港韩街]风|网红|滤镜|推荐|大?会员))[^\s,，。;；*]{2,20}",
    # 旺旺号 乐乐
    r"旺旺(?:号|名|(?i:id))\s{0,2}[^\s,，。;；*]{2,20}",
    # @乐乐
    r"(?<![A-Za-z0-9])@(?:[A-Za-z0-9_]{5,30}|(?!所有人|全体|[客店商卖厂仓掌]|老板|小二|平台|代理|分销|经销|团长)[\u4e00-\u9fff]{2,8}(?![\u4e00-\u9fff]))",
)
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
PLATE = (
    rf"(?P<plate>(?:(?<=车牌)|(?<=车牌号)|(?<=车牌[\s:是])|(?<=车牌号[\s:是]))[{PROVINCES}](?:[\s·.-]{{0,2}}[A-Za-z0-9]){{6,7}}(?![A-Za-z0-9])|[{PROVINCES}]\s?[A-HJ-NP-Za-hj-np-z][·.\s-]?"
    rf"(?:(?=[A-Z0-9]{{0,5}}\d)[A-HJ-NP-Z0-9]{{5,6}}|[A-HJ-NP-Z0-9]{{4}}[学警挂港澳领]|(?<=[·.-])(?=[a-z0-9]{{0,5}}\d)[a-hj-np-z0-9]{{5,6}})(?![A-Za-z0-9]))"
)
