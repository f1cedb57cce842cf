"""Runs of division names that are known by heart give what reading name by name gives, whatever follows them."""

from __future__ import annotations

import random

import pytest

from waybill.address.divisions import locate
from waybill.address.divisions_heads import heads
from waybill.address.gazetteer import Unit, gazetteer, town_names

TAILS = (
    "", "路1号", "街8号", "大道99号", "胡同3号", "场二楼", "巷1弄2号", "人民路8号3栋2单元501室", " 中山路1号", "，解放街5号",
    "区政府旁", "县城关镇", "市东路", "新区科技路1号", "高新技术产业开发区1号", "经济开发区", "市辖区1号", "省政府", "人民医院", "第一中学",
    "中区1号", "北区2号", "工业园区3号", "农场一连", "林场", "自治县", "自治州", "矿区", "郊区", "东路", "道里",
)  # fmt: skip


def beginnings(unit: Unit) -> list[str]:
    """The ways in which a county's divisions are written in full, the county last."""
    above = [other.name for other in unit.above]
    return ["".join((*above, unit.name)), "".join((*above[:1], unit.name)), "".join((*above[1:], unit.name))]


def units() -> list[Unit]:
    return [unit for unit in gazetteer().units.values() if unit.level == 3]


@pytest.mark.parametrize("seed", range(4))
def test_known_by_heart_is_as_read(seed: int) -> None:
    rng = random.Random(seed)
    everything = units()
    known = 0
    for unit in rng.sample(everything, 120):
        for begin in beginnings(unit):
            near = rng.choice(gazetteer().below[unit.above[0].key]).name
            towns = list(town_names(unit.key)) or [""]
            tails = [
                *rng.sample(TAILS, 5),
                near,
                near[1:],
                rng.choice(towns),
                begin,
                unit.name,
                unit.name[-1:] + "路",
            ]
            heads.cache_clear()
            locate(begin + "人民路8号")
            learned = heads()
            known += learned.find(begin, gazetteer()) is not None
            for tail in tails:
                warm = locate(begin + tail)
                heads.cache_clear()
                assert warm == locate(begin + tail), begin + tail
                locate(begin + "人民路8号")
    assert known > 250


def test_every_county_by_heart_together() -> None:
    """All runs learned, then each text read again: one run that begins another doesn't hide it."""
    texts = [
        begin + tail for unit in units() for begin in beginnings(unit) for tail in ("解放路1号", "路1号")
    ]
    heads.cache_clear()
    first = []
    for text in texts:
        heads.cache_clear()
        first.append(locate(text))
    for text in texts:
        locate(text)
    assert [locate(text) for text in texts] == first
