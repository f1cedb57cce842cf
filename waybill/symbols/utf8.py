"""Text as the bytes that matrix symbols carry where it is not ASCII."""

from __future__ import annotations

from waybill.errors import SymbolError


def utf_8(text: str, symbology: str) -> bytes:
    """The text in UTF-8.  Raises SymbolError ``SYMBOL-ALPHABET`` for a lone surrogate, which is no character."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        code_point = f"U+{ord(text[error.start]):04X}"
        raise SymbolError("SYMBOL-ALPHABET", symbology=symbology, code_point=code_point) from None
