"""Libraries kept off the network and off the user's screen."""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

_ENVIRONMENT = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_VERBOSITY": "error",
}


def reason_of(error: BaseException) -> str:
    """The first line of what a library says, without a full stop: the rest is advice for programmers."""
    lines = str(error).strip().splitlines()
    return lines[0].strip().rstrip(".") if lines else type(error).__name__


@contextmanager
def quietly() -> Iterator[None]:
    """A context in which transformers loads from disk only, without a bar, a warning or advice.

    MarianTokenizer, for one, recommends a package that would turn ``5 000 €`` into ``5.000 €``.
    """
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from transformers.utils import logging

        logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        yield
