"""What the door hands to whoever seals: the courier's fields in clear, and the shape of a sealer."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class SealFields(NamedTuple):
    """What a courier needs in full.  Empty text = not known (or known only masked, which is never sealed)."""

    name: str
    phone: str
    address: str
    """The whole address, region included, in one run."""
    address_code: str
    """通用寄递地址编码 at the precision of its input."""
    expires: str
    """YYYY-MM-DD, the day a virtual number ends; empty where it doesn't."""

    def __repr__(self) -> str:
        return "SealFields(...)"


class Sealer(Protocol):
    """Seals fields for a carrier, bound to the waybill number."""

    def seal(self, fields: SealFields, waybill_no: str, carrier: str) -> str:
        """The code's text in QR alphanumeric alphabet; empty where the carrier has no key."""
        ...
