"""Who said what across a batch: one sheet per speaker, the same quotation found again.

Newspapers cut and re-punctuate: « Nous irons jusqu'au bout, avec nos partenaires » here, « Nous irons
jusqu'au bout ! » there. Quotations are compared word by word without case, accents or punctuation.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.records import Brief, Quote
from pipeline.render.view import headline, kind_label
from pipeline.render.wordings import (
    SAME,
    Difference,
    Words,
    likeness,
    normalised_words,
    translation,
    wording,
)

UNKNOWN = "speaker not known"

_FEWEST_WORDS = 4
_SHINGLE = 3
# A refrain is printed a hundred times: so many places and speakers are named, the rest are counted.
_MOST_NAMED = 5

_TITLES = frozenset(["m", "mr", "mme", "mlle", "mm", "monsieur", "madame", "me", "dr", "docteur", "pr"])


@dataclass(frozen=True, slots=True)
class Saying:
    """A quotation as one article prints it; ``quote`` is its number there, counted from 1.

    ``given_to`` is the speaker as that article gives it (« Mme Ferrand »), ``speaker`` the fullest form of
    the name in the batch; ``inside`` the numbers of the quotations around this one.
    """

    article: str
    headline: str
    published: str | None
    quote: int
    given_to: str | None
    speaker: str | None
    role: str | None
    kind: str
    language: str
    source: str
    target: str
    inside: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else to whom the same words are given: how often, and where in their longest form."""

    speaker: str | None
    times: int
    article: str
    quote: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation on the sheet of its speaker wherever it is printed, the longest form first.

    Forms that their article gives to nobody come last. ``flags`` says in words how the forms differ in
    wording and translation; ``others`` who else is said to have spoken the same words: their forms are on
    their own sheets.
    """

    sayings: tuple[Saying, ...]
    flags: tuple[str, ...]
    others: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class SpeakerSheet:
    """Everything that a speaker says in the batch, in the order of the articles."""

    speaker: str
    roles: tuple[str, ...]
    articles: int
    quotations: tuple[Quotation, ...]


@dataclass(slots=True)
class _Group:
    """The places of one quotation's forms, and the quotations around them, by article and number."""

    places: list[int] = field(default_factory=list)
    members: set[tuple[str, int]] = field(default_factory=set)
    around: set[tuple[str, int]] = field(default_factory=set)

    def add(self, place: int, saying: Saying) -> None:
        """Let the saying at that place belong to the group."""
        self.places.append(place)
        self.members.add((saying.article, saying.quote))
        self.around.update(_around(saying))

    def is_open_to(self, saying: Saying) -> bool:
        """Whether no member stands around the saying, nor inside it.

        « Il m'a dit : “Je vais le tuer” » holds the words of another, it is no longer form of them.
        """
        return (saying.article, saying.quote) not in self.around and self.members.isdisjoint(_around(saying))


def speaker_sheets(briefs: Iterable[Brief]) -> tuple[SpeakerSheet, ...]:
    """One sheet per speaker, those with the most quotations first; the unknown speaker comes last.

    Every saying stands on one sheet: that of its speaker, else of whoever is most often said to have spoken
    the same words. On the sheets of the others it is told in short.
    """
    sheets: dict[str, list[Quotation]] = {}
    for group in same_quotations(batch_sayings(briefs)):
        for speaker, own in _by_speaker(group).items():
            sheets.setdefault(speaker, []).append(_quotation(own, group))
    return tuple(sorted((_sheet(*item) for item in sheets.items()), key=_sheet_order))


def batch_sayings(briefs: Iterable[Brief]) -> tuple[Saying, ...]:
    """Every quotation of the briefs, its speaker by the fullest form of the name."""
    sayings = [saying for brief in briefs for saying in _sayings(brief)]
    names = full_names(saying.speaker for saying in sayings if saying.speaker)
    return tuple(replace(saying, speaker=names.get(saying.speaker or "")) for saying in sayings)


def same_quotations(sayings: Sequence[Saying]) -> tuple[tuple[Saying, ...], ...]:
    """The sayings in groups that print the same quotation, groups in the order of first appearance.

    A saying joins the group whose longest form shares the most words with it: a short fragment
    never chains two different quotations together.
    """
    words = [normalised_words(saying.source) for saying in sayings]
    groups: dict[int, _Group] = {}
    leaders: dict[Words, list[int]] = {}
    # Of two equally long forms the nested one leads: who prints only « Je vais le tuer » prints those words.
    for place in sorted(range(len(sayings)), key=lambda at: (-len(words[at]), not sayings[at].inside, at)):
        saying = sayings[place]
        keys = _keys(saying, words[place])
        found = Counter(leader for key in keys for leader in leaders.get(key, ()))
        scores = {
            leader: likeness(words[leader], words[place])
            for leader in found
            if groups[leader].is_open_to(saying)
        }
        best = max(
            scores,
            key=lambda leader: (scores[leader], words[leader] == words[place], found[leader], -leader),
            default=None,
        )
        if best is None or scores[best] < SAME:
            best = place
            groups[place] = _Group()
            for key in keys:
                leaders.setdefault(key, []).append(place)
        groups[best].add(place, saying)
    ordered = sorted((group.places for group in groups.values()), key=min)
    return tuple(tuple(sayings[place] for place in places) for places in ordered)


def others_line(quotation: Quotation) -> str:
    """``Marc Aubin (revue-1a2b Q1), nobody (3 times, lundi-3c4d Q2)``; empty when nobody else is named."""
    named = [
        f"{other.speaker or 'nobody'} ({f'{other.times} times, ' if other.times > 1 else ''}"
        f"{other.article} Q{other.quote})"
        for other in quotation.others
    ]
    return _some(named)


def given_otherwise(sheet: SpeakerSheet, saying: Saying) -> str:
    """``given to Mme Ferrand`` on the sheet of Nathalie Ferrand; empty when the article says no other."""
    same = {sheet.speaker, None} if sheet.speaker == UNKNOWN else {sheet.speaker}
    name = saying.given_to
    if name in same or f"{name} ({saying.article})" == sheet.speaker:
        return ""
    return f"given to {name or 'nobody'}"


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


def _sayings(brief: Brief) -> list[Saying]:
    """The quotations of one brief; some may be missing (``--key``), so that they are found by index."""
    known = {quote.index: quote for quote in brief.quotes}
    return [replace(_saying(brief, quote), inside=_inside(quote, known)) for quote in brief.quotes]


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
        given_to=speaker.name if speaker else None,
        speaker=name,
        role=speaker.role if speaker else None,
        kind=kind_label(quote),
        language=brief.translation.source_language,
        source=quote.content,
        target=quote.target.text if quote.target else "",
    )


def _inside(quote: Quote, known: Mapping[int, Quote]) -> tuple[int, ...]:
    """The numbers of the quotations around this one, the nearest first."""
    numbers: list[int] = []
    around = known.get(quote.nested_in) if quote.nested_in is not None else None
    while around is not None and around.index + 1 not in numbers:
        numbers.append(around.index + 1)
        around = known.get(around.nested_in) if around.nested_in is not None else None
    return tuple(numbers)


def _around(saying: Saying) -> set[tuple[str, int]]:
    return {(saying.article, number) for number in saying.inside}


def _keys(saying: Saying, words: Words) -> set[Words]:
    """What two sayings must share to be compared at all: three words in a row.

    « Oui » and « C'est faux » are compared only as a whole, and only from the same speaker.
    """
    if len(words) < _FEWEST_WORDS:
        return {("", saying.speaker, *words)} if saying.speaker and words else set()
    return {words[start : start + _SHINGLE] for start in range(len(words) - _SHINGLE + 1)}


def _by_speaker(group: Sequence[Saying]) -> dict[str, list[Saying]]:
    """The forms of each speaker; those given to nobody go to whoever has the most of them."""
    counts = Counter(saying.speaker for saying in group if saying.speaker)
    likeliest = counts.most_common(1)[0][0] if counts else UNKNOWN
    forms: dict[str, list[Saying]] = {}
    for saying in group:
        forms.setdefault(saying.speaker or likeliest, []).append(saying)
    return {name: sorted(own, key=lambda saying: saying.speaker is None) for name, own in forms.items()}


def _quotation(own: Sequence[Saying], group: Sequence[Saying]) -> Quotation:
    """The forms of one speaker, compared with the longest of them and with the longest of each other's."""
    elsewhere: dict[str | None, list[Saying]] = {}
    told = set(own)
    for saying in group:
        if saying not in told:
            elsewhere.setdefault(saying.speaker, []).append(saying)
    others = tuple(
        Other(name, len(given), given[0].article, given[0].quote) for name, given in elsewhere.items()
    )
    foreign = [given[0] for given in elsewhere.values()][:_MOST_NAMED]
    return Quotation(tuple(own), _flags((*own, *foreign)), others)


def _flags(forms: Sequence[Saying]) -> tuple[str, ...]:
    """How the other forms differ from the first, each difference once with the places that have it."""
    places: dict[Difference, list[Saying]] = {}
    for other in forms[1:]:
        for found in _compared(forms[0], other):
            places.setdefault(found, []).append(other)
    return tuple(
        f"{found.what} in {_places(sayings)}" + (f": {found.words}" if found.words else "")
        for found, sayings in places.items()
    )


def _compared(first: Saying, other: Saying) -> tuple[Difference, ...]:
    """How ``other`` differs from the first form, its French, then its English."""
    french, english = (first.source, other.source), (first.target, other.target)
    return tuple(found for found in (wording(*french), translation(french, english)) if found is not None)


def _places(sayings: Sequence[Saying]) -> str:
    return _some([f"{saying.article} Q{saying.quote}" for saying in sayings])


def _some(names: Sequence[str]) -> str:
    """The first names, and how many there are besides."""
    left = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {left} more" if left > 0 else "")


def _sheet(speaker: str, quotations: Sequence[Quotation]) -> SpeakerSheet:
    sayings = [saying for quotation in quotations for saying in quotation.sayings]
    roles = tuple(dict.fromkeys(saying.role for saying in sayings if saying.role))
    articles = len({saying.article for saying in sayings})
    return SpeakerSheet(speaker, roles, articles, tuple(quotations))


def _sheet_order(sheet: SpeakerSheet) -> tuple[bool, int, str]:
    return sheet.speaker == UNKNOWN, -len(sheet.quotations), sheet.speaker
