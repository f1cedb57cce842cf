"""``python -m waybill`` and the ``waybill`` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    try:
        from waybill.cli import run

        run()
    except KeyboardInterrupt:  # while the command line itself was still loading
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
