"""A page's text as eyes follow it: a program may draw what stands in a line in any order, one font after the other."""

from __future__ import annotations

from collections.abc import Iterator

from waybill.verify.pages import Char

_SAME_LINE = 0.4
_BESIDE = 0.6
"""Of a character's size: how far its middle may stand off its line's, and how far it may stand off its neighbour."""


def as_seen(chars: list[Char]) -> str:
    """Characters by lines and places; what stands apart is apart."""
    return "\n".join(_read(line) for line in _lines(chars))


def _lines(chars: list[Char]) -> Iterator[list[Char]]:
    line: list[Char] = []
    for char in sorted(chars, key=_middle):
        if line and _middle(char) - _middle(line[0]) > _SAME_LINE * _size(char):
            yield line
            line = []
        line.append(char)
    yield line


def _middle(char: Char) -> float:
    return (char.top + char.bottom) / 2


def _size(char: Char) -> float:
    """一 is as wide as other characters and has no height, 1 the other way about."""
    return max(char.right - char.left, char.bottom - char.top)


def _read(line: list[Char]) -> str:
    told, end = "", 0.0
    for char in sorted(line, key=lambda char: char.left):
        apart = char.left - end > _BESIDE * _size(char)
        told += f"\n{char.text}" if told and apart else char.text
        end = char.right
    return told
