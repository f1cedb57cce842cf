"""Fonts: which font has a character, how wide it is, and the subset that goes into a document."""

from waybill.fonts.chain import FontChain, chain

__all__ = ["FontChain", "chain"]
