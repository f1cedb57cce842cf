"""``python -m waybill`` and the ``waybill`` command."""

from __future__ import annotations

import gc
import os
import signal
from time import monotonic

_INTERRUPTED = 130
_PATIENCE_SECONDS = 1
"""Time to clean up in, after which a further signal is meant."""

_first: float | None = None


def _interrupt(*_: object) -> None:
    """Ctrl-C and SIGTERM: the first one ends the run in order, nothing released.

    A key that is held down must not disturb that; who still asks a while later wants to be out at once.  What is
    left then is what a killed run leaves: the next one settles it, and workers end with their parent.
    """
    global _first
    if _first is None:
        _first = monotonic()
        raise KeyboardInterrupt
    if monotonic() - _first > _PATIENCE_SECONDS:
        os._exit(_INTERRUPTED)


def main() -> None:
    """Run the command line."""
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        from waybill.cli import run

        run()
    except KeyboardInterrupt:  # while the command line itself was still loading
        raise SystemExit(_INTERRUPTED) from None
    finally:
        if _first is not None:  # a key that is still held down must not change how the run ended
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        gc.freeze()  # the process ends: to look for cycles once more took 20 ms


if __name__ == "__main__":
    main()
