# ruff: noqa: SIM905 - lists of words are read and kept in order more easily as text
"""Who takes a parcel, though the name is an everyday word or a pet name; and when, where and by whose post it is taken."""

from __future__ import annotations

from time import process_time

import pytest

from waybill.deidentify.policy import Policy
from waybill.deidentify.text import mask_text, untouched
from waybill.deidentify.text_takers import taker_spans

POLICY = Policy.default()
PEOPLE = (
    # a word of the dictionary
    "{唐糖}收|{唐糖}代收|{高兴}签收|{夏天}代收|{安静}签收|{常青}亲启|{沙漠}亲启|{马达}代收|{陈皮}代收|{金牌}代收|{毛豆}代收|{张开}收|{向往}亲启|{易燃}亲启|{古筝}亲启|{龙井}代收|{白云}亲启|由{白云}代收|{高兴}来取|{高兴}的快递|{唐糖}的包裹|由{高兴}代收|让{毛豆}代收|委托{高兴}代收|{唐糖}电话13812345678|{白羽}代领"
    # behind a landmark
    "|放门口{唐糖}收|送到前台{夏天}收|放快递柜{黄河}收|放驿站{何苦}收|放超市{毛豆}代收|到了打电话{高兴}收|放小卖部{唐糖}代签|门卫转{唐糖}|前台转{高兴}"
    # in a shop or an office
    "|新华书店{高原}收|肯德基{王倩}收|链家{赵磊}代收|兔喜生活{陈伟}代收|苏州大学{林洁}收"
    # called otherwise
    "|{二狗}收|{二狗子}代收|{大壮}代收|{胖虎}收|{小胖}收|{老六}收|{豆包}收|{大头}代收|{老铁}代收|{二妞}收|{三丫}签收|{六子}代收|{老歪}代收|{黑皮}代收|{小黑}收|{石头}收|俺爹{狗剩}代收"
    # of other peoples
    "|{古丽娜尔}代收|{帕丽扎提}收|{木合塔尔江}收|{哈斯巴根}收|{呼斯楞}收|{额尔德尼}收|{阿木古楞}代收|{曲木阿且}收|{俄木尔古}代收|{索朗旺堆}亲启"
    # with a form of address, glued, of two families
    "|{王建国}总收|{马云飞}总亲启|{孙杨}教练收|明珠大药房{张秀兰}店长代收|{张杨梓涵}收|{格桑梅朵}签收|{仁增旺杰}收|拼单人{林小满}|我家二宝{李嘉}收|名字打错了，是{陈曦}不是别的|收件人：{明}|落款：{涵}"
    "|拼多多{昵称乐乐不吃糖}|{王者荣耀ID：乐乐不吃糖}|{游戏id lele9988}|{wei xin lele9988}|{网名叫爱吃鱼的猫}"
    # behind kin and a label
    "|闺蜜{夏天}代收|室友{高兴}代收|我弟弟{石头}代收|我奶奶{金凤}代签|我外婆{白玉}收|小姑子{陈静}收|未婚妻{安琪}亲启|同桌{方方}收|孙子{牛牛}收|孙女{糖糖}的生日礼物|咱妈{桂兰}收"
    "|收货人{唐糖}13812345678|{唐糖} 13812345678|{高兴} 13812345678|{安静}13812345678"
).split("|")
NOBODY = (
    "天晴收|财务钱款签收|童鞋代收|房管代收|单证代收|沙发签收|补发客户华为手机一台|客户牛皮手机壳|女儿熊猫手机壳|客户石墨手机散热|毛巾代收|黄豆收|月初收|季末收|初八收|放门口方可收|务必验货后方可签收|完好方可收|请亲自签收|麻烦亲启|家人代收|任何人代收|任意一人签收|谁都可代收|许可后收|余款付清再收|付款后收|付款签收|付清收|谢绝代收|禁止代收|拒绝代收|查验签收"
    "|何时收|何人代收|方便时收|方便签收|安全签收|安排收|安检后收|成功签收|成人签收|单独收|单位收|单位代收|单位签收|连夜收|常温收|马上签收|高峰后收|高层代收|高价收|陆续签收|周一收|周六签收|周末收|白天代收|双休日代收|于家中签收|于周五前签收"
    "|顾客签收|房东代收|管家代收|车间收|车站代收|金店代收|白云收|白云的快递|单位的快递|顾客的包裹|白色的包裹|马上来拿|方便来取|白天来拿|单位电话13812345678|房东电话13812345678|应急电话13812345678|由顾客代收|让方便的人代收|王庄代收|石库门收|文件签收|牛奶代收|包裹代收|左边邻居代收|农家乐收|东方小学代收|第一中学收"
    "|送雷锋小学门卫|李老师代收|王总亲启|张姐收|老王代收|小李签收|毛大姐收|刘工收|大哥代收|老板代收|大家收|小区代收|大门收|三叔收|天天收|常常代收"
    "|放门口方便收|放前台马上收|放门卫单位收|放驿站周末收|放超市老板代收|阿里巴巴收|巴拉巴拉代收|呼和浩特收|旋转木马|转运仓|物业转交|前台转交"
    "|老公单位收|老板方便收|客户马上要|客户常常催|同事周末收|收货人单位收|收货人方便收|方便 13812345678|单位 13812345678|周末 13812345678|车主 13812345678|查件 13812345678|向您 13812345678|华东 13812345678|应聘 13812345678|谈好了 13812345678|石家庄 13812345678|施工方 13812345678|东方之珠"
).split("|")


@pytest.mark.parametrize("marked", PEOPLE)
def test_who_takes_it_is_hidden(marked: str) -> None:
    text = marked.replace("{", "").replace("}", "")
    name = marked[marked.index("{") + 1 : marked.index("}")]
    assert not untouched(text, ())
    assert mask_text(text, POLICY).masked == text.replace(name, "***").replace("13812345678", "***").replace(
        "******", "***"
    )


@pytest.mark.parametrize("text", NOBODY)
def test_how_it_is_taken_stays(text: str) -> None:
    assert mask_text(text, POLICY).masked == text.replace("13812345678", "***")


@pytest.mark.parametrize("text", ["唐糖收纳盒", "石头收藏", "高兴代收", "小黑收腰裙"])
def test_goods_are_taken_by_nobody(text: str) -> None:
    assert mask_text(text, POLICY, goods=True).masked == text


@pytest.mark.parametrize("unit", ["放门口唐糖收", "二狗", "阿木古楞", "转唐糖", "店高原收", "收"])
def test_work_grows_with_length_only(unit: str) -> None:
    text = unit * 20000  # a second at most; squared it would be minutes
    begun = process_time()
    list(taker_spans(text))
    assert process_time() - begun < 4
