"""The default sender: a small TOML file with ``name``, ``phone``, ``address``, and the divisions apart if wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from waybill.errors import InputError, Where
from waybill.i18n import tr
from waybill.intake import Source
from waybill.intake.order import Party
from waybill.paths import small_text
from waybill.toml_text import NotToml, loads

_REQUIRED = frozenset(("name", "phone", "address"))
_ALLOWED = _REQUIRED | {"province", "city", "district", "town", "phone_is_virtual", "virtual_until"}
_NO_TEXT = (bool, float, list, dict)
"""What a value can't be; a phone may be written as a whole number, and an expiry as a date."""


def read_sender(path: Path) -> Party:
    """The Party in the file.  InputError PIPELINE-SENDER where it is not one."""
    try:
        table = loads(small_text(path))
    except OSError as error:
        raise InputError("PIPELINE-READ", where=Where(str(path)), reason=error.strerror) from error
    except (NotToml, UnicodeDecodeError):
        # The parser's own words may hold a piece of the line, and the line holds a person.
        raise InputError("PIPELINE-SENDER", where=Where(str(path))) from None
    virtual = table.get("phone_is_virtual", False)
    texts = {name: value for name, value in table.items() if name != "phone_is_virtual"}
    wrong = set(table) - _ALLOWED or _REQUIRED - set(table) or not isinstance(virtual, bool)
    if wrong or any(isinstance(value, _NO_TEXT) for value in texts.values()):
        raise InputError("PIPELINE-SENDER", where=Where(str(path)))
    return Party(phone_is_virtual=virtual, **{name: str(value).strip() for name, value in texts.items()})


def told_of_no_sender(sources: Iterable[Source]) -> Iterator[str]:
    """A note on the files without a column for who sends, to whom a parcel goes back."""
    names = ", ".join(source.name for source in sources if not source.tells_sender)
    if names:
        yield tr(
            f"{names}: no column tells who sends; without --sender FILE or the setting sender the labels name no sender",
            f"{names}：没有寄件人列；不给 --sender 文件，也未设置 sender，则面单上没有寄件人",
        )
