"""``briefs doctor``: are the installed checkpoints sound?"""

from typing import Any

import click

from pipeline.cli.options import settings_from, settings_options


@click.command("doctor", epilog="Example:  briefs doctor --engine marian")
@settings_options
def command(**values: Any) -> int:
    """Send golden sentences (figures, capitals, guillemets, blank, very long) through the checkpoints.

    Every checkpoint that is installed is examined; exit code 1 when one is broken.
    """
    from dataclasses import replace

    from pipeline.evaluation.doctor import examine, examine_summary, format_text
    from pipeline.models import load_models, verify
    from pipeline.summary import load_summariser
    from pipeline.translation import load_translator

    settings = replace(settings_from(values), memory=False)
    broken = False
    for checkpoint in load_models(settings.models_file):
        state = verify(checkpoint, settings.cache_dir)
        click.echo(f"{checkpoint.name} ({checkpoint.profile}): {state}")
        broken |= state == "altered"
        if state in {"missing", "altered"}:
            continue
        if checkpoint.role == "translation":
            symptoms = examine(load_translator(settings, checkpoint))
        else:
            symptoms = examine_summary(load_summariser(settings, checkpoint))
        broken |= any(one.fault for one in symptoms)
        click.echo(format_text(symptoms))
    return 1 if broken else 0
