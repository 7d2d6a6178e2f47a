"""The embedded summariser itself, on windows of our own: faithful before any guard."""

from pathlib import Path

import pytest

from pipeline.models import load_models, select
from pipeline.settings import Settings
from pipeline.summary import CheckpointSummariser, load_summariser, summarise
from pipeline.summary.faithful import faults
from tests.summary.stories import split, story

ARTICLE = (
    "The fishing harbour of Locmorvan reopened on Saturday, eleven months after a storm tore open its "
    "380-metre sea wall.",
    "Rebuilding the wall cost 62.4 million euros, 18 percent more than the region had planned, according to "
    "a report by the Audit Office published on Thursday.",
    "Mayor Jeanne Kervella thanked the 240 workers who had spent the winter on the site.",
    "The company Marval, which owns half of the trawlers, said it would bring its twelve boats back in May.",
    "About 1,900 tonnes of sardines were landed there in 2023, against 2,450 tonnes a year earlier.",
    "Biologists from the university of Brest will study the eels of the estuary until the end of 2027.",
    "Fishermen in neighbouring Skerrin, who took in the fleet, have asked for 1.5 million euros in return.",
    "A festival with music, boats and free mussels is planned for the first weekend of July.",
)


@pytest.fixture(scope="module")
def summariser(tmp_path_factory: pytest.TempPathFactory) -> CheckpointSummariser:
    """The checkpoint that is shipped, converted into a folder of its own."""
    settings = Settings(threads=1, cache_dir=Path(tmp_path_factory.mktemp("cache")))
    return load_summariser(settings, select(load_models(None), "embedded", "summary"))


def test_what_it_says_first_is_in_the_window(summariser: CheckpointSummariser) -> None:
    """No figure, name or unit of its own, nothing torn, an end: in seven windows of eight at least."""
    found = summariser.generate(ARTICLE)
    first = [outputs[0] for outputs in found]
    assert sum(faults(one, window) == 0 for one, window in zip(first, ARTICLE, strict=True)) >= 7, first
    assert all(one[0].isupper() and one[-1] in '.!?"' for one in first), first


def test_its_brief_is_three_sentences_of_the_article(summariser: CheckpointSummariser) -> None:
    """Supported, each from a segment of its own, most of them in the model's words."""
    found = summarise(story(ARTICLE), summariser, split)
    assert len(found.sentences) == 3
    assert all(sentence.verdict == "supported" for sentence in found.sentences)
    assert len({sentence.support[0] for sentence in found.sentences}) == 3
    assert sum(sentence.origin != "source" for sentence in found.sentences) >= 2


def test_the_batch_changes_nothing(summariser: CheckpointSummariser) -> None:
    """A window alone gives what it gives among others."""
    together = summariser.generate(ARTICLE[:3])
    assert [summariser.generate([window])[0][0] for window in ARTICLE[:3]] == [one[0] for one in together]
