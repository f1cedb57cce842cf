"""``waybill`` in a process of its own that is ready at once: a fork of one that has loaded what all commands load.

A start of the program takes a tenth to half a second, most of it for libraries, patterns and the gazetteer; a fork takes
some milliseconds.  The fork has streams, environment, arguments and working folder of its own, loads the command line
by itself, and ends as the program ends.  What a start itself does is tested where the program is started: by the
canaries and what they do not use, interrupts, resumed runs, terminals, shells, and whatever changes the environment.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, Any, NoReturn

LIBRARIES = (
    *("PIL.Image", "PIL.PngImagePlugin", "barcode.codex", "cbor2", "cryptography.hazmat.primitives.ciphers.aead"),
    *("cryptography.hazmat.primitives.asymmetric.x25519", "cryptography.hazmat.primitives.kdf.scrypt"),
    *("multiprocessing.connection", "multiprocessing.context", "multiprocessing.queues", "phonenumbers", "platformdirs"),
    *("pypdf", "pypdfium2.raw", "python_calamine", "reportlab.pdfgen.canvas", "rich.console", "sqlite3", "typer.main"),
    *("typer._adapters", "zxingcpp"),
)  # fmt: skip
"""What commands load when they first need it."""
_OWN = ("waybill.cli", "waybill.__main__", "waybill.journal.postgres", "waybill.symbols.qr_arrays")
"""Not loaded ahead: the command line speaks the language of its process from its import on, a database's driver may be missing,
and numpy starts threads, which no fork has."""
_MAY_DIFFER = ("HOME", "PYTEST_CURRENT_TEST", "TMPDIR")
"""Beside all that is Waybill's: variables that nothing reads before a command does."""
_TIMEOUT_SECONDS = 120


@cache
def _ready() -> Ready:
    """The process that this one's commands are forks of."""
    return Ready()


def waybill(
    *arguments: str | Path, stdin: bytes | None = None, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run ``waybill`` in a process of its own, in the test's own house: a start is left out where it would load the same."""
    full = os.environ | environment
    if not _ready().fits(full):
        return started(*arguments, stdin=stdin, cwd=cwd, **environment)
    return _ready().run([*map(str, arguments)], stdin, cwd, full)


def started(
    *arguments: str | Path, stdin: bytes | None = None, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """The same, started as a user starts it."""
    return subprocess.run(
        [sys.executable, "-m", "waybill", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=os.environ | environment,
        timeout=120,
    )


class Ready:
    """The process that is forked, and this process's end of the line to it."""

    def __init__(self) -> None:
        self._environment = dict(os.environ)
        self._line, other = socket.socketpair()
        with other:
            command = [sys.executable, __file__, str(other.fileno())]
            pipe = subprocess.PIPE  # its streams, too, are what those of its forks will be
            self._process = subprocess.Popen(
                command, pass_fds=[other.fileno()], stdin=pipe, stdout=pipe, stderr=pipe
            )
        atexit.register(self._close)

    def _close(self) -> None:
        self._line.close()
        self._process.communicate()

    def fits(self, environment: Mapping[str, str]) -> bool:
        """Whether a start in this environment would load just what is loaded."""
        own, its = self._environment, environment
        differing = [name for name in own.keys() | its.keys() if own.get(name) != its.get(name)]
        return all(name in _MAY_DIFFER or name.startswith(("WAYBILL_", "XDG_")) for name in differing)

    def run(
        self, arguments: list[str], stdin: bytes | None, cwd: Path | None, environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[bytes]:
        """As ``subprocess.run([sys.executable, "-m", "waybill", *arguments], ...)``."""
        pipes = [os.pipe() for _ in range(3)]
        (its_in, to_it), (from_it, its_out), (told, its_err) = pipes
        request = {
            "arguments": arguments,
            "cwd": os.fspath(cwd or Path.cwd()),
            "environment": dict(environment),
        }
        with (
            os.fdopen(to_it, "wb", 0) as writer,
            os.fdopen(from_it, "rb") as out,
            os.fdopen(told, "rb") as err,
        ):
            head = json.dumps(request).encode()
            with suppress(BrokenPipeError):  # what became of it is told below
                socket.send_fds(self._line, [b"%10d" % len(head)], [its_in, its_out, its_err])
                self._line.sendall(head)
            for end in (its_in, its_out, its_err):
                os.close(end)
            process = self._number()
            watch = threading.Timer(_TIMEOUT_SECONDS, os.kill, (process, signal.SIGKILL))
            watch.start()
            texts = _communicate(writer, stdin or b"", out, err)
            status = self._number()
            watch.cancel()
        return subprocess.CompletedProcess(["waybill", *arguments], status, *texts)

    def _number(self) -> int:
        told = self._line.recv(10, socket.MSG_WAITALL)
        if not told:
            raise RuntimeError(
                f"the process to be forked has ended: {self._process.communicate()[1].decode()}"
            )
        return int(told)


def _communicate(writer: IO[bytes], data: bytes, *readers: IO[bytes]) -> list[bytes]:
    """Give it its input and take what it says, all at the same time."""
    said = [b""] * len(readers)

    def read(index: int) -> None:
        said[index] = readers[index].read()

    threads = [threading.Thread(target=read, args=(index,)) for index in range(len(readers))]
    for thread in threads:
        thread.start()
    with suppress(BrokenPipeError):  # it may end without having read all
        while data:
            data = data[writer.write(data) :]
    writer.close()
    for thread in threads:
        thread.join()
    return said


def _serve(line: socket.socket) -> None:
    """Fork for each request, tell the fork's number and then how it ended; until nobody asks any more."""
    while True:
        head, fds, _, _ = socket.recv_fds(line, 10, 3)
        if not head:
            return
        request = json.loads(_whole(line, int(head)))
        process = os.fork()
        if process == 0:
            line.close()
            _become(request, fds)
        for fd in fds:
            os.close(fd)
        line.sendall(b"%10d" % process)
        _, status = os.waitpid(process, 0)
        line.sendall(b"%10d" % os.waitstatus_to_exitcode(status))


def _whole(line: socket.socket, length: int) -> bytes:
    told = b""
    while len(told) < length:
        told += line.recv(length - len(told))
    return told


def _become(request: dict[str, Any], fds: list[int]) -> NoReturn:
    """Be the command."""
    for own, fd in enumerate(fds):
        os.dup2(fd, own)
        os.close(fd)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    sys.argv = ["waybill", *request["arguments"]]
    from waybill.__main__ import main

    try:
        main()
    except SystemExit as end:
        _end(end.code)
    _end(None)


def _end(status: object) -> NoReturn:
    """As the interpreter ends, but for taking apart all that was loaded: that takes longer than most commands."""
    if not isinstance(status, int | None):
        raise SystemExit(status)
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(status or 0)


def _load() -> None:
    """Libraries, the program without its command line, its late patterns, the gazetteer."""
    import waybill
    from waybill.address.gazetteer import gazetteer
    from waybill.patterns import LatePattern

    for name in LIBRARIES:
        importlib.import_module(name)
    names = [each.name for each in pkgutil.walk_packages(waybill.__path__, "waybill.", onerror=print)]
    for name in names:
        if not name.startswith(_OWN):
            importlib.import_module(name)
    for module in [module for name, module in sys.modules.items() if name.startswith("waybill.")]:
        for value in list(vars(module).values()):
            if isinstance(value, LatePattern):
                value.search  # noqa: B018 - that is what compiles it
    gazetteer()


if __name__ == "__main__":
    _load()
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=int(sys.argv[1])) as asked:
        _serve(asked)
