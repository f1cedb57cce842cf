"""The standard columns of an order row: the names that profiles map to and that problems are told by."""

from __future__ import annotations

from collections.abc import Callable

FIELDS: tuple[str, ...] = (
    "waybill_no",
    "carrier",
    "order_no",
    "recipient_name",
    "recipient_phone",
    "recipient_tel",
    "recipient_province",
    "recipient_city",
    "recipient_district",
    "recipient_town",
    "recipient_address",
    "recipient_virtual",
    "recipient_virtual_until",
    "sender_name",
    "sender_phone",
    "sender_tel",
    "sender_province",
    "sender_city",
    "sender_district",
    "sender_town",
    "sender_address",
    "sender_virtual",
    "sender_virtual_until",
    "contents",
    "quantity",
    "weight_kg",
    "three_segment_code",
    "consolidation_hub",
    "remark",
    "ordered_at",
    "lon",
    "lat",
    "height_m",
    "datum",
    "sku",
    "show_exception",
    "exception_reason",
    "consent_reference",
    # Cells that hold several fields at once; a profile's cleaning takes them apart.
    "recipient_all",
    "sender_all",
    "recipient_name_phone",
    "sender_name_phone",
    "carrier_waybill",
    "seller_remark",
    # Cells that hold a part of a field; cleaning puts them together, those of an address in this order.
    "recipient_family",
    "recipient_given",
    "recipient_estate",
    "recipient_building",
    "recipient_unit",
    "recipient_address_2",
    "recipient_extension",
    # What goes before another cell where it is filled.
    "recipient_all_new",
    "recipient_address_new",
    "recipient_name_new",
    "recipient_phone_new",
    "recipient_province_new",
    "recipient_city_new",
    "recipient_district_new",
    "recipient_town_new",
    "waybill_no_new",
    # What stands beside another cell, of which a row has only one.
    "waybill_no_2",
    "recipient_tel_2",
    # What the courier collects, which goes into the remark.
    "cash_on_delivery",
    "freight_collect",
    "payment",
    "freight_payment",
    # What became of the order, which is told where it should not be sent.
    "order_state",
    "after_sales",
)
"""In the order in which ``rows`` unpacks a row.  ``*_tel`` is a second number, used where the first is empty;
``*_virtual`` is a virtual number (隐私号), or a flag that the phone is one."""

AT: dict[str, int] = {name: index for index, name in enumerate(FIELDS)}

Step = Callable[[list[str]], None]
"""What a profile does with a row: changes the values, which stand as FIELDS do, in place."""

ADDRESS_PARTS: tuple[str, ...] = (
    "recipient_estate", "recipient_building", "recipient_unit", "recipient_address_2",
)  # fmt: skip
"""What stands behind an address in cells of its own."""

REGIONS: tuple[str, str] = ("recipient_region", "sender_region")
"""What column names such as 省市区 mean: a division's parts in one cell, for those that have no column of their own."""

WITHIN: dict[str, tuple[str, ...]] = {
    "seller_remark": ("waybill_no",),
    "carrier_waybill": ("waybill_no", "carrier"),
    "recipient_given": ("recipient_name",),
    "recipient_family": ("recipient_name",),
    "recipient_name_phone": ("recipient_name", "recipient_phone"),
    "sender_all": ("sender_name", "sender_phone", "sender_address"),
    "sender_name_phone": ("sender_name", "sender_phone"),
    "recipient_all": ("recipient_name", "recipient_phone", "recipient_address"),
}
"""What stands in a composite cell where it has no column of its own; the best last."""

REJECT_COLUMNS: tuple[str, ...] = ("file", "line", "column", "code", "reason")
"""What a rejects file adds behind the order file's own columns; ignored when it comes back as input."""

NOTHING_SEEN = dict.fromkeys(
    [
        0xAD,
        0x34F,
        *(0x115F, 0x1160, 0x3164, 0xFFA0),
        *(0x17B4, 0x17B5, *range(0x180B, 0x1810)),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x206A),
        0xFEFF,
    ]
)
"""Characters that nobody sees (zero-width, direction marks, soft hyphen, fillers), as a table for ``str.translate``."""
