"""``briefs doctor``: are the installed checkpoints sound?"""

from typing import Any

import click

from pipeline.cli.options import settings_from, settings_options
from pipeline.errors import SettingsError


@click.command("doctor", epilog="Example:  briefs doctor --engine marian")
@settings_options
def command(**values: Any) -> int:
    """Send golden sentences (figures, capitals, guillemets, blank, very long) through the checkpoints.

    Every checkpoint that is installed is examined; exit code 1 when one is broken.
    """
    from dataclasses import replace

    from pipeline.evaluation.doctor import examine, examine_summary, format_text
    from pipeline.models import load_models, select, verify
    from pipeline.summary import load_summariser
    from pipeline.translation import load_translator

    settings = replace(settings_from(values), memory=False)
    checkpoints = load_models(settings.models_file)
    select(checkpoints, settings.profile, "translation")  # a profile that there is not is wrong usage
    if settings.engine == "identity":
        raise SettingsError("--engine identity runs no checkpoint; examine them with ctranslate2 or marian.")
    broken = False
    for checkpoint in checkpoints:
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
