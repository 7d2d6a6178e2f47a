"""Does a sentence of the brief rest on the article? Verdict, reason in words, segments.

By alignment of content, not by position: the segments that share the heaviest words with the
sentence are its support; then its figures, names, dates and negations must stand there, in the
English and in the French. No model is needed, and a weak summariser is assumed.
"""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from heapq import nlargest
from itertools import pairwise
from operator import itemgetter

from pipeline.checks.counting import uncounted
from pipeline.checks.evidence import Evidence, Piece, gather
from pipeline.checks.figuring import figure_problems
from pipeline.checks.fragments import fragmentary
from pipeline.checks.lexicons import fold
from pipeline.checks.named import name_problems
from pipeline.checks.naming import mentions
from pipeline.checks.negation import check_negation
from pipeline.checks.pair import check_pair
from pipeline.checks.placing import misplaced
from pipeline.checks.polarity import flip, polarity
from pipeline.checks.renderings import renderings
from pipeline.checks.standing import apart
from pipeline.checks.strange import strange_words
from pipeline.checks.wording import segments_in_words, words_in_words
from pipeline.records import Finding, Quote, TranslationUnit, Verdict
from pipeline.summary.base import Judge, Judgement
from pipeline.summary.content import content_stems, stem, weigh, words
from pipeline.summary.quotation import objection

MOST_SUPPORT = 4
_LEAST_GAIN = 0.1
_NEAR_BONUS = 1.15
_SUPPORTED = 0.7
_TOGETHER = 0.65
_PARTLY = 0.4
_LIMITS = re.compile(
    r"\b(?:except\w*|unless|apart from|provided|on condition|only if|but not)\b", re.IGNORECASE
)
_LIMITS_FR = re.compile(
    r"\b(?:sauf|hormis|excepté|à l['’]exception|à condition|à moins (?:que|de|d['’])|à l['’]exclusion)\b",
    re.IGNORECASE,
)
_FRENCH = re.compile(r"[^\W\d_]+")
_CLAUSES = re.compile(r";|, (?:and|but|while|whereas)\b")
_MOST_REASONS = 3
_DENIERS = 2
_LEAST_GARBLED = 6
_GARBLED = 0.75
_MOST_OF = 0.75
_SENSE = frozenset(("negation", "comparison", "name"))
_FORM = frozenset(("length", "loop", "left in French"))


def judge(
    sentence: str,
    units: Sequence[TranslationUnit],
    near: tuple[int, ...] = (),
    quotes: Sequence[Quote] | None = None,
) -> Judgement:
    """Return the judgement of one sentence; for several of an article ``judge_for`` is faster."""
    return judge_for(units, quotes)(sentence, near)


def judge_for(units: Sequence[TranslationUnit], quotes: Sequence[Quote] | None = None) -> Judge:
    """Return a judge of sentences about the article of ``units``.

    The judge takes a sentence and the segment indexes its window held (they win ties). With
    ``quotes``, the ledger, text in quotation marks that is in no ledger quote is unsupported.
    """
    evidence = gather(units)

    def judged(sentence: str, near: tuple[int, ...]) -> Judgement:
        return _judge(sentence, evidence, near, quotes)

    return judged


def _judge(
    sentence: str, evidence: Evidence, near: tuple[int, ...], quotes: Sequence[Quote] | None
) -> Judgement:
    indexes = align(sentence, evidence, near)
    if not indexes:
        return Judgement("unsupported", "none of its words is in the source", ())
    figures = figure_problems(sentence, evidence.at(indexes), evidence)
    names = name_problems(sentence, evidence, tuple(sorted({*indexes, *figures.support})))
    pieces = evidence.at(names.support)
    fault = objection(sentence, quotes) if quotes is not None else ""
    placed = misplaced(sentence, evidence)
    wrong = [
        part
        for part in (
            fault,
            *figures.wrong,
            *names.wrong,
            *(names.rivalled if placed.doubts else ()),
            _negation(sentence, evidence, pieces),
            *placed.wrong,
            *uncounted(sentence, pieces),
        )
        if part
    ]
    if wrong:
        return Judgement("unsupported", _joined(wrong), names.support)
    verdict, said = _content(sentence, evidence, pieces)
    french = " ".join(piece.french for piece in pieces)
    garbled = tuple(_garbled(sentence, evidence, pieces))
    doubts = [
        part
        for part in (
            said,
            *garbled,
            *figures.doubts,
            *names.doubts,
            *names.rivalled,
            *placed.doubts,
            apart(sentence, evidence),
            *fragmentary(sentence, pieces),
            _exception(sentence, pieces),
            *(
                f"“{word}” may be no English word"
                for word in strange_words(sentence, french)
                if f"“{word}” is" not in " ".join(garbled) and fold(word) not in evidence.tokens - {word}
            ),
            *_badly_translated(sentence, pieces),
        )
        if part
    ]
    unsure = [said for piece in pieces if (said := piece.doubt)]
    if doubts or unsure:
        told = _joined([*doubts[: _MOST_REASONS - bool(unsure)], *unsure])
        is_faithful = verdict == "supported" and not doubts
        return Judgement("partly" if verdict == "supported" else verdict, told, names.support, is_faithful)
    told = f"its content is in {segments_in_words(names.support)}"
    return Judgement(verdict, told, names.support, is_faithful=verdict == "supported")


def _exception(sentence: str, pieces: Sequence[Piece]) -> str:
    """Return in words which condition of the source ``sentence`` leaves out: *except for defence*, or ""."""
    if _LIMITS.search(sentence):
        return ""
    for piece in pieces:
        found = _LIMITS_FR.search(piece.french) or _LIMITS.search(piece.english)
        if found:
            return f"it leaves out “{found.group()}” of segment {piece.index + 1}"
    return ""


def _badly_translated(sentence: str, pieces: Sequence[Piece]) -> list[str]:
    """Return what is held against the translations themselves, as far as it touches ``sentence``.

    Faults of form and grave ones of sense always do; any other when the sentence has the very words, or, of
    what the translation lost, when the sentence says most of that segment again.
    """
    return [
        f"the translation of segment {piece.index + 1} is in doubt: {finding.message}"
        for piece in pieces
        if piece.french
        for finding in check_pair(piece.french, piece.english)
        if finding.rule in _FORM
        or (finding.rule in _SENSE and finding.severity == "critical")
        or (finding.severity != "cosmetic" and _touches(finding, sentence, piece))
    ]


def _touches(finding: Finding, sentence: str, piece: Piece) -> bool:
    """Tell whether the words of ``finding`` stand in ``sentence``, or should: *around Kazakh*, *UU*, 250."""
    if finding.target:
        return re.search(rf"(?<![\w.,]){re.escape(finding.target)}(?!\w)", sentence) is not None
    shared = piece.stems.intersection(content_stems(sentence))
    return bool(finding.source) and len(shared) >= _MOST_OF * len(piece.stems)


def _joined(reasons: Sequence[str]) -> str:
    """Return the first three reasons as one line."""
    return "; ".join(reasons[:_MOST_REASONS])


def align(sentence: str, evidence: Evidence, near: tuple[int, ...] = ()) -> tuple[int, ...]:
    """Return the indexes of the segments that ``sentence`` rests on, in order; four at most.

    Greedy: the segment with the heaviest words of the sentence first, then whichever adds a tenth of
    its weight, names left out: that Siemens is named somewhere does not make it support. Segments in
    ``near`` count 15 % more. () when no content word is shared.
    """
    left = set(content_stems(sentence))
    named = {stem(word) for mention in mentions(sentence, evidence.plain) for word in mention.text.split()}
    total = weigh(left, evidence.weight)
    chosen: list[int] = []
    while left and len(chosen) < MOST_SUPPORT:
        best = max(evidence.pieces, key=lambda piece: _gain(piece, left, evidence, near), default=None)
        if best is None or weigh(left & best.stems, evidence.weight) < (
            _LEAST_GAIN * total if chosen else 1e-9
        ):
            break
        chosen.append(best.index)
        left -= best.stems | named
    return tuple(sorted(chosen))


def _gain(piece: Piece, left: set[str], evidence: Evidence, near: tuple[int, ...]) -> float:
    gain = weigh(left & piece.stems, evidence.weight)
    return gain * _NEAR_BONUS if piece.index in near else gain


def _negation(sentence: str, evidence: Evidence, pieces: Sequence[Piece]) -> str:
    """Return in words how ``sentence`` turns the English or the French of its support round."""
    own = polarity(sentence)
    turned = flip(own, [piece.polarity for piece in (*pieces, *_deniers(sentence, evidence, pieces))])
    for piece in pieces if not turned else ():
        for finding in check_negation(piece.french, piece.english) if piece.french else ():
            if finding.severity == "critical" and bool(finding.target) == own.says_no:
                return f"in segment {piece.index + 1} {finding.message}"
    return turned


def _deniers(sentence: str, evidence: Evidence, pieces: Sequence[Piece]) -> list[Piece]:
    """Return the two segments outside the support that hold a negation and most words of the sentence.

    "A good moment to enter the market" may find all its words elsewhere, and be denied in a short line.
    """
    own = set(content_stems(sentence))
    least = _LEAST_GAIN * weigh(own, evidence.weight)
    shared = [
        (weigh(own & piece.stems, evidence.weight), piece)
        for piece in evidence.pieces
        if piece.polarity.cues and piece not in pieces
    ]
    return [piece for gain, piece in nlargest(_DENIERS, shared, key=itemgetter(0)) if gain >= least]


def _content(sentence: str, evidence: Evidence, pieces: Sequence[Piece]) -> tuple[Verdict, str]:
    """Return a verdict by the share of content words found in ``pieces``, and which are not.

    Words that are there, but scattered, say something new: "The envelope" of one segment and "abstained"
    of the next. Names are left out, they are looked at apart; so a sentence of names alone is supported.
    """
    named = {word for mention in mentions(sentence, evidence.plain) for word in words(mention.text)}
    own = {stem(word): word for word in words(sentence) if content_stems(word) and word not in named}
    held = frozenset().union(*(piece.stems for piece in pieces))
    missing = [word for key, word in own.items() if not _is_present(key, held)]
    missing = _not_meant(missing, pieces)
    share = 1 - len(missing) / len(own) if own else 1.0
    where = segments_in_words([piece.index for piece in pieces])
    if share >= _SUPPORTED:
        is_joined = any(_is_scattered(clause, own, pieces) for clause in _CLAUSES.split(sentence))
        if is_joined:
            return "partly", f"it joins {where}; none of them says it alone"
        if not missing or not any(piece.french for piece in pieces):
            return "supported", ""
    said = f"{words_in_words(missing)} {'is' if len(missing) == 1 else 'are'} not in {where}"
    return ("partly" if share >= _PARTLY else "unsupported"), said


def _not_meant(missing: Sequence[str], pieces: Sequence[Piece]) -> list[str]:
    """Return those of the words that are missing in the English which no French word may mean either.

    "begin" is as good as "start" for « commencer »; *spirit* is no word for « dialogue ».
    """
    french = " ".join(piece.french for piece in pieces) if missing else ""
    told = {word.lower() for word in _FRENCH.findall(french.replace("’", "'"))}
    meant = frozenset(stem(found.word) for word in told for found in renderings(word))
    return [word for word in missing if not _is_present(stem(word), meant)]


def _is_scattered(clause: str, own: Mapping[str, str], pieces: Sequence[Piece]) -> bool:
    """Tell whether no segment, alone or with the next, has two thirds of the words ``own`` of ``clause``."""
    keys = set(content_stems(clause)) & own.keys()
    held = [piece.stems for piece in pieces]
    held += [one.stems | two.stems for one, two in pairwise(pieces) if two.index - one.index == 1]
    most = max((sum(_is_present(key, stems) for key in keys) for stems in held), default=0)
    return most < _TOGETHER * len(keys)


def _garbled(sentence: str, evidence: Evidence, pieces: Sequence[Piece]) -> list[str]:
    """Return which words are a word of ``pieces`` written wrong: *intensivesy* for *intensify*."""
    own = {word.lower() for word in words(sentence) if word.islower() and len(word) >= _LEAST_GARBLED}
    there = {word.lower() for piece in pieces for word in words(piece.english)}
    held = {stem(word) for word in evidence.plain}
    return [
        f"“{word}” is a garbled “{meant}”"
        for word in sorted(own)
        if stem(word) not in held and (meant := _meant(word, there))
    ]


def _meant(word: str, there: set[str]) -> str:
    """Return the word of ``there`` that ``word`` is but for a letter or two in its second half, or ""."""
    near = [other for other in there if other[:4] == word[:4] and len(other) >= _LEAST_GARBLED]
    best = max(near, key=lambda other: SequenceMatcher(None, word, other).ratio(), default="")
    is_near = best and SequenceMatcher(None, word, best).ratio() >= _GARBLED
    return best if is_near and not stem(best).startswith(stem(word)[:-1]) else ""


def _is_present(key: str, held: frozenset[str]) -> bool:
    """Tell whether a stem is among ``held``, or one of six letters and more with the same first six."""
    return key in held or (len(key) > 5 and any(other[:6] == key[:6] for other in held))
