"""The default sender: a small TOML file with ``name``, ``phone``, ``address``, and the divisions apart if wanted."""

from __future__ import annotations

from pathlib import Path

from waybill.errors import InputError, Where
from waybill.intake.order import Party
from waybill.paths import small_text
from waybill.toml_text import NotToml, loads

REQUIRED = {"name", "phone", "address"}
ALLOWED = REQUIRED | {"province", "city", "district", "town", "phone_is_virtual", "virtual_until"}


def read_sender(path: Path) -> Party:
    """The Party in the file.  InputError PIPELINE-SENDER where it is not one."""
    try:
        table = loads(small_text(path))
    except OSError as error:
        raise InputError("PIPELINE-READ", where=Where(str(path)), reason=error.strerror) from error
    except (NotToml, UnicodeDecodeError):
        # The parser's own words may hold a piece of the line, and the line holds a person.
        raise InputError("PIPELINE-SENDER", where=Where(str(path))) from None
    if set(table) - ALLOWED or REQUIRED - set(table):
        raise InputError("PIPELINE-SENDER", where=Where(str(path)))
    virtual = table.pop("phone_is_virtual", False) is True
    return Party(phone_is_virtual=virtual, **{name: str(value).strip() for name, value in table.items()})
