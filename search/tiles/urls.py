"""The map's pictures: /tiles/fi/8/145/72.png, /tiles/fi-dark/…, …@2x.png, /tiles/still.png?bbox=…"""

from django.urls import path, re_path

from search.tiles import views

app_name = "tiles"

TILE = r"^(?P<style>(?:fi|sv)(?:-dark)?)/(?P<zoom>\d{1,2})/(?P<x>\d{1,5})/(?P<y>\d{1,5})(?P<scale>@2x)?\.png$"

urlpatterns = [
    path("still.png", views.still, name="still"),
    re_path(TILE, views.tile, name="tile"),
]
