"""Web pages: rows that are read at once are what they are tag by tag."""

from __future__ import annotations

from io import BytesIO
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from waybill.errors import InputError
from waybill.intake import encoding
from waybill.intake.pages import Page
from waybill.intake.webpage import open_page

ATTRIBUTES = [
    "", " ", " nowrap", " class=xl65 height=19", ' style="a:b"', " style='mso-number-format:\"\\@\"'", ' x:num="13800138000"', " x:str",
    ' colspan="2"', " rowspan=2", " hidden", ' style="display:none"', ' a="b"c="d"', " a=b/", ' title="a>b"', ' title="&lt;"', " =", " a='",
]  # fmt: skip
TEXTS = [
    "", "林龙旭", " 15089606268\r\n", "1.51E+10", "123456789012345678", "a&nbsp;&amp;b", "&nbsp;", "\xa0", "a<br>b", "<b>a</b>", "<!-- a -->", "a < b",
    "<table><tr><td>a</td></tr></table>", "<script></td>", "a</span>", "<p>a", "\u3000",
]  # fmt: skip
CELLS = st.builds(
    lambda tag, told, text, end: f"<{tag}{told}>{text}{end}",
    st.sampled_from(["td", "th", "TD", "tx"]), st.sampled_from(ATTRIBUTES), st.sampled_from(TEXTS),
    st.sampled_from(["</td>", "</td >\n", "</th>", "", "</tr>"]),
)  # fmt: skip
ROWS = st.builds(
    lambda told, cells, end: f"<tr{told}>{''.join(cells)}{end}",
    st.sampled_from(ATTRIBUTES), st.lists(CELLS, max_size=4), st.sampled_from(["</tr>", "</TR >\r\n", "", "</table>"]),
)  # fmt: skip


def _read(page: bytes, block: int) -> object:
    """The rows, what is merged, and whether a row is hidden; or the code of the error."""
    with patch.object(encoding, "BLOCK", block):
        try:
            (sheet,) = open_page(Page(page, lambda: BytesIO(page), False, "utf-8", "page.xls"))
        except InputError as error:
            return error.code
        return list(sheet.rows()), sheet.merged(), sheet.hidden_rows


@given(st.lists(ROWS, max_size=4))
@settings(max_examples=200, deadline=None)
def test_at_once_and_tag_by_tag(rows: list[str]) -> None:
    page = f"<table>{''.join(rows)}</table>".encode()
    assert _read(page, encoding.BLOCK) == _read(page, 1)
