"""Unsealing with a journal entry: every reading of a sealed code, granted or refused, is an event."""

from __future__ import annotations

from collections.abc import Callable

from waybill.deidentify.door import WAYBILL_NO
from waybill.deidentify.phone_shapes import PLAIN_MOBILE
from waybill.deidentify.unseal import read_code, unseal
from waybill.errors import WaybillError
from waybill.pipeline.config import Config
from waybill.pipeline.context import wall_clock
from waybill.pipeline.opening import configured_journal


def unseal_recorded(
    config: Config,
    text: str,
    waybill_no: str,
    passphrase: Callable[[], bytes],
    *,
    journal: str | None,
    operator: str | None,
) -> dict[str, str]:
    """The sealed fields by name.  Raises the errors of ``deidentify.unseal``, each of which is recorded too."""
    clock = wall_clock()
    folder = config.folder("keys")
    with configured_journal(config, journal, operator, clock=clock, create=True) as book:
        try:
            code = read_code(text, folder)
            fields = unseal(code, waybill_no, passphrase(), clock().date())
        except WaybillError as error:
            book.record("unseal", {"granted": False, "code": error.code}, number=_nameable(waybill_no))
            raise
        book.record("unseal", {"granted": True, "key": code.frame.key_id.hex()}, number=waybill_no)
    return {"waybill_no": waybill_no} | fields._asdict()


def _nameable(number: str) -> str:
    """The number of a refused reading for the journal; empty where a phone or other text may have been typed instead."""
    return number if WAYBILL_NO.fullmatch(number) and not PLAIN_MOBILE.fullmatch(number) else ""
