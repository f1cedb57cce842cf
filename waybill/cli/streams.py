"""The process's standard streams, some of which may be closed, without a reader, or on a full disk."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any, TextIO


class Aside:
    """Standard error, for messages beside the work: where they can't be written, the work goes on all the same."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write if that is possible; claims that it was."""
        self._try(lambda: self._stream.write(text))
        return len(text)

    def flush(self) -> None:
        """Flush if that is possible."""
        self._try(self._stream.flush)

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except OSError:
            to_nowhere(self._stream)


def prepare() -> None:
    """Make the three streams usable whatever state the process inherited them in."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
    # Where the encoding lacks a character: \u6797 still says which one it was, also in JSON; a question mark does not.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.stderr = Aside(sys.stderr)


def say(told: str) -> None:
    """A message to people."""
    sys.stderr.write(f"waybill: {told}\n")


def to_nowhere(stream: TextIO) -> None:
    """Lead a broken stream to the null device: what still waits to be written must not fail again when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
