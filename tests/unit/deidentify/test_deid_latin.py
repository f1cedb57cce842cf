# ruff: noqa: SIM905 - lists of words are read and kept in order more easily as text
"""Others in Latin letters: a first name where somebody is called or takes the parcel; brands and English wishes stay."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waybill.deidentify.policy import Policy
from waybill.deidentify.text import mask_text, untouched
from waybill.deidentify.text_latin import latin_spans, may_be_latin

POLICY = Policy.default()
PEOPLE = {
    "Mr. John Smith please": "Mr. *** please",
    "Contact person Chen Jing": "Contact person ***", "Customer Jason Lee wants blue": "Customer *** wants blue",
    "Nguyễn Văn An收": "***收", "联系人 Nguyen Thi Hoa": "联系人 ***", "收件人Trần Thị Mai": "收件人***", "Ahmed Al-Rashid收": "***收", "Kim Min-jun收": "***收", "José García收": "***收", "François Dupont签收": "***签收",
    "交给Müller先生": "交给***先生", "Lily13812345678": "******", "Lily 138 1234 5678": "*** ***", "Tom:13812345678": "***:***",
    "give it to auntie Chen Meihua": "give it to auntie ***",
    "receiver is Katherine O'Neil": "receiver is ***", "name is Emma": "name is ***", "PLEASE HAND TO SUZUKI KENTA AT RECEPTION": "PLEASE HAND TO *** AT RECEPTION",
    "302室Lily收": "***收", "找前台Amy": "找前台***", "给Kevin老师": "给***老师", "Jessica收": "***收", "lucy代收": "***代收", "LILY收": "***收",
    "交给Tony哥": "交给***哥", "请Jenny姐代收": "请***姐代收", "Mr. Zhang Wei, 12/F": "Mr. ***, ***", "Ms Chen Li": "Ms ***",
    "Dear Emily, happy birthday! Love, Jack": "Dear ***, happy birthday! Love, ***", "贺卡：To Cindy 生日快乐 From David": "贺卡：To *** 生日快乐 From ***",
    "收件人Sophia": "收件人***", "Attn Helen": "Attn ***", "英文名Grace": "英文名***", "english name: Kevin": "english name: ***", "我叫Peter，放前台": "我叫***，放前台",
    "Peter Wong 12/F": "*** ***", "Tom Chen 8F-12 前台": "*** *** 前台", "行政部Sherry签收": "行政部***签收", "转Linda": "转***", "转交 Alice Wang": "转交 ***",
    "c/o Robert Lee": "c/o ***", "contact Daniel at reception": "contact *** at reception", "leave with Jenny at front desk": "leave with *** at front desk",
    "送到1203 Wendy": "送到*** ***", "1602 Jason": "1602 ***", "Annie小姐收": "***小姐收", "李Lisa收": "李***收", "放Sam工位上": "放***工位上",
    "A座2301 Cindy/Amy 都可以收": "A座*** ***/*** 都可以收", "ZhangXiaoli 代收": "*** 代收", "Chen Jie 15900001111": "*** ***", "收件 Zhao Lei": "收件 ***", "联系Vivian": "联系***", "给Amy白色的，给Tom 2件": "给***白色的，给*** 2件", "找 Peter Wong 拿": "找 *** 拿", "Helen Zhou 财务部": "*** 财务部", "Cici Zhang 前台代收": "*** 前台代收", "放Lily家，给Lily的裙子": "放***家，给***的裙子", "清关：Liu Chang, ID 330102199212120012": "清关：***, ID ***",
    "收件人：Иван Петров": "收件人：***", "联系人 สมชาย ใจดี": "联系人 ***", "请交给 김민지": "请交给 ***", "给 محمد 的": "给 *** 的",
    "さとう ゆい 様收": "*** 様收", "For: Emily R. Watson": "For: ***", "Happy birthday Olivia!": "Happy birthday ***!",
    "请找Lucas O'Neil": "请找***", "快递给xiaofang就行": "快递给***就行", "联系 lihongmei 拿": "联系 *** 拿", "直接给前台的Vivian": "直接给前台的***", "Maria说尺寸不对": "***说尺寸不对",
    "2件 to Li Xiuying": "2件 to ***", "for Emily Song 放门口": "for *** 放门口", "to Li Xiuying 放门口": "to *** 放门口", "Name SONG/YUWEI 2件": "Name *** 2件", "快件 from Leo": "快件 from ***", "找 Tom": "找 ***", "Name SONG/YUWEI": "Name ***", "Passenger: SONG YUWEI": "Passenger: ***", "WANG XIAOMING": "***", "Song Yuwei": "***", "宛名 さくら": "宛名 ***", "받는사람: 김민수": "받는사람: ***", "山田太郎様": "***様", "田中さん": "***さん",
    "护照，英文名 LIN HONGYU": "护照，英文名 ***",
}  # fmt: skip
NOBODY = (
    """
Miss Ruby Dress|Mr. Coffee Maker|Customer Service Team|to Tang Soup|Buyer Tang Ring|联系人 VIP Customer|收件人 Same As Above|Coca-Cola收|T-Shirt收|X-Large的快递|Café 代收点|HAND TO FRONT DESK|给 iPhone|转 Type-C|LI NING|Sun Cake|Sun Juice|Tang Dynasty|Love Story|Lin Family|name: Red Dress|from CHINA|to HONG KONG|Name is fine|DELIVER TO BACK DOOR PLEASE
送货前call我|Lucy Baby连衣裙|Tommy Hilfiger Polo衫 L|Calvin Klein内裤3条|Jack Jones 男裤 32|Hello Kitty 水杯|Lily 商务时装 西装外套|Daniel Wellington手表 36mm|给iPhone15配的壳|找Apple售后|Emma床垫 1.5
To be delivered before 5pm|Please leave at front desk|Ms女装 M码|Dr.Martens 1460 38码|Mr Muscle 厨房油污净|Dear Klairs 爽肤水|love from me|放Coco奶茶店|Peter Rabbit 绘本|Nike女士跑鞋 38|Tods小姐单鞋|Lego收纳盒|EMS收
Jimmy Choo 高跟鞋 37|Alexander Wang T恤|Kelly 包 内胆|Jason Markk 清洗剂|for Mike 鞋带|USB to Jack 转接线|for Robin DR400 汽车|with Alexa 音箱|刻 Michael & Linda
找Emma床垫客服|问Luna 3 有没有货|找Molly隐藏款|给Kitty猫买的|给Ken娃穿的衣服|要名Tiffany蓝|放Ruby红的|叫Coco的那款香水|书名Emma|Vera Wang 婚纱|Andy Lau 演唱会周边|Jeremy Lin 球衣 7号|Grace Chen 品牌裙|Daniel Wang 帆布鞋
さくら 抹茶味|要 Алёнка 巧克力|ω-3 鱼油|α波睡眠灯
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.mark.parametrize("text", PEOPLE)
def test_whoever_is_called_or_takes_the_parcel_is_hidden(text: str) -> None:
    assert not untouched(text, ())
    assert mask_text(text, POLICY).masked == PEOPLE[text]


@pytest.mark.parametrize("text", NOBODY)
def test_brands_and_english_wishes_stay(text: str) -> None:
    assert mask_text(text, POLICY).masked == text


WORDS = "Amy lily TOM Wang Li Jack 给 前台 联系 部 收 代收 老师 姐 室 302 *** SONG / YUWEI Passenger 找 様 さん 田中 to from Mr. call , . : / 的 店".split()


@settings(max_examples=2000)
@given(st.lists(st.sampled_from((*WORDS, " ", "\n")), max_size=7))
def test_the_cheap_test_lets_through_whatever_is_found(words: list[str]) -> None:
    text = "".join(words)
    if not may_be_latin(text):
        assert not list(latin_spans(text))


@pytest.mark.parametrize("unit", ["Amy", "Amy ", "给Amy", "A", "to a", "Mr. Li ", "Li Na ", "***a"])
def test_work_grows_with_length_only(unit: str) -> None:
    text = unit * 30000  # a third of a second; squared it would be minutes
    begun = process_time()
    list(latin_spans(text))
    assert process_time() - begun < 4
