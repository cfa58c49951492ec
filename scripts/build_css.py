"""Build the style sheets that pages load from one file per component.

`static/site/css/core/` goes into every sheet; `site/` into site.css (public and holder pages), `wing/` into wing.css
(desk, counter, figures). The built sheets are committed; a test fails when they are not up to date.

Run `python scripts/build_css.py`, or with `--check` to compare only (exit 1 when a sheet is stale).
"""

import re
import sys
from pathlib import Path

SITE = Path(__file__).resolve().parent.parent / "static" / "site"
SHEETS = {"site.css": ("core", "site"), "wing.css": ("core", "wing")}
LAYERS = "@layer reset, base, layout, parts, pages, print;"


def squeezed(css: str) -> str:
    """Return `css` without comments and the white space that means nothing."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,])\s*", r"\1", css)
    css = re.sub(r"(?<=[\w-]):\s+", ":", css)
    return css.replace(";}", "}").strip()


def sheet(folders: tuple[str, ...]) -> str:
    """Return one built sheet: the order of layers, then each folder's components by name.

    Addresses are written relative to the component's file (`../../fonts/…`) and come out relative to the sheet.
    """
    files = [file for folder in folders for file in sorted((SITE / "css" / folder).glob("*.css"))]
    parts = (squeezed(file.read_text(encoding="utf-8")).replace('url("../../', 'url("') for file in files)
    return LAYERS + "\n" + "\n".join(parts) + "\n"


def stale_sheets() -> list[str]:
    """Return the names of sheets whose committed text differs from what the components give."""
    return [name for name, folders in SHEETS.items() if _committed(name) != sheet(folders)]


def _committed(name: str) -> str:
    path = SITE / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        stale = stale_sheets()
        if stale:
            sys.stderr.write(f"stale: {', '.join(stale)}; run python scripts/build_css.py\n")
        return 1 if stale else 0
    for name, folders in SHEETS.items():
        (SITE / name).write_text(sheet(folders), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
