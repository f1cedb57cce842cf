"""What the door hands to whoever seals: the courier's fields in clear, and the shape of a sealer."""

from __future__ import annotations

from collections.abc import Callable
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


Seal = Callable[[SealFields, str, str], str]
"""Fields, waybill number and carrier to the code's text in QR alphanumeric alphabet, bound to the number.

Empty where the carrier has no key.  PrivacyError SEAL-TOO-LONG where the fields can't fit.
"""


class Sealer(Protocol):
    """Seals fields for carriers."""

    def start(self) -> Seal:
        """What seals the labels of one chunk; it stays in its process."""
        ...
