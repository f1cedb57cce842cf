"""The words of the template language: which tables there are, which keys each has, and what a value may be.

The reader checks templates against these tables and the published JSON Schema is made of them, so that an
editor and the program can't disagree.
"""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """One key: the kind of its value (``number``, ``whole`` number, ``text``, ``texts`` = text or list of texts, ``flag``,
    ``size`` = number or [largest, smallest], ``box`` = four numbers, ``numbers``, ``tables``, ``table``),
    what it is for, and the values allowed where they are few."""

    kind: str
    about: str
    choices: tuple[str, ...] = ()
    required: bool = False


_X = Key("number", "mm from the left edge of the zone; negative = from its right edge")
_Y = Key("number", "mm from the top edge of the zone; negative = from its bottom edge")
_WIDTH = Key("number", "width in mm; up to the right edge when not given; negative = up to that far from it")
_HEIGHT = Key(
    "number", "height in mm; down to the bottom edge when not given; negative = down to that far from it"
)
_PAD = Key("number", "mm kept free on all four sides within the place")
_WHEN = Key(
    "texts",
    "drawn only when these fields are not empty; 'not NAME' = when it is empty; 'crowded' = when the texts do not fit otherwise",
)
_PLACE = {"x": _X, "y": _Y, "width": _WIDTH, "height": _HEIGHT, "pad": _PAD, "when": _WHEN}
_ALIGN = Key("text", "where the content stands in its width", ("left", "center", "right"))

ELEMENTS: dict[str, dict[str, Key]] = {
    "text": {
        "text": Key(
            "texts",
            "literal text and {fields}; of a list, a text with an empty field is left out",
            required=True,
        ),
        **_PLACE,
        "size": Key("size", "font size in mm, or [largest, smallest]", required=True),
        "bold": Key("flag", "bold type"),
        "align": _ALIGN,
        "valign": Key("text", "where the lines stand in the height", ("top", "middle", "bottom")),
        "lines": Key("whole", "most lines; as many as the height holds when not given"),
        "leading": Key("number", "distance of lines as a multiple of the size"),
        "join": Key("text", "what stands between the texts of a list; \\n begins a new line"),
        "lead_bold": Key("flag", "bold type for the first line of a list joined by \\n"),
        "white": Key("flag", "white on a black box"),
    },
    "code128": {
        "code128": Key("text", "what the symbol carries, with {fields}", required=True),
        **_PLACE,
        "module": Key("size", "X-dimension in mm: [wished, least]"),
        "quiet": Key("whole", "quiet zone in modules, at least 10"),
        "optional": Key("flag", "left out where it does not fit; another code must carry the number"),
        "align": _ALIGN,
    },
    "qr": {
        "qr": Key("text", "what the symbol carries, with {fields}", required=True),
        **_PLACE,
        "module": Key("size", "module in mm: [largest, least]"),
        "level": Key("text", "error correction", ("L", "M", "Q", "H")),
        "max_version": Key("whole", "largest version, 1 to 20"),
    },
    "datamatrix": {
        "datamatrix": Key("text", "what the symbol carries, with {fields}", required=True),
        **_PLACE,
        "module": Key("size", "module in mm: [largest, least]"),
    },
    "line": {
        "line": Key("text", "h = from x to the right, v = from y down", ("h", "v"), required=True),
        **_PLACE,
        "thickness": Key("number", "thickness in mm"),
        "dash": Key("number", "length in mm of dashes and gaps; solid when not given"),
        "white": Key("flag", "white on a black box"),
    },
    "box": {
        "box": Key("text", "fill = a black box, frame = its outline only", ("fill", "frame"), required=True),
        **_PLACE,
        "thickness": Key("number", "thickness of the frame in mm"),
        "white": Key("flag", "a white box on a black one"),
    },
    "image": {
        "image": Key("text", "file name of a PNG beside the template", required=True),
        **_PLACE,
        "dither": Key("flag", "ordered dither instead of a threshold"),
        "threshold": Key("whole", "grey below this becomes black, 1 to 255"),
    },
    "counter": {
        "counter": Key("flag", "the page counter n/N; false = none", required=True),
        **{name: key for name, key in _PLACE.items() if name != "when"},
        "size": Key("number", "font size in mm", required=True),
        "bold": Key("flag", "bold type"),
    },
    "repeat": {
        "repeat": Key("whole", "how many times, 1 to 100", required=True),
        **_PLACE,
        "dx": Key("number", "mm from one to the next, to the right"),
        "dy": Key("number", "mm from one to the next, down"),
        "elements": Key("tables", "what is repeated; <n> stands for 1, 2, 3 ...", required=True),
    },
    "use": {
        "use": Key("text", "name of a part (parts/NAME.toml beside the template or shipped)", required=True),
        **_PLACE,
        "with": Key("table", "values for the part's <parameters>"),
    },
}

ZONE: dict[str, Key] = {
    "name": Key(
        "text", "number_zone, destination_zone ... of GB/T 41833, or a name of your own", required=True
    ),
    "box": Key("box", "[x, y, width, height] in mm from the paper's top left corner", required=True),
    "elements": Key("tables", "what stands in the zone", required=True),
}

TEMPLATE: dict[str, Key] = {
    "title_en": Key("text", "what people call the form, in English", required=True),
    "title_zh": Key("text", "what people call the form, in Chinese", required=True),
    "kind": Key(
        "text", "waybill = must have the six zones of GB/T 41833; slip = need not", ("waybill", "slip")
    ),
    "paper": Key("numbers", "[width, height] in mm", required=True),
    "plies": Key("numbers", "heights of the plies from top to bottom in mm"),
    "tear_clear": Key("number", "mm kept free on either side of a tear line"),
    "elements": Key("tables", "frames and rules outside the zones"),
    "zone": Key("tables", "the zones", required=True),
}

PART: dict[str, Key] = {
    "about": Key("text", "what the part is for"),
    "defaults": Key("table", "the part's <parameters> and their values where none are given"),
    "elements": Key("tables", "what the part consists of", required=True),
}
