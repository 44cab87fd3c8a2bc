"""Commands and options that explain themselves in the user's language."""

from __future__ import annotations

from functools import partial
from inspect import cleandoc
from typing import Any

import click

from generator.wording import LANGUAGES, say, speak


class Option(click.Option):
    """An option whose help is a message."""

    @property
    def help(self) -> str | None:
        """What it is for."""
        return self.message and say(self.message)

    @help.setter
    def help(self, text: str | None) -> None:
        self.message = text


class Command(click.Command):
    """A command whose help is a message, and that can be told the user's language."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.params.append(_ui_language())

    @property
    def help(self) -> str | None:
        """What it does."""
        return self.message and say(self.message)

    @help.setter
    def help(self, text: str | None) -> None:
        self.message = text and cleandoc(text)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return --help, which click would explain once for all."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = say("Show this message and exit.")
        return found


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command


option = partial(click.option, cls=Option)


def _ui_language() -> Option:
    return Option(
        ["--ui-language"],
        type=click.Choice(LANGUAGES),
        is_eager=True,
        expose_value=False,
        callback=lambda ctx, parameter, language: speak(language) if language else None,
        help="Language of messages and of this help [the environment's].",
    )
