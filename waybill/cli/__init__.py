"""The command line: parse, call the library, print, map errors to exit codes.  No logic lives here."""

from __future__ import annotations

import errno
import os
import sys

from waybill.cli import streams
from waybill.errors import EXIT_FAULT, EXIT_INTERRUPTED, InputError, WaybillError, Where
from waybill.i18n import use_lang

_STREAM_ERRORS = (errno.ENOSPC, errno.EIO, errno.EBADF)
"""What writing to a standard stream fails with: the error names no file then."""


def run(argv: list[str] | None = None) -> None:
    """Run the command line on ``argv`` (default: the process's) and exit with the documented status."""
    streams.prepare()
    argv = _take_lang(list(sys.argv[1:] if argv is None else argv))
    try:
        try:
            _dispatch(argv)
        finally:
            sys.stdout.flush()  # here, where a reader that has gone or a full disk can still be told
    except WaybillError as error:
        streams.say(error.text())
        raise SystemExit(error.exit_code) from None
    except KeyboardInterrupt:
        raise SystemExit(EXIT_INTERRUPTED) from None
    except BrokenPipeError:
        streams.to_nowhere(sys.stdout)
        raise SystemExit(EXIT_INTERRUPTED) from None
    except OSError as error:
        raise SystemExit(_tell_system(error)) from None
    except Exception as error:
        _tell_fault(error)
        raise SystemExit(EXIT_FAULT) from None


def _take_lang(argv: list[str]) -> list[str]:
    """Choose the language that ``--lang`` asks for, wherever it stands, before anything speaks; the other words."""
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        flag, equals, value = word.partition("=")
        if flag != "--lang":
            rest.append(word)
            continue
        lang = value if equals else next(words, "")
        if lang not in ("zh", "en"):
            sys.stderr.write("waybill: --lang zh|en\n")
            raise SystemExit(2)
        use_lang("zh" if lang == "zh" else "en")
    return rest


def _dispatch(argv: list[str]) -> None:
    if argv[:1] == ["--version"]:
        from waybill.version import __version__

        sys.stdout.write(f"waybill {__version__}\n")
        return
    if argv[:1] in (["print"], ["reprint"]) and _go_short_way(argv):
        return
    from waybill.cli.commands import command_line

    try:
        command_line(argv)(args=argv, prog_name="waybill")
    except SystemExit as done:
        # 1 is what the library exits with after an abort or when the reader of its output has gone.
        raise SystemExit(EXIT_INTERRUPTED if done.code == 1 else done.code) from None


def _go_short_way(argv: list[str]) -> bool:
    """Print or reprint without the command-line library, which takes longer to load than a label to make.

    False where the words ask for more than the short way understands; nothing is done then.
    """
    from waybill.cli.plain import plain

    understood = plain(argv)
    if understood is None:
        return False
    from waybill.cli import doing

    if understood.command == "print":
        doing.print_orders(**understood.arguments)  # type: ignore[arg-type]  # plain names and types them as doing does
    else:
        doing.reprint(**understood.arguments)  # type: ignore[arg-type]  # likewise
    return True


def _tell_system(error: OSError) -> int:
    """A file or a stream that the system denies is no fault of ours.  The exit status."""
    if error.filename is not None:
        told = InputError("CLI-FILE", where=Where(os.fsdecode(error.filename)), reason=error.strerror)
    elif error.errno in _STREAM_ERRORS:
        streams.to_nowhere(sys.stdout)
        told = InputError("OUTPUT-WRITE", where=Where("<stdout>"), reason=error.strerror)
    elif isinstance(error, FileNotFoundError):  # a path was asked for in a working folder that was removed
        told = InputError("CLI-FILE", where=Where("."), reason=error.strerror)
    else:
        _tell_fault(error)
        return EXIT_FAULT
    streams.say(told.text())
    return told.exit_code


def _tell_fault(error: Exception) -> None:
    """A fault of ours: where it is, so that it can be reported, and not what it says, which may be a cell's value."""
    from traceback import extract_tb

    frames = [
        f"  {frame.filename}:{frame.lineno} {frame.name}\n" for frame in extract_tb(error.__traceback__)[-8:]
    ]
    kind = type(error).__name__
    if isinstance(error, ImportError) and error.name:  # a package that is not installed whole
        kind += f" {error.name}"
    streams.say(WaybillError("CLI-FAULT", kind=kind).text())
    sys.stderr.write("".join(frames))
