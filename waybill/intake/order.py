"""The Order: one row of an order file, raw.  It lives between intake and the door, never longer."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Party:
    """A recipient or sender as the order file wrote them.  All text as found, blanks trimmed; empty = not
    given."""

    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    province: str = field(default="", repr=False)
    city: str = field(default="", repr=False)
    district: str = field(default="", repr=False)
    town: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    """The detailed address, or the whole address where the file has one column for it."""
    phone_is_virtual: bool = False
    """True only where the order's source says that the number is a virtual number (隐私号)."""
    virtual_until: str = field(default="", repr=False)
    """The virtual number's expiry as text, where the source gives it."""
    other_phones: str = field(default="", repr=False)
    """Numbers beside ``phone``, as the landline or the real one of a virtual one, separated by /: no label shows and no
    seal holds them, but it is found by them."""


@dataclass(frozen=True, slots=True)
class Order:
    """One order: waybill number, two parties, routing, contents.  ``repr`` shows the place in the file
    only."""

    file: str
    """Name of the order file (no folder), or ``<stdin>``."""
    line: int
    """Line of the row's first character; 1 is the file's first line (in a sheet: its row number)."""
    waybill_no: str = field(default="", repr=False)
    carrier: str = field(default="", repr=False)
    order_no: str = field(default="", repr=False)
    recipient: Party = field(default_factory=Party, repr=False)
    sender: Party = field(default_factory=Party, repr=False)
    contents: str = field(default="", repr=False)
    quantity: str = field(default="", repr=False)
    weight_kg: str = field(default="", repr=False)
    three_segment_code: str = field(default="", repr=False)
    consolidation_hub: str = field(default="", repr=False)
    remark: str = field(default="", repr=False)
    ordered_at: str = field(default="", repr=False)
    lon: str = field(default="", repr=False)
    lat: str = field(default="", repr=False)
    height_m: str = field(default="", repr=False)
    datum: str = field(default="", repr=False)
    """坐标系 as written: CGCS2000, WGS84, GCJ02, BD09; empty = not told."""
    sku: str = field(default="", repr=False)
    show_exception: str = field(default="", repr=False)
    """Fields to be shown in clear by lawful exception, as written (e.g. ``name,phone``); empty = none."""
    exception_reason: str = field(default="", repr=False)
    consent_reference: str = field(default="", repr=False)
