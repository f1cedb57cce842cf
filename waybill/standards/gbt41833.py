"""GB/T 41833-2022, express electronic waybill (快递电子运单): what its privacy chapter asks to be hidden at least.

Of sender and recipient alike.  Known from the State Post Bureau's press conference of 2023-04-07, not from the text: which
character of a name, what of an address without a unit, and whether a virtual number counts, no source tells.
"""

from __future__ import annotations

_CHAPTER = "GB/T 41833-2022, privacy chapter"
NAME = f"{_CHAPTER}: at least one character of the name is hidden"
PHONE = f"{_CHAPTER}: at least six digits of the phone number are hidden"
ADDRESS = f"{_CHAPTER}: the unit and room of the address are hidden"

LEAST_HIDDEN_DIGITS = 6
MOST_SHOWN_DIGITS = 11 - LEAST_HIDDEN_DIGITS
"""Of a mobile number; shorter ones may keep fewer."""
