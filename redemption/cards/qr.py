"""QR pictures as inline SVG: black on white in light and dark, no style, no script."""

import segno

QUIET_MODULES = 4  # ISO/IEC 18004: the white edge a scanner needs


def qr_svg(text: str) -> str:
    """Return an SVG that fills its box; hidden from screen readers, which get the words beside it.

    text   as `codes.seal` gives it: version 6 at level M, 41 modules and the quiet zone.
    """
    picture = segno.make_qr(text, error="m", boost_error=False)
    return picture.svg_inline(border=QUIET_MODULES, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None).replace(
        "<svg ", '<svg aria-hidden="true" focusable="false" shape-rendering="crispEdges" ', 1
    )
