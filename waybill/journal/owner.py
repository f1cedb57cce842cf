"""Who runs, and whether the process that began a batch still lives.

A batch's owner is ``host|boot|pid namespace|pid|start time|instance``.  On the same machine, boot and pid
namespace the process table decides at once; a pid that was given to another process since has another start
time.  Of a journal that one machine alone can have open, whoever wrote before the machine was last started is dead: the
host is the same and the boot another one.  A container may have a boot of its own, which its host's name tells, and a
confined service sees none; neither says that somebody has died.
Where neither can tell (another machine, another container, no /proc), the owner counts as dead once it has not
been heard of for :data:`LEASE_SECONDS` (it is heard of with every chunk of labels).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from typing import Any

from waybill.errors import JournalError
from waybill.journal.records import Actor
from waybill.patterns import SOMEBODYS

LEASE_SECONDS = 900

_instances: set[str] = set()


def _read(path: str) -> str:
    try:
        with open(path, encoding="ascii", errors="replace") as file:  # noqa: PTH123 (pathlib costs the cold start)
            return file.read().strip()
    except OSError:
        return ""


def _started(pid: int) -> str:
    """When a process began, in clock ticks since boot; empty where there is no such process or no /proc."""
    stat = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return "" if len(stat) < 20 or stat[0] in "ZX" else stat[19]


def _host() -> str:
    if hasattr(os, "uname"):
        # The module socket would cost the cold start more than the journal's whole lookup.
        name = os.uname().nodename
    else:
        import platform

        name = platform.node()
    return name.replace("|", "_")


def _boot() -> str:
    return _read("/proc/sys/kernel/random/boot_id")


def _machine() -> str:
    try:
        space = os.readlink("/proc/self/ns/pid")  # noqa: PTH115
    except OSError:
        space = ""
    return f"{_host()}|{_boot()}|{space}"


def register() -> str:
    """A new owner in this process (one for each open journal)."""
    pid = os.getpid()
    owner = f"{_machine()}|{pid}|{_started(pid)}|{os.urandom(4).hex()}"
    _instances.add(owner)
    return owner


def release(owner: str) -> None:
    """This owner's journal was closed."""
    _instances.discard(owner)


def alive(owner: str, seen: str, now: str, *, shared: bool) -> bool:
    """Is the owner of a batch, last heard of at ``seen``, still running?  Both times as the journal writes them.

    ``shared``: whether other machines may have the journal open.  An owner that no program wrote so is nobody.
    """
    try:
        host, boot, space, pid_text, started, _ = owner.split("|")
        pid = int(pid_text)
        silent = datetime.fromisoformat(now) - datetime.fromisoformat(seen)
    except (AttributeError, TypeError, ValueError):
        return False
    if not shared and host == _host() and "" != boot != _boot() != "":
        return False
    if not started or f"{host}|{boot}|{space}" != _machine():
        return silent.total_seconds() < LEASE_SECONDS
    if pid == os.getpid() and started == _started(pid):
        return owner in _instances
    return _started(pid) == started


def is_here(owner: str, *, shared: bool) -> bool:
    """Whether the files of a batch with this owner may be on this machine: where others have the journal open as well
    (``shared``), its name tells.  An owner that no program wrote may be anywhere.
    """
    host, *rest = owner.split("|")
    return not shared or host == _host() or len(rest) != 5


def current_actor(operator: str = "") -> Actor:
    """The user, host and groups that the operating system tells, by number where it has no name, with the claimed
    operator.

    JournalError JOURNAL-OPERATOR for an operator with a phone or identity number: who acted stays in the chain for ever.
    """
    if operator and SOMEBODYS.search(operator):
        raise JournalError("JOURNAL-OPERATOR")
    try:
        import grp
        import pwd
    except ImportError:  # a system without numbers for its users
        return Actor(os.environ.get("USERNAME") or "unknown", _host(), operator)
    groups = {_name(grp.getgrgid, group) for group in {os.getgid(), *os.getgroups()}}
    return Actor(_name(pwd.getpwuid, os.getuid()), _host(), operator, tuple(sorted(groups)))


def _name(entry: Callable[[int], tuple[Any, ...]], number: int) -> str:
    """The first field of a user's or group's entry; its number where it has none, as users of containers."""
    try:
        return str(entry(number)[0])
    except KeyError:
        return str(number)
