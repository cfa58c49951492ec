"""Interface texts: one catalogue an app and language, made by Babel (W46).

    python scripts/catalogs.py update [app …]      extract, merge, fill English from the msgid
    python scripts/catalogs.py missing [app …]     list what lacks a translation
    python scripts/catalogs.py fill app file.json  take translations from {msgid: {"fi": …, "sv": …, "fi-simple": …}}
    python scripts/catalogs.py compile             write the .mo files
    python scripts/catalogs.py check               fail if anything is missing or out of date

In the JSON file a plural is a list ["one", "many"], a context stands before the msgid: "context\\u0004msgid".
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
APPS = (
    "kaikusite",
    "home",
    "search",
    "redemption/figures",
    "redemption/desk",
    "redemption/claims",
    "redemption/cards",
    "offerings",
    "areas",
    "common",
)
PACKAGES = ROOT / "kaikusite" / "packages"  # what other packages leave untranslated, written by hand (W46)
FOLDERS = {"fi": "fi", "sv": "sv", "en": "en", "fi-simple": "fi_Simple"}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
JINJA_OPTIONS = {"trimmed": "true", "silent": "false", "extensions": "jinja2.ext.i18n,jinja2.ext.do"}


def template_folders(app: str) -> list[Path]:
    """Return where the Jinja2 templates of an app lie; the shared ones are `common`'s, the log-in ones `kaikusite`'s."""
    site = ROOT / "templates" / "site"
    special = {"common": [site / "parts"], "kaikusite": [site / "account", site / "mfa", site / "kaikusite"]}
    return special.get(app, [site / app])


def extracted(app: str) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Yield (msgid or plural pair, context) for each text of an app."""
    for _, _, msgid, _, context in extract_from_dir(str(ROOT / app), [("**/migrations/**", "ignore"), ("**.py", "python")], keywords=KEYWORDS):
        yield msgid, context
    pages = [page for folder in template_folders(app) if folder.is_dir() for page in sorted(folder.rglob("*")) if page.is_file()]
    if app == "common":
        pages += sorted((ROOT / "templates" / "site").glob("*.html"))
    for page in pages:
        for _, msgid, _, context in extract_from_file("jinja2.ext:babel_extract", str(page), keywords=KEYWORDS, options=JINJA_OPTIONS):
            yield msgid, context
    for folder in admin_folders(app):
        yield from admin_texts(folder)


def admin_folders(app: str) -> list[Path]:
    """Return where the Django templates of an app's admin pages lie; what overrides Wagtail's own is `kaikusite`'s."""
    admin = ROOT / "templates" / "admin"
    return [folder for folder in (admin / app, *([admin / "wagtailadmin"] if app == "kaikusite" else [])) if folder.is_dir()]


def admin_texts(folder: Path) -> Iterator[tuple[str, str | None]]:
    """Yield the texts of Django templates of the admin, through Django's own reader."""
    from django.utils.translation.template import templatize  # needs no settings, but Django at hand

    for page in sorted(folder.rglob("*.html")):
        source = BytesIO(templatize(page.read_text()).encode())
        from babel.messages.extract import extract  # the low-level door: it takes a file object

        for _, msgid, _, context in extract("python", source, keywords=KEYWORDS):
            yield msgid, context


def template_catalog(app: str) -> Catalog:
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for msgid, context in extracted(app):
        if msgid and (not isinstance(msgid, tuple) or all(msgid)):
            catalog.add(msgid, context=context)
    return catalog


def po_path(app: str, language: str) -> Path:
    return ROOT / app / "locale" / FOLDERS[language] / "LC_MESSAGES" / "django.po"


def load(app: str, language: str) -> Catalog:
    path = po_path(app, language)
    locale = "fi" if language == "fi-simple" else language
    if not path.exists():
        return Catalog(locale=locale, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=locale, charset="utf-8")


def save(catalog: Catalog, app: str, language: str) -> None:
    catalog.fuzzy, catalog.header_comment = False, f"# Interface texts of {app}: {language}"
    buffer = BytesIO()
    write_po(buffer, catalog, no_location=True, sort_output=True, ignore_obsolete=True, width=120, omit_header=False)
    lines = [line for line in buffer.getvalue().decode().splitlines() if not line.startswith(('"POT-Creation', '"PO-Revision', '"Generated-By'))]
    path = po_path(app, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n")


def real(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def is_missing(message: Message) -> bool:
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return message.fuzzy or not all(strings)


def update(apps: Iterable[str]) -> None:
    for app in apps:
        fresh = template_catalog(app)
        if not real(fresh):
            continue
        for language in FOLDERS:
            catalog = load(app, language)
            catalog.update(fresh, no_fuzzy_matching=True)
            for message in real(catalog):
                if language == "en" and is_missing(message):
                    message.string = message.id
            save(catalog, app, language)


def missing(apps: Iterable[str]) -> list[str]:
    """Return one line for each text without a translation, and for each that is not in its catalogue at all."""
    rows = []
    for app in apps:
        wanted = {(message.id, message.context) for message in real(template_catalog(app))}
        for language in FOLDERS:
            have = {(message.id, message.context) for message in real(load(app, language)) if not is_missing(message)}
            rows += [f"{app} {language}: {context + ' | ' if context else ''}{msgid}" for msgid, context in sorted(wanted - have, key=str)]
    return rows


def fill(app: str, source: Path) -> None:
    """Put the translations of a JSON file into the catalogues of an app."""
    given = json.loads(source.read_text())
    update([app])
    for language in FOLDERS:
        catalog = load(app, language)
        for message in real(catalog):
            msgid = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
            key = f"{message.context}\x04{msgid}" if message.context else msgid
            words = given.get(key, {}).get(language)
            if words:
                message.string = tuple(words) if isinstance(words, list) else words
        save(catalog, app, language)


def compile_all() -> None:
    for app in APPS:
        for language in FOLDERS:
            path = po_path(app, language)
            if path.exists():
                with path.with_suffix(".mo").open("wb") as file:
                    write_mo(file, load(app, language))
    for path in PACKAGES.glob("*/LC_MESSAGES/django.po"):
        with path.open("rb") as source, path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read_po(source, charset="utf-8"))


def main(arguments: list[str]) -> int:
    verb, names = (arguments[0], arguments[1:]) if arguments else ("", [])
    if verb == "update":
        update(names or APPS)
    elif verb == "fill" and len(names) == 2:
        fill(names[0], Path(names[1]))
    elif verb == "compile":
        compile_all()
    elif verb in {"missing", "check"}:
        rows = missing(names or APPS)
        sys.stdout.write("\n".join(rows) + ("\n" if rows else ""))
        sys.stdout.write(f"{len(rows)} texts missing\n")
        return 1 if rows and verb == "check" else 0
    else:
        sys.stdout.write(__doc__ or "")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
