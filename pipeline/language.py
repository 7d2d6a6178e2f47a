"""The language of an article, and that of each of its paragraphs.

A long text that is full of French or English function words and has hardly any others needs no vote.
Otherwise langdetect has the first one: seeded, with capitals folded and addresses cut out, on at most
2,000 characters. A short or doubtful text gets two more: py3langid, and the share of function words.
Paragraphs are judged by function words first, because that takes microseconds; the language of
the article is favoured, so that a French heading is never called Italian.
"""

import functools
import importlib
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import ModuleType

from pipeline.errors import SettingsError, UnsupportedLanguage
from pipeline.records import Article, Detection, Segment
from pipeline.tongues import language_name

SUPPORTED = ("fr", "en")

_SAMPLE = 2000
_SHORT_WORDS = 20
# Of 498 French news articles all have at least 21 % function words and 3.2 times those of any other
# language; langdetect was sure of every one, at 5 ms each and 0.2 s to load.
_PLAIN_WORDS = 60
_PLAIN_SHARE = 0.2
_PLAIN_LEAD = 3.0
_SURE = 0.95
_PRIOR = 2
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?<!\w)[@#]\w+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")

_FUNCTION_WORDS = {
    "fr": "le la les l un une des du de d et est sont a ont été être avait était dans pour que qu qui quoi "
    "dont où sur sous pas ne n plus avec sans au aux ce c cet cette ces il elle ils elles on nous "
    "vous je j se s sa ses son leur leurs mais ou par comme après avant selon entre si y en à même "
    "aussi très tout tous fait cela ça lui chez vers mai",
    "en": "the a an of to and in is are was were be been being has have had for that this these those with "
    "on at by from as it its he she they we you i his her their our not but or which who whom what "
    "when where will would can could should may said says than then there into over after before "
    "about up out more no if so do does did",
    "de": "der die das den dem des ein eine einen einem einer und ist sind war waren in im zu zum zur mit "
    "von vom für auf nicht auch sich als an aus bei nach über er sie es wir ihr wie aber oder dass "
    "hat haben wird werden noch nur ich mein meine diesem dieser kein keine",
    "es": "el la los las un una unos unas de del y e o en que por para con se su sus no es son fue al lo "
    "como más pero este esta estos ha han sin sobre entre también hasta desde cuando muy ya si",
    "it": "il lo la i gli le un una uno di del della dei delle degli dell e è che in per con non si da al "
    "alla dal sono ha hanno come più ma anche nel nella sul sulla questo questa suo sua l ed dopo",
    "pt": "o a os as um uma de do da dos das e em no na nos nas que por para com não se é são foi ao à como "
    "mais mas seu sua também até pelo pela já muito este esta isso",
    "nl": "de het een en van in is op te dat die voor met zijn niet aan er om ook als bij maar door naar "
    "uit over hij ze wordt werd heeft nog worden dan wel",
    "ca": "el la els les un una de del dels i en que per amb no es és són al als com més però aquest "
    "aquesta ha han seva seu va dels ens d l s",
    "ro": "și în de la cu pe din un o nu că care este sunt a al ai ale lui mai pentru prin dar fost ca se "
    "ce după",
}
_FRENCH_LETTERS = re.compile("[éèêëçœùâîôûà]")
_FEW_WORDS = 10
_STRONG = 2.5
_USUAL_SHARE = 0.12
_CLEAR = 2.0
_CERTAIN = 0.9
_TELLABLE = 0.5

# A sentence by itself, within a paragraph of another language. Of 20,139 sentences of French news one is
# called foreign (« I don't think so ! »).
_FEWEST_WORDS = 5
_FRENCH_ENOUGH = 0.2
_LEAD = 1.5
_LEAST = 0.75
_LIKELY = 0.8
_WORDLESS = 8
_NEARLY_CERTAIN = 0.98
# A quotation may begin in the sentence before or end in the one after: « We ran. | We fell », a-t-il dit.
_QUOTED = re.compile('^[^«»]*»|«[^»]*(?:»|$)|^[^“„”]*”|“[^”]*(?:”|$)|„[^“”]*[“”]|"[^"]*"')


def detect(text: str) -> Detection:
    """Return the language of ``text``, how sure that is, and the second most likely one.

    The same text always gets the same answer. Raises UnsupportedLanguage when there are no words to
    judge by: digits, addresses, punctuation.
    """
    sample = _sample(text)
    words = len(_WORD.findall(sample))
    if not words:
        raise UnsupportedLanguage(
            "there are no words to tell the language by, only figures, addresses or signs"
        )
    if words >= _PLAIN_WORDS and (plain := _plain_language(sample)):
        return Detection(plain, 1.0, None)
    votes = _first_vote(sample)
    if words < _SHORT_WORDS or not votes or max(votes.values()) < _SURE:
        votes = _favoured(_mean(votes, _second_vote(sample), _word_vote(sample)))
    ranked = sorted(votes, key=lambda code: (-votes[code], code))
    return Detection(ranked[0], round(votes[ranked[0]], 4), ranked[1] if len(ranked) > 1 else None)


def detect_article(article: Article, override: str | None = None) -> Detection:
    """Return the language of ``article``: what ``override`` says, else what is detected.

    Raises UnsupportedLanguage for any but French and English, naming what was detected and how sure
    that is, or saying that it cannot be told when no guess is likelier than not; and SettingsError for
    another ``override``.
    """
    if override is not None:
        code = override.strip().lower().replace("_", "-").split("-")[0]
        if code not in SUPPORTED:
            raise SettingsError(
                f"language {override!r}: only fr and en can be briefed; use one of them or none."
            )
        return Detection(code, 1.0, None)
    try:
        detection = detect(article.text)
    except UnsupportedLanguage as error:
        raise UnsupportedLanguage(
            f"{article.origin}: {error}; use --language fr to brief it all the same."
        ) from error
    if detection.language not in SUPPORTED:
        raise UnsupportedLanguage(_refusal(article.origin, detection))
    return detection


def _refusal(origin: str, detection: Detection) -> str:
    if detection.confidence <= _TELLABLE:
        return (
            f"{origin}: the language cannot be told (no guess is more than "
            f"{100 * detection.confidence:.0f} % sure); only French and English can be briefed; "
            "use --language fr if this one is French."
        )
    sure = f"{detection.language}, {100 * detection.confidence:.0f} % sure"
    then = f", {language_name(detection.runner_up)} next" if detection.runner_up else ""
    return (
        f"{origin}: the language looks like {language_name(detection.language)} ({sure}{then}); "
        "only French and English can be briefed; use --language fr if this one is French."
    )


def paragraph_languages(text: str, main: str) -> tuple[str, ...]:
    """Return one code for each non-blank line of ``text``, whose article is in ``main``.

    A line is in ``main`` unless the evidence against it is strong: function words of another language
    and hardly any of ``main``. Under ten words only French and English are told apart.
    """
    return tuple(_paragraph(line, main) for line in text.split("\n") if line.strip())


def mark_foreign(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Return ``segments``, those plainly in another language than their paragraph's marked with it.

    A German sentence between French ones would be translated as if it were French. What is short, mixed
    or doubtful stays as it is, and so does a French sentence with a quotation in another language.
    """
    return tuple(
        segment if code == segment.language else replace(segment, language=code)
        for segment in segments
        for code in (_sentence(segment.text, segment.language),)
    )


def function_words(text: str) -> dict[str, float]:
    """Return for each language how many of its function words ``text`` has; a shared one is shared out."""
    return _score(_words(text))


@functools.cache
def own_words(language: str) -> frozenset[str]:
    """Return the function words of ``language``, those that others share included."""
    return frozenset(_own_weights(language))


def detector_votes(text: str) -> dict[str, float]:
    """Return the probability of each language by the shape of the words alone."""
    return _second_vote(_fold(text))


def _sentence(text: str, main: str) -> str:
    """Return the language of a sentence whose paragraph is in ``main``: function words, then a vote."""
    if main not in SUPPORTED or _is_plainly(text.lower().replace("'", " ").replace("’", " ").split(), main):
        return main
    words = _words(text)
    letters = sum(map(len, words))
    if letters > _FEWEST_WORDS and len(_LATIN.findall(text)) < letters / 2:
        return _best(_second_vote(text), main)
    scores = _score(words)
    own = scores.get(main, 0.0)
    if len(words) < _FEWEST_WORDS or own >= _FRENCH_ENOUGH * len(words):
        return main
    enough = max(_LEAST, _LEAD * own)
    rivals = {code for code, score in scores.items() if code != main and score >= enough}
    is_wordless = own == 0 and len(words) >= _WORDLESS
    if not rivals and not is_wordless:
        return main  # Without the detector, whose tables take 100 MiB.
    votes = _second_vote(_fold(text))
    code = _best(votes, main)
    is_sure = code in rivals and votes[code] >= _LIKELY and not _is_framed(text, main, code)
    is_other = is_wordless and code not in _FUNCTION_WORDS and votes.get(code, 0.0) >= _NEARLY_CERTAIN
    return code if is_sure or is_other else main


def _is_plainly(words: Sequence[str], language: str) -> bool:
    """Tell fast whether ``words``, roughly cut, have their share of function words."""
    weights = _own_weights(language)
    return sum(weights.get(word, 0.0) for word in words) >= _FRENCH_ENOUGH * len(words)


def _is_framed(text: str, main: str, code: str) -> bool:
    """Tell whether what stands outside quotation marks is in ``main``: « Wir schaffen das », a dit Merkel."""
    frame = _words(_QUOTED.sub(" ", text))
    scores = _score(frame)
    return 0 < len(frame) < len(_words(text)) and scores.get(main, 0.0) >= scores.get(code, 0.0)


def _best(votes: Mapping[str, float], main: str) -> str:
    return max(votes, key=lambda code: votes[code], default=main)


def _paragraph(line: str, main: str) -> str:
    words = _words(line)
    if not words:
        return main
    if len(_LATIN.findall(line)) < sum(map(len, words)) / 2:
        return _third(line, main, {})
    scores = _score(words)
    if main == "fr" or "fr" not in scores:
        scores["fr"] = scores.get("fr", 0.0) + 0.25 * len(_FRENCH_LETTERS.findall(line.lower()))
    own = scores.get(main, 0.0)
    rival = max((code for code in scores if code != main), key=lambda code: scores[code], default=main)
    if own >= _USUAL_SHARE * len(words) and own >= scores.get(rival, 0.0):
        return main
    other = "en" if main != "en" else "fr"
    if _is_framed(line, main, rival):
        return main  # « We are tired. We gave all we had », a dit le capitaine.
    if _is_other(line, main, other, scores):
        return other
    return main if len(words) < _FEW_WORDS else _third(line, main, scores)


def _is_other(line: str, main: str, other: str, scores: Mapping[str, float]) -> bool:
    """Tell whether ``line`` is plainly in ``other``, of French and English the one that ``main`` is not."""
    own, rival = scores.get(main, 0.0), scores.get(other, 0.0)
    if rival >= max(_STRONG, 2 * _CLEAR * own):
        return True
    if rival <= own or rival < 1:
        return False
    votes = _second_vote(_fold(line))
    return votes.get(other, 0.0) >= _CERTAIN * (votes.get(other, 0.0) + votes.get(main, 0.0)) > 0


def _third(line: str, main: str, scores: Mapping[str, float]) -> str:
    """Return the third language that ``line`` is in, ``main`` unless votes and function words agree."""
    votes = _second_vote(_fold(line))
    code = max(votes, key=lambda candidate: votes[candidate], default=main)
    own = scores.get(main, 0.0)
    if code in SUPPORTED or votes.get(code, 0.0) < _CERTAIN:
        return main
    agree = scores.get(code, 0.0) > _CLEAR * own if code in _FUNCTION_WORDS else own == 0
    return code if agree else main


def _sample(text: str) -> str:
    """Return at most 2,000 characters, half from the start and half from the middle, ready for the votes."""
    half = _SAMPLE // 2
    if len(text) > _SAMPLE:
        middle = max(half, len(text) // 2 - half // 2)
        text = f"{text[:half]}\n{text[middle : middle + half]}"
    return "\n".join(map(_fold, _ADDRESS.sub(" ", text).split("\n")))


def _fold(line: str) -> str:
    """Return ``line`` in lower case when it is mostly capitals, which the detectors take for German."""
    upper = sum(map(str.isupper, line))
    return line.lower() if upper > 0.5 * sum(map(str.isalpha, line)) else line


def _words(text: str) -> list[str]:
    return _WORD.findall(_ADDRESS.sub(" ", text).lower())


def _plain_language(sample: str) -> str | None:
    """Return the supported language that the function words of a long text leave no doubt about, or None."""
    words = _words(sample)
    scores = _score(words)
    code = max(SUPPORTED, key=lambda candidate: scores.get(candidate, 0.0))
    own = scores.get(code, 0.0)
    rival = max((score for other, score in scores.items() if other != code), default=0.0)
    return code if own >= max(_PLAIN_SHARE * len(words), _PLAIN_LEAD * rival) else None


def _first_vote(sample: str) -> dict[str, float]:
    langdetect = _langdetect()
    try:
        ranked = langdetect.detect_langs(sample)
    except langdetect.LangDetectException:
        return {}
    return _summed((language.lang, language.prob) for language in ranked)


def _second_vote(sample: str) -> dict[str, float]:
    """Return py3langid's probabilities: softmax of its scores, tempered by √bytes as its authors do."""
    ranked: list[tuple[str, float]] = importlib.import_module("py3langid").rank(sample)
    temperature = math.sqrt(len(sample.encode("utf-8", "replace")) or 1)
    best = ranked[0][1]
    shares = {code: math.exp((score - best) / temperature) for code, score in ranked}
    total = sum(shares.values())
    return _summed((code, share / total) for code, share in shares.items() if share > 1e-4 * total)


def _word_vote(sample: str) -> dict[str, float]:
    scores = _score(_words(sample))
    total = sum(scores.values())
    return {code: score / total for code, score in scores.items()} if total else {}


def _score(words: Iterable[str]) -> dict[str, float]:
    """Return for each language how many function words it has in ``words``; a shared one is shared out."""
    weights = _weights()
    scores: dict[str, float] = {}
    for word in words:
        for code, weight in weights.get(word, ()):
            scores[code] = scores.get(code, 0.0) + weight
    return scores


@functools.cache
def _weights() -> dict[str, tuple[tuple[str, float], ...]]:
    """Return for each function word the languages that have it, each with its share of one."""
    owners: dict[str, list[str]] = {}
    for code, words in _FUNCTION_WORDS.items():
        for word in dict.fromkeys(words.split()):
            owners.setdefault(word, []).append(code)
    return {word: tuple((code, 1 / len(codes)) for code in codes) for word, codes in owners.items()}


@functools.cache
def _own_weights(language: str) -> dict[str, float]:
    """Return the function words of a language, each with its share of one."""
    return {word: share for word, owners in _weights().items() for code, share in owners if code == language}


def _summed(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Return the votes by primary language: zh-cn and zh-tw are both zh."""
    votes: dict[str, float] = {}
    for code, share in pairs:
        primary = code.split("-")[0]
        votes[primary] = votes.get(primary, 0.0) + share
    return votes


def _mean(*votes: Mapping[str, float]) -> dict[str, float]:
    """Return the mean of the votes that were cast."""
    cast = [vote for vote in votes if vote]
    codes = {code for vote in cast for code in vote}
    return {code: sum(vote.get(code, 0.0) for vote in cast) / len(cast) for code in codes}


def _favoured(votes: Mapping[str, float]) -> dict[str, float]:
    """Return doubtful votes with those for French and English doubled: nearly all articles are one."""
    raised = {code: vote * (_PRIOR if code in SUPPORTED else 1) for code, vote in votes.items()}
    total = sum(raised.values()) or 1.0
    return {code: vote / total for code, vote in raised.items()}


@functools.cache
def _langdetect() -> ModuleType:
    """Return langdetect with a fixed seed: it draws at random and would answer differently each time."""
    langdetect = importlib.import_module("langdetect")
    langdetect.DetectorFactory.seed = 0
    return langdetect
