"""Figures: an area's own team sees them, small ones are hidden, and the count rises with a visit."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from common import worker
from redemption.claims.rules import Seats
from redemption.desk.actions import Scan, check_in_card
from redemption.figures.models import StatCell
from tests import wing
from tests.factories import AreaFactory, VenueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("toimisto", "toimisto@example.org", "kaiku-kaiku-kaiku"))
    return client


def visits(venue, cards, now):
    device, _ = wing.device(venue)
    for _ in range(cards):
        check_in_card(Scan(device, uuid4(), now), wing.card(children=1), target=None, seats=Seats(children=1))
    worker.work_once()


def test_a_figure_of_ten_cards_is_counted(now):
    venue = VenueFactory()

    visits(venue, 10, now)

    cell = StatCell.objects.get(venue=None, month=None, area=venue.area)
    assert (cell.visits, cell.children, cell.cards) == (20, 10, 10)


def test_a_figure_of_nine_cards_is_hidden_everywhere(now):
    venue = VenueFactory()

    visits(venue, 9, now)

    assert set(StatCell.objects.filter(area=venue.area).values_list("is_hidden", "visits")) == {(True, None)}


def test_a_visit_taken_back_is_not_counted(now):
    from redemption.claims.models import Use
    from redemption.desk.actions import undo_use

    venue = VenueFactory()
    visits(venue, 11, now)

    undo_use(Use.objects.first(), now=now)
    worker.work_once()

    assert StatCell.objects.get(venue=None, month=None, area=venue.area).visits == 20


def test_the_outsider_gets_no_figures(client, django_user_model):
    area = AreaFactory()
    client.force_login(django_user_model.objects.create_user("ulkopuolinen", "ulkopuolinen@example.org", "kaiku-kaiku-kaiku"))

    page = client.get(reverse("figures:start"), {"area": area.slug})

    assert area.name_fi not in page.content.decode()


def test_a_reader_without_a_log_in_is_sent_to_it(client):
    assert client.get(reverse("figures:start")).status_code == 302
