"""Learn the weights of ``pipeline/quotes/lexicon/speech.txt`` from annotated articles.

    python -m training.speech ARTICLES.jsonl... [--write FILE] [--folds]

Every span between marks that is annotated as a quotation, or as none (the field ``not_quotes``), becomes an
example: its signs speak for speech, silence has none. While an article is read the annotated answer holds.
``--folds`` prints how many are right when each tenth of the articles is judged by weights learned from the
others.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.evaluation.gold import Annotated, annotated_articles
from pipeline.evaluation.quotes import overlap
from pipeline.quotes.antecedents import NOBODY, Candidate, Ranker
from pipeline.quotes.french import French
from training.speakers import Example, learn

PENALTY = 0.0006
FOLDS = 10
# A sign rarer than this says more about its articles than about French.
RAREST = 12
# Where the weights start from and are drawn to.
PRIOR = {
    "inscription": -1.5,
    "fragment": 1.0,
    "comes back": -2.0,
    "comes back below the headline": 1.0,
    "cries, capital": 2.5,
    "cries, lower": 1.0,
    "heads a headline": 1.0,
}


class Listening(French):
    """Reads an article with the annotated answers; ``heard`` keeps the signs of each answered span."""

    def __init__(self, article: Annotated) -> None:
        self._annotated = article
        self.heard: dict[int, tuple[dict[str, float], bool]] = {}
        super().__init__(article.text)

    def is_heard(self, marked: int, signs: Mapping[str, float]) -> bool:
        """Return the annotated answer; what has none is judged."""
        answer = self._answer(marked)
        if answer is None:
            return super().is_heard(marked, signs)
        self.heard[marked] = dict(signs), answer
        return answer

    def _answer(self, marked: int) -> bool | None:
        span = self.marked[marked].inner
        shares = [overlap(self.text, span, gold.span) for gold in self._annotated.gold]
        if any(share >= 0.3 for share in shares):
            return True
        silent = any(overlap(self.text, span, other) >= 0.8 for other in self._annotated.no_speech)
        return False if silent else None


def gather(articles: Sequence[Annotated]) -> Iterator[Example]:
    """Yield an example for each answered span: speech with its signs, or silence."""
    for article in articles:
        reading = Listening(article)
        reading.read()
        for signs, is_speech in reading.heard.values():
            yield Example(
                article.name, (Candidate(NOBODY, {}), Candidate(0, signs)), (not is_speech, is_speech)
            )


def common(examples: Sequence[Example]) -> list[Example]:
    """Return the examples without the signs that hardly any has."""
    counts = Counter(name for one in examples for name in one.candidates[1].features)
    return [
        Example(
            one.article,
            (one.candidates[0], _without(one.candidates[1], counts)),
            one.right,
        )
        for one in examples
    ]


def _without(candidate: Candidate, counts: Counter[str]) -> Candidate:
    kept = {
        name: value for name, value in candidate.features.items() if counts[name] >= RAREST or name in PRIOR
    }
    return Candidate(candidate.entity, kept)


def crossed(examples: Sequence[Example]) -> Iterator[tuple[Example, float]]:
    """Yield each example with its log odds by weights that were learned without its article."""
    names = sorted({one.article for one in examples})
    for fold in range(FOLDS):
        held = set(names[fold::FOLDS])
        ranker = Ranker(learn([one for one in examples if one.article not in held], PRIOR, PENALTY))
        for one in examples:
            if one.article in held:
                yield one, ranker.score(one.candidates[1])


def main() -> None:
    """Learn and write the weights, or print how many spans are told apart by weights learned without them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--folds", action="store_true")
    options = parser.parse_args()
    articles = [article for path in options.files for article in annotated_articles(path)]
    examples = common(list(gather(articles)))
    weights = learn(examples, PRIOR, PENALTY)
    print(f"{len(articles)} articles, {len(examples)} examples, {len(weights)} weights")
    if options.write:
        lines = [f"{name} {value}" for name, value in sorted(weights.items())]
        heading = "# What speaks for speech between marks (training/speech.py): sign weight"
        options.write.write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8")
    if options.folds:
        judged = Counter((one.right[1], odds > 0) for one, odds in crossed(examples))
        for (is_speech, heard), count in sorted(judged.items()):
            print(f"{'speech' if is_speech else 'no speech'}, {'heard' if heard else 'not heard'}: {count}")


if __name__ == "__main__":
    main()
