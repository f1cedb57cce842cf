"""Looking for many words at once finds what looking for each of them does."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from waybill.verify import search
from waybill.verify.search import candidates, first_place

WORDS = st.frozensets(st.text("王小明运1室", min_size=1, max_size=4), max_size=12)


@given(WORDS, st.text("王小明运1室 ", max_size=30))
@example(frozenset({"王"}), "王")
@example(frozenset({"王小", "小"}), "x小")
def test_words_by_their_beginnings(words: frozenset[str], text: str) -> None:
    many = words | {f"旁{number}" for number in range(search._FEW + 1)}
    there = {word for word in words if word in text}
    assert there <= set(candidates(many, text))
    assert first_place(many, text) == first_place(words, text)
    assert first_place(words, text) == min((text.find(word) for word in there), default=-1)
