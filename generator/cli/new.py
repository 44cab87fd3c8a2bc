"""sosialisasi new"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from generator.beginning import Answers, begin
from generator.cli.commands import Command, option
from generator.wording import say


@click.command("new", cls=Command)
@click.argument("folder", type=click.Path(path_type=Path))
@option("--agency", default="", help="The agency's name.")
@option("--title", default="", help="The event's title.")
@option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Its day, as year-month-day.")
@option("--colour", default="", help='The ground of posters, cards and slides: "#12143D".')
@option("--logo", type=click.Path(path_type=Path, dir_okay=False), help="The agency's logo: PNG, JPEG or SVG.")
def command(folder: Path, agency: str, title: str, day: datetime | None, colour: str, logo: Path | None) -> None:
    """Write a project into FOLDER: event.yaml, _brand.yml, a logo and two rosters, ready to edit and build.

    On a terminal it asks for what no option says; what is left empty stays as in the example.
    """
    if sys.stdin.isatty() and sys.stdout.isatty():
        agency = agency or click.prompt(say("The agency's name"), default="", show_default=False)
        title = title or click.prompt(say("The event's title"), default="", show_default=False)
        day = day or _day()
        colour = colour or click.prompt(say('The ground of posters ("#12143D")'), default="", show_default=False)
        logo = logo or Path(click.prompt(say("The logo's file"), default="", show_default=False))
    named = logo if logo and logo != Path() else None
    begin(folder, Answers(agency.strip(), title.strip(), day.date() if day else None, colour.strip(), named))
    click.echo(
        say(
            "{folder}: edit event.yaml and _brand.yml, put your logo into assets/, then: sosialisasi build {folder}",
            folder=folder,
        )
    )


def _day() -> datetime | None:
    """Ask for the day until it is one or nothing."""
    asked = click.prompt(say("Its day (year-month-day)"), default="", show_default=False, value_proc=_read_day)
    return asked if isinstance(asked, datetime) else None


def _read_day(text: str) -> datetime | str:
    return click.DateTime(["%Y-%m-%d"]).convert(text.strip(), None, None) if text.strip() else ""
