"""What masking hands back."""

from __future__ import annotations

from typing import NamedTuple


class Masked(NamedTuple):
    """One masked value.

    ``masked`` may be printed; None means that nothing of the value may be (platform ciphertext, a missing or unreadable
    value).  ``kind`` says what the value was taken for, ``rule`` which rule masked it, ``hidden`` how many characters or
    digits of it are not shown, ``issues`` holds codes of the catalogue (``waybill explain CODE``).
    """

    masked: str | None
    kind: str
    rule: str
    hidden: int
    issues: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Masked(kind={self.kind!r}, rule={self.rule!r}, hidden={self.hidden}, issues={self.issues!r})"
