"""English words to stems."""

from __future__ import annotations

from functools import lru_cache

import snowballstemmer

from search.analysis.reading import Reading

IRREGULAR = {
    "children": "child", "men": "man", "women": "woman", "people": "person", "mice": "mouse", "feet": "foot", "sang": "sing", "sung": "sing",
    "swam": "swim", "wrote": "write", "written": "write", "drew": "draw", "drawn": "draw", "told": "tell", "wolves": "wolf", "elves": "elf",
    "stories": "story", "theatres": "theater", "theatre": "theater", "centre": "center", "centres": "center", "colour": "color",

    "jewellery": "jewelry", "pyjamas": "pajamas", "programme": "program", "programmes": "program", "skiing": "ski",
}  # fmt: skip
# Words that their stem would take for others: a *musical* is not all music, what is *organized* has no organ in it.
APART = {
    **dict.fromkeys(("musical", "musicals"), "musical"),
    **dict.fromkeys(("animation", "animations", "animated", "animator", "animators"), "animation"),
    **dict.fromkeys(("recorder", "recorders"), "recorder"),
    **dict.fromkeys(("presentation", "presentations"), "presentation"),
    **dict.fromkeys(("training", "trainings"), "training"),
    **dict.fromkeys(("organize", "organizes", "organized", "organizer", "organizers", "organizing", "organization", "organizations"), "organis"),
    **dict.fromkeys(("policy", "policies"), "policy"),
    **dict.fromkeys(("universe", "universes"), "universe"),
    **dict.fromkeys(("paste", "pasted"), "paste"),
    "blues": "blues", "opening": "opening", "organic": "organic", "marketing": "marketing", "hospitality": "hospitality",
}  # fmt: skip
STOP = frozenset(
    (
        "learn learning "
        "a an and or the of to in on at for with from by is are be i me my we you your it this that there what where when how some any "
        "something anything somewhere do does can could would like want wants go going see find near watch listen event events am was were "
        "been will shall should may might must have has had he she they them his her our us its as but if so than then too very just also "
        "not no about into over under between which who whom whose these those here all every each other get take bring come looking look "
        "search searching show tell nice fun cool good great best interesting things thing stuff please hello hi need needs activity "
        "activities happening happen happens tickets ticket time im i'm i'd what's whats where's there's let lets let's new one place "
        "places possible suitable kind sort lot lots way maybe try trying attend visit join spend doing done today's without someone anyone "
        "together out up off"
    ).split()
)
_stemmer = snowballstemmer.stemmer("english")


@lru_cache(maxsize=40_000)
def read(word: str) -> Reading:
    """Return the Snowball stem of a lower-case word, or what stands for it where the stem is another word's."""
    bare = word.removesuffix("'s")
    return Reading((APART.get(bare) or str(_stemmer.stemWord(IRREGULAR.get(bare, bare))),), is_stop=word in STOP)
