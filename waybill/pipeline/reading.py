"""How order files are read, by options and settings: the same for ``print``, ``check``, ``verify`` and ``orders``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, Unpack

from waybill.errors import UsageError
from waybill.intake import Options, Source
from waybill.intake.encoding import named
from waybill.intake.textfile import delimiter_of
from waybill.pipeline.config import Config


class HowRead(TypedDict, total=False):
    """The options that say so, as fields of Options; what is not given, or None, is found out."""

    profile: str | None
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    join: str | None
    on: str | None
    strict: bool


def reading(config: Config, **how: Unpack[HowRead]) -> Options:
    """The Options, with the user's own profiles.

    UsageError PIPELINE-JOIN where of join and on one is given alone, INTAKE-ENCODING-NAME and INTAKE-DELIMITER for what is
    none, whether the files are such that ask for one or not.
    """
    if bool(how.get("join")) != bool(how.get("on")):
        raise UsageError("PIPELINE-JOIN")
    if encoding := how.get("encoding"):
        named(encoding)
    if delimiter := how.get("delimiter"):
        delimiter_of(delimiter)
    return Options(profile_folder=config.path("profiles"), **how)


def check_sheet(options: Options, sources: Iterable[Source]) -> None:
    """UsageError PIPELINE-SHEET where a sheet is named and no file is a workbook."""
    if options.sheet and not any(source.sheet for source in sources):
        raise UsageError("PIPELINE-SHEET")
