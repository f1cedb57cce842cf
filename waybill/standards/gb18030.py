"""GB 18030-2022: characters that earlier editions, and GBK before them, had to put into Unicode's private use area.

Files still bring them from there: Python's codec, too, is of the edition of 2000, and GBK of Windows has the whole row
0xFE.  No font draws them there.  GB 18030-2022 gives 18 of them their own code points, that of 2005 gave one (0xA8BC); six
(0xFE51 ...) have theirs in plane 2, where that edition has them a second time.

>>> "\ue863".translate(MODERN), "\ue81e".translate(MODERN)
('䶮', '龴')
"""

from __future__ import annotations

import re

STANDARD = "GB 18030-2022"
_ROW_FE = (
    "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱"
    "䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻"
)
"""0xFE50 to 0xFEA0 (without 0xFE7F): in GBK U+E815 to U+E864."""
_VERTICAL = "︐︒︑︓︔︕︖︗︘︙"
"""Punctuation of vertical text, 0xA6D9 to 0xA6F3: before 2022 U+E78D to U+E796."""

MODERN: dict[int, str] = {
    0xE7C7: "ḿ",
    **dict(enumerate(_VERTICAL, 0xE78D)),
    **dict(enumerate(_ROW_FE, 0xE815)),
}
"""Private code point to the character of GB 18030-2022, as a table for ``str.translate``."""

_MOVED = f"ḿ{_VERTICAL}龴龵龶龷龸龹龺龻"
_OLD_PLACES = "".join(chr(code) for code, character in MODERN.items() if character in _MOVED)
is_unsettled = re.compile(f"[{_MOVED}{_OLD_PLACES}]").search
"""Finds one of the 19 characters that got other bytes, or a private one that took theirs: the same bytes are read as
one or the other by the edition that a program knows."""
