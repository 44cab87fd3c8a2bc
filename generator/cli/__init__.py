"""The command `sosialisasi`: its group, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import atexit
import gc
import signal
import sys
from gettext import bindtextdomain
from importlib import import_module
from typing import Any

import click

from generator import __version__
from generator.cli.commands import Group, Option, option
from generator.errors import InputError, KitError
from generator.wording import CATALOGUES, marked, say

COMMANDS = {
    "new": marked("Write a new project folder to edit and build."),
    "build": marked("Build posters, cards, handouts and decks of a project."),
    "cards": marked("Make a card for everyone in a roster."),
    "units": marked("Make a kit for every unit in a roster."),
    "preview": marked("Open a page in the browser to edit, see and fetch a kit."),
    "products": marked("List the products there are."),
    "eject": marked("Copy a product's templates into a project, to edit them there."),
    "check": marked("Check finished PDF and PPTX files, ours or anyone's."),
    "template": marked("Look into a PowerPoint template of your own."),
    "schema": marked("Print or write the JSON Schemas of event, brand and campaign."),
    "doctor": marked("Check what this machine has and lacks."),
}


class LazyGroup(Group):
    """Imports a command's module only when that command is called, so that --help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"generator.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section(say("Commands")):
            formatter.write_dl([(name, say(about)) for name, about in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sosialisasi", cls=Option, help=marked("Show the version and exit."))
@option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@option("-v", "--verbose", is_flag=True, help="Say more of what is done.")
@click.pass_context
def cli(ctx: click.Context, quiet: bool, verbose: bool) -> None:
    """Turn one content file into posters, pocket cards, handouts and decks."""
    ctx.obj = {"quiet": quiet, "verbose": verbose}


def main(arguments: list[str] | None = None) -> None:
    """Run the command; exit as the table in the README says."""
    signal.signal(signal.SIGTERM, _terminated)
    bindtextdomain("messages", str(CATALOGUES))  # where click looks its own messages up
    gc.disable()  # a run is short and makes few cycles; collecting costs it a tenth of its time
    atexit.register(gc.freeze)  # or the interpreter would look through all of them on its way out
    try:
        cli.main(args=arguments, prog_name="sosialisasi", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("interrupted; nothing was published"), err=True)
        sys.exit(130)
    except KitError as error:
        _show(error)
        sys.exit(error.exit_code)


def _show(error: KitError) -> None:
    click.echo(str(error), err=True)
    if isinstance(error, InputError) and error.count > 1:
        click.echo(say("{count} problems; nothing was written", count=error.count), err=True)


def _terminated(*_: Any) -> None:
    sys.exit(143)
