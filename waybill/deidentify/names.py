"""Names: at most the surname's first character stays, the rest is a fixed pattern that doesn't tell the length.

GB/T 41833-2022, privacy chapter: at least one Chinese character of the name is hidden.  The standard doesn't say which;
the rules here, each of which only ever hides more:

* ``first``: the first letter or Chinese character stays, all else becomes the mark: 欧阳娜娜 ``欧**``, John Smith ``J**``.
* ``whole``: nothing stays where that first character is all there is to the name once forms of address (王先生),
  kinds of business (晨便利店) and remarks in brackets are taken away; where a mixed name has a single Chinese character
  and begins with it; where all Chinese characters are the same (可可); where a name without Chinese characters has
  fewer than four letters, so that at least three are hidden; where nothing but digits or pictures stand; where the
  first letter is one that the shipped font lacks (김, Ł).
* ``kept``: an already masked name that shows at most one character stays as it is; one that shows more is masked again.
* ``none``: nothing is printed for ciphertext, an empty cell and placeholders (先生, null).

Organisations follow the same rules: one character of the distinctive part at most stays visible, the rest is hidden.
"""

from __future__ import annotations

import re

from waybill.deidentify import marks
from waybill.deidentify.name_cells import MaskedCell, NameCell, read_masked, read_name, without_masked_phone
from waybill.deidentify.name_words import ORGANISATIONS, PLACEHOLDERS, TITLES
from waybill.deidentify.policy import Policy
from waybill.deidentify.result import Masked
from waybill.frozen import made

PLAIN = re.compile(r"(?![收寄发联请转送交带给烦]|敬请)[\u4e00-\u9fff]{2,4}")
"""Names for which the first rule holds as it stands, unless they end like a title or repeat one character; 收件人, 请转 and
送给 before a name are of no family name's characters."""
FEWEST_LETTERS = 4
"""Letters that a name without Chinese characters must have for its first one to be shown."""
_WORDS = frozenset([*TITLES, *ORGANISATIONS, *PLACEHOLDERS])
_ENDS = frozenset(word[-1] for word in _WORDS)


def mask_name(raw: str, policy: Policy) -> Masked:
    """``raw`` masked for a label; linear in its length, never raises.

    Kinds: name, latin, mixed, title, organisation, symbols, masked, empty, ciphertext.  Issues: DEID-CIPHERTEXT,
    DEID-NAME-EMPTY, DEID-NAME-UNREADABLE (nothing but digits or pictures).
    """
    if PLAIN.fullmatch(raw) and raw[0] != raw[1] and (raw[-1] not in _ENDS or _only_looks_titled(raw)):
        kept = keep_first(raw[0], policy)
        return made(Masked, (kept, "name", "first", len(raw) - policy.name_visible_max, ()))
    return _mask(raw, policy)


def _only_looks_titled(raw: str) -> bool:
    """True for names of three characters such as 张春生, whose last one could be a form of address and isn't."""
    return len(raw) == 3 and raw[1] not in _ENDS and raw[1:] not in _WORDS and raw not in _WORDS


def _mask(raw: str, policy: Policy) -> Masked:
    if marks.is_ciphertext(raw):
        return Masked(None, "ciphertext", "none", len(raw), ("DEID-CIPHERTEXT",))
    text = without_masked_phone(marks.without_unseen(marks.clean(marks.without_entities(raw))))
    seen = read_masked(text)
    if seen is not None and text not in PLACEHOLDERS:
        return _mask_again(text, seen, policy)
    cell = read_name(text)
    if cell.kind == "empty":
        return Masked(None, "empty", "none", cell.size, ("DEID-NAME-EMPTY",))
    issues = ("DEID-NAME-UNREADABLE",) if cell.kind == "symbols" else ()
    if hide_whole(cell):
        return Masked(marks.NAME_MARK[policy.style], cell.kind, "whole", cell.size, issues)
    return Masked(
        keep_first(cell.first, policy), cell.kind, "first", cell.size - policy.name_visible_max, issues
    )


def keep_first(first: str, policy: Policy) -> str:
    """The printed form of a name of which one character may stay."""
    mark = marks.NAME_MARK[policy.style]
    return first + mark if policy.name_visible_max else mark


def hide_whole(cell: NameCell) -> bool:
    """True where showing the first character would leave too little of the name itself hidden."""
    if not cell.first:
        return True
    if not cell.han:
        return len(cell.core) < FEWEST_LETTERS
    different = {piece[0] for piece in cell.han}
    return cell.first[0] in different and len(different) < 2


def _mask_again(text: str, seen: MaskedCell, policy: Policy) -> Masked:
    if seen.tidy and seen.visible <= policy.name_visible_max:
        return Masked(marks.narrow(text).strip(), "masked", "kept", seen.marks)
    if not seen.first:
        return Masked(marks.NAME_MARK[policy.style], "masked", "whole", seen.visible + seen.marks)
    hidden = seen.visible + seen.marks - policy.name_visible_max
    return Masked(keep_first(seen.first, policy), "masked", "first", hidden)
