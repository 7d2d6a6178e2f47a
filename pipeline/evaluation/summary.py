"""How good the summaries of a checkpoint are: against lead and LexRank, and how much in them is not true.

Every system gets as many words for an article as the guarded summary has, so that length alone wins
nothing. Needs rouge-score and sumy (the extra ``training``).
"""

import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from pathlib import Path

from pipeline.checks.support import judge_for
from pipeline.errors import SettingsError
from pipeline.evaluation.lexrank import lexrank
from pipeline.evaluation.pairs import Pair, read_pairs
from pipeline.models import load_models, select
from pipeline.records import Segment, Span, Summary, SummarySentence, TranslationUnit
from pipeline.segments import split_sentences
from pipeline.settings import Settings
from pipeline.summary import Judgement, Story, Summariser, load_summariser, summarise_many
from pipeline.summary.sentences import is_loop

_METRICS = ("rouge1", "rouge2", "rougeL")
_ORIGINS = ("model", "regenerated", "source")
_WORD = re.compile(r"\w+")
_MOST_RANKED = 60


@dataclass(frozen=True, slots=True)
class System:
    """Mean ROUGE F1 (0..100, stemmed) of one way to summarise, and its words for an article."""

    name: str
    rouge1: float
    rouge2: float
    rouge_l: float
    words: float


@dataclass(frozen=True, slots=True)
class Result:
    """Scores, and shares in 0..1 of the sentences before the guard unless it is said otherwise.

    ``novel``: no copy of a sentence of the article, or of a part of one. ``novel_bigrams``: of the word
    pairs of the guarded summaries, those not in the article. ``unsupported``: the support check says
    so; ``untrue_summaries``: of the summaries, those with such a sentence. ``origins``: how many
    guarded sentences are the model's, regenerated, of the source. ``seconds`` for an article.
    """

    signature: str
    articles: int
    systems: tuple[System, ...]
    sentences: float
    novel: float
    novel_bigrams: float
    unsupported: float
    untrue_summaries: float
    looping: float
    unended: float
    origins: tuple[tuple[str, int], ...]
    seconds: float


class Remembering:
    """A summariser that decodes no text twice: the guarded run shares its windows with the open one."""

    def __init__(self, summariser: Summariser) -> None:
        self._summariser = summariser
        self._known: dict[str, tuple[str, ...]] = {}
        self.signature = summariser.signature
        self.window_pieces = summariser.window_pieces
        self.sentences_per_window = summariser.sentences_per_window

    def count(self, text: str) -> int:
        """Return what the summariser counts."""
        return self._summariser.count(text)

    def generate(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """Return what the summariser writes, or wrote."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        if missing:
            self._known |= dict(zip(missing, self._summariser.generate(missing), strict=True))
        return [self._known[text] for text in texts]


def run(path: Path, settings: Settings, limit: int | None = None) -> Result:
    """Return the scores of the summariser of ``settings`` on JSON lines with document and summary.

    Raises SettingsError when ``path`` holds no pairs, CheckpointError when the checkpoint is missing.
    """
    checkpoint = select(load_models(settings.models_file), settings.profile, "summary")
    return evaluate(list(islice(read_pairs(path), limit)), load_summariser(settings, checkpoint))


def evaluate(pairs: Sequence[Pair], summariser: Summariser) -> Result:
    """Return the scores of ``summariser`` on ``pairs``; raises SettingsError when there are none."""
    if not pairs:
        raise SettingsError("There is no article to evaluate on: give JSON lines with document and summary.")
    stories = [story_of(pair.document) for pair in pairs]
    shared = Remembering(summariser)
    opened = summarise_many([Story(one.segments, one.units, _accept) for one in stories], shared, _split)
    written = [_of_checkpoint(summary) for summary in opened]
    started = time.perf_counter()
    guarded = summarise_many(stories, Remembering(summariser), _split)
    seconds = (time.perf_counter() - started) / len(pairs)
    untrue = [
        [one.judge(text, ()).verdict == "unsupported" for text in _texts(summary)]
        for one, summary in zip(stories, written, strict=True)
    ]
    told = [text for summary in written for text in _texts(summary)]
    kept = [sentence for summary in guarded for sentence in summary.sentences]
    return Result(
        signature=summariser.signature,
        articles=len(pairs),
        systems=_systems(pairs, stories, written, guarded),
        sentences=len(kept) / len(pairs),
        novel=_share(_is_novel(text, pair) for pair, text in _by_pair(pairs, written)),
        novel_bigrams=_mean(_novel_bigrams(text, pair) for pair, text in _by_pair(pairs, guarded)),
        unsupported=_share(flag for flags in untrue for flag in flags),
        untrue_summaries=_share(any(flags) for flags in untrue),
        looping=_share(map(is_loop, told)),
        unended=_share(not text.rstrip("\"'”’)").endswith((".", "!", "?")) for text in told),
        origins=tuple((origin, _count(kept, origin)) for origin in _ORIGINS),
        seconds=seconds,
    )


def story_of(document: str) -> Story:
    """Return an English document as the summary stage gets it, a paragraph a line."""
    segments: list[Segment] = []
    for paragraph, line in enumerate(document.splitlines()):
        for text in filter(None, (part.strip() for part in _split(line))):
            segments.append(Segment(len(segments), paragraph, Span(0, len(text)), text, "sentence", "en"))
    units = tuple(TranslationUnit(one.index, one.text, one.text, 0.0, (), "passed", "") for one in segments)
    return Story(tuple(segments), units, judge_for(units))


def _split(text: str) -> list[str]:
    return split_sentences(text, "en")


def _accept(_sentence: str, near: tuple[int, ...]) -> Judgement:
    """A judge that lets everything pass: what the checkpoint writes without a guard."""
    return Judgement("supported", "", near, is_faithful=True)


def _of_checkpoint(summary: Summary) -> Summary:
    """Return ``summary`` without the sentences of the article that stand in for what is no sentence."""
    return replace(summary, sentences=tuple(one for one in summary.sentences if one.origin != "source"))


def _texts(summary: Summary) -> list[str]:
    return [sentence.text for sentence in summary.sentences]


def _by_pair(pairs: Sequence[Pair], summaries: Sequence[Summary]) -> Iterable[tuple[Pair, str]]:
    return ((pair, text) for pair, one in zip(pairs, summaries, strict=True) for text in _texts(one))


def _count(sentences: Sequence[SummarySentence], origin: str) -> int:
    return sum(sentence.origin == origin for sentence in sentences)


def _systems(
    pairs: Sequence[Pair], stories: Sequence[Story], written: Sequence[Summary], guarded: Sequence[Summary]
) -> tuple[System, ...]:
    """Return the systems, each cut to the words of the guarded summary of the same article."""
    lengths = [sum(len(text.split()) for text in _texts(summary)) for summary in guarded]
    sources = [[unit.target for unit in story.units] for story in stories]
    references = [pair.summary for pair in pairs]
    systems: dict[str, list[str]] = {
        "checkpoint, guarded": [" ".join(_texts(summary)) for summary in guarded],
        "checkpoint alone": [" ".join(_texts(summary)) for summary in written],
        "lead": [" ".join(sentences) for sentences in sources],
        "LexRank": [lexrank(one[:_MOST_RANKED], words) for one, words in zip(sources, lengths, strict=True)],
    }
    return tuple(
        _system(name, [_cut(text, words) for text, words in zip(texts, lengths, strict=True)], references)
        for name, texts in systems.items()
    )


def _cut(text: str, words: int) -> str:
    return " ".join(text.split()[:words])


def _system(name: str, texts: Sequence[str], references: Sequence[str]) -> System:
    from rouge_score.rouge_scorer import RougeScorer  # type: ignore[import-untyped]

    scorer = RougeScorer(list(_METRICS), use_stemmer=True)
    scores = [scorer.score(reference, text) for reference, text in zip(references, texts, strict=True)]
    means = [100 * _mean(score[metric].fmeasure for score in scores) for metric in _METRICS]
    return System(name, means[0], means[1], means[2], _mean(len(text.split()) for text in texts))


def _is_novel(text: str, pair: Pair) -> bool:
    """Tell whether ``text`` is no copy of words that stand in the document one after another."""
    return " ".join(_words(text)) not in " ".join(_words(pair.document))


def _novel_bigrams(text: str, pair: Pair) -> float:
    known = set(_bigrams(pair.document))
    return _mean(bigram not in known for bigram in _bigrams(text))


def _bigrams(text: str) -> list[tuple[str, str]]:
    return list(pairwise(_words(text)))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _mean(numbers: Iterable[float]) -> float:
    found = list(numbers)
    return sum(found) / len(found) if found else 0.0


_share: Callable[[Iterable[bool]], float] = _mean


def format_text(result: Result) -> str:
    """Return the result as lines for a terminal."""
    lines = [f"{result.signature} on {result.articles} articles, {result.sentences:.1f} sentences each"]
    lines.append(f"{'system':22} ROUGE-1 ROUGE-2 ROUGE-L   words")
    lines += [
        f"{one.name:22} {one.rouge1:7.2f} {one.rouge2:7.2f} {one.rouge_l:7.2f} {one.words:7.1f}"
        for one in result.systems
    ]
    origins = ", ".join(f"{count} {origin}" for origin, count in result.origins)
    lines += [
        f"before the guard: {result.unsupported:.1%} of sentences unsupported "
        f"({result.untrue_summaries:.1%} of summaries), {result.looping:.1%} looping, "
        f"{result.unended:.1%} without an end",
        f"no copies: {result.novel:.1%} of sentences; {result.novel_bigrams:.1%} of word pairs are new",
        f"guarded sentences: {origins}; {result.seconds:.2f} s an article",
    ]
    return "\n".join(lines) + "\n"
