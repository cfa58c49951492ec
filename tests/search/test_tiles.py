"""The map's pictures: what they show, how they are kept, and what they refuse."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image, ImageColor

from areas.municipalities import load_rows
from common.geo import FINLAND, BBox, tile_of, world_xy
from search.tiles import ahead, cache, labels, render, store, views
from search.tiles.geometry import Window, shapes_in
from search.tiles.reach import FIRST_ZOOM, LAST_ZOOM, exists, shows_something
from search.tiles.source import tile_source
from search.tiles.still import BadMap, MapRefused, Pin, StillMap

pytestmark = pytest.mark.urls("search.machine_urls")

LARGEST_BYTES = 18_000
HELSINKI = (60.1699, 24.9384)
ARCHIPELAGO = (60.1, 21.8)


@pytest.fixture(autouse=True)
def _tiles_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(ahead, "FOLDER", tmp_path / "tiles")


def picture_of(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("RGB")


def address(point: tuple[float, float], zoom: int, style: str = "fi", end: str = ".png") -> str:
    x, y = tile_of(*point, zoom)
    return f"/tiles/{style}/{zoom}/{x}/{y}{end}"


def test_the_file_holds_every_layer_in_both_grades():
    for name in ("home", "land", "lakes", "islands", "rivers", "frontier"):
        for grade in store.GRADES:
            assert store.layer(name, grade), (name, grade)
    assert store.layer("regional", "coarse")
    assert store.layer("no-such-layer", "fine") == ()
    assert store.BASEMAP.stat().st_size < 900_000


def test_a_packed_layer_comes_back_as_it_was():
    shapes = [((0, 0), (2_000_000, 5), (7, 2_097_151)), ((1, 1), (0, 0))]
    content = store.packed({"home/fine": shapes, "empty/fine": []})

    assert content == store.packed({"empty/fine": [], "home/fine": shapes})
    assert content.startswith(store.MAGIC)


def test_shapes_are_cut_to_the_window():
    window = Window.of_tile(*tile_of(*HELSINKI, 11), 11).grown(100)

    for outline in shapes_in("home", window, "fine"):
        assert window.grown(1).holds(outline.box)


@pytest.mark.parametrize(
    ("point", "ground"),
    [((60.33, 25.10), "home"), ((59.83, 25.02), "sea"), ((64.30, 27.20), "sea"), ((59.30, 26.30), "abroad"), ((66.30, 26.20), "home")],
)
def test_the_ground_has_the_colour_of_what_is_there(point, ground):
    theme = render.THEMES["light"]
    x, y = (round(place * 256 * 2**9) for place in world_xy(*point))

    picture = render.picture(render.View(x - 8, y - 8, 16, 16, 9, "fi"))

    assert picture.getpixel((8, 8)) == ImageColor.getrgb(getattr(theme, ground))


@pytest.mark.parametrize("zoom", range(FIRST_ZOOM, LAST_ZOOM + 1))
@pytest.mark.parametrize("point", [HELSINKI, ARCHIPELAGO])
def test_a_tile_is_256_pixels_and_light(zoom, point):
    content = render.tile(*tile_of(*point, zoom), zoom, language="fi")

    assert picture_of(content).size == (256, 256)
    assert len(content) <= LARGEST_BYTES


def test_a_tile_for_fine_screens_is_twice_as_large():
    assert picture_of(render.tile(*tile_of(*HELSINKI, 8), 8, language="fi", scale=2)).size == (512, 512)


def test_the_same_tile_has_the_same_bytes():
    place = (*tile_of(*HELSINKI, 9), 9)

    assert render.tile(*place, language="fi") == render.tile(*place, language="fi")
    assert len({render.tile(*place, language=language, theme=theme) for language in ("fi", "sv") for theme in ("light", "dark")}) == 4


def test_neighbouring_tiles_meet_without_a_seam():
    """Two tiles beside each other are the two halves of one picture."""
    x, y = tile_of(*HELSINKI, 10)
    both = render.png(render.picture(render.View(x * 256, y * 256, 512, 256, 10, "fi")), "light")
    left, right = (picture_of(render.tile(x + step, y, 10, language="fi")) for step in (0, 1))

    whole = picture_of(both)
    assert whole.crop((0, 0, 256, 256)).tobytes() == left.tobytes()
    assert whole.crop((256, 0, 512, 256)).tobytes() == right.tobytes()


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("zoom", range(FIRST_ZOOM, LAST_ZOOM + 1))
def test_no_name_lies_on_another(zoom, language):
    placed = labels.labels_in(zoom, language, left=0, top=0, right=256 << zoom, bottom=256 << zoom) if zoom < 8 else around_helsinki(zoom, language)

    for number, one in enumerate(placed):
        for other in placed[number + 1 :]:
            assert one.right <= other.left or other.right <= one.left or one.bottom <= other.top or other.bottom <= one.top, (one, other)


def around_helsinki(zoom: int, language: str) -> list[labels.Placed]:
    x, y = (place * 256 for place in tile_of(*HELSINKI, zoom))
    return labels.labels_in(zoom, language, left=x - 2000, top=y - 2000, right=x + 2000, bottom=y + 2000)


def test_every_municipality_has_its_name_in_both_languages():
    names = {(label.name_fi, label.name_sv) for label in labels.load_labels()}

    assert {(row.name_fi.removesuffix(" kunta").removesuffix(" Tl"), row.name_sv) for row in load_rows()} <= names


def test_every_letter_of_a_name_is_in_the_font():
    missing = labels.font("town", 20).getmask("\ufffe").getbbox()

    for letter in sorted({letter for label in labels.load_labels() for letter in label.name_fi + label.name_sv} - {" "}):
        assert labels.font("town", 20).getmask(letter).getbbox() != missing or labels.font("town", 20).getlength(letter) != labels.font(
            "town", 20
        ).getlength("\ufffe"), letter


def test_a_tile_is_answered_and_may_be_kept_for_a_year():
    response = Client().get(f"{address(HELSINKI, 8)}?v={store.fingerprint()}")

    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_tile_without_its_version_is_kept_for_a_day():
    assert Client().get(address(HELSINKI, 8))["Cache-Control"] == "public, max-age=86400"


@pytest.mark.parametrize("style", ["fi", "sv", "fi-dark", "sv-dark"])
def test_each_style_is_drawn_once_and_then_read(style, monkeypatch):
    first = Client().get(address(HELSINKI, 8, style)).content
    monkeypatch.setattr(render, "tile", lambda *place, **given: pytest.fail("drawn twice"))

    assert Client().get(address(HELSINKI, 8, style)).content == first


@pytest.mark.parametrize("path", ["fi/3/4/2", "fi/13/4660/2372", "fi/8/256/72", "fi/8/145/256", "fi/4/16/0", "fi/99/1/1"])
def test_a_tile_that_is_not_on_the_map_is_404(path):
    assert Client().get(f"/tiles/{path}.png").status_code == 404


@pytest.mark.parametrize(
    "path", ["en/8/145/72.png", "fi/8/145/72.jpg", "fi/8/-1/72.png", "fi/8/145/72@3x.png", "fi/a/b/c.png", "fi/8/145/100000000000.png"]
)
def test_an_address_of_no_tile_is_404(path):
    assert Client().get(f"/tiles/{path}").status_code == 404


def test_tiles_far_away_are_one_blank_picture_and_not_kept(tmp_path):
    madrid, paris = (Client().get(address(point, 9)).content for point in ((40.4, -3.7), (48.85, 2.35)))

    assert madrid == paris
    assert len(madrid) < 400
    assert not (tmp_path / "tiles").exists()


def test_only_a_get_is_answered():
    assert Client().post(address(HELSINKI, 8)).status_code == 405


def test_every_tile_that_touches_finland_shows_something():
    for zoom in range(FIRST_ZOOM, LAST_ZOOM + 1):
        for row in load_rows():
            place = (*tile_of(row.lat, row.lon, zoom), zoom)
            assert exists(*place)
            assert shows_something(*place)


def test_a_kept_file_is_never_seen_half_written(tmp_path):
    path = tmp_path / "a" / "b.png"

    assert cache.kept(path, lambda: b"whole") == b"whole"
    assert path.read_bytes() == b"whole"
    assert [found.name for found in path.parent.iterdir()] == ["b.png"]


def test_a_full_disk_costs_only_the_keeping(tmp_path):
    (tmp_path / "a").write_text("a file, not a folder")

    assert cache.kept(tmp_path / "a" / "b.png", lambda: b"whole") == b"whole"


def test_the_source_is_our_own_tiles_by_default():
    source = tile_source("en")

    assert source.url == f"/tiles/fi/{{z}}/{{x}}/{{y}}{{r}}.png?v={store.fingerprint()}"
    assert source.dark_url.startswith("/tiles/fi-dark/")
    assert "OpenStreetMap" in source.attribution
    assert tile_source("sv").url.startswith("/tiles/sv/")
    assert tile_source("fi-simple").bounds == FINLAND


def test_production_may_name_other_tiles(settings):
    settings.TILE_URL, settings.TILE_ATTRIBUTION = "https://tiles.example.org/{language}/{z}/{x}/{y}.png", "© Example"

    source = tile_source("sv")

    assert (source.url, source.dark_url, source.attribution, source.last_zoom) == (
        "https://tiles.example.org/sv/{z}/{x}/{y}.png",
        "",
        "© Example",
        16,
    )


STILL = StillMap(BBox(27.0, 64.0, 28.5, 64.5), 400, 300, (Pin(64.2238, 27.7332), Pin(64.13, 28.27, 12)), "sv")


def test_a_still_map_comes_back_from_its_address():
    given = dict(part.split("=") for part in STILL.query().split("&"))

    assert StillMap.read(given) == STILL


def test_a_still_map_holds_its_box_and_its_pins():
    response = Client().get(f"/tiles/still.png?{STILL.query()}")
    picture = picture_of(response.content)
    colours = {colour for _count, colour in picture.getcolors(100_000)}

    assert response.status_code == 200
    assert picture.size == (400, 300)
    assert {(0x43, 0x30, 0x8C), (0xFF, 0xB5, 0x47)} <= colours
    assert len(response.content) < 40_000


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({}, BadMap.BOX), ({"bbox": "1,2,3"}, BadMap.BOX), ({"bbox": "10,50,11,51"}, BadMap.BOX),
        ({"bbox": "24,60,25,61", "w": "0"}, BadMap.SIZE), ({"bbox": "24,60,25,61", "h": "901"}, BadMap.SIZE),
        ({"bbox": "24,60,25,61", "w": "9" * 5000}, BadMap.SIZE), ({"bbox": "24,60,25,61", "h": "-1"}, BadMap.SIZE),
        ({"bbox": "24,60,25,61", "h": "²"}, BadMap.SIZE), ({"bbox": "24,60,25,61", "pins": "60"}, BadMap.PINS),
        ({"bbox": "24,60,25,61", "pins": "60,25,0"}, BadMap.PINS), ({"bbox": "24,60,25,61", "pins": "40,3"}, BadMap.PINS),
        ({"bbox": "24,60,25,61", "pins": "60,25,1,1"}, BadMap.PINS), ({"bbox": "24,60,25,61", "pins": "60,25;" * 61 + "60,25"}, BadMap.PINS),
        ({"bbox": "24,60,25,61", "dots": "3"}, BadMap.SIZE),
        ({"bbox": "24,60,25,61", "lang": "de"}, BadMap.LANGUAGE), ({"bbox": "24,60,25,61", "theme": "pink"}, BadMap.LANGUAGE),
    ],
)  # fmt: skip
def test_a_bad_still_map_is_refused_with_its_reason(given, reason):
    with pytest.raises(MapRefused) as refused:
        StillMap.read(given)

    assert refused.value.reason is reason


def test_a_bad_still_map_answers_400_with_a_sentence():
    response = Client().get("/tiles/still.png?bbox=1,2,3", headers={"accept-language": "en"})

    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/plain")
    assert "four numbers" in response.content.decode()


def test_a_still_map_for_fine_screens_has_twice_the_dots_and_the_same_places():
    fine = replace(STILL, scale=2)

    assert picture_of(fine.png()).size == (800, 600)
    assert fine.place_of(64.2238, 27.7332) == STILL.place_of(64.2238, 27.7332)


def test_every_reason_has_its_sentence():
    assert set(views.SENTENCES) == set(BadMap)
