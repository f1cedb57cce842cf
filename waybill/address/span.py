"""A piece of an address: what it is and where it stands in the text as it was written."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """``text[start:end]`` is a ``type``: ``province``, ``city``, ``district``, ``town``, ``devzone``,
    ``road`` ...

    ``other`` stands for what belongs to no component: a repeated prefix, a post code, "市辖区".
    Offsets count characters (code points) of the text as it was given.
    """

    type: str
    start: int
    end: int
