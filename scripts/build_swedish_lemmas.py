"""Make search/analysis/data/sv_lemmas.txt: Swedish forms whose lemma the stemmer cannot reach by itself.

simplemma's table (MIT) takes 110 MB of memory and half a second in every process. Only short forms are irregular in a way that
matters (museet, böcker, städer): longer ones are compounds, which the decompounder cuts down to a short head first.
"""

import sys
from pathlib import Path

import snowballstemmer
from simplemma import lemmatize
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

LETTERS_MOST = 9
TARGET = Path(__file__).resolve().parent.parent / "search/analysis/data/sv_lemmas.txt"


def main() -> None:
    """Write one line a form: the form, a blank, its lemma's stem; sorted, so that a rebuild shows what changed."""
    stem = snowballstemmer.stemmer("swedish").stemWord
    table = DefaultDictionaryFactory().get_dictionary("sv")
    lines = []
    for form in table:
        if len(form) > LETTERS_MOST or not form.isalpha() or not form.islower():
            continue
        lemma = lemmatize(form, lang="sv")
        wanted = stem(lemma.lower())
        if stem(form) != wanted and lemma.isalpha():
            lines.append(f"{form} {wanted}")
    TARGET.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(lines)} forms, {TARGET.stat().st_size // 1000} kB\n")


if __name__ == "__main__":
    main()
