"""The process's standard streams, some of which may be closed, without a reader, or on a full disk."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from waybill.errors import harmless
from waybill.i18n import tr
from waybill.patterns import late_pattern

_OF_LINES = "\n\t\xa0\u3000"
_UNSEEN = late_pattern("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""Control characters, marks that turn writing around, line ends that are not everybody's."""


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
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # it is a text file, whoever opened it
    sys.stderr = Aside(sys.stderr)


def say(told: str) -> None:
    """A message to people."""
    tell(f"waybill: {told}")


def tell(text: str) -> None:
    """A line, or several, beside the work; what a name in it would do to a terminal is not done."""
    sys.stderr.write(on_screen(text) + "\n")


def is_standard_output(output: str) -> bool:
    """Whether an output is standard output, under whatever name (``/dev/stdout``): no answer may be mixed into it."""
    if output == "-":
        return True
    with suppress(OSError):
        return os.path.samestat(os.stat(output), os.fstat(sys.stdout.fileno()))  # noqa: PTH116 - followed to the end
    return False


def tell_of_a_pipe(output: str) -> None:
    """A word for who waits in front of a named pipe that nobody reads yet: the system opens it when somebody does."""
    if Path(output).is_fifo():
        say(
            tr(
                f"{output} is a named pipe: this goes on when a program reads it",
                f"{output} 是命名管道：有程序读取时才会继续",
            )
        )


def on_screen(text: str) -> str:
    """Lines of text for people, in which nothing speaks to the terminal."""
    return harmless(text, _OF_LINES)


def json_line(value: object) -> str:
    """A value as one line of JSON, Chinese as itself.  JSON itself escapes no more than the first 32 control characters."""
    import json

    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def to_nowhere(stream: TextIO) -> None:
    """Lead a broken stream to the null device: what still waits to be written must not fail again when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
