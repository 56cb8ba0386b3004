"""The command `orderkin`: one line per sub-command, each loaded only when it is called."""

import os
import sys
from importlib import import_module

import click

import orderkin

COMMANDS = {
    "export": "orderkin.cli.export:export",
    "find": "orderkin.cli.find_orders:find_orders",
    "fsck": "orderkin.cli.fsck:fsck",
    "find-families": "orderkin.cli.find_families:find_families",
    "import": "orderkin.cli.import_orders:import_orders",
    "import-catalogue": "orderkin.cli.import_catalogue:import_products",
    "invite": "orderkin.cli.invite:invite",
    "reindex": "orderkin.cli.reindex:reindex",
    "related-order": "orderkin.cli.related_order:related_order",
    "seed-demo": "orderkin.cli.seed_demo:seed_demo",
    "serve": "orderkin.cli.serve:serve",
    "set-up": "orderkin.cli.set_up:set_up",
    "worker": "orderkin.cli.worker:worker",
}


class Commands(click.Group):
    """Sub-commands by name; Django starts before one is loaded, so that they may use models."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        _start_django()
        module, _, name = COMMANDS[cmd_name].partition(":")
        found = getattr(import_module(module), name)
        assert isinstance(found, click.Command)  # noqa: S101  # the table above says so
        return found


def _start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orderkin.config.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(orderkin.__version__, prog_name="orderkin")
def orderkin_command() -> None:
    """Orderkin, the order desk whose heart is the related order."""


def main() -> int:
    """Run the command line; a refusal is a sentence on standard error and exit code 1."""
    from django.core.exceptions import ImproperlyConfigured

    from orderkin.lib.errors import Refusal

    # What the desk writes (database, uploads, logs) is for its owner alone.
    os.umask(0o077)
    try:
        orderkin_command(prog_name="orderkin")
    except Refusal as refusal:
        click.echo(str(refusal), err=True)
        return 1
    except ImproperlyConfigured as wrong:
        click.echo(f"{wrong} (docs/running.md lists every setting)", err=True)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
