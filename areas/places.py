"""What a typed place means: a municipality, a district of a town, or a postcode. Pure reads of committed tables."""

from __future__ import annotations

from areas import districts, municipalities
from areas.districts import DistrictRow
from areas.municipalities import MunicipalityRow

Place = MunicipalityRow | DistrictRow


def find(text: str) -> Place | None:
    """Return the place that a text means, or None.

    text       as for `municipalities.find`; a postcode of a district means the district.
    Order      municipalities by their own names, then districts, then merged municipalities and places of the postal list.
    """
    digits = "".join(sign for sign in text if sign.isdigit())
    if digits:
        return districts.of_postcode(digits) or municipalities.of_postcode(text)
    return municipalities.find_town(text) or districts.find(text) or municipalities.find(text)


def by_code(code: str) -> Place | None:
    """Return the municipality or the district of a code."""
    return municipalities.by_code(code) or districts.by_code(code)
