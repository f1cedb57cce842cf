"""How often Python looks for cycles of objects that nobody holds: seldom, here.

Modules and a chunk's thousands of tuples make next to none.  As often as usual, the search took 13 of the 250 ms in
which one label is printed.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (200_000, 20, 20)
"""Net allocations before the youngest objects are looked through, and so on (``gc.set_threshold``)."""


def look_seldom() -> None:
    """From now on, in this process and those that it forks."""
    gc.set_threshold(*_SELDOM)


@contextmanager
def looking_seldom() -> Iterator[None]:
    """The same for a while: it may be somebody else's process."""
    usual = gc.get_threshold()
    look_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*usual)
