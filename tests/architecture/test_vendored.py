"""Other people's files are listed, with their licence and their hash (W26)."""

from __future__ import annotations

import importlib.util

import pytest

from tests.architecture.source import ROOT, name

spec = importlib.util.spec_from_file_location("vendored", ROOT / "scripts" / "vendored.py")
vendored = importlib.util.module_from_spec(spec)
spec.loader.exec_module(vendored)


def test_every_vendored_file_is_what_its_list_says():
    assert list(vendored.faults()) == []


@pytest.mark.parametrize("listing", sorted(ROOT.glob("*/vendor/*/VENDORED.md")), ids=name)
def test_a_vendored_package_names_its_source_and_licence(listing):
    text = listing.read_text().lower()

    assert "licence" in text or "license" in text
    assert "npm" in text or "pypi" in text or "source" in text
