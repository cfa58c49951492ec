"""The demo's drawn pictures as images of the CMS, their renditions made at once (never in a request)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Bitmap
from wagtail.images.models import Image

from areas.teams import shared_collection
from kaikusite.demo.texts import DATA, table, three

FOLDER = "original_images"


def write_images() -> dict[str, int]:
    """Write the pictures into the shared collection; return key -> primary key. Called again, it keeps those that are there."""
    collection = shared_collection()
    known = dict(Image.objects.filter(collection=collection, file__startswith=f"{FOLDER}/demo-").values_list("file", "pk"))
    return {key: known.get(_name(path)) or _write(path, three(words["alt"])["fi"], collection.pk) for key, path, words in _pictures()}


def _pictures() -> Iterator[tuple[str, Path, dict[str, list[str]]]]:
    for key, words in table("pictures").items():
        yield key, DATA / "pictures" / f"{key}.webp", words


def _name(path: Path) -> str:
    return f"{FOLDER}/demo-{path.name}"


def _write(path: Path, title: str, collection: int) -> int:
    name = _name(path)
    if not default_storage.exists(name):  # another database of this machine has written it
        default_storage.save(name, ContentFile(path.read_bytes()))
    with Bitmap.open(path) as bitmap:
        width, height = bitmap.size
    size = path.stat().st_size
    image = Image(title=title, file=name, width=width, height=height, file_size=size, collection_id=collection)
    image.save()
    return int(image.pk)
