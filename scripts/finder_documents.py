"""Made-up offer documents in any number, always the same for the same number: for measuring the engine alone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from areas.municipalities import load_rows
from search.analysis import document_tokens
from search.types import OccurrenceEntry, OfferDocument

KINDS = ("event",) * 6 + ("course",) * 2 + ("standing",) * 2
CATEGORIES = "music theatre dance circus museum exhibition film festival literature community learning craft science sport nature".split()
AUDIENCES = ["everyone", "children", "young", "adults", "seniors"]
ACCESS = ["step-free", "lift", "accessible-toilet", "induction-loop", "sign-language", "quiet"]
HOW = ["just-come", "just-come", "reserve-here", "phone"]
WORDS_OF = {
    "music": ("konsertti", "konsert", "concert"),
    "theatre": ("teatteriesitys", "teaterföreställning", "theatre play"),
    "dance": ("tanssi-ilta", "dansaften", "dance night"),
    "circus": ("sirkus", "cirkus", "circus"),
    "museum": ("opastus museossa", "guidning i museet", "museum tour"),
    "exhibition": ("taidenäyttely", "konstutställning", "art exhibition"),
    "film": ("elokuvailta", "filmkväll", "film night"),
    "festival": ("festivaali", "festival", "festival"),
    "literature": ("lukupiiri", "läsecirkel", "reading circle"),
    "community": ("yhteislaulu", "allsång", "sing-along"),
    "learning": ("kielikurssi", "språkkurs", "language course"),
    "craft": ("käsityöpaja", "slöjdverkstad", "craft workshop"),
    "science": ("tiedepaja", "vetenskapsverkstad", "science workshop"),
    "sport": ("uintivuoro", "simning", "swimming"),
    "nature": ("luontoretki", "naturutflykt", "nature walk"),
}
FIRST = "Talvinen Keväinen Lasten Perheen Suuri Pieni Avoin Hiljainen Iloinen Vanha Uusi Yhteinen Lämmin Sininen Vihreä Punainen".split()
BODY = [
    "Tervetuloa viettämään ilta yhdessä, mukaan pääsee ilman ennakkotietoja",
    "Ohjaajat auttavat alkuun ja väliajalla juodaan kahvit",
    "Sali on esteetön ja paikan päällä on rauhallinen tila",
    "Esitys kestää noin tunnin.",
]
# Words that stand in so large a share of the offers: what a common and a rare word cost. One more stands in a title in fifteen.
SHARES = {"shakki": ("Aulassa pelataan shakkia", 0.27), "keramiikka": ("Esillä on myös keramiikkaa", 0.05), "kantele": ("Kantele soi", 0.01)}
SYLLABLES = "ka ko ku ki ma mi mu pe pi po ra ri ru sa se su ta ti tu va vi vo la li lu na ni nu ha hi".split()


def documents(number: int, now: datetime, seed: int = 7) -> Iterator[OfferDocument]:
    """Yield `number` documents around all municipalities, some more where more people live."""
    dice = random.Random(seed)  # noqa: S311  (no secret: a repeatable sample)
    venues = _venues(dice, max(20, number // 20))
    for at in range(number):
        yield _document(dice, at, dice.choice(venues), now)


def _venues(dice: random.Random, number: int) -> list[dict]:
    towns = load_rows()
    weights = [{"urban": 12, "semi-urban": 3}.get(town.kind, 1) for town in towns]
    found = []
    for at, town in enumerate(dice.choices(towns, weights, k=number)):
        name = "".join(dice.choices(SYLLABLES, k=3)).capitalize() + dice.choice(["talo", "sali", "kirjasto", "museo", "teatteri", "opisto"])
        found.append(
            {
                "id": str(UUID(int=10**30 + at)),
                "name": name,
                "town": town,
                "lat": town.lat + dice.gauss(0, 0.03),
                "lon": town.lon + dice.gauss(0, 0.06),
                "area": f"alue-{at % 30}",
            }
        )
    return found


def _document(dice: random.Random, at: int, venue: dict, now: datetime) -> OfferDocument:
    category, kind, town = dice.choice(CATEGORIES), dice.choice(KINDS), venue["town"]
    made = "".join(dice.choices(SYLLABLES, k=3))
    titles = [f"{dice.choice(FIRST)} {word}: {made}" for word in WORDS_OF[category]]
    languages = ("fi", "sv", "en")[: dice.choice([1, 1, 2, 3])]
    body = [*dice.sample(BODY, 3), *(sentence for sentence, share in SHARES.values() if dice.random() < share)]
    texts = {
        lang: {"title": title, "place": f"{venue['name']} {town.name(lang)}", "body": ". ".join(body) if lang == "fi" else title}
        for lang, title in zip(languages, titles, strict=False)
    }
    tokens = document_tokens(texts, codes=[f"cat:{category}", f"kind:{kind}"])
    return OfferDocument(
        id=str(UUID(int=at + 1)),
        version=1,
        kind=kind,
        categories=(category,),
        audiences=(dice.choice(AUDIENCES),),
        accessibility=tuple(dice.sample(ACCESS, dice.randrange(4))),
        languages=("fi",),
        municipality=town.code,
        area=venue["area"],
        venue=venue["id"],
        lat=venue["lat"],
        lon=venue["lon"],
        is_free=dice.random() < 0.9,
        is_always_on=kind == "standing",
        occurrences=() if kind == "standing" else tuple(_dates(dice, at, now)),
        title=tokens.title,
        place=tokens.place,
        parts=tokens.parts,
        body=tokens.body,
        surface=tokens.surface,
        display={lang: {"title": text["title"], "summary": ""} for lang, text in texts.items()},
        facts=_facts(at, venue, category, kind),
        names=(("title", titles[0]), ("venue", venue["name"])),
        how_to_get=dice.choice(HOW),
        title_length=len(titles[0].split()),
    )


def _facts(at: int, venue: dict, category: str, kind: str) -> dict:
    town = venue["town"]
    return {
        "source": "fi",
        "source_id": str(at),
        "paths": {lang: f"/{lang}/alueet/a/v/{at}/" for lang in ("fi", "sv", "en")},
        "venue": {"fi": venue["name"]},
        "town": {"fi": town.name_fi, "sv": town.name_sv, "en": town.name_en},
        "categories": [category],
        "how": "reserve-here" if kind == "event" else "just-come",
        "picture": None,
        "hours": [],
        "exceptions": [],
    }


def _dates(dice: random.Random, at: int, now: datetime) -> Iterator[OccurrenceEntry]:
    first = now.replace(minute=0, second=0, microsecond=0) + timedelta(days=dice.randrange(180), hours=dice.randrange(9))
    for turn in range(dice.choice([1, 1, 2, 3, 5, 9])):
        starts = first + timedelta(days=7 * turn)
        places = dice.choice([None, 4, 10])
        left = None if places is None else dice.randrange(places + 1)
        yield OccurrenceEntry(str(UUID(int=(at + 1) * 100 + turn)), starts, starts + timedelta(hours=2), places=places, places_left=left)
