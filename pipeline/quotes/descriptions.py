"""Whom a description of one person may stand for: the candidates and what speaks for each."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from .antecedents import NOBODY, Candidate, compared, salience
from .fitting import contradicts, new_person, person_fit
from .memory import Memory
from .mention import Mention
from .speakers import Cast, Entity, agrees

_OPENING = 3
_SOON = 2
_FITTING = ("same office", "same title", "same noun", "related noun", "same walk of life")


def times_named(cast: Cast, mentions: Sequence[Sequence[Mention]]) -> Mapping[int, int]:
    """Return how often the whole article names each person, by entity."""
    names = (mention for found in mentions for mention in found if mention.kind == "name" and mention.name)
    met = (cast.named(name) for name in names)
    return Counter(entity.index for entity in met if entity is not None)


def candidates(
    mention: Mention, cast: Cast, memory: Memory, times: Mapping[int, int], headed: int | None
) -> list[Candidate]:
    """Return somebody new and everybody whom ``mention`` may stand for, each with its features.

    ``times`` tells how often the article names each; ``headed`` is whom the headline opens with.
    """
    found = [Candidate(NOBODY, _prefixed(new_person(mention)))]
    for entity in _possible(mention, cast):
        fit = person_fit(mention, entity)
        if mention.definiteness == "possessive" and not {"same office", "same noun"} & fit.keys():
            # « a plaidé son avocat » is hardly the client, whom everything speaks of.
            continue
        track = memory[entity.index]
        features = salience("description", entity, track, mention.frame)
        features |= _prefixed(fit)
        if fit.get("pointing back") and track is not None and track.is_last_speaker:
            # « « Oui », dit Paul Roux. « Non », ajoute ce proviseur. »
            features["description: pointing back, spoke last"] = 1.0
        if entity.index == headed and mention.frame <= _OPENING:
            # « Paul Roux promet … Le ministre a dit »
            features["description: of the headline, in the lead"] = 1.0
        if track is None:
            features |= _prefixed(_ahead(entity, mention.frame, is_untitled="no title told" in fit))
        features |= _prefixed(_importance(entity, times))
        found.append(Candidate(entity.index, features))
    return set_apart(compared("description", found, dict(memory.items())))


def _possible(mention: Mention, cast: Cast) -> Iterator[Entity]:
    """Yield those whom gender, number and the noun do not exclude."""
    for entity in cast:
        is_person = entity.kind != "body" and bool(entity.name)
        if is_person and agrees(entity, mention.gender, mention.number) and not contradicts(mention, entity):
            yield entity


def _ahead(entity: Entity, frame: int, *, is_untitled: bool) -> Mapping[str, float]:
    """Return the features of one named only below: « …, dit le virologue. … Bruno Roux rappelle … »."""
    is_next = entity.frame - frame <= _SOON
    return {
        "comes next": float(is_next),
        "no title told, comes next": float(is_untitled and is_next),
        "no title told, not met": float(is_untitled),
    }


def _importance(entity: Entity, times: Mapping[int, int]) -> Mapping[str, float]:
    """Return how much the whole article is about a person, by how often it names him."""
    if entity.kind != "person":
        return {}
    own = times.get(entity.index, 0)
    return {"named in all": math.log1p(own), "named most": float(own == max(times.values(), default=0))}


def set_apart(found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates, those marked whom another one suits better by what is told of his office.

    « Anne Roy, juge, … Eva Petit … », dit la juge: not Eva Petit, though she was met last.
    """
    levels = [_level(one) for one in found]
    top = max(levels, default=0)
    if not top:
        return list(found)
    mark = {f"description: another has the {_FITTING[-top]}": 1.0}
    return [
        replace(one, features={**one.features, **mark}) if level < top and one.entity != NOBODY else one
        for one, level in zip(found, levels, strict=True)
    ]


def _level(candidate: Candidate) -> int:
    """Return how well the noun fits, the higher the better; 0 when it does not."""
    held = (at for at, name in enumerate(_FITTING) if f"description: {name}" in candidate.features)
    return max((len(_FITTING) - at for at in held), default=0)


def _prefixed(found: Mapping[str, float]) -> dict[str, float]:
    return {f"description: {name}": value for name, value in found.items() if value}
