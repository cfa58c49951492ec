"""A bad setting stops the start with one sentence that says what to write instead."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def start(tmp_path: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of their own, with these values and nothing else of ours."""
    ours = {"PATH": os.environ["PATH"], "KAIKU_VAR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", "import kaikusite.settings"], env=ours | given, cwd=tmp_path, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"API_SEARCH_A_MINUTE": "0"}, "API_SEARCH_A_MINUTE is “0”"),
        ({"DEBUG": "maybe"}, "DEBUG is “maybe”; write on or off."),
        ({"KAIKU_REDEMPTION": "2"}, "KAIKU_REDEMPTION is “2”; write on or off."),
        ({"SITE_URL": "kortti.example.fi"}, "SITE_URL is “kortti.example.fi”"),
        ({"SITE_URL": "https://kortti.example.fi"}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too short"),
        ({"DATABASE_URL": "mysql://host/name"}, "DATABASE_URL must start with"),
        ({"ELASTICSEARCH_URL": "search.example.fi:9200"}, "ELASTICSEARCH_URL is no address"),
        ({"ELASTICSEARCH_URL": "http://search.example.fi:many"}, "ELASTICSEARCH_URL is no address"),
        ({"ELASTICSEARCH_URL": "https://user:secret@:9200"}, "ELASTICSEARCH_URL is no address"),
        ({"ELASTICSEARCH_PREFIX": "Kaiku_1"}, "ELASTICSEARCH_PREFIX is “Kaiku_1”"),
        ({"KAIKU_NOW": "tomorrow"}, "KAIKU_NOW is “tomorrow”"),
        ({"KAIKU_NOW": "2026-11-24T10:00", "SITE_URL": "https://kortti.example.fi", "SECRET_KEY": "x" * 50}, "KAIKU_NOW fixes the clock"),
    ],
)
def test_a_bad_setting_stops_the_start_with_one_sentence(tmp_path, given, sentence):
    ended = start(tmp_path, **given)

    assert ended.returncode == 1
    assert sentence in ended.stderr
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1


def test_a_trial_needs_no_setting_at_all(tmp_path):
    ended = start(tmp_path)

    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "secret-key").read_text()
