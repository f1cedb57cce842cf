"""``locate`` on any text: it answers, its spans fit the text, and what it says belongs together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from waybill.address.divisions import Located, locate
from waybill.address.gazetteer import gazetteer

PIECES = [
    *("浙江省", "浙江", "杭州市", "杭州", "西湖区", "西湖", "朝阳区", "朝阳", "鼓楼区", "市中区", "中区"),
    *("北京市", "北京", "吉林", "海南", "巢湖市", "居巢区", "莱芜市", "江北区", "东莞市", "虎门镇", "香港"),
    *("九龙", "台湾", "高新区", "工业园区", "天府新区", "花桥镇", "街道", "镇", "乡", "区", "市", "路"),
    *("大道", "翠苑街道", "芒市", "310012", "市辖区", "中国", "省直辖县级行政区划", "南京西路", "501室"),
    *("（", "）", "【", "】", ",", "，", "/", "-", "\u3000", "Beijing", " District", "臺北", "縣"),
]

texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))


def check(text: str, found: Located) -> None:
    last = 0
    for span in found.spans:
        assert last <= span.start < span.end <= len(text)
        last = span.end
    assert 0 <= found.end <= len(text)
    assert 0 <= found.start <= len(text)
    if len(found.code) >= 6:
        unit = gazetteer().units[found.code[:6]]
        assert unit.province == found.province
        if found.code[:2] not in ("71", "81", "82"):
            assert (unit.city, unit.district) == (found.city, found.district)
    if "ambiguous" in found.issues or "contradiction" in found.issues:
        assert found.code == "" and len(found.candidates) > 1


@given(texts)
@settings(max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    check(text, locate(text))
