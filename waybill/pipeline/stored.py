"""What the journal keeps of a label, made a page again: the Label unpacked and painted, marked 补打 and counted."""

from __future__ import annotations

from waybill.errors import JournalError
from waybill.label import Label
from waybill.layout import Copy, Form, placer
from waybill.render.painter import PageBytes, Painter


class FormPainter:
    """Paints labels on one form; compiled once.  As a Painter's, every page must be added or told by ``use``."""

    def __init__(self, form: Form) -> None:
        self._painter = Painter(form.grid)
        self._place = placer(form, on_missing="geta", pen=self._painter)

    def page(self, label: Label, count: int) -> PageBytes:
        """The finished page of a Label as its ``count``-th reprint."""
        return self._painter.finish(self._place(label, Copy(reprint=count)))


def unpack_label(packed: bytes) -> Label:
    """The Label that the journal kept.  JournalError PIPELINE-LABEL-DAMAGED where it is none."""
    try:
        return Label.unpack(packed)
    except ValueError:
        raise JournalError("PIPELINE-LABEL-DAMAGED") from None


def unpack_form(packed: bytes) -> Form:
    """The form that the journal kept.  JournalError PIPELINE-LABEL-DAMAGED where it is none."""
    try:
        return Form.unpack(packed)
    except ValueError:
        raise JournalError("PIPELINE-LABEL-DAMAGED") from None
