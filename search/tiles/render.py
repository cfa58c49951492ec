"""Drawing the basemap: tiles and still pictures as PNG. Pure; no Django, no clock, the same input gives the same bytes.

Everything is drawn twice as large and brought down, which makes soft edges; then the colours are brought to one fixed
palette, so that tiles meet without a seam and stay small.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from search.tiles import labels
from search.tiles.geometry import Window, shapes_in
from search.tiles.store import GRID_BITS, grade_of

TILE = 256
OVERSAMPLING = 2
SMALLEST_AREA, SMALLEST_WITH_SHORE = 1.5, 5.0  # pixels: a smaller islet is left out, a small one has no line around it
RIM = 8  # pixels drawn past each edge and cut off: Pillow rounds differently below zero, and tiles must meet exactly
BORDERS_UP_TO_ZOOM = 8  # the borders' source is simplified; nearer they would lie


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a map."""

    sea: str
    shallow: str
    shore: str
    home: str
    abroad: str
    border: str
    frontier: str
    name: str
    quiet_name: str
    water_name: str
    halo: str


THEMES = {
    "light": Theme(
        sea="#bfe0ea", shallow="#d0eaf1", shore="#8fbfce", home="#eef0e2", abroad="#e3e3da", border="#cfcbd9",
        frontier="#a39dba", name="#4d4960", quiet_name="#77738a", water_name="#3f7688", halo="#f7f8f1",
    ),
    "dark": Theme(
        sea="#16283a", shallow="#1a3043", shore="#35546b", home="#2a2838", abroad="#211f2d", border="#454158",
        frontier="#6d6787", name="#e6e2f2", quiet_name="#a8a3bd", water_name="#8fb9cc", halo="#1b1926",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """A picture to draw.

    left, top      its corner in pixels of the whole map at `zoom`
    width, height  pixels at scale 1
    scale          1, or 2 for screens with twice the dots
    """

    left: int
    top: int
    width: int
    height: int
    zoom: int
    language: str
    theme: str = "light"
    scale: int = 1

    @property
    def window(self) -> Window:
        """The picture's box on the grid."""
        step = self.grid_steps_per_pixel
        return Window(self.left * step, self.top * step, (self.left + self.width) * step, (self.top + self.height) * step)

    @property
    def grid_steps_per_pixel(self) -> float:
        return (1 << GRID_BITS) / (TILE << self.zoom)


def tile(x: int, y: int, zoom: int, *, language: str, theme: str = "light", scale: int = 1) -> bytes:
    """Return one tile of the square map as PNG; 256 pixels a side, at scale 2 it is 512."""
    return png(picture(View(x * TILE, y * TILE, TILE, TILE, zoom, language, theme, scale)), theme)


def blank(theme: str, scale: int) -> bytes:
    """Return a tile of open sea."""
    side = TILE * scale
    return png(Image.new("RGB", (side, side), THEMES[theme].sea), theme)


def picture(view: View) -> Image.Image:
    """Return the map of a view with its names, RGB."""
    return _named(_ground(view), view)


def png(image: Image.Image, theme: str, extra: tuple[str, ...] = ()) -> bytes:
    """Return the picture as PNG bytes in the map's palette, with extra colours where something lies on the map."""
    out = BytesIO()
    image.quantize(palette=_palette(theme, extra), dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _ground(view: View) -> Image.Image:
    theme = THEMES[view.theme]
    factor = view.scale * OVERSAMPLING
    rim = RIM * factor
    canvas = Image.new("RGB", (view.width * factor + 2 * rim, view.height * factor + 2 * rim), theme.sea)
    pen = _Pen(view, ImageDraw.Draw(canvas), factor)
    shore = 1.1 if view.zoom >= 11 else 0.7
    if view.zoom >= 7:
        pen.outlines(("land", "home"), theme.shallow, 8 if view.zoom >= 10 else 5)
    pen.outlines(("land", "home"), theme.shore, 2 * shore)
    pen.fills("land", theme.abroad)
    pen.fills("home", theme.home)
    if view.zoom >= 6:
        pen.lines("rivers", theme.sea, 1.5 if view.zoom >= 9 else 1)
    if view.zoom <= BORDERS_UP_TO_ZOOM:
        pen.lines("regional", theme.border, 1.3)
    if 7 <= view.zoom <= BORDERS_UP_TO_ZOOM:
        pen.lines("municipal", theme.border, 0.7)
    pen.outlines(("lakes",), theme.shore, 2 * shore)
    pen.fills("lakes", theme.sea)
    pen.outlines(("islands",), theme.shore, 2 * shore)
    pen.fills("islands", theme.home)
    pen.lines("frontier", theme.frontier, 1.6)
    return canvas.crop((rim, rim, canvas.width - rim, canvas.height - rim)).reduce(OVERSAMPLING)


class _Pen:
    """Draws layers of a view on its canvas; widths in pixels of the finished picture at scale 1."""

    def __init__(self, view: View, draw: ImageDraw.ImageDraw, factor: int) -> None:
        self.window = view.window.grown(2 * RIM * view.grid_steps_per_pixel)
        self.draw = draw
        self.factor = factor
        self.zoom = view.zoom
        rim = RIM * view.grid_steps_per_pixel
        self.left, self.top = view.window.left - rim, view.window.top - rim
        self.pixels_per_step = factor / view.grid_steps_per_pixel

    def fills(self, name: str, colour: str) -> None:
        for points in self._placed(name, SMALLEST_AREA):
            self.draw.polygon(points, fill=colour)

    def outlines(self, names: tuple[str, ...], colour: str, width: float) -> None:
        for name in names:
            for points in self._placed(name, SMALLEST_WITH_SHORE):
                self.draw.line([*points, points[0]], fill=colour, width=self._width(width), joint="curve")

    def lines(self, name: str, colour: str, width: float) -> None:
        for points in self._placed(name, 0):
            self.draw.line(points, fill=colour, width=self._width(width), joint="curve")

    def _width(self, width: float) -> int:
        return max(1, round(width * self.factor))

    def _placed(self, name: str, smallest: float) -> list[list[tuple[float, float]]]:
        """Return a layer's shapes in pixels of the canvas, those of at least `smallest` finished pixels."""
        grade = "coarse" if name in {"municipal", "regional"} else grade_of(self.zoom)
        scale, left, top = self.pixels_per_step, self.left, self.top
        least = smallest * self.factor / self.pixels_per_step
        return [
            [((x - left) * scale, (y - top) * scale) for x, y in outline.points]
            for outline in shapes_in(name, self.window, grade)
            if outline.extent >= least
        ]


def _named(image: Image.Image, view: View) -> Image.Image:
    """Write the names over the ground, and the dots of towns."""
    theme = THEMES[view.theme]
    draw = ImageDraw.Draw(image)
    right, bottom = view.left + view.width, view.top + view.height
    for placed in labels.labels_in(view.zoom, view.language, left=view.left - 8, top=view.top - 8, right=right + 8, bottom=bottom + 8):
        if placed.dot:
            _draw_dot(draw, placed.dot, view, theme)
        colour = {"water": theme.water_name, "country": theme.quiet_name, "place": theme.quiet_name}.get(placed.kind, theme.name)
        draw.text(
            ((placed.left - view.left) * view.scale, (placed.top - view.top) * view.scale),
            placed.text,
            font=labels.font(placed.kind, placed.font_size * view.scale),
            fill=colour,
            anchor="lt",
            stroke_width=0 if placed.kind == "water" else 2 * view.scale,
            stroke_fill=theme.halo,
        )
    return image


def _draw_dot(draw: ImageDraw.ImageDraw, dot: tuple[float, float], view: View, theme: Theme) -> None:
    x, y = (dot[0] - view.left) * view.scale, (dot[1] - view.top) * view.scale
    for radius, colour in ((labels.DOT_RADIUS + 0.5, theme.halo), (labels.DOT_RADIUS - 1, theme.name)):
        reach = radius * view.scale
        draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=colour)


@cache
def _palette(theme_name: str, extra: tuple[str, ...]) -> Image.Image:
    """Return the fixed palette of a theme: its colours and the steps between those that meet."""
    theme = THEMES[theme_name]
    ramps = (
        (theme.sea, theme.shore, 3), (theme.shallow, theme.shore, 3), (theme.shore, theme.home, 4),
        (theme.shore, theme.abroad, 3), (theme.home, theme.border, 3), (theme.home, theme.sea, 3),
        (theme.home, theme.frontier, 3), (theme.halo, theme.name, 7), (theme.halo, theme.quiet_name, 5),
        (theme.sea, theme.water_name, 6), (theme.sea, theme.halo, 3), (theme.abroad, theme.frontier, 3),
    )  # fmt: skip
    colours = {_rgb(colour): None for ramp in ramps for colour in ramp[:2]}
    for start, end, steps in ramps:
        colours.update(dict.fromkeys(_between(_rgb(start), _rgb(end), steps)))
    for colour in extra:
        colours.update(dict.fromkeys((_rgb(colour), *_between(_rgb(colour), (255, 255, 255), 4))))
    image = Image.new("P", (1, 1))
    image.putpalette([value for colour in colours for value in colour])
    return image


def _between(start: tuple[int, ...], end: tuple[int, ...], steps: int) -> list[tuple[int, ...]]:
    return [tuple(round(a + (b - a) * step / (steps + 1)) for a, b in zip(start, end, strict=True)) for step in range(1, steps + 1)]


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
