"""The cells of a row as found, for rows that are refused only after they were read."""

from waybill.intake.reading import reject_of

__all__ = ["reject_of"]
