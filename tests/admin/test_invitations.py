"""People get a log-in by invitation from those entitled, never more than those have, and lose it at once when it is withdrawn."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from areas import teams
from areas.actions import NewArea, create_area
from common.refusals import Refused, sentence
from kaikusite.staff import actions
from kaikusite.staff.queries import LogInState, people
from kaikusite.staff.refusals import Refusal
from kaikusite.staff.rules import StaffRole, Standing, change_refusal, invitation_refusal
from tests.factories import KAJAANI
from tests.staff import PASSWORD, address, log_in, log_in_fully, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor(settings):
    settings.KAIKU_SECOND_FACTOR = True


@pytest.fixture
def kainuu(db):
    return create_area(NewArea(slug="kainuu", names={"fi": "Kainuu", "sv": "Kajanaland"}, code="KA", municipalities=[KAJAANI]))


@pytest.fixture
def savo(db):
    return create_area(NewArea(slug="savo", names={"fi": "Savo"}, code="SA", municipalities=[KAJAANI]))


@pytest.fixture
def office():
    user = person("toimisto@example.org")
    user.groups.add(teams.office_group())
    return user


@pytest.fixture
def publisher(kainuu):
    user = person("julkaisija@example.org")
    teams.join(user, kainuu.translation_key, teams.Role.PUBLISHER)
    return user


def invitation(email="uusi@example.org", role=StaffRole.EDITOR, area=None, **given) -> actions.Invitation:
    return actions.Invitation(email, role, area.translation_key if area else None, **given)


def test_an_invited_person_chooses_a_password_sets_up_a_phone_and_edits(client, office, kainuu, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        user = actions.invite(invitation(area=kainuu, language="sv"), by=office, now=timezone.now())

    (mail,) = mailoutbox
    assert (mail.to, user.has_usable_password()) == (["uusi@example.org"], False)
    assert "Kajanaland" in mail.body
    link = next(word for word in mail.body.split() if "/key/" in word)
    assert link.startswith("http://localhost:8000/sv/")
    form = client.get(link.removeprefix("http://localhost:8000"), follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    assert client.get("/admin/")["Location"] in {address("mfa_activate_totp", language=code) for code in ("fi", "sv")}

    client.logout()
    user.refresh_from_db()
    log_in_fully(client, user)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[kainuu.pk])).status_code == 200
    assert user.wagtail_userprofile.preferred_language == "sv"


def test_a_link_works_once(client, office, kainuu, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.invite(invitation(area=kainuu), by=office, now=timezone.now())
    link = next(word for word in mailoutbox[0].body.split() if "/key/" in word).removeprefix("http://localhost:8000")
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    client.logout()

    again = client.get(link, follow=True)

    assert b'name="password1"' not in again.content


KA, SA = (object(), object())
OFFICE, PUBLISHER, EDITOR = Standing(True), Standing(False, publishes=frozenset([KA])), Standing(False, edits=frozenset([KA]))
NOBODY = Standing(False)

INVITATIONS = [
    (OFFICE, StaffRole.OFFICE, None, None),
    (OFFICE, StaffRole.PUBLISHER, KA, None),
    (OFFICE, StaffRole.EDITOR, SA, None),
    (OFFICE, StaffRole.EDITOR, None, Refusal.AREA_IS_MISSING),
    (PUBLISHER, StaffRole.EDITOR, KA, None),
    (PUBLISHER, StaffRole.EDITOR, SA, Refusal.NOT_YOURS_TO_INVITE),
    (PUBLISHER, StaffRole.PUBLISHER, KA, Refusal.NOT_YOURS_TO_INVITE),
    (PUBLISHER, StaffRole.OFFICE, None, Refusal.NOT_YOURS_TO_INVITE),
    (EDITOR, StaffRole.EDITOR, KA, Refusal.NOT_YOURS_TO_INVITE),
    (NOBODY, StaffRole.EDITOR, KA, Refusal.NOT_YOURS_TO_INVITE),
]


@pytest.mark.parametrize(("by", "role", "area", "reason"), INVITATIONS)
def test_who_may_invite_whom(by, role, area, reason):
    assert invitation_refusal(by, role=role, area=area, email="a@example.org") == reason


@pytest.mark.parametrize(("length", "reason"), [(150, None), (151, Refusal.ADDRESS_TOO_LONG)])
def test_an_address_fits_the_user_name(length, reason):
    assert invitation_refusal(OFFICE, role=StaffRole.OFFICE, area=None, email="a" * length) == reason


CHANGES = [
    (OFFICE, PUBLISHER, None),
    (OFFICE, Standing(True, is_superuser=True), Refusal.NOT_YOURS_TO_CHANGE),
    (Standing(True, is_superuser=True), Standing(True, is_superuser=True), None),
    (PUBLISHER, EDITOR, None),
    (PUBLISHER, PUBLISHER, Refusal.NOT_YOURS_TO_CHANGE),
    (PUBLISHER, Standing(False, edits=frozenset([KA, SA])), Refusal.NOT_YOURS_TO_CHANGE),
    (PUBLISHER, OFFICE, Refusal.NOT_YOURS_TO_CHANGE),
    (EDITOR, EDITOR, Refusal.NOT_YOURS_TO_CHANGE),
    (PUBLISHER, NOBODY, Refusal.NOT_YOURS_TO_CHANGE),
]


@pytest.mark.parametrize(("by", "whom", "reason"), CHANGES)
def test_who_may_change_whose_log_in(by, whom, reason):
    assert change_refusal(by, whom, is_same=False) == reason
    assert change_refusal(by, whom, is_same=True) == Refusal.NOT_YOUR_OWN


def test_every_refusal_has_words():
    assert all(sentence(reason).next_step for reason in Refusal)


def test_who_has_a_log_in_gets_the_role_and_keeps_the_password(office, publisher, savo, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.invite(invitation(publisher.email, area=savo), by=office, now=timezone.now())

    publisher.refresh_from_db()
    assert publisher.check_password(PASSWORD)
    assert teams.areas_of(publisher).count() == 2
    assert "/key/" not in mailoutbox[0].body


def test_one_address_is_one_person(office, kainuu):
    first = actions.invite(invitation("Uusi@Example.org", area=kainuu), by=office, now=timezone.now())
    again = actions.invite(invitation("uusi@example.org ", area=kainuu), by=office, now=timezone.now())

    assert first == again
    assert User.objects.filter(email__iexact="uusi@example.org").count() == 1


def test_a_withdrawn_person_is_out_at_once(client, office, publisher):
    log_in_fully(client, publisher)
    assert client.get("/admin/").status_code == 200

    actions.withdraw(publisher, by=office, now=timezone.now())

    assert client.get("/admin/").status_code == 302
    client.logout()
    log_in(client, publisher)
    assert "_auth_user_id" not in client.session
    assert not teams.areas_of(publisher).exists()


def test_a_lost_phone_is_set_up_anew(client, office, publisher):
    log_in_fully(client, publisher)

    actions.reset_second_step(publisher, by=office, now=timezone.now())

    assert client.get("/admin/").status_code == 302
    log_in(client, publisher)
    assert client.get("/admin/")["Location"] == address("mfa_activate_totp")


def test_nobody_closes_their_own_log_in(office):
    with pytest.raises(Refused) as refused:
        actions.withdraw(office, by=office, now=timezone.now())

    assert refused.value.reason is Refusal.NOT_YOUR_OWN


# --- the pages -------------------------------------------------------------------------------------------------------


def test_the_office_invites_through_the_page(client, office, kainuu, mailoutbox, django_capture_on_commit_callbacks):
    log_in_fully(client, office)
    assert client.get(reverse("staff_invite")).status_code == 200
    given = {"email": "uusi@example.org", "name": "Uusi Ihminen", "role": "publisher", "area": kainuu.pk, "language": "fi"}

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("staff_invite"), given)

    assert answer["Location"] == reverse("staff_people")
    assert len(mailoutbox) == 1
    row = next(row for row in people(office) if row.email == "uusi@example.org")
    assert (row.name, row.state) == ("Uusi Ihminen", LogInState.INVITED)
    assert row.roles[0][1] == "Kainuu (KA)"


def test_a_publisher_is_offered_editors_of_the_own_area_only(client, publisher, kainuu, savo):
    log_in_fully(client, publisher)
    form = client.get(reverse("staff_invite")).context["form"]

    assert [value for value, _ in form.fields["role"].choices] == ["editor"]
    assert list(form.fields["area"].queryset) == [kainuu]
    for given in ({"role": "publisher", "area": kainuu.pk}, {"role": "editor", "area": savo.pk}, {"role": "office", "area": ""}):
        answer = client.post(reverse("staff_invite"), {"email": "x@example.org", "language": "fi", **given})
        assert answer.status_code == 200
    assert not User.objects.filter(email="x@example.org").exists()


@pytest.mark.parametrize("name", ["staff_people", "staff_invite"])
def test_an_editor_has_no_such_pages(client, kainuu, name):
    user = person("toimittaja@example.org")
    teams.join(user, kainuu.translation_key, teams.Role.EDITOR)
    log_in_fully(client, user)

    assert client.get(reverse(name)).status_code in (302, 403)


@pytest.mark.parametrize("act", ["resend", "reset", "withdraw"])
def test_a_publisher_does_not_reach_people_of_other_areas(client, publisher, savo, act):
    other = person("muu@example.org")
    teams.join(other, savo.translation_key, teams.Role.EDITOR)
    log_in_fully(client, publisher)

    assert client.post(reverse(f"staff_{act}", args=[other.pk])).status_code == 404
    assert "muu@example.org" not in client.get(reverse("staff_people")).content.decode()
    other.refresh_from_db()
    assert other.is_active


def test_an_act_asks_once_more(client, office, publisher):
    log_in_fully(client, office)
    address_of_act = reverse("staff_withdraw", args=[publisher.pk])

    client.get(address_of_act)
    publisher.refresh_from_db()
    assert publisher.is_active
    client.post(address_of_act)

    publisher.refresh_from_db()
    assert not publisher.is_active


def test_the_list_costs_the_same_for_three_and_for_thirty(office, kainuu, django_assert_num_queries):
    def invite(numbers):
        for number in numbers:
            actions.invite(invitation(f"n{number}@example.org", area=kainuu), by=None, now=timezone.now())

    invite(range(3))
    with django_assert_num_queries(6):
        people(User.objects.get(pk=office.pk))
    invite(range(3, 12))
    with django_assert_num_queries(6):
        people(User.objects.get(pk=office.pk))
