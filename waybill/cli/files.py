"""Files that a command writes for people to keep and to work on."""

from __future__ import annotations

from pathlib import Path

from waybill.cli.streams import tell_of_a_pipe
from waybill.errors import InputError, Where
from waybill.pipeline.output import write_whole


def write_new(output: str, data: bytes) -> None:
    """Write a file, whole or not at all.  InputError where there is one already with other content."""
    target = Path(output)
    tell_of_a_pipe(output)
    try:
        differs = target.is_file() and (target.stat().st_size != len(data) or target.read_bytes() != data)
    except OSError as error:
        raise InputError("OUTPUT-WRITE", where=Where(output), reason=error.strerror) from error
    if differs:
        raise InputError("OUTPUT-EXISTS", where=Where(output))
    write_whole(target, data)
