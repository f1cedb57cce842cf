"""Waybill prints express waybills that protect the people on them.

The Python API does what the command line does.  Everything is imported when first asked for, so that
``import waybill`` costs nothing::

    job = waybill.PrintJob.from_config(waybill.Config(), ["orders.csv"], "labels.pdf")
    report = waybill.print_labels(job)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from waybill.version import __version__

if TYPE_CHECKING:
    from waybill.address.parse import parse as parse_address
    from waybill.deidentify.policy import Policy
    from waybill.deidentify.result import Masked
    from waybill.errors import WaybillError
    from waybill.pipeline.config import Config
    from waybill.pipeline.job import PrintJob
    from waybill.pipeline.printing import print_labels
    from waybill.pipeline.report import PrintReport
    from waybill.pipeline.reprint import ReprintJob, reprint_labels
    from waybill.verify import secrets_of_files, verify_pdf

__all__ = [
    "Config",
    "Policy",
    "PrintJob",
    "PrintReport",
    "ReprintJob",
    "WaybillError",
    "__version__",
    "mask_address",
    "mask_name",
    "mask_phone",
    "mask_text",
    "parse_address",
    "print_labels",
    "reprint_labels",
    "secrets_of_files",
    "verify_pdf",
]

_HOME = {
    "Config": "pipeline.config",
    "Policy": "deidentify.policy",
    "PrintJob": "pipeline.job",
    "PrintReport": "pipeline.report",
    "ReprintJob": "pipeline.reprint",
    "WaybillError": "errors",
    "parse_address": "address.parse",
    "print_labels": "pipeline.printing",
    "reprint_labels": "pipeline.reprint",
    "secrets_of_files": "verify",
    "verify_pdf": "verify",
}


def mask_name(raw: str, policy: Policy | None = None) -> Masked:
    """A name as a label shows it, under the default policy unless told; never raises."""
    from waybill.deidentify.names import mask_name as mask

    return mask(raw, policy or _default_policy())


def mask_phone(raw: str, policy: Policy | None = None, *, virtual: bool = False, until: str = "") -> Masked:
    """A phone number as a label shows it.  ``virtual``: its source calls it one; ``until``: its expiry as written."""
    from waybill.deidentify.phones import mask_phone as mask

    return mask(raw, policy or _default_policy(), virtual=virtual, until=until)


def mask_address(raw: str, policy: Policy | None = None) -> Masked:
    """A whole address in one text as a label shows it."""
    from waybill.deidentify.addresses import mask_address as mask

    return mask(raw, policy or _default_policy())


def mask_text(raw: str, policy: Policy | None = None, *, pieces: Sequence[str] = ()) -> Masked:
    """Free text as a label shows it.  ``pieces``: the same order's name, phone and address, as written."""
    from waybill.deidentify.text import mask_text as mask

    return mask(raw, policy or _default_policy(), pieces=pieces)


def _default_policy() -> Policy:
    from waybill.deidentify.policy import Policy

    return Policy.default()


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(name)
    from importlib import import_module

    found: object = getattr(
        import_module(f"waybill.{_HOME[name]}"), "parse" if name == "parse_address" else name
    )
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
