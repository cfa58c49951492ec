"""Make a whole new area: its page in every language, groups, collection and moderation."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from areas import teams
from areas.actions import NewArea, create_area
from areas.codes import AreaState
from common import refusals


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the area's part of the address, such as kainuu")
        parser.add_argument("--name-fi", required=True)
        parser.add_argument("--name-sv", default="")
        parser.add_argument("--name-en", default="")
        parser.add_argument("--source-language", default="fi", help="the language that the area writes first: fi, sv or en")
        parser.add_argument("--code", default="", help="two capital letters; the first free ones of the name unless given")
        parser.add_argument("--state", default=AreaState.PREPARING, choices=AreaState.values)
        parser.add_argument("--municipality", action="append", default=[], help="a municipality's code, such as 205; may be repeated")

    def handle(self, *args: Any, **options: Any) -> None:
        new = NewArea(
            slug=options["slug"],
            names={language: options[f"name_{language}"] for language in ("fi", "sv", "en")},
            source_language=options["source_language"],
            code=options["code"],
            state=AreaState(options["state"]),
            municipalities=options["municipality"],
        )
        try:
            page = create_area(new)
        except refusals.Refused as refused:
            words = refusals.sentence(refused.reason, **refused.facts)
            raise CommandError(f"{words.says} {words.next_step}") from refused
        team = teams.team_of(page.translation_key)
        self.stdout.write(f"{page.url_path} ({page.code}): {team.editors}; {team.publishers}.")
