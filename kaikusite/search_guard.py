"""The admin's search behind a guard (W1): a quote mark, NUL or a blank in a query broke the stock SQLite backend."""

from __future__ import annotations

from typing import Any

from modelsearch.backends import database
from modelsearch.backends.base import BaseSearchBackend, EmptySearchResults

LONGEST = 200  # characters; more is nobody's question


def cleaned(query: Any) -> Any:
    """Return a query without what the engine cannot read, at most 200 characters; "" when no letter or digit is left."""
    if not isinstance(query, str):
        return query
    words = "".join(sign if sign.isalnum() or sign in "-'.@" else " " for sign in query[:LONGEST]).split()
    return " ".join(word for word in words if any(sign.isalnum() for sign in word))


class Guard(BaseSearchBackend):
    """Cleans every query before the backend that it is mixed into sees it; an empty one matches nothing."""

    def _search(self, query_compiler_class: Any, query: Any, model_or_queryset: Any, **more: Any) -> Any:
        question = cleaned(query)
        if question == "":
            return EmptySearchResults()
        return super()._search(query_compiler_class, question, model_or_queryset, **more)


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802  (the name that Wagtail looks for)
    """Return the database's own backend behind the guard."""
    backend = database.SearchBackend(params)
    backend.__class__ = type("GuardedSearchBackend", (Guard, type(backend)), {})
    return backend
