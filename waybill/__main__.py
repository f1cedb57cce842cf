"""``python -m waybill`` and the ``waybill`` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from waybill.cli import run

    run()


if __name__ == "__main__":
    main()
