"""How often the codes of every form still read after what heads, paper and phones do to them.

    python -m tests.damage_campaign [--labels N] [--columns N] [--forms NAME ...] [--dpi N ...]

Labels are printed by the whole program from the plain sample orders, sealed and unsealed, and rendered as the
dots that a head burns.  Each code is cut out with 4 mm around it, damaged, and given to zxing-cpp.  One line
for each form, resolution and kind of code; the figures are per cent of labels (of label and column pairs for
the dead column).
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import zxingcpp
from PIL import Image, ImageFilter

SAMPLES = Path(__file__).resolve().parent / "samples"
FORMS = ("gbt-76x130", "gbt-76x105", "gbt-100x113", "gbt-100x150", "gbt-100x180", "reprint-small")
"""All shipped forms, in the order of the READMEs' tables, for every test that goes through them."""
FULL_FORMS = tuple(name for name in FORMS if name != "reprint-small")
KINDS = ("main Code 128", "small Code 128", "QR unsealed", "QR sealed")
MARGIN_MM = 4
_FORMATS = {
    "Code 128": zxingcpp.BarcodeFormat.Code128,
    "QR": zxingcpp.BarcodeFormat.QRCode,
}


class Cut(NamedTuple):
    """One code of one label with the paper around it, a pixel a dot."""

    kind: str
    text: str
    picture: Image.Image
    module: int
    left: int
    right: int
    """First and last column of the code in the picture."""

    @property
    def symbology(self) -> str:
        return "QR" if self.kind.startswith("QR") else "Code 128"


Damage = Callable[[Cut, random.Random], Image.Image]


def growth(share: float) -> Damage:
    """Every edge moved out (or in) by half of ``share`` of a module or a little more."""

    def damage(cut: Cut, rng: random.Random) -> Image.Image:
        del rng
        up = max(2, int(2 / (abs(share) * cut.module)))
        size = (cut.picture.width * up, cut.picture.height * up)
        large = cut.picture.resize(size, Image.Resampling.NEAREST)
        return large.filter(ImageFilter.MinFilter(3) if share > 0 else ImageFilter.MaxFilter(3))

    return damage


def dropout(cut: Cut, rng: random.Random) -> Image.Image:
    """2 % of all dots are missing."""
    picture = cut.picture.copy()
    for at in rng.sample(range(picture.width * picture.height), picture.width * picture.height // 50):
        picture.putpixel((at % picture.width, at // picture.width), 255)
    return picture


def dead_column(cut: Cut, rng: random.Random) -> Image.Image:
    """One heating element is dead: a white line of one dot along the paper's way, somewhere in the code."""
    picture = cut.picture.copy()
    column = rng.randint(cut.left, cut.right)
    picture.paste(255, (column, 0, column + 1, picture.height))
    return picture


def seen(damage: Damage) -> Damage:
    """The same through a scanner's spot: Gaussian, 0.8 modules wide at half its height, as ISO/IEC 15416
    wishes the aperture.

    A decoder that is given bare dots takes a lost dot in a wide module for a module: no scanner sees so.
    """

    def through_a_spot(cut: Cut, rng: random.Random) -> Image.Image:
        return damage(cut, rng).filter(ImageFilter.GaussianBlur(0.34 * cut.module))

    return through_a_spot


def skew(cut: Cut, rng: random.Random) -> Image.Image:
    """3 degrees askew."""
    large = cut.picture.resize((cut.picture.width * 2, cut.picture.height * 2), Image.Resampling.NEAREST)
    return large.rotate(rng.choice((-3, 3)), Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def photograph(cut: Cut, rng: random.Random) -> Image.Image:
    """Half a pixel for a dot, slightly blurred, at any offset to the dots; enlarged twofold for the decoder,
    as scanning software does."""
    width, height = cut.picture.size
    x, y = rng.random(), rng.random()
    half = cut.picture.resize(
        (width // 2 - 1, height // 2 - 1),
        Image.Resampling.BOX,
        box=(x, y, x + 2 * (width // 2 - 1), y + 2 * (height // 2 - 1)),
    )
    return half.filter(ImageFilter.GaussianBlur(0.5)).resize(
        (2 * half.width, 2 * half.height), Image.Resampling.BICUBIC
    )


DAMAGES: dict[str, Damage] = {
    "undamaged": lambda cut, rng: cut.picture,
    "+10 %": growth(0.1),
    "-10 %": growth(-0.1),
    "dropout": dropout,
    "dropout seen": seen(dropout),
    "column": dead_column,
    "column seen": seen(dead_column),
    "skew": skew,
    "photo": photograph,
}


def public_key() -> bytes:
    """A carrier's public key whose private half nobody keeps."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.generate().public_key().public_bytes_raw()


def carriers(orders: Path) -> set[str]:
    """The carriers that a sample file names."""
    import csv

    with orders.open(encoding="utf-8-sig") as file:
        return {row["快递公司"] for row in csv.DictReader(file)}


def printed(
    folder: Path, form: str, dpi: int, *, sealed: bool, orders: Path, pages: int = 0, tag: str = ""
) -> Path:
    """The PDF of a sample file on one form, made by the whole program."""
    from waybill.pipeline import PrintJob, print_labels

    name = f"{orders.stem}-{form}-{dpi}-{'sealed' if sealed else 'plain'}{tag}"
    output = folder / f"{name}.pdf"
    source = orders
    if pages:
        source = folder / f"{name}.csv"
        lines = orders.read_text("utf-8-sig").splitlines(keepends=True)
        step = max(1, (len(lines) - 1) // pages)
        source.write_text("".join([lines[0], *lines[1::step][:pages]]), "utf-8")
    key = public_key()
    job = PrintJob(
        orders=(str(source),),
        output=str(output),
        template=form,
        dpi=dpi,
        journal=str(folder / f"{name}.db"),
        keys=folder / "keys",
        seal_to=dict.fromkeys(carriers(orders), key) if sealed else {},
    )
    print_labels(job)
    return output


def cuts(pdf: Path, dpi: int, *, sealed: bool) -> Iterator[Cut]:
    """The codes of every page, told apart by symbology and place: the main Code 128 is the uppermost."""
    from waybill.render.png import preview

    for _, bits in preview(pdf, dpi):
        page = bits.convert("L")
        linear, square = (
            sorted(zxingcpp.read_barcodes(page, formats=wanted), key=lambda found: found.position.top_left.y)
            for wanted in _FORMATS.values()
        )
        for place, found in enumerate(linear):
            yield _cut(KINDS[min(place, 1)], found, page, dpi)
        for found in square:
            yield _cut(KINDS[3 if sealed else 2], found, page, dpi)


def _cut(kind: str, found: zxingcpp.Barcode, page: Image.Image, dpi: int) -> Cut:
    from waybill.symbols import code128

    at = found.position
    left, right = min(at.top_left.x, at.bottom_left.x), max(at.top_right.x, at.bottom_right.x)
    top, bottom = min(at.top_left.y, at.top_right.y), max(at.bottom_left.y, at.bottom_right.y)
    margin = round(MARGIN_MM * dpi / 25.4)
    x, y = max(0, left - margin), max(0, top - margin)
    picture = page.crop((x, y, min(page.width, right + margin), min(page.height, bottom + margin)))
    if found.format == _FORMATS["QR"]:
        module = _finder_module(picture, left - x, top - y)
    else:
        module = round((right - left) / sum(code128(found.text)))
    return Cut(kind, found.text, picture, max(1, module), left - x, right - x)


def _finder_module(picture: Image.Image, left: int, top: int) -> int:
    """A seventh of the dark run with which a QR code begins."""
    row = picture.crop((0, top + 2, picture.width, top + 3)).tobytes()
    start = row.index(0, max(0, left - 3))
    return round((row.index(255, start) - start) / 7)


def reads(cut: Cut, picture: Image.Image) -> bool:
    """Whether a decoder finds exactly the text."""
    found = zxingcpp.read_barcodes(picture, formats=_FORMATS[cut.symbology])
    return any(each.text == cut.text for each in found)


def rates(all_cuts: Sequence[Cut], columns: int, seed: int = 6) -> dict[str, dict[str, float]]:
    """Kind to damage to the share of readings that are right."""
    right: dict[tuple[str, str], int] = defaultdict(int)
    tried: dict[tuple[str, str], int] = defaultdict(int)
    for place, cut in enumerate(all_cuts):
        for name, damage in DAMAGES.items():
            rng = random.Random(zlib.crc32(f"{seed} {place} {name.split()[0]}".encode()))
            for _ in range(columns if name.startswith("column") else 1):
                tried[cut.kind, name] += 1
                right[cut.kind, name] += reads(cut, damage(cut, rng))
    return {
        kind: {name: right[kind, name] / tried[kind, name] for name in DAMAGES}
        for kind in KINDS
        if tried[kind, "undamaged"]
    }


def campaign(
    folder: Path, form: str, dpi: int, *, labels: int, columns: int
) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """The rates of one form at one resolution, and the module of each kind of code in mm (its mean)."""
    found: list[Cut] = []
    for sealed in (False, True):
        pdf = printed(folder, form, dpi, sealed=sealed, orders=SAMPLES / "orders_plain.csv", pages=labels)
        found += [
            cut
            for cut in cuts(pdf, dpi, sealed=sealed)
            if not sealed or cut.kind == "QR sealed" or form == "reprint-small"
        ]
    modules = {
        kind: sum(cut.module for cut in found if cut.kind == kind) for kind in {cut.kind for cut in found}
    }
    counts = {kind: sum(cut.kind == kind for cut in found) for kind in modules}
    per_mm = dpi / 25.4
    return rates(found, columns), {kind: modules[kind] / counts[kind] / per_mm for kind in modules}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labels", type=int, default=20)
    parser.add_argument("--columns", type=int, default=12)
    parser.add_argument("--forms", nargs="*", default=FORMS)
    parser.add_argument("--dpi", type=int, nargs="*", default=(203, 300))
    asked = parser.parse_args()
    sys.stdout.write(
        f"{'form':14} dpi {'code':15} {'X mm':>5} " + " ".join(f"{n:>12}" for n in DAMAGES) + "\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        for form in asked.forms:
            for dpi in asked.dpi:
                by_kind, modules = campaign(
                    Path(folder), form, dpi, labels=asked.labels, columns=asked.columns
                )
                for kind, row in by_kind.items():
                    figures = " ".join(f"{100 * row[name]:>12.1f}" for name in DAMAGES)
                    sys.stdout.write(f"{form:14} {dpi} {kind:15} {modules[kind]:5.2f} {figures}\n")
                    sys.stdout.flush()


if __name__ == "__main__":
    started = datetime.now(UTC)
    main()
    sys.stderr.write(f"{(datetime.now(UTC) - started).total_seconds():.0f} s\n")
