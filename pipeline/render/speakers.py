"""Who said what across a batch: one sheet per speaker, the same quotation found again.

Newspapers cut and re-punctuate: « Nous irons jusqu'au bout, avec nos partenaires » here, « Nous irons
jusqu'au bout ! » there. Quotations are compared word by word without case, accents or punctuation.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.records import Brief, Quote
from pipeline.render.view import headline, kind_label
from pipeline.render.wordings import SAME, Words, likeness, normalised_words, translation, wording

UNKNOWN = "speaker not known"

_FEWEST_WORDS = 4
_SHINGLE = 3

_TITLES = frozenset(["m", "mr", "mme", "mlle", "mm", "monsieur", "madame", "me", "dr", "docteur", "pr"])


@dataclass(frozen=True, slots=True)
class Saying:
    """A quotation as one article prints it; ``quote`` is its number there, counted from 1."""

    article: str
    headline: str
    published: str | None
    quote: int
    speaker: str | None
    role: str | None
    kind: str
    language: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """The same quotation wherever it is printed, the longest form first.

    ``flags`` says in words how the forms differ: the wording, the translation or the speaker.
    """

    sayings: tuple[Saying, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpeakerSheet:
    """Everything that a speaker says in the batch, in the order of the articles."""

    speaker: str
    roles: tuple[str, ...]
    articles: int
    quotations: tuple[Quotation, ...]


def speaker_sheets(briefs: Iterable[Brief]) -> tuple[SpeakerSheet, ...]:
    """One sheet per speaker, those with the most quotations first; the unknown speaker comes last.

    A quotation that two articles give to two speakers stands on both sheets, with a flag.
    """
    sayings = [_saying(brief, quote) for brief in briefs for quote in brief.quotes]
    names = full_names(saying.speaker for saying in sayings if saying.speaker)
    named = [replace(saying, speaker=names.get(saying.speaker or "")) for saying in sayings]
    sheets: dict[str, list[Quotation]] = {}
    for group in same_quotations(named):
        quotation = Quotation(group, _flags(group))
        speakers = dict.fromkeys(saying.speaker for saying in group if saying.speaker)
        for speaker in speakers or [UNKNOWN]:
            sheets.setdefault(speaker, []).append(quotation)
    return tuple(sorted((_sheet(*item) for item in sheets.items()), key=_sheet_order))


def same_quotations(sayings: Sequence[Saying]) -> tuple[tuple[Saying, ...], ...]:
    """The sayings in groups that print the same quotation, groups in the order of first appearance.

    A saying joins the group whose longest form shares the most words with it: a short fragment
    never chains two different quotations together.
    """
    words = [normalised_words(saying.source) for saying in sayings]
    groups: dict[int, list[int]] = {}
    leaders: dict[Words, list[int]] = {}
    for place in sorted(range(len(sayings)), key=lambda place: (-len(words[place]), place)):
        keys = _keys(sayings[place], words[place])
        found = Counter(leader for key in keys for leader in leaders.get(key, ()))
        scores = {leader: likeness(words[leader], words[place]) for leader in found}
        best = max(scores, key=lambda leader: (scores[leader], found[leader], -leader), default=None)
        if best is not None and scores[best] >= SAME:
            groups[best].append(place)
            continue
        groups[place] = [place]
        for key in keys:
            leaders.setdefault(key, []).append(place)
    ordered = sorted(groups.values(), key=min)
    return tuple(tuple(sayings[place] for place in members) for members in ordered)


def full_names(names: Iterable[str]) -> dict[str, str]:
    """Each name as given → its fullest form among them, when only one fits.

    "M. Valls" and "Valls" become "Manuel Valls" unless another Valls speaks as well.
    """
    forms: dict[Words, Counter[str]] = {}
    for name in names:
        forms.setdefault(_name_key(name), Counter())[name] += 1
    best = {key: max(known, key=lambda name: (known[name], name)) for key, known in forms.items()}
    return {name: best[_fullest(key, forms)] for key, known in forms.items() for name in known}


def _fullest(key: Words, forms: Mapping[Words, object]) -> Words:
    """The only longer name that ends like this one, else the name itself."""
    longer = [other for other in forms if len(other) > len(key) and other[-len(key) :] == key]
    longest = max(longer, key=len, default=key)
    return longest if all(longest[-len(other) :] == other for other in longer) else key


def _name_key(name: str) -> Words:
    words = normalised_words(name)
    bare = tuple(word for word in words if word not in _TITLES)
    return bare or words or (name,)


def _saying(brief: Brief, quote: Quote) -> Saying:
    speaker = quote.speaker
    name = speaker.name if speaker else None
    # « un docker » of two articles is not one person: a description stays with its article.
    if name is not None and name == name.lower():
        name = f"{name} ({brief.article.id})"
    return Saying(
        article=brief.article.id,
        headline=headline(brief).source,
        published=brief.article.published,
        quote=quote.index + 1,
        speaker=name,
        role=speaker.role if speaker else None,
        kind=kind_label(quote),
        language=brief.translation.source_language,
        source=quote.content,
        target=quote.target.text if quote.target else "",
    )


def _keys(saying: Saying, words: Words) -> set[Words]:
    """What two sayings must share to be compared at all: three words in a row.

    « Oui » and « C'est faux » are compared only as a whole, and only from the same speaker.
    """
    if len(words) < _FEWEST_WORDS:
        return {("", saying.speaker, *words)} if saying.speaker and words else set()
    return {words[start : start + _SHINGLE] for start in range(len(words) - _SHINGLE + 1)}


def _flags(group: Sequence[Saying]) -> tuple[str, ...]:
    """How the other forms differ from the first, then who disagrees about the speaker."""
    first = group[0]
    flags = [flag for other in group[1:] for flag in _compared(first, other)]
    speakers = dict.fromkeys(saying.speaker for saying in group)
    if len(speakers) > 1:
        places = (f"{saying.speaker or 'nobody'} in {_place(saying)}" for saying in group)
        flags.append(f"given to {', '.join(places)}")
    return tuple(flags)


def _compared(first: Saying, other: Saying) -> Iterator[str]:
    """Yield how ``other`` differs from the first form, its French, then its English."""
    french, english = (first.source, other.source), (first.target, other.target)
    for found in (wording(*french), translation(french, english)):
        if found is not None:
            yield f"{found.what} in {_place(other)}" + (f": {found.words}" if found.words else "")


def _place(saying: Saying) -> str:
    return f"{saying.article} Q{saying.quote}"


def _sheet(speaker: str, quotations: list[Quotation]) -> SpeakerSheet:
    sayings = [saying for quotation in quotations for saying in quotation.sayings]
    own = [saying for saying in sayings if saying.speaker in {speaker, None}]
    roles = tuple(dict.fromkeys(saying.role for saying in own if saying.role))
    articles = len({saying.article for saying in own})
    return SpeakerSheet(speaker, roles, articles, tuple(quotations))


def _sheet_order(sheet: SpeakerSheet) -> tuple[bool, int, str]:
    return sheet.speaker == UNKNOWN, -len(sheet.quotations), sheet.speaker
