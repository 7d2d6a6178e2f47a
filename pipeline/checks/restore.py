"""Figures, names and words that the checkpoint garbled, put right where the alignment shows the French.

"Le Kazakhstan a extrait 380.000 tonnes" → "The Kazhstan has extracted 38000 tonnes": the words that
stand for « Kazakhstan » and « 380.000 » are known, and so is what they should be. A change is kept
only when the checks then find fewer faults than before; every change is told in the note. Words that are
none are put right last (``checks/rewording.py``).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from pipeline.checks.exonyms import demonym, english_name, plain
from pipeline.checks.figures import Figure, compare, parse, repair
from pipeline.checks.lexicons import words as words_of
from pipeline.checks.names import NameMatch, match_names
from pipeline.checks.pair import check_pair
from pipeline.checks.renderings import is_listed, renderings
from pipeline.checks.rewording import rewordings
from pipeline.records import Hypothesis
from pipeline.translation.words import Pairs, carry_target

_CORE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_DIGITS = re.compile(r"\d[\d.,]*\d|\d")
_GROUPED = re.compile(r"\d[. \u00a0\u2009\u202f]\d{3}")
_LONGEST_PLAIN = 4  # digits: years are never grouped, « 1 902 » is
_SPACES = " \u00a0\u2009\u202f"
_TITLES = frozenset(("Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Lord", "Lady"))
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_BRACKETED = re.compile(r"\(([A-Z]{2,6})\)")
_IN_BRACKETS = re.compile(r"\([^\W\d_]+\)[^\w]*")
_ARTICLES = frozenset(("le", "la", "les"))
_LONG_WORD = re.compile(r"[a-z]{5,}")
# A compound with an elision, which English writes in no way of its own: « Pont-l'Abbé ».
_COMPOUND = re.compile(
    r"(?<![\w'’-])[A-ZÀ-Þ][^\W\d_]+(?:-[^\W\d_]+)*-[dlDL]['’][A-ZÀ-Þ][^\W\d_]+(?:-[^\W\d_]+)*"
)
_MARK = "[-‑'’ ]"
_LESS = re.compile(r"\bLess ([A-ZÀ-Þ][^\W\d_]+)")
_AFTER = re.compile(r"[^\w]*$")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class _Edit:
    """A target word, by its place in ``target.split()``, and what its letters and digits should be.

    ``remnant``: the next word is the rest of what became of it: "Vhomicide asylum" for « Vasile ».
    """

    place: int
    core: str
    remnant: bool = False


def restore(source: str, hypothesis: Hypothesis) -> Hypothesis:
    """The English of ``source`` with figures in English form, garbled figures, names and words put right.

    The alignment follows when a figure is regrouped ("1 902" → "1,902"). What was not translated is
    returned as it is.
    """
    if hypothesis.status in {"passed", "kept", "copied"}:
        return hypothesis
    joined, marks = _joined(source, hypothesis.text)
    alignment = _carried(hypothesis.alignment, hypothesis.text, joined)
    mended, notes = _mended(source, replace(hypothesis, text=joined, alignment=alignment))
    alignment = _carried(alignment, joined, mended)
    notes = [*marks, *notes]
    if notes:  # what is right now may show what is wrong beside it: "the Scotland Ros", "the Scotland Ross"
        again, more = _mended(source, replace(hypothesis, text=mended, alignment=alignment))
        alignment = _carried(alignment, mended, again)
        mended, notes = again, [*notes, *more]
    worded, changes = _reworded(source, mended, alignment)
    alignment = _carried(alignment, mended, worded)
    text = worded if notes or changes else hypothesis.text
    target, styled = repair(source, text)
    if styled and faults(source, target) > faults(source, text):
        target, styled = text, ()
    if target == hypothesis.text:
        return hypothesis
    note = f"Put right from the French: {'; '.join((*notes, *changes, *styled))}."
    return replace(
        hypothesis,
        text=target,
        alignment=_carried(alignment, text, target),
        note=" ".join(filter(None, (hypothesis.note, note))),
    )


def _joined(source: str, text: str) -> tuple[str, list[str]]:
    """The text with the marks inside a compound and the article of a name as the French has them.

    « Val-d'Orbe » → "Val-d Orbe" → "Val-d'Orbe"; « Les Indociles » → "Less Indociles" → "Les Indociles".
    """
    notes = []
    for name in dict.fromkeys(_COMPOUND.findall(source)):
        parts = map(re.escape, re.split(r"[-‑'’]", name))
        found = re.search(rf"(?<![\w'’-]){_MARK.join(parts)}(?![\w-])", text)
        if found and plain(found[0]) == plain(name) and _straight(found[0]) != _straight(name):
            text = text.replace(found[0], name)
            notes.append(f"{found[0]} → {name}")
    for word in _LESS.findall(text):
        if f"Les {word}" in source:
            text = text.replace(f"Less {word}", f"Les {word}")
            notes.append(f"Less {word} → Les {word}")
    return text, notes


def _straight(name: str) -> str:
    return name.replace("’", "'").replace("‑", "-")


def _mended(source: str, hypothesis: Hypothesis) -> tuple[str, list[str]]:
    """The text with every change of a figure or a name that helps, and what was done."""
    words, notes = hypothesis.text.split(), []
    for edit in _edits(source, hypothesis):
        old = words[edit.place]
        changed = _edited(words, edit)
        if old and _is_better(source, words, changed):
            rest = f" {_core(words[edit.place + 1])}" if edit.remnant else ""
            notes.append(f"{_core(old)}{rest} → {_core(changed[edit.place])}")
            words = changed
    return " ".join(filter(None, words)), notes


def _edited(words: Sequence[str], edit: _Edit) -> list[str]:
    """The words with one changed; "" stands for one that is gone."""
    changed = [_with_core(word, edit.core) if at == edit.place else word for at, word in enumerate(words)]
    if edit.remnant:
        changed[edit.place] += _AFTER.search(words[edit.place + 1])[0]  # type: ignore[index]
        changed[edit.place + 1] = ""
    return _undoubled(changed, edit.place)


def _is_better(source: str, words: Sequence[str], changed: Sequence[str]) -> bool:
    """Whether a change leaves fewer faults, says no word twice and gives no critical finding more."""
    old, new = list(filter(None, words)), list(filter(None, changed))
    before, after = " ".join(old), " ".join(new)
    if faults(source, after) >= faults(source, before) or _doubles(new) > _doubles(old):
        return False
    return _critical(source, after) <= _critical(source, before)


def _critical(source: str, target: str) -> int:
    return sum(finding.severity == "critical" for finding in check_pair(source, target))


def _doubles(words: Sequence[str]) -> int:
    """How many words come twice on end: "190, 190,"."""
    cores = [_core(word).casefold() for word in words]
    return sum(one == two and one[:1].isalnum() for one, two in pairwise(cores))


def _undoubled(words: Sequence[str], place: int) -> list[str]:
    """The words with "" for the next one when it is the tail of the figure at ``place``: "1,250, 250"."""
    left = [*words]
    following = next((at for at in range(place + 1, len(words)) if words[at]), None)
    if following is None:
        return left
    one, two = (_core(words[at]) for at in (place, following))
    is_tail = _DIGITS.fullmatch(two) is not None and any(map(str.isdigit, one))
    if is_tail and (one == two or one.endswith(f",{two}")):
        mark = words[following].removeprefix(two)
        left[place] = words[place].rstrip(",") + mark
        left[following] = ""
    return left


def _reworded(source: str, text: str, alignment: Pairs) -> tuple[str, list[str]]:
    """The text with the words that are none put right, as long as no fact suffers, and what was done."""
    words, notes = text.split(), []
    for place, wrong, right in rewordings(source, text, alignment):
        changed = [word.replace(wrong, right, 1) if at == place else word for at, word in enumerate(words)]
        if faults(source, " ".join(changed)) <= faults(source, " ".join(words)):
            notes.append(f"{wrong} → {right}")
            words = changed
    return " ".join(words), notes


def _carried(alignment: Pairs, text: str, changed: str) -> Pairs:
    """The alignment of ``text`` for ``changed``: the same where no word more or less is there."""
    if len(text.split()) == len(changed.split()):
        return alignment
    return carry_target(alignment, text, changed)


def faults(source: str, target: str) -> int:
    """The number of figures and names of ``source`` that ``target`` loses, changes or invents.

    A grave one (a figure, a person, a place) counts twice.
    """
    figures = sum(match.verdict in {"lost", "changed", "invented"} for match in compare(source, target))
    names = [match for match in match_names(source, target) if match.verdict != "ok"]
    return 2 * figures + sum(1 + match.is_grave for match in names)


def _edits(source: str, hypothesis: Hypothesis) -> Iterator[_Edit]:
    """Candidate changes, figures first; each stands alone and may turn out not to help."""
    for match in compare(source, hypothesis.text):
        if match.verdict == "changed" and match.source and match.target:
            yield from _figure_edits(hypothesis.text, match.source, match.target)
        elif match.verdict == "invented" and match.target:
            yield from _invented_edits(source, hypothesis, match.target)
    names = match_names(source, hypothesis.text)
    taken = {word.casefold() for match in names if match.verdict == "ok" for word in match.target.split()}
    for name in names if not _is_heading(source) else ():
        if name.source and (name.verdict == "mangled" or (name.verdict == "lost" and name.is_grave)):
            yield from _name_edits(source, hypothesis, name, taken)
        elif name.verdict == "lost" and name.source in _BRACKETED.findall(source):
            yield from _bracket_edits(source, hypothesis.text, name.source)


def _bracket_edits(source: str, text: str, name: str) -> Iterator[_Edit]:
    """The letters of « (LR) » for those of "(y)", where each side has one bracket of one word."""
    places = [place for place, word in enumerate(text.split()) if _IN_BRACKETS.fullmatch(word)]
    if len(places) == 1 and source.count("(") == text.count("(") == 1:
        core = _core(text.split()[places[0]])
        if not core.isupper():
            yield _Edit(places[0], english_name(plain(name)) or name)


def _figure_edits(text: str, source: Figure, target: Figure) -> Iterator[_Edit]:
    """The digits of the French, in English form, in place of the digits of the target's figure."""
    if digits := _english_digits(source):
        for place, core, old in _words_of(text, target):
            yield _Edit(place, core.replace(old, digits, 1))


def _invented_edits(source: str, hypothesis: Hypothesis, target: Figure) -> Iterator[_Edit]:
    """The digits of the French word that is aligned with the invented figure: « 2025 », "202025"."""
    words = source.split()
    for place, core, old in _words_of(hypothesis.text, target):
        aligned = [words[at] for at, to in hypothesis.alignment if to == place and at < len(words)]
        for figure in (figure for word in aligned for figure in parse(word, "fr")):
            if digits := _english_digits(figure):
                yield _Edit(place, core.replace(old, digits, 1))


def _words_of(text: str, figure: Figure) -> Iterator[tuple[int, str, str]]:
    """The words of a figure of ``text`` that hold digits: place, core, and the digits."""
    for place, (start, end) in enumerate(_places(text)):
        found = _DIGITS.search(text, start, end)
        if start < figure.span.end and figure.span.start < end and found is not None:
            yield place, _core(text[start:end]), found[0]


def _english_digits(figure: Figure) -> str | None:
    """The digits of a French figure as English writes them: « 380.000 » "380,000"; None for words."""
    found = _DIGITS.search("".join(letter for letter in figure.text if letter not in _SPACES))
    if found is None:
        return None
    if not isinstance(figure.value, Decimal):
        return found[0]
    whole, comma, decimals = found[0].rpartition(",") if "," in found[0] else (found[0], "", "")
    whole = whole.replace(".", "")
    is_grouped = len(whole) > _LONGEST_PLAIN or _GROUPED.search(figure.text) is not None
    return (f"{int(whole):,}" if is_grouped else whole) + (f".{decimals}" if comma else "")


def _name_edits(source: str, hypothesis: Hypothesis, name: NameMatch, taken: set[str]) -> Iterator[_Edit]:
    """The name in place of the word that is spelled alike, or of a capitalised word aligned with it."""
    form = plain(name.source)
    wanted = english_name(form) or demonym(form) or name.source
    words = hypothesis.text.split()
    if name.verdict == "mangled":
        # "Defence" for « Défenseurs »: both are words, and no name was mangled.
        if is_listed(name.source.lower()) and name.target.lower() in words_of("words_en"):
            return
        for place, word in enumerate(words):
            if name.target and name.target in word:
                yield _Edit(place, wanted)
        return
    french = source.split()
    sources = {at for at, word in enumerate(french) if name.source in word}
    if not any(at in sources for at, _ in hypothesis.alignment):  # « La Bretagne » may hang on its article
        sources |= {at - 1 for at in sources if at and french[at - 1].lower() in _ARTICLES}
    for at, place in hypothesis.alignment:
        if at in sources and place < len(words) and _is_free(words[place], taken):
            rest = not _is_rendered(words[place + 1 : place + 2], source)
            yield _Edit(place, wanted, rest and _is_remnant(words, place + 1, hypothesis.alignment, sources))


def _is_rendered(words: Sequence[str], source: str) -> bool:
    """Whether a word is the English of one of the French: « employés du CSM », "CAP employees"."""
    english = {one.word for word in _LETTERS.findall(source) for one in renderings(word.lower())}
    return any(_core(word).lower() in english for word in words)


def _is_remnant(words: Sequence[str], place: int, alignment: Pairs, sources: set[int]) -> bool:
    """Whether the word at ``place`` is a long one in small letters that stands for nothing but the name."""
    if place >= len(words) or not _LONG_WORD.fullmatch(_core(words[place])):
        return False
    aligned = {at for at, to in alignment if to == place}
    return bool(aligned) and aligned <= sources and _core(words[place - 1]) == words[place - 1]


def _is_free(word: str, taken: set[str]) -> bool:
    """Whether a word looks like a name that no French name accounts for; "2-2)" of a score is none."""
    core = _POSSESSIVE.sub("", _core(word))
    is_name = core[:1].isupper() and core not in _TITLES and not any(map(str.isdigit, core))
    return is_name and core.casefold() not in taken


def _is_heading(source: str) -> bool:
    """Whether most words are in capitals, so that a capital makes no name: « LA GARE FERMERA EN MARS »."""
    words: list[str] = _LETTERS.findall(source)
    capitals = sum(word.isupper() for word in words)
    return capitals > len(words) / 2


def _places(text: str) -> Sequence[tuple[int, int]]:
    """Start and end of every word of ``text.split()``."""
    return [match.span() for match in re.finditer(r"\S+", text)]


def _core(word: str) -> str:
    """A word without the punctuation around it."""
    found = _CORE.search(word)
    return found[0] if found else word


def _with_core(word: str, core: str) -> str:
    """The word with other letters between its punctuation; a possessive 's stays."""
    old = _core(word)
    possessive = _POSSESSIVE.search(old)
    return word.replace(old, core + (possessive[0] if possessive else ""), 1)
