"""Orders full of unique names, phones, addresses and remarks, each piece of which is found nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

NAMES = ["阙骞澍", "亓官璟", "麴甯泓", "訾翦昊", "逄鹄翥", "郗鄯珏", "仉鞠旻", "璩阗溟"]
SENDERS = ["禚鬈蘅", "蹇骛昶", "夔矍沅", "鄢霈濯"]
COUNT = 12


class Canary:
    """One order whose every personal piece is found nowhere else."""

    def __init__(self, index: int) -> None:
        self.number = f"SF79{index:011d}"
        self.name = NAMES[index % len(NAMES)] + ("", "娅")[index // len(NAMES)]
        self.phone = f"1{'3579'[index % 4]}{(968_531_427 + index * 7_771_777) % 10**9:09d}"
        self.line = f"6{(1_732_951 + index * 473_787) % 10**7:07d}"
        self.sender = SENDERS[index % len(SENDERS)]
        self.sender_phone = f"18{(182_739_651 + index * 3_331_313) % 10**9:09d}"
        self.unit, self.room = f"{index + 61}单元", f"{7403 + index * 13}室"
        self.sender_room = f"{8407 + index * 17}室"
        self.friend = f"15{(746_193_582 + index * 9_137_731) % 10**9:09d}"
        self.account = f"canary_wx_{index:04d}"

    def row(self, *, number: str | None = None, address: str | None = None) -> str:
        detail = f"长江西路{index_of(self)}号山门府43栋{self.unit}{self.room}"
        place, friend = self.written(detail), self.friend
        if address is not None:
            place = f"福建省,泉州市,晋江市,{address}"
        if index_of(self) == 6:
            friend = "📱📱📱📱".join((friend[:3], friend[3:7], friend[7:]))
        return (
            f"20260000{index_of(self):04d},{self.number if number is None else number},顺丰速运,{self.name},{self.phone},0595-{self.line},"
            f"{place},{self.sender},{self.sender_phone},贵州省贵阳市观山湖区胜利街1938号26幢3单元{self.sender_room},保温杯,"
            f"打{friend}找{self.name} 微信{self.account} 放{self.room},{self.owed()},{self.name}{self.phone},{self.account}{self.friend}\n"
        )

    def owed(self) -> str:
        """What is to be collected at the door, a column that goes into the remark."""
        return {7: f"128元找{self.name}{self.friend}", 8: "128.00"}.get(index_of(self), "")

    def written(self, detail: str) -> str:
        """Province, city, district, address: in their columns, or as people write them."""
        return {
            2: f",,,{self.name} {self.phone} 广东省东莞市南城街道{detail}",
            3: f",,,{detail}，江苏省南京市",
            4: f"福建省,泉州市,{detail},长江西路",
            5: f"福建省,{self.name},{self.phone},{detail}",
        }.get(index_of(self), f"福建省,泉州市,晋江市,{detail}")

    def secrets(self) -> tuple[str, ...]:
        return self.name, self.phone, f"0595-{self.line}", f"0595{self.line}", self.sender_phone

    def pieces(self) -> Iterator[str]:
        yield from (self.name, self.name[1:], self.sender, self.sender[1:], self.account)
        yield from (self.unit + self.room, self.room, self.sender_room)
        for phone in (self.phone, self.sender_phone, self.friend):
            yield from (phone[start : start + 7] for start in range(5))
        yield from (self.line[:7], self.line[1:])


def index_of(canary: Canary) -> int:
    return int(canary.number[4:])


CANARIES = [Canary(index) for index in range(COUNT)]
BAD = Canary(COUNT)
HEAD = (
    "订单号,运单号,快递公司,收件人,收件人手机,收件人固话,省,市,区,详细地址,寄件人,寄件人手机,寄件地址,商品,备注,代收货款,"
    f"SKU,找{BAD.name}{BAD.friend}\n"
)
"""The last two columns are not printed; nobody has a use for the very last, whose name tells of somebody too."""
BROKEN_ROWS = (
    BAD.row(number="运单号未填"),
    BAD.row(number="SF7900000000091").replace("打", '"打', 1),
    BAD.row(number="SF7900000000092", address="\0" + "长江西路"),
    BAD.row(number="SF7900000000093", address="金桂花园" * 200),
    BAD.row(number=BAD.phone),
)
ALL = [*CANARIES, BAD]
NEEDLES = sorted({piece for canary in ALL for piece in canary.pieces()})
