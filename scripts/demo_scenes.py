"""Scenes of the demo's pictures: plain shapes and echo rings on a field of 800 x 500 units, as SVG."""

from __future__ import annotations

from collections.abc import Callable

WIDTH, HEIGHT = 800, 500
NIGHT, VIOLET, SUN, CORAL, LAKE, MOSS, DAWN = "#1d1a2f", "#43308c", "#ffb547", "#f0764f", "#8cc9d9", "#a9c48a", "#f6c9c0"
CREAM, GREEN, SNOW, RUST, DUSK, ICE = "#fff7e8", "#0b5d4b", "#fffdf9", "#b8452a", "#6a55bd", "#cfe8ef"


def rect(x: float, y: float, width: float, height: float, fill: str, *, round_by: float = 0) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{round_by:g}" fill="{fill}"/>'


def disc(x: float, y: float, radius: float, fill: str) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}"/>'


def shape(d: str, fill: str) -> str:
    return f'<path d="{d}" fill="{fill}"/>'


def line(d: str, colour: str, width: float = 6) -> str:
    return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:g}" stroke-linecap="round" stroke-linejoin="round"/>'


def rings(x: float, y: float, colour: str, *, first: float = 40, step: float = 42, count: int = 6, width: float = 10) -> str:  # noqa: PLR0913  (as a drawing needs them)
    """Return echo rings round a point."""
    return "".join(
        f'<circle cx="{x:g}" cy="{y:g}" r="{first + step * n:g}" fill="none" stroke="{colour}" stroke-width="{width:g}"/>' for n in range(count)
    )


def sky(top: str, low: str = "", at: float = 320) -> str:
    return rect(0, 0, WIDTH, HEIGHT, top) + (rect(0, at, WIDTH, HEIGHT - at, low) if low else "")


def spruce(x: float, foot: float, size: float, fill: str) -> str:
    steps = "".join(
        shape(f"M{x} {foot - size * top:g} L{x + size * wide:g} {foot - size * low:g} H{x - size * wide:g} Z", fill)
        for top, low, wide in ((1.0, 0.52, 0.2), (0.76, 0.26, 0.29), (0.5, 0.0, 0.38))
    )
    return steps + rect(x - size * 0.04, foot - 2, size * 0.08, size * 0.1, NIGHT)


def house(x: float, foot: float, wide: float, wall: str, roof: str) -> str:
    tall = wide * 0.62
    windows = "".join(rect(x + wide * at, foot - tall * 0.66, wide * 0.16, tall * 0.32, SUN) for at in (0.16, 0.42, 0.68))
    return (
        rect(x, foot - tall, wide, tall, wall)
        + shape(f"M{x - wide * 0.08} {foot - tall} L{x + wide / 2} {foot - tall * 1.65} L{x + wide * 1.08} {foot - tall} Z", roof)
        + windows
    )


def person(x: float, foot: float, tall: float, coat: str, skin: str = DAWN) -> str:
    head = tall * 0.13
    wide, waist, top = tall * 0.17, tall * 0.2, foot - tall * 0.7
    body = f"M{x - wide} {foot} Q{x - waist} {top} {x} {top - 4} Q{x + waist} {top} {x + wide} {foot} Z"
    return shape(body, coat) + disc(x, foot - tall * 0.85, head, skin)


def stars(colour: str, count: int = 22, below: float = 260) -> str:
    return "".join(disc(37 + n * 173 % 760, 24 + n * n * 61 % below, 2 + n % 3, colour) for n in range(count))


def grand_piano() -> str:
    lid = shape("M300 210 L560 96 L600 118 L470 262 Z", DUSK)
    body = shape("M286 262 H560 Q612 262 606 318 Q600 350 540 350 H286 Z", NIGHT) + rect(286, 268, 150, 16, CREAM)
    legs = rect(306, 350, 16, 80, NIGHT) + rect(560, 344, 16, 86, NIGHT)
    stool = rect(196, 362, 64, 14, NIGHT, round_by=7) + rect(206, 376, 8, 54, NIGHT) + rect(242, 376, 8, 54, NIGHT)
    return (
        sky(VIOLET, NIGHT, 430)
        + rings(430, 300, DUSK, first=70, step=62)
        + shape("M430 0 L150 430 H710 Z", "#54409f")
        + rect(0, 430, WIDTH, 70, CORAL)
        + lid
        + body
        + legs
        + stool
    )


def choir() -> str:
    coats = (CORAL, GREEN, SUN, DUSK, LAKE)
    people = "".join(person(130 + 135 * n, 470 + (n % 2) * 14, 250, coat) for n, coat in enumerate(coats))
    arcs = "".join(rings(130 + 135 * n, 250, "#f3dcae", first=48, step=44, count=3, width=7) for n in (1, 3))
    return sky(CREAM, DAWN, 430) + arcs + people


def stage() -> str:
    curtains = "".join(
        shape(f"M{x} 0 h100 q{bend} 250 -8 470 h-96 z", CORAL if n % 2 else RUST)
        for n, (x, bend) in enumerate(((-20, 20), (70, 10), (640, -10), (730, -20)))
    )
    chair = rect(372, 330, 56, 10, CREAM) + rect(372, 250, 10, 150, CREAM) + rect(418, 330, 10, 70, CREAM) + rect(372, 256, 56, 10, CREAM)
    light = shape("M400 20 L250 440 H550 Z", "#54409f") + f'<ellipse cx="400" cy="420" rx="150" ry="26" fill="{SUN}"/>'
    return sky(NIGHT, VIOLET, 400) + light + chair + curtains + rect(0, 0, WIDTH, 46, RUST)


def scenery() -> str:
    moon = line("M520 0 V110", CREAM, 4) + disc(520, 170, 66, SUN) + disc(498, 156, 9, "#f0a03a") + disc(540, 190, 13, "#f0a03a")
    trees = "".join(spruce(70 + 110 * n, 470 - 30 * (n % 2), 250 + 40 * (n % 3), (GREEN, "#2c7a69", MOSS)[n % 3]) for n in range(7))
    return sky(DUSK, VIOLET, 420) + rings(520, 170, VIOLET, first=110, step=56, count=5) + moon + trees + rect(0, 462, WIDTH, 38, RUST)


def dancers() -> str:
    first = disc(310, 150, 26, NIGHT) + line(
        "M308 182 Q300 240 262 282 M264 280 Q330 300 380 270 M262 282 Q210 320 172 392 M304 206 Q250 190 214 150 M304 206 Q366 196 410 150", NIGHT, 20
    )
    second = disc(560, 196, 24, RUST) + line(
        "M556 226 Q540 280 500 310 M502 308 Q560 340 610 320 M500 310 Q470 360 470 420 M552 246 Q500 240 470 210 M552 246 Q610 240 650 200", RUST, 18
    )
    return (
        sky(DAWN, CREAM, 420)
        + rings(620, 120, SUN, first=60, step=60, count=5, width=14)
        + rings(200, 380, CORAL, first=50, step=56, count=3, width=14)
        + first
        + second
    )


def tent() -> str:
    stripes = "".join(shape(f"M400 96 L{180 + 88 * n} 300 H{224 + 88 * n} Z", CREAM) for n in range(5))
    wall = (
        rect(200, 300, 400, 130, CREAM)
        + "".join(rect(200 + 100 * n, 300, 50, 130, CORAL) for n in range(4))
        + shape("M360 430 Q400 320 440 430 Z", NIGHT)
    )
    return (
        sky("#3a3557", SNOW, 420)
        + stars(SUN)
        + shape("M400 90 L160 300 H640 Z", CORAL)
        + stripes
        + wall
        + line("M400 90 V44 l44 14 -44 14", SUN, 7)
        + shape("M0 440 Q200 400 420 436 T800 420 V500 H0 Z", SNOW)
    )


def lake_museum() -> str:
    columns = "".join(rect(252 + 62 * n, 190, 26, 120, CREAM) for n in range(5))
    building = shape("M220 176 L400 84 L580 176 Z", NIGHT) + rect(228, 176, 344, 18, NIGHT) + columns + rect(220, 308, 360, 20, NIGHT)
    mirror = f'<g opacity=".35" transform="translate(0 660) scale(1 -1)">{building}</g>'
    return (
        sky(ICE, LAKE, 330)
        + disc(650, 120, 58, SUN)
        + building
        + mirror
        + "".join(line(f"M{60 + 90 * n} {380 + 24 * (n % 4)} h120", CREAM, 4) for n in range(8))
    )


def red_houses() -> str:
    snow = shape("M0 400 Q200 360 400 392 T800 370 V500 H0 Z", SNOW)
    return (
        sky(DUSK, LAKE, 330)
        + rings(640, 110, VIOLET, first=70, step=54, count=4)
        + disc(640, 110, 44, CREAM)
        + house(90, 408, 200, RUST, NIGHT)
        + house(330, 400, 170, CORAL, NIGHT)
        + house(540, 412, 190, RUST, NIGHT)
        + snow
    )


def gallery() -> str:
    frames = "".join(
        rect(x, 90, wide, 210, NIGHT) + rect(x + 12, 102, wide - 24, 186, fill)
        for x, wide, fill in ((70, 170, SUN), (300, 210, LAKE), (570, 160, CORAL))
    )
    inside = (
        disc(155, 190, 44, CORAL)
        + shape("M312 288 L380 180 L440 250 L470 210 L498 288 Z", GREEN)
        + rings(650, 196, CREAM, first=16, step=22, count=3, width=8)
    )
    return (
        sky(CREAM, DAWN, 400)
        + frames
        + inside
        + rect(270, 410, 260, 22, VIOLET, round_by=6)
        + rect(292, 432, 18, 40, NIGHT)
        + rect(490, 432, 18, 40, NIGHT)
    )


def cinema() -> str:
    seats = "".join(rect(40 + 106 * n - 26 * row, 340 + 66 * row, 84, 90, CORAL if row else RUST, round_by=18) for row in (0, 1) for n in range(8))
    return (
        sky(NIGHT)
        + rect(190, 60, 420, 210, CREAM)
        + shape("M800 26 L190 60 V270 L800 60 Z", "#6b5f3a")
        + rings(400, 165, SUN, first=20, step=32, count=3)
        + seats
    )


def bunting() -> str:
    flags = "".join(shape(f"M{70 + 92 * n} {96 + 26 * (1 - abs(n - 3.5) / 3.5):g} h52 l-26 66 z", (SUN, CREAM, LAKE)[n % 3]) for n in range(8))
    town = "".join(rect(20 + 98 * n, 330 - 34 * (n * 5 % 4), 84, 300, (VIOLET, DUSK)[n % 2]) for n in range(8))
    return sky(CORAL, DAWN, 300) + line("M20 84 Q400 170 780 84", NIGHT, 5) + flags + disc(650, 250, 60, SUN) + town + rect(0, 440, WIDTH, 60, NIGHT)


def northern_lights() -> str:
    arcs = "".join(
        line(f"M{-40 - 30 * n} {300 - 40 * n} Q360 {20 - 46 * n} 860 {240 - 40 * n}", colour, 30)
        for n, colour in enumerate(("#2f8f76", MOSS, LAKE, DUSK))
    )
    village = "".join(house(60 + 170 * n, 452, 120, NIGHT, "#2a2545") for n in range(4))
    return sky(NIGHT, SNOW, 430) + stars(CREAM) + arcs + village + shape("M0 440 Q240 408 460 440 T800 430 V500 H0 Z", SNOW)


def book() -> str:
    hills = shape("M120 330 L250 150 L340 260 L420 120 L560 280 L640 210 L690 330 Z", GREEN) + shape("M380 174 L420 120 L462 172 L430 160 Z", SNOW)
    pages = (
        shape("M400 372 Q250 300 90 340 V450 Q250 410 400 470 Z", CREAM)
        + shape("M400 372 Q550 300 710 340 V450 Q550 410 400 470 Z", "#f3e8d2")
        + line("M400 372 V470", NIGHT, 4)
    )
    return sky(LAKE, MOSS, 440) + disc(600, 110, 54, SUN) + rings(600, 110, CREAM, first=80, step=36, count=3, width=7) + hills + pages


def coffee_table() -> str:
    cups = "".join(
        disc(x, y, 62, CREAM) + disc(x, y, 44, RUST) + line(f"M{x + 58} {y} h34", CREAM, 14)
        for x, y in ((210, 170), (560, 150), (240, 390), (580, 370))
    )
    buns = disc(400, 270, 86, SNOW) + "".join(disc(400 + dx, 270 + dy, 30, "#d99a45") for dx, dy in ((-36, -22), (30, -28), (-6, 30), (44, 28)))
    return sky(VIOLET) + rings(400, 270, DUSK, first=120, step=60, count=5) + cups + buns


def desk() -> str:
    window = (
        rect(90, 50, 320, 240, CREAM) + rect(104, 64, 292, 212, "#3b5a8c") + line("M250 64 V276 M104 170 H396", CREAM, 10) + disc(330, 110, 22, SUN)
    )
    lamp = (
        rect(560, 330, 90, 14, NIGHT, round_by=7)
        + line("M604 330 L560 230 L640 170", NIGHT, 10)
        + shape("M610 190 L690 150 L716 206 L636 246 Z", CORAL)
        + shape("M636 246 L716 206 L760 340 H560 Z", "#ffe2a8")
    )
    return sky(DAWN, RUST, 344) + window + lamp + rect(0, 344, WIDTH, 26, NIGHT) + rect(200, 316, 190, 28, CREAM) + rect(220, 292, 150, 24, LAKE)


def yarn() -> str:
    def ball(centre: tuple[float, float], radius: float, fill: str, thread: str) -> str:
        x, y = centre
        left, right = x - radius * 0.86, x + radius * 0.86
        threads = ((y - radius * 0.4 + radius * 0.34 * n, y + radius * (0.5 - 0.4 * n), y - radius * 0.5 + radius * 0.34 * n) for n in range(3))
        wound = "".join(line(f"M{left:g} {first:g} Q{x} {middle:g} {right:g} {last:g}", thread, 6) for first, middle, last in threads)
        return disc(x, y, radius, fill) + wound

    knit = rect(470, 250, 230, 180, LAKE) + "".join(line(f"M474 {266 + 24 * n} " + "q10 16 20 0 " * 11, CREAM, 4) for n in range(7))
    needles = line("M420 190 L760 250 M440 280 L770 220", NIGHT, 10) + disc(420, 190, 13, CORAL) + disc(440, 280, 13, CORAL)
    return (
        sky(SUN, DAWN, 410)
        + ball((170, 300), 110, CORAL, CREAM)
        + ball((340, 390), 80, GREEN, MOSS)
        + ball((300, 170), 70, VIOLET, DUSK)
        + knit
        + needles
    )


def telescope() -> str:
    planet = (
        rings(590, 130, DUSK, first=90, step=34, count=2, width=5)
        + disc(590, 130, 60, SUN)
        + f'<ellipse cx="590" cy="130" rx="118" ry="26" fill="none" stroke="{CREAM}" stroke-width="9"/>'
    )
    scope = (
        line("M300 360 L250 460 M300 360 L352 460 M300 360 V462", CREAM, 10)
        + f'<g transform="rotate(-38 300 350)">{rect(250, 326, 190, 50, CREAM, round_by=8)}{rect(430, 316, 26, 70, CORAL, round_by=6)}</g>'
    )
    return sky(NIGHT, VIOLET, 380) + stars(CREAM) + planet + shape("M0 420 Q240 330 470 420 T800 400 V500 H0 Z", GREEN) + scope


def lanes() -> str:
    ropes = "".join("".join(disc(20 + 40 * n, 70 + 110 * row, 11, CORAL if n % 2 else CREAM) for n in range(20)) for row in range(4))
    swimmer = line("M300 240 H420", DAWN, 30) + line("M410 228 Q470 176 530 196 M410 250 Q450 290 430 310", DAWN, 16) + disc(452, 238, 26, SUN)
    return (
        sky(LAKE)
        + rings(380, 240, ICE, first=50, step=46, count=4, width=9)
        + ropes
        + swimmer
        + line("M0 180 Q200 160 400 180 T800 176 M0 400 Q200 384 400 400 T800 396", "#b3dde8", 8)
    )


def ski_track() -> str:
    tracks = line("M120 500 Q360 400 420 330 T540 250", LAKE, 8) + line("M190 500 Q420 410 470 336 T572 248", LAKE, 8)
    return (
        sky(DAWN, SNOW, 250)
        + disc(600, 150, 80, SUN)
        + rings(600, 150, CREAM, first=116, step=44, count=4, width=8)
        + shape("M0 270 Q260 170 520 250 T800 210 V500 H0 Z", SNOW)
        + shape("M0 360 Q300 280 800 360 V500 H0 Z", "#f0f5f8")
        + tracks
        + spruce(110, 320, 130, GREEN)
        + spruce(200, 300, 90, GREEN)
        + spruce(720, 300, 120, GREEN)
    )


def winter_forest() -> str:
    behind = "".join(spruce(40 + 104 * n, 400, 240 + 30 * (n % 2), "#2c7a69") for n in range(8))
    front = "".join(spruce(-10 + 160 * n, 470, 330 - 40 * (n % 2), GREEN) for n in range(6))
    return (
        sky(ICE, SNOW, 400)
        + rings(420, 220, CREAM, first=150, step=46, count=3, width=9)
        + disc(420, 220, 120, SUN)
        + behind
        + front
        + shape("M0 452 Q200 424 420 450 T800 440 V500 H0 Z", SNOW)
    )


def rowing_boat() -> str:
    island = shape("M420 250 Q520 200 640 250 Z", GREEN) + "".join(spruce(470 + 44 * n, 244, 74 + 14 * (n % 2), GREEN) for n in range(4))
    boat = (
        shape("M150 340 H350 Q330 392 260 392 H226 Q166 392 150 340 Z", RUST)
        + rect(196, 330, 110, 10, CREAM)
        + line("M210 340 L120 400 M290 340 L390 404", NIGHT, 8)
    )
    mirror = f'<g opacity=".3" transform="translate(0 500) scale(1 -1)">{island}</g>'
    return sky(DAWN, LAKE, 250) + disc(180, 120, 60, CORAL) + island + mirror + rings(250, 392, ICE, first=100, step=50, count=3, width=5) + boat


def sledge() -> str:
    people = person(430, 300, 190, VIOLET) + person(540, 330, 120, CORAL) + line("M420 230 Q360 250 310 300", NIGHT, 6)
    sled = shape("M190 330 H310 Q322 352 292 354 H206 Q180 352 190 330 Z", SUN)
    return (
        sky(LAKE, SNOW, 420)
        + disc(660, 110, 54, SUN)
        + shape("M0 420 L520 280 Q640 250 800 300 V500 H0 Z", SNOW)
        + f'<g transform="rotate(-14 250 340)">{sled}</g>'
        + people
        + spruce(90, 380, 150, GREEN)
        + spruce(740, 300, 110, GREEN)
    )


def board_game() -> str:
    squares = "".join(rect(130 + 90 * (n % 6), 90 + 90 * (n // 6), 90, 90, CREAM if (n + n // 6) % 2 else "#e6c27e") for n in range(24))
    pieces = "".join(
        disc(x, y - 46, 18, fill) + shape(f"M{x - 30} {y} L{x - 10} {y - 50} H{x + 10} L{x + 30} {y} Z", fill)
        for x, y, fill in ((220, 250, CORAL), (400, 340, GREEN), (580, 180, VIOLET))
    )
    dice = (
        rect(610, 340, 110, 110, NIGHT, round_by=18)
        + rect(520, 400, 80, 80, CREAM, round_by=14)
        + "".join(disc(x, y, 9, SUN) for x, y in ((640, 370), (690, 370), (665, 395), (640, 420), (690, 420)))
        + "".join(disc(x, y, 7, NIGHT) for x, y in ((544, 424), (576, 456)))
    )
    return sky(RUST) + squares + pieces + dice


def lectern() -> str:
    chairs = "".join(
        rect(60 + 130 * n, 380, 90, 18, CORAL, round_by=6)
        + rect(60 + 130 * n, 320, 90, 64, RUST, round_by=8)
        + line(f"M74 {398} v60 M136 {398} v60".replace("74", str(74 + 130 * n)).replace("136", str(136 + 130 * n)), NIGHT, 8)
        for n in range(6)
    )
    screen = rect(140, 50, 400, 220, CREAM) + rings(340, 160, LAKE, first=24, step=28, count=3, width=9)
    desk_of_speaker = shape("M600 160 H740 L716 330 H624 Z", GREEN) + line("M640 160 L620 110", NIGHT, 6) + disc(620, 104, 10, NIGHT)
    return sky(DUSK, "#2c7a69", 330) + screen + desk_of_speaker + chairs


SCENES: dict[str, Callable[[], str]] = {
    "music-0": grand_piano, "music-1": choir, "theatre-0": stage, "theatre-1": scenery, "dance-0": dancers, "circus-0": tent, "museum-0": lake_museum,
    "museum-1": red_houses, "exhibition-0": gallery, "film-0": cinema, "festival-0": bunting, "festival-1": northern_lights, "literature-0": book,
    "community-0": coffee_table, "learning-0": desk, "craft-0": yarn, "science-0": telescope, "sport-0": lanes, "sport-1": ski_track,
    "nature-0": winter_forest, "nature-1": rowing_boat, "family-0": sledge, "games-0": board_game, "lecture-0": lectern,
}  # fmt: skip
