"""TILE_URL: our own tiles unless it names others, and then the content policy lets them in."""

import pytest

from kaikusite import environment


@pytest.mark.parametrize(
    ("value", "origins"),
    [
        ("", []),
        ("https://tiles.example.fi/{z}/{x}/{y}.png", ["https://tiles.example.fi"]),
        ("https://maps.example.fi:8443/{language}/{z}/{x}/{y}.png?key=abc", ["https://maps.example.fi:8443"]),
        ("/proxy/{z}/{x}/{y}.png", []),
    ],
)
def test_the_policy_lets_in_the_host_of_the_tiles(monkeypatch, value, origins):
    monkeypatch.setenv("TILE_URL", value)

    assert environment.tile_url() == value
    assert environment.tile_origins() == origins


@pytest.mark.parametrize("value", ["http://tiles.example.fi/{z}/{x}/{y}.png", "https://tiles.example.fi/", "tiles", "javascript:{z}{x}{y}"])
def test_a_bad_address_stops_the_start_with_a_sentence(monkeypatch, value):
    monkeypatch.setenv("TILE_URL", value)

    with pytest.raises(SystemExit, match="TILE_URL is"):
        environment.tile_url()
