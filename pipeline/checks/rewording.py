"""English words that are none, or French ones left standing, and what they should be.

« minéraux » → "mirrrals": the alignment shows the French word and the table of renderings its English,
which is put in its place. « titane » left as it is becomes "titanium", and "Jeanase", no name of the
French, "marijuana". Nothing else is touched: no name, no word that the table is unsure of, and none whose
right English stands beside it already.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from pipeline.checks.exonyms import lexicon
from pipeline.checks.lexicons import fold, words
from pipeline.checks.renderings import COGNATE_SHARE, Rendering, cognates, renderings
from pipeline.checks.strange import strange_words
from pipeline.translation.words import Pairs

_LETTERS = re.compile(r"[^\W\d_]+")
_ARTICLE = re.compile(r"\W*[Ll]['’]")
_ELIDED = frozenset(("l", "d", "j", "c", "s", "n", "m", "t", "qu", "lorsqu", "puisqu", "jusqu", "quelqu"))
_SHORTEST = 4
_SURE, _ONLY, _LIKELY, _NEVER = 50, 45, 8, 101
_ALIKE, _SAME, _FOREIGN = 0.6, 0.85, 0.3
_NEAR, _STEM = 2, 6


def rewordings(source: str, target: str, alignment: Pairs) -> Iterator[tuple[int, str, str]]:
    """Yield what to put right: the place in ``target.split()``, the letters there, and the right ones."""
    tokens, french = target.split(), source.split()
    strange = frozenset(strange_words(target, source))
    known = [fold(word) for word in _LETTERS.findall(target)]
    looked: dict[int, list[str]] = {}
    for at, to in alignment:
        looked.setdefault(to, []).extend(french[at : at + 1])
    for place, token in enumerate(tokens):
        aligned = looked.get(place, [])
        for part in _LETTERS.findall(token):
            if part in strange or _is_no_name(part, aligned, source):
                asked = [one for word in aligned for one in _content(word)]
                right = _right(part, asked, known, is_alone=sum(map(_is_content, aligned)) == 1)
                right = _placed(part, right, aligned)
            elif _is_left_in_french(part, aligned):
                right = _right(part, [part], known, is_alone=True)
            else:
                continue
            if place == 0 and part[0].isupper():
                right = right[:1].upper() + right[1:]
            if right and not any(_is_one_word(right, near) for near in _around(tokens, place)):
                known.append(fold(right))
                yield place, part, right


def _content(token: str) -> list[str]:
    """Return the French words of a token in small letters; a name and a compound give none."""
    found = [part for part in _LETTERS.findall(token) if part.lower() not in _ELIDED]
    return found if len(found) == 1 and found[0].islower() and len(found[0]) >= _SHORTEST else []


def _is_left_in_french(part: str, aligned: Sequence[str]) -> bool:
    """Return whether an English word is the French one, letter for letter, and no word of English."""
    if len(part) < _SHORTEST or not part.islower() or fold(part) in words("words_en"):
        return False
    return part in [one for word in aligned for one in _content(word)] and bool(strange_words(fold(part)))


def _is_no_name(part: str, aligned: Sequence[str], source: str) -> bool:
    """Return whether a capitalised word is none of English, of ``source`` or of the map.

    All it stands for are small words of the French: « la marijuana » as "Jeanase".
    """
    plain = fold(part)
    if len(part) < _SHORTEST or part[0].islower() or not aligned or not all(map(_content, aligned)):
        return False
    if plain in words("words_en") or plain in fold(source):
        return False
    return plain not in lexicon().written and plain.removesuffix("s") not in lexicon().written


def _placed(wrong: str, right: str, aligned: Sequence[str]) -> str:
    """Return ``right`` with the article that ran into ``wrong``: « l'habit », "thehabit"; "" for a true name.

    "Californian" may be right where the table says "California"; nothing in "Arabs" is of "began".
    """
    if right and wrong.lower().startswith("the") and any(map(_ARTICLE.match, aligned)):
        return right if right.lower().startswith("the") else f"the {right}"
    alike = _likeness(wrong, right)
    is_name = wrong[0].isupper() and (alike < _FOREIGN or (right[:1].isupper() and alike >= _SAME))
    return "" if is_name else right


def _is_content(token: str) -> bool:
    """Return whether a French token says more than a small word: « d'aide-soignante » does."""
    return any(len(part) >= _SHORTEST for part in _LETTERS.findall(token) if part.lower() not in _ELIDED)


def _right(wrong: str, french: Sequence[str], known: Sequence[str], *, is_alone: bool) -> str:
    """Return the English of one of ``french`` that is surest, or "" when none is sure enough.

    What resembles the wrong word needs less: "pharmacs" for « pharmaciens ». A French word whose English
    stands in the sentence (``known``) is accounted for; where there are two, not ``is_alone``, only
    likeness can choose.
    """
    free = [word for word in french if not any(fold(one.word) in known for one in _candidates(word))]
    found = [
        (_likeness(wrong, one.word), one)
        for word in free
        for one in _candidates(word)
        if fold(one.word) != fold(word) or fold(one.word) in words("words_en")
    ]
    least = _SURE if is_alone and len(french) == 1 else _NEVER
    if is_alone and len(found) == 1:
        least = _ONLY  # « siéger » is "sit" in half of all cases, and nothing else often
    sure = [
        (one.share + 100 * alike, one.word)
        for alike, one in found
        if one.share >= (_LIKELY if alike >= _ALIKE else least)
    ]
    return _cased(_as_noun(max(sure)[1], free)) if sure else ""


def _as_noun(word: str, french: Sequence[str]) -> str:
    """Return the noun of both languages for the adjective of it: « pivot » is no "pivotal"."""
    nouns = (fold(one) for one in french if len(one) > _SHORTEST and fold(one) in words("words_en"))
    return next((noun for noun in nouns if word in {f"{noun}al", f"{noun}ial", f"{noun}ic"}), word)


def _cased(word: str) -> str:
    """Return ``word`` in small letters unless it is only written with a capital: "auditors", "Italian"."""
    small = word.lower()
    return word if small not in words("words_en") else lexicon().written.get(small, small)


def _candidates(word: str) -> tuple[Rendering, ...]:
    """Return the renderings of a French word, and last what its spelling says: « scrupules », "scruples".

    What counts and spelling agree on weighs as much as if it were counted often.
    """
    found, spelled = renderings(word), cognates(word)[:1]
    weighed = [Rendering(one.word, max(one.share, COGNATE_SHARE * (one.word in spelled))) for one in found]
    rest = [Rendering(one, _LIKELY) for one in spelled if one not in {other.word for other in found}]
    return (*weighed, *rest)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio()


def _is_one_word(one: str, other: str) -> bool:
    """Return whether two words are the same or forms of one: "interventionist", "interventions"."""
    return fold(one)[:_STEM] == fold(other)[:_STEM]


def _around(tokens: Sequence[str], place: int) -> list[str]:
    """Return the words near ``place``, before and after."""
    near = (*tokens[max(0, place - _NEAR) : place], *tokens[place + 1 : place + 1 + _NEAR])
    return [word for token in near for word in _LETTERS.findall(token)]
