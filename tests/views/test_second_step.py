"""A password alone opens no page that staff work on in the wing (W28)."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from redemption.desk.models import DeskDevice
from tests import wing
from tests.factories import VenueFactory
from tests.staff import log_in_fully, person

pytestmark = pytest.mark.django_db
PAGES = ("desk:devices", "figures:start")  # the counter has tests of its own


@pytest.fixture(autouse=True)
def _second_factor(settings):
    settings.KAIKU_SECOND_FACTOR = True


@pytest.mark.parametrize("name", PAGES)
def test_a_password_alone_is_sent_to_the_second_step(client, name):
    client.force_login(person())

    answer = client.get(reverse(name))

    assert (answer.status_code, answer.url) == (302, reverse("mfa_activate_totp"))


@pytest.mark.parametrize("name", PAGES)
def test_both_steps_open_the_page(client, name):
    log_in_fully(client, person())

    assert client.get(reverse(name)).status_code == 200


def test_a_password_alone_ends_no_device(client):
    device, _ = wing.device(VenueFactory())
    user = person()
    user.is_superuser = True
    user.save()
    client.force_login(user)

    client.post(reverse("desk:revoke", args=[device.public_id]))

    assert DeskDevice.objects.get(pk=device.pk).revoked_at is None


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_is_sent_to_the_log_in(client, name):
    assert client.get(reverse(name)).url.startswith(reverse("account_login"))


def test_a_device_of_nobody_is_not_found(client):
    log_in_fully(client, person())

    assert client.post(reverse("desk:revoke", args=[uuid4()])).status_code == 404
