"""Learn the weights of ``pipeline/quotes/lexicon/antecedents.txt`` from annotated articles.

    python -m training.speakers ARTICLES.jsonl... [--write FILE] [--folds]

Every choice that the reader makes for an annotated quotation becomes an example: its candidates, their
features, and those that are the annotated speaker. The articles are read twice, once with the right
choices forced, so that what follows sees the right history, and once with the weights learned so far.
Maximum likelihood with an L2 penalty, by gradient. ``--folds`` prints the accuracy of each article read
with weights that were learned without it.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.evaluation.gold import Annotated, annotated_articles
from pipeline.evaluation.quotes import normalise_name, same_speaker, spans_matched
from pipeline.quotes.antecedents import NOBODY, Candidate, Choice, Ranker
from pipeline.quotes.french import French

PENALTY = 0.0013
# Where the weights start from and are drawn to: what a reader of the press would say beforehand.
PRIOR = {
    "pronoun: subject": 1.5,
    "pronoun: object": 0.5,
    "pronoun: governed": -0.5,
    "pronoun: distance": -1.5,
    "pronoun: person": 1.0,
    "pronoun: body": -1.0,
    "pronoun: media": -1.5,
    "pronoun: near topic": 2.5,
    "pronoun: spoke last": 1.0,
    "pronoun: going on, quoted last": 0.5,
    "pronoun: named in the words": -1.0,
    "pronoun: body, I": -0.5,
    "pronoun: bare name": 0.5,
    "pronoun: incise, same sentence, governed": -0.5,
    "pronoun: latter, subject": -0.5,
    "pronoun: latter, body": -0.5,
    "description: same office": 3.0,
    "description: same title": 1.0,
    "description: another has the same title": -1.0,
    "description: same noun": 2.5,
    "description: related noun": 1.5,
    "description: other noun": -1.0,
    "description: complement shared": 1.5,
    "description: other complement": -1.5,
    "description: another has the same noun": -1.0,
    "description: another has the same office": -1.0,
    "description: same walk of life": 0.5,
    "description: named in all": 0.5,
    "description: no title told, not met": 0.5,
    "description: no title told, comes next": 0.5,
    "description: another walk of life": -0.5,
    "description: pointing back": 1.0,
    "description: new, pointing back": -1.5,
    "description: of the headline, in the lead": 0.5,
    "description: pointing back, spoke last": 1.0,
    "description: distance": -0.5,
    "description: spoke last": 1.5,
    "description: not met": -1.5,
    "description: new, with a complement": 1.0,
    "description: new, often without a name": 0.5,
    "body: same words": 2.0,
    "body: same noun, no complement": 1.5,
    "body: same noun": 0.5,
    "body: other complement": -2.0,
    "body: a name for a firm": 1.0,
    "body: a name for a firm, spoke last": 1.5,
    "body: a medium": 1.0,
    "body: no medium": -2.0,
    "body: a medium for something else": -2.0,
    "body: other noun": -2.0,
    "body: a name begun": 2.5,
    "body: a firm for a public body": -2.0,
    "body: distance": -0.3,
    "body: all words shared": 0.5,
    "body: another text": -0.5,
    "body: an issuer, spoke last": 1.5,
    "body: has a complement": -1.0,
    "body: has an adjective": -0.5,
    "body: a text for a body": -2.0,
    "inherited: subject here, announced": 1.0,
    "inherited: spoke last, always": 1.0,
    "inherited: subject here, told of its subject": 0.7,
    "inherited: body, I": -1.5,
    "inherited: silent body": -0.7,
    "description: a child with an office": -3.0,
    "pronoun: spoke last, nobody since": 0.5,
    "pronoun: spoke last, somebody came in since": -0.5,
    "pronoun: since the last quotation, subject": 0.5,
    "pronoun: topic since the last quotation": 0.5,
    "pronoun: only denounced": -1.0,
    "inherited: body, we": 0.5,
    "inherited: named in the words": -1.5,
    "inherited: subject, always": 0.5,
    "inherited: distance": -1.0,
    "untagged: speaks next": 0.3,
    "untagged: subject of the next sentence": 0.3,
    "untagged: same words": 1.0,
    "title: belief": -0.5,
    "title: speaks next": 1.0,
    "title: same words": 2.0,
    "title: all words again": 1.0,
    "untagged: governed before": -0.5,
    "untagged: governed here": -0.5,
    "untagged: met behind": -0.5,
}
_UNTAGGED = ("inherited: ", "untagged: ", "title: ")
STEPS = 400
RATE = 0.1

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Due:
    """Who is right for one choice; ``others`` are the speakers of the article."""

    speaker: str | None
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One choice: its candidates and whether each is right (one at least is)."""

    article: str
    candidates: tuple[Candidate, ...]
    right: tuple[bool, ...]


class Watching(Ranker):
    """A ranker that keeps the choices whose answer is known, and makes the right ones when ``forcing``."""

    def __init__(self, weights: Mapping[str, float], due: Mapping[Key, Due], *, forcing: bool) -> None:
        super().__init__(weights)
        self.due = due
        self.forcing = forcing
        self.reading: French | None = None
        self.kept: dict[Key, tuple[tuple[Candidate, ...], tuple[bool, ...]]] = {}

    def choose(self, asked: Key, candidates: Sequence[Candidate]) -> Choice:
        """Return the choice; remember the candidates and which are right."""
        choice = super().choose(asked, candidates)
        due = self.due.get(asked)
        if due is None:
            return choice
        right = tuple(self._is_right(one, due) for one in candidates)
        if not any(right) and not _is_untagged(candidates):
            # Nobody met so far is the speaker: somebody new.
            right = tuple(one.entity == NOBODY for one in candidates)
        if any(right):
            self.kept[asked] = (tuple(candidates), right)
        if self.forcing and any(right):
            return Choice(candidates[right.index(True)].entity, 1.0)
        return choice

    def _is_right(self, candidate: Candidate, due: Due) -> bool:
        if candidate.entity == NOBODY or self.reading is None:
            return due.speaker is None and candidate.entity == NOBODY
        return same_speaker(self.reading.cast[candidate.entity].name, due.speaker, due.others)


def _is_untagged(candidates: Sequence[Candidate]) -> bool:
    """Tell whether a quotation asks: where the speaker is not among them, nothing can be learned."""
    return any(name.startswith(_UNTAGGED) for one in candidates for name in one.features)


def read(article: Annotated, watching: Watching) -> dict[Key, Due]:
    """Read ``article`` with ``watching``; return what the choices of its quotations should have been."""
    reading = French(article.text, None, watching)
    watching.reading = reading
    drafts = reading.read()
    others = tuple({item.speaker for item in article.gold if item.speaker})
    due: dict[Key, Due] = {}
    for at, gold in spans_matched(article, [draft.span for draft in drafts]):
        draft, right = drafts[at], Due(gold.speaker, others)
        if draft.marked >= 0:
            # Reported words may open with a description of their own: « Selon L'Écho, | le maire part ».
            # By its start the choice on the way is known, by its end the one with the whole article read.
            due[draft.frame, draft.span.start] = due[draft.frame, draft.span.end] = right
        named = [
            mention
            for mention in reading.mentions[draft.frame]
            if normalise_name(mention.text) == normalise_name(gold.mention or "")
        ]
        if named:
            near = min(named, key=lambda mention: abs(mention.start - draft.span.start))
            due[near.frame, near.start] = right
    return due


def gather(
    articles: Sequence[Annotated], weights: Mapping[str, float], *, forcing: bool
) -> Iterator[Example]:
    """Yield the examples of ``articles``, read with ``weights``."""
    for article in articles:
        due = read(article, Watching(weights, {}, forcing=False))
        for _ in range(2):
            watching = Watching(weights, due, forcing=forcing)
            due = {**due, **read(article, watching)}
        for candidates, right in watching.kept.values():
            yield Example(article.name, candidates, right)


def learn(
    examples: Sequence[Example], drawn_to: Mapping[str, float] = PRIOR, penalty: float = PENALTY
) -> dict[str, float]:
    """Return the weights that make the right candidates most likely, those near ``drawn_to`` preferred."""
    names = sorted({name for one in examples for candidate in one.candidates for name in candidate.features})
    column = {name: at for at, name in enumerate(names)}
    rows = [candidate for one in examples for candidate in one.candidates]
    filled = [
        (at, column[name], value) for at, row in enumerate(rows) for name, value in row.features.items()
    ]
    row_of, column_of = (np.array([cell[part] for cell in filled], dtype=np.int64) for part in (0, 1))
    value = np.array([cell[2] for cell in filled])
    belief_before = np.array([row.belief for row in rows])
    right = np.array([flag for one in examples for flag in one.right])
    owner = np.repeat(np.arange(len(examples)), [len(one.candidates) for one in examples])
    prior = np.array([drawn_to.get(name, 0.0) for name in names])
    weights, speed, size = prior.copy(), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        scores = belief_before + np.bincount(row_of, value * weights[column_of], len(rows))
        top = np.full(len(examples), -np.inf)
        np.maximum.at(top, owner, scores)
        belief = np.exp(scores - top[owner])
        share = belief / np.bincount(owner, belief)[owner]
        aim = np.where(right, belief, 0.0)
        aim = aim / np.bincount(owner, aim)[owner]
        pull = np.bincount(column_of, value * (share - aim)[row_of], len(names)) / len(examples)
        slope = pull + penalty * (weights - prior)
        speed = 0.9 * speed + 0.1 * slope
        size = 0.999 * size + 0.001 * slope**2
        weights -= RATE * (speed / (1 - 0.9**step)) / (np.sqrt(size / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(weights[at]), 3) for name, at in column.items() if abs(weights[at]) >= 0.02}


def learned(articles: Sequence[Annotated]) -> tuple[list[Example], dict[str, float]]:
    """Return the examples of both readings, and the weights learned from them."""
    forced = list(gather(articles, PRIOR, forcing=True))
    free = list(gather(articles, learn(forced), forcing=False))
    both = [*forced, *free]
    return both, learn(both)


def main() -> None:
    """Learn and write the weights, or print what each article gives with weights learned without it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--folds", action="store_true")
    options = parser.parse_args()
    articles = [article for path in options.files for article in annotated_articles(path)]
    examples, weights = learned(articles)
    print(f"{len(articles)} articles, {len(examples)} examples, {len(weights)} weights")
    if options.write:
        lines = [f"{name} {value}" for name, value in sorted(weights.items())]
        heading = "# What speaks for a candidate (training/speakers.py): form: feature weight"
        options.write.write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8")
    if options.folds:
        right = total = 0
        for article in articles:
            own = learn([one for one in examples if one.article != article.name])
            for one in gather([article], own, forcing=False):
                scores = [Ranker(own).score(candidate) for candidate in one.candidates]
                right += one.right[scores.index(max(scores))]
                total += 1
        print(f"left out: {right} of {total} choices right ({right / max(1, total):.3f})")


if __name__ == "__main__":
    main()
