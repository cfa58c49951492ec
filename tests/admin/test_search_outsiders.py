"""Those who hand cards out walk every address of the search in the admin: refused at each."""

from __future__ import annotations

import pytest
from django.urls import reverse

from search.models import PinnedAnswer, SynonymGroup, UnderstoodWord
from tests import wing

pytestmark = pytest.mark.django_db


def test_a_worker_of_a_distributor_is_refused_everywhere(client, cast) -> None:
    rows = {
        "search_synonyms": SynonymGroup.objects.create(words="jumppa, gympa").pk,
        "search_understood": UnderstoodWord.objects.create(phrase="mukulax", kind="audience", value="children").pk,
        "search_pinned": PinnedAnswer.objects.create(words="kortti", title_fi="Kortti", sentence_fi="Näin.", address_fi="/fi/").pk,
    }
    addresses = [reverse("search_missed"), reverse("search_why_choose"), reverse("search_why", args=[cast.offer_page.pk])]
    for name, key in rows.items():
        addresses += [reverse(f"{name}:{view}") for view in ("index", "index_results", "add")]
        addresses += [reverse(f"{name}:{view}", args=[key]) for view in ("inspect", "edit", "delete", "history", "history_results", "usage")]
    client.force_login(wing.worker().user)

    for address in addresses:
        for answer in (client.get(address), client.post(address, {"words": "a, b"})):
            assert answer.status_code in {302, 403, 405}, address
            assert not answer.get("Location", "").startswith("/admin/search/"), address
    assert SynonymGroup.objects.get().words == "jumppa, gympa"
