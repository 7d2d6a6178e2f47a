"""Which of the people met so far a pronoun, a description or nothing at all stands for.

A log-linear model: each candidate has features with plain names, ``lexicon/antecedents.txt`` gives
their weights, the candidate with the highest sum is chosen, and its share after a softmax tells how
sure that is. ``training/speakers.py`` learns the weights from annotated articles.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from .memory import Track
from .speakers import Entity, fold, is_media
from .wordlists import read_lines

# The candidate that is nobody met so far: a new person, or no speaker at all.
NOBODY = -1
_I = frozenset({"je", "j", "moi", "mon", "ma", "mes"})
_WE = frozenset({"nous", "notre", "nos"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity (or NOBODY) with its features by name; what has no feature named counts zero.

    ``belief`` is the logarithm of the share it had in an earlier choice; the features count on top of it.
    """

    entity: int
    features: Mapping[str, float]
    belief: float = 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate chosen and its share of the belief, 0 to 1."""

    entity: int
    share: float


@cache
def shipped_weights() -> Mapping[str, float]:
    """Return feature → weight as they were learned."""
    pairs = (line.rsplit(" ", 1) for line in read_lines("antecedents"))
    return {name: float(weight) for name, weight in pairs}


class Ranker:
    """Chooses among candidates by weights; :meth:`choose` may be overridden to watch the choices."""

    def __init__(self, weights: Mapping[str, float] | None = None) -> None:
        self.weights = shipped_weights() if weights is None else weights

    def choose(self, asked: tuple[int, int], candidates: Sequence[Candidate]) -> Choice:  # noqa: ARG002
        """Return the best of ``candidates``, at least one; ``asked`` is the frame and place that asks."""
        scores = [self.score(candidate) for candidate in candidates]
        best = max(range(len(scores)), key=lambda at: (scores[at], -at))
        total = sum(math.exp(score - scores[best]) for score in scores)
        return Choice(candidates[best].entity, 1.0 / total)

    def score(self, candidate: Candidate) -> float:
        """Return the belief plus the sum of the weighted features."""
        return candidate.belief + sum(
            self.weights.get(name, 0.0) * value for name, value in candidate.features.items()
        )


def salience(form: str, entity: Entity, track: Track | None, frame: int) -> dict[str, float]:
    """Return how present ``entity`` is when frame ``frame`` asks: nearness, place in the sentence, speech.

    « Le maire a reçu Anne Roy. « Je suis ravi », a-t-il dit. »: the mayor is near and was the subject.
    """
    kind = "media" if is_media(entity) else entity.kind
    found: dict[str, float] = {kind: 1.0}
    if entity.kind == "person" and entity.gender == "e":
        found["gender unknown"] = 1.0
    if track is None:
        return _prefixed(form, found | {"not met": 1.0})
    if entity.kind == "body" and not track.quotes:
        found["silent body"] = 1.0
    distance = frame - track.frame
    found["distance"] = math.log1p(distance)
    found["same sentence"] = float(distance == 0)
    place = track.place
    found[place] = 1.0
    found[f"near {place}"] = float(distance == 1)
    found["topic"] = float(track.is_topic)
    found["near topic"] = float(track.is_topic and distance == 1)
    found["mentions"] = math.log1p(track.mentions)
    found["named"] = float(track.is_named)
    found["near, named"] = float(track.is_named and distance == 1)
    found["near subject, named"] = float(track.is_named and distance == 1 and place == "subject")
    found["named in heading only"] = float(track.is_heading)
    if track.quotes:
        since = frame - track.spoke
        found["quotations"] = math.log1p(track.quotes)
        found["spoke last"] = float(track.is_last_speaker)
        found["spoke in this or the last sentence"] = float(since <= 1)
        found["since speech"] = math.log1p(since)
        found["only denounced"] = float(track.is_denounced)
    return _prefixed(form, found)


def spoken_by(form: str, entity: Entity, said: frozenset[str]) -> dict[str, float]:
    """Return how the words (folded) suit ``entity``: no ministry says « je », nobody names himself."""
    kind = "body" if entity.kind == "body" else "person"
    name = frozenset(_WORD.findall(fold(entity.surname)))
    shown = {
        f"{kind}, I": bool(said & _I),
        f"{kind}, we": bool(said & _WE),
        "named in the words": bool(name) and name <= said,
    }
    return _prefixed(form, {name: 1.0 for name, holds in shown.items() if holds})


def compared(form: str, candidates: Sequence[Candidate], tracks: Mapping[int, Track]) -> list[Candidate]:
    """Return the candidates with what only shows beside the others: the latest met, who came in last.

    « « Oui », dit Paul Roux. Jean Petit avait refusé. « Non », a-t-il dit. »: since Paul Roux spoke only
    Jean Petit was named.
    """
    met = [tracks[one.entity] for one in candidates if one.entity in tracks]
    spoke = max((track.spoke for track in met), default=-1)
    latest = max((track.frame for track in met), default=-1)
    since = [track for track in met if track.frame > spoke >= 0 and track.spoke < spoke]
    found = []
    for one in candidates:
        track = tracks.get(one.entity)
        if track is None:
            found.append(one)
            continue
        is_new = track in since
        rivals = [other for other in since if other.place == "subject" or other.is_topic]
        shown = {
            "spoke last, nobody since": track.is_last_speaker and not since,
            "spoke last, somebody came in since": track.is_last_speaker and bool(rivals),
            "topic since the last quotation": is_new and track.is_topic,
            "latest alone": track.frame == latest and sum(other.frame == latest for other in met) == 1,
            "since the last quotation": is_new,
            "since the last quotation, alone": is_new and len(since) == 1,
            "since the last quotation, subject": is_new and track.place == "subject",
        }
        own = {name: 1.0 for name, holds in shown.items() if holds}
        found.append(replace(one, features={**one.features, **_prefixed(form, own)}))
    return found


def _prefixed(form: str, found: Mapping[str, float]) -> dict[str, float]:
    return {f"{form}: {name}": value for name, value in found.items() if value}
