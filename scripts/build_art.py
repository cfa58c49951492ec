"""Write the look's drawn files from code: both sprites, the site's icon and the manifest's and social pictures' sources.

static/site/icons.svg     line icons, one <symbol> each, 24 x 24
static/site/motifs.svg    the categories' pictures of `common.art`, in three layers each
static/site/favicon.svg   the mark

Run `python scripts/build_art.py`, or with `--check` to compare only (exit 1 when a file is stale).
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from common.art import sprite_symbols
from common.icons import ICONS

SITE = ROOT / "static" / "site"

MARK = (
    '<circle cx="14" cy="26" r="5" fill="#f0764f"/><g fill="none" stroke-width="4" stroke-linecap="round">'
    '<path d="M14 14a12 12 0 0 1 12 12" stroke="#ffb547"/><path d="M14 5a21 21 0 0 1 21 21" stroke="{outer}"/></g>'
)


def icons() -> str:
    symbols = "".join(f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>\n' for name, shapes in ICONS.items())
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}</svg>\n'


def motifs() -> str:
    return '<svg xmlns="http://www.w3.org/2000/svg"><defs>\n' + "\n".join(sprite_symbols()) + "\n</defs></svg>\n"


def favicon() -> str:
    ground = '<rect width="40" height="40" rx="9" fill="#2f2168"/>'
    mark = f'<g transform="translate(3.5 4) scale(.85)">{MARK.format(outer="#fffdf8")}</g>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">{ground}{mark}</svg>\n'


FILES = {"icons.svg": icons, "motifs.svg": motifs, "favicon.svg": favicon}


def stale_files() -> list[str]:
    """Return the names of committed files that differ from what the code draws."""
    return [name for name, draw in FILES.items() if _committed(name) != draw()]


def _committed(name: str) -> str:
    path = SITE / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        stale = stale_files()
        if stale:
            sys.stderr.write(f"stale: {', '.join(stale)}; run python scripts/build_art.py\n")
        return 1 if stale else 0
    for name, draw in FILES.items():
        (SITE / name).write_text(draw(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
