"""GB 18030-2022: which private code points are characters, held to Python's codec (2000) and to the published changes."""

from __future__ import annotations

from waybill.standards.gb18030 import MODERN, is_unsettled

OWN_PLACE_SINCE = {
    0xFE51: 0x20087, 0xFE52: 0x20089, 0xFE53: 0x200CC, 0xFE6C: 0x215D7, 0xFE76: 0x2298F, 0xFE91: 0x241FE,
    0xFE59: 0x9FB4, 0xFE61: 0x9FB5, 0xFE66: 0x9FB6, 0xFE67: 0x9FB7, 0xFE6D: 0x9FB8, 0xFE7E: 0x9FB9, 0xFE90: 0x9FBA,
    0xFEA0: 0x9FBB, 0xA8BC: 0x1E3F, 0xA6D9: 0xFE10, 0xA6DA: 0xFE12, 0xA6DB: 0xFE11, 0xA6DC: 0xFE13, 0xA6DD: 0xFE14,
    0xA6DE: 0xFE15, 0xA6DF: 0xFE16, 0xA6EC: 0xFE17, 0xA6ED: 0xFE18, 0xA6F3: 0xFE19,
}  # fmt: skip
"""The bytes that Python reads as a private code point, and the character's own (editions of 2005 and 2022)."""
IN_PLANE_2 = range(0x20000, 0x30000)


def test_every_private_code_point_of_the_codec_is_the_character_of_its_bytes() -> None:
    for code, own in OWN_PLACE_SINCE.items():
        private = code.to_bytes(2, "big").decode("gb18030")
        assert MODERN[ord(private)] == chr(own), hex(code)


def test_the_row_fe_of_gbk_stands_in_the_order_of_its_bytes() -> None:
    trails = [*range(0x50, 0x7F), *range(0x80, 0xA1)]
    for place, trail in enumerate(trails, 0xE815):
        read = bytes([0xFE, trail]).decode("gb18030")
        assert MODERN[place] == MODERN.get(ord(read), read), hex(trail)
    assert len(MODERN) == len(trails) + 11


def test_unsettled_is_what_changed_its_bytes() -> None:
    changed = {code: own for code, own in OWN_PLACE_SINCE.items() if own not in IN_PLANE_2}
    private = {code.to_bytes(2, "big").decode("gb18030") for code in changed}
    found = {chr(code) for code in range(0x110000) if is_unsettled(chr(code))}
    assert private | set(map(chr, changed.values())) == found
