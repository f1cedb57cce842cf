"""Template files to Templates: parts inserted, repeats unrolled, every word checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from waybill.errors import TemplateError
from waybill.layout import language
from waybill.layout.elements import build, checked_conditions
from waybill.layout.files import NAME, SUFFIX, find, shipped_folder
from waybill.layout.tables import Source, Table, nearest
from waybill.layout.template import PAGE, Area, Element, Template, Zone
from waybill.order_files import shown_name

_MAX_DEPTH = 4
_MAX_ELEMENTS = 2000


def load_template(name_or_path: str, folder: Path | None = None) -> Template:
    """Read a template by name (the user's ``folder`` first, then the shipped ones) or by path.

    Raises TemplateError with file, line and column, and the nearest known word.
    """
    return _Reading(find(name_or_path, folder)).template()


def paper_of(name_or_path: str, folder: Path | None = None) -> tuple[float, float]:
    """Width and height in millimetres of a template's paper, without reading the rest of it.

    Raises TemplateError.
    """
    root = Source(find(name_or_path, folder)).root()
    _check(root, language.TEMPLATE)
    return _paper(root)


def _check(table: Table, keys: Mapping[str, language.Key]) -> None:
    table.check(keys, shipped_folder() / "schema.json")


def _paper(root: Table) -> tuple[float, float]:
    width, height = root.numbers("paper", 2, 10, 500)
    return width, height


@dataclass(slots=True)
class _Reading:
    """One template being read, with what it has drawn in so far."""

    path: Path
    inputs: dict[str, bytes] = field(default_factory=dict)
    """What of each file is in the template's digest: a source's text, a picture's pixels."""
    digests: dict[str, str] = field(default_factory=dict)
    sources: dict[Path, Source] = field(default_factory=dict)
    count: int = 0

    def template(self) -> Template:
        root = self._source(self.path).root()
        _check(root, language.TEMPLATE)
        paper = _paper(root)
        plies = root.numbers("plies", None, 1, 500)
        page = Area(0, 0, *paper)
        zones: list[Zone] = []
        elements = list(self._elements(root, PAGE, page, 0, 0))
        for table in root.tables("zone"):
            _check(table, language.ZONE)
            area = _roomy(table, "box", Area(*table.numbers("box", 4)))
            name = table.words("name")
            zones.append(Zone(name, area, table.origin()))
            elements.extend(self._elements(table, name, area, 0, 0))
        return Template(
            name=shown_name(self.path.name.removesuffix(SUFFIX)),
            title_en=root.words("title_en"),
            title_zh=root.words("title_zh"),
            kind=root.text("kind", "waybill", language.TEMPLATE["kind"].choices),
            file=str(self.path),
            files=self.digests,
            digest=self._digest(),
            width_mm=paper[0],
            height_mm=paper[1],
            plies_mm=plies or (paper[1],),
            tear_clear_mm=root.number("tear_clear", 2, 0, 20),
            zones=tuple(zones),
            elements=tuple(elements),
        )

    def _source(self, path: Path) -> Source:
        if path not in self.sources:
            source = self.sources[path] = Source(path)
            self._note(path, source.text.encode(), source.sha256)
        return self.sources[path]

    def _note(self, path: Path, content: bytes, digest: str) -> None:
        self.inputs[str(path)], self.digests[str(path)] = content, digest

    def _digest(self) -> str:
        whole = sha256()
        for content in self.inputs.values():
            whole.update(sha256(content).digest())
        return whole.hexdigest()

    def _elements(self, holder: Table, zone: str, area: Area, depth: int, index: int) -> Iterator[Element]:
        if depth > _MAX_DEPTH:
            raise holder.error("TEMPLATE-DEPTH", limit=str(_MAX_DEPTH))
        for table in holder.tables("elements"):
            if index:
                table = Table(table.source, table.path, table.data, {**table.parameters, "n": str(index)})
            kind = next((kind for kind in language.ELEMENTS if kind in table.data), None)
            if kind is None:
                word = next(iter(table.data), "")
                near = nearest(word, language.ELEMENTS)
                if near not in language.ELEMENTS:
                    near = "-"  # the remedy lists them all
                raise table.error("TEMPLATE-ELEMENT", word, key=word or "{ }", nearest=near)
            _check(table, language.ELEMENTS[kind])
            self.count += 1
            if self.count > _MAX_ELEMENTS:
                raise table.error("TEMPLATE-DEPTH", limit=str(_MAX_ELEMENTS))
            if kind == "use":
                yield from self._part(table, zone, sub_area(table, area), depth)
            elif kind == "repeat":
                yield from self._repeat(table, zone, sub_area(table, area), depth)
            elif kind != "counter" or table.flag("counter"):
                place = sub_area(table, area)
                if kind != "line":
                    _roomy(table, "", place)
                yield build(kind, table, zone, place, self._picture)

    def _part(self, table: Table, zone: str, area: Area, depth: int) -> Iterator[Element]:
        name = table.text("use")
        if not NAME.fullmatch(name):
            raise table.error("TEMPLATE-PART", "use", name=name, nearest="-")
        places = [table.source.path.parent / "parts", table.source.path.parent, shipped_folder() / "parts"]
        if table.source.path.parent.name != "parts":
            del places[1]
        path = next(
            (place / f"{name}{SUFFIX}" for place in places if (place / f"{name}{SUFFIX}").is_file()), None
        )
        if path is None:
            known = sorted({each.stem for place in places for each in place.glob(f"*{SUFFIX}")})
            raise table.error("TEMPLATE-PART", "use", name=name, nearest=nearest(name, known))
        root = self._source(path).root()
        _check(root, language.PART)
        given, defaults = table.table("with"), root.table("defaults")
        for key in given:
            if key not in defaults:
                raise table.error("TEMPLATE-PARAMETER", "with", key, name=key, nearest=nearest(key, defaults))
        part = Table(root.source, (), root.data, {**defaults, **given})
        outer = table.texts("when")
        try:
            for element in self._elements(part, zone, area, depth + 1, 0):
                yield _from_part(_also_when(element, tuple(outer), table), table)
        except TemplateError as error:
            if not path.is_relative_to(shipped_folder()):
                raise
            # A part that comes with Waybill is right: what is wrong is how it is used.
            facts = {name: fact for name, fact in error.facts.items() if name != "position"}
            raise table.error(error.code, **facts) from None

    def _repeat(self, table: Table, zone: str, area: Area, depth: int) -> Iterator[Element]:
        count = table.whole("repeat", 1, 1, 100)
        dx, dy = table.number("dx", 0), table.number("dy", 0)
        for i in range(count):
            shifted = Area(area.x + i * dx, area.y + i * dy, area.width, area.height)
            for element in self._elements(table, zone, shifted, depth + 1, i + 1):
                yield _also_when(element, tuple(table.texts("when")), table)

    def _picture(self, table: Table) -> tuple[bytes, int, int]:
        from waybill.layout.picture import read_picture, to_grey

        data = read_picture(table)
        grey, columns, rows = to_grey(table, data)
        self._note(table.source.path.parent / table.text("image"), grey, sha256(data).hexdigest())
        return grey, columns, rows


def sub_area(table: Table, area: Area) -> Area:
    """The element's area: what is negative counts from the right and bottom edge, missing sizes reach to it."""
    x, y = table.number("x", 0), table.number("y", 0)
    left = area.x + x if x >= 0 else area.right + x
    top = area.y + y if y >= 0 else area.bottom + y
    width = _reach(table.number("width", area.right - left), area.right - left)
    height = _reach(table.number("height", area.bottom - top), area.bottom - top)
    pad = table.number("pad", 0, 0, 50)
    width, height = max(0.0, width - 2 * pad), max(0.0, height - 2 * pad)
    return Area(round(left + pad, 4), round(top + pad, 4), round(width, 4), round(height, 4))


def _roomy(table: Table, key: str, area: Area) -> Area:
    """Refuse a place in which nothing can stand."""
    if area.width <= 0 or area.height <= 0:
        raise table.error("TEMPLATE-AREA", key, width=f"{area.width:g}", height=f"{area.height:g}")
    return area


def _reach(size: float, room: float) -> float:
    return size if size >= 0 else room + size


def _from_part(element: Element, table: Table) -> Element:
    inside = element.origin.inside or f"{element.origin.file}:{element.origin.line}"
    return replace(element, origin=replace(table.origin(), inside=inside))


def _also_when(element: Element, when: tuple[str, ...], table: Table) -> Element:
    return replace(element, when=(*checked_conditions(table, list(when)), *element.when)) if when else element
