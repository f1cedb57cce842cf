"""The Label: all that a waybill's outside may show, and nothing else.

A Label is what the door (``waybill.deidentify``) hands out.  Its personal fields have types of their own, which only
the door makes from raw text: a plain ``str`` in their place is a type error.  Layout, rendering and the journal know
this type and no other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import NamedTuple, NewType

WaybillNo = NewType("WaybillNo", str)
"""运单号: capital letters and digits, without blanks."""
MaskedName = NewType("MaskedName", str)
"""A name of which at least one character is hidden (GB/T 41833-2022, privacy chapter)."""
MaskedPhone = NewType("MaskedPhone", str)
"""A phone number of which at least six digits are hidden, or a virtual number (隐私号), which is printed whole."""
MaskedAddress = NewType("MaskedAddress", str)
"""An address whose unit, floor and room are hidden."""
MaskedText = NewType("MaskedText", str)
"""Free text (contents, remark) in which what tells a person was found and hidden."""

FORMAT = "1"
"""Counts up with every change of the fields; journals go on keeping labels of the former ones.  Its byte is no multiple of
:data:`DIGEST_BYTES` (see ``waybill.journal.chain.leaf_of_stored``)."""
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Label:
    """One waybill, de-identified.  Field names are also the names that a template may print.

    Empty text means "not given".  No field holds a control character.  A new field is filled by the door, which looks for
    what tells a person in it, and is in the fingerprint (``waybill.deidentify.index``).
    """

    waybill_no: WaybillNo
    carrier: str
    """快递公司 as people call it, e.g. 极兔速递."""
    three_segment_code: str
    """三段码: routing code, opaque text, e.g. 058-E06 105."""
    consolidation_hub: str
    """集包地."""
    address_code: str
    """通用寄递地址编码 at a precision that a parcel's outside may show; empty where the place is unknown."""
    recipient_name: MaskedName
    recipient_phone: MaskedPhone
    recipient_phone_note: str
    """Empty, or 隐私号 with its expiry where given: then recipient_phone is a virtual number."""
    recipient_region: MaskedAddress
    """Province, city, district in one run, as a courier reads it; empty where not known."""
    recipient_address: MaskedAddress
    """The rest of the address, masked."""
    sender_name: MaskedName
    sender_phone: MaskedPhone
    sender_phone_note: str
    sender_region: MaskedAddress
    sender_address: MaskedAddress
    contents: MaskedText
    quantity: str
    weight_kg: str
    remark: MaskedText
    printed_at: str
    """Local time of the first print, YYYY-MM-DD HH:MM."""
    seal: str
    """The sealed code's text (QR alphanumeric alphabet); empty where no carrier key was given."""
    exception: str
    """Empty, or the mark of a lawful exception under which fields are shown in clear."""

    @property
    def code_text(self) -> str:
        """What the QR code carries: the sealed code, or the bare waybill number."""
        return self.seal or self.waybill_no

    def pack(self) -> bytes:
        """The Label as bytes for the journal: format number and fields in order, UTF-8, separated by U+001F."""
        return _SEPARATOR.join((FORMAT, *_values(self))).encode()

    @classmethod
    def unpack(cls, data: bytes) -> Label:
        """The Label that :meth:`pack` made.  Raises ValueError for anything else."""
        version, *values = data.decode().split(_SEPARATOR)
        if version != FORMAT or len(values) != len(LABEL_FIELDS):
            raise ValueError("not a packed Label of this version")
        return cls(*values)  # type: ignore[arg-type]  # they left a Label once


LABEL_FIELDS: tuple[str, ...] = tuple(f.name for f in fields(Label))
_values: Callable[[Label], tuple[str, ...]] = attrgetter(*LABEL_FIELDS)


DIGEST_BYTES = 16
MOST_DIGESTS = 15
"""Phones of one party, or orders of one parcel, of which the blind index has a digest: a length of one byte tells how many
bytes they are."""


class BlindIndex(NamedTuple):
    """Keyed digests (HMAC-SHA-256, 16 bytes each) by which the journal finds a label without holding the value.

    ``fingerprint`` covers everything of the order that ends up on or in the label: the same waybill number with
    another fingerprint is another parcel.  Of phones, and of orders that go in one parcel, each number has its digest, one
    behind the other.  Empty bytes where the order has no such value.
    """

    fingerprint: bytes
    recipient_phones: bytes = b""
    order_no: bytes = b""
    sender_phones: bytes = b""
