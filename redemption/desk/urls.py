"""Addresses of the desk."""

from django.urls import include, path
from django.utils.translation import pgettext_lazy

from redemption.desk import staff_views, views

desk = (
    [
        path("", views.start, name="start"),
        path(pgettext_lazy("address", "pair/"), views.pair, name="pair"),
        path(pgettext_lazy("address", "scan/"), views.scan, name="scan"),
        path(pgettext_lazy("address", "card/"), views.card, name="card"),
        path(pgettext_lazy("address", "visit/<uuid:public_id>/"), views.use, name="use"),
        path(pgettext_lazy("address", "visit/<uuid:public_id>/undo/"), views.undo, name="undo"),
        path(pgettext_lazy("address", "visit/<uuid:public_id>/count/"), views.recount, name="recount"),
        path(pgettext_lazy("address", "devices/"), staff_views.devices, name="devices"),
        path(pgettext_lazy("address", "devices/<uuid:public_id>/end/"), staff_views.revoke, name="revoke"),
    ],
    "desk",
)

urlpatterns = [path(pgettext_lazy("address", "desk/"), include(desk))]
