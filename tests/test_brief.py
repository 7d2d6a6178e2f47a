"""One article to one brief: stages in order, failures alone, checks that can be repeated."""

import pickle
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.brief import Briefer, Failure, _checked, recheck, signature_of
from pipeline.checks.disagreement import RULE, disagreements
from pipeline.errors import EngineError, SettingsError
from pipeline.readers import read_text
from pipeline.records import Article, Brief, Hypothesis, Quote, QuoteTarget, Segment, Span, TranslationUnit
from pipeline.settings import Settings, second_settings
from pipeline.store import source_hash
from pipeline.translation import Translator
from pipeline.translation.confidence import Bounds

FRENCH = """Le port de Locmorvan rouvre
Le maire, Yann Le Goff, a rouvert mardi le port de Locmorvan après quatre ans de chantier.
« Nous n'avons jamais perdu espoir », a déclaré le maire. Le projet a coûté 1,2 milliard d'euros.
Selon Anne Riou, la pêche emploie 380.000 personnes. Elle ne craint pas la concurrence.
"""
GERMAN = "Der Bürgermeister hat am Dienstag die neue Schule der Stadt vorgestellt. " * 4
EMBEDDED = Settings(summary=False, spacy="off", memory=False)


@pytest.fixture(scope="module")
def briefer() -> Briefer:
    """The embedded translator, without a summary."""
    return Briefer(EMBEDDED)


def _article(text: str = FRENCH, origin: str = "port.txt") -> Article:
    return read_text(text, origin)


def _brief(briefer: Briefer, article: Article) -> Brief:
    (found,) = briefer.brief_many([article])
    assert isinstance(found, Brief), found
    return found


def test_a_brief_holds_one_unit_per_segment_in_order(briefer: Briefer) -> None:
    """Nothing of the article is lost on the way."""
    brief = _brief(briefer, _article())
    assert [unit.segment_index for unit in brief.translation.units] == [one.index for one in brief.segments]
    assert [unit.source for unit in brief.translation.units] == [one.text for one in brief.segments]
    assert brief.trust.segments == len(brief.segments)
    assert brief.signature == signature_of(EMBEDDED)


def test_quotes_are_byte_exact_and_have_speakers(briefer: Briefer) -> None:
    """« Nous n'avons jamais perdu espoir » is the mayor's."""
    brief = _brief(briefer, _article())
    quote = next(one for one in brief.quotes if one.kind == "direct")
    assert quote.content == "Nous n'avons jamais perdu espoir"
    assert brief.article.text[quote.span.start : quote.span.end] == quote.content
    assert quote.speaker is not None
    assert quote.speaker.name == "Yann Le Goff"
    assert quote.target is not None


def test_a_german_sentence_is_passed_through_and_listed(briefer: Briefer) -> None:
    """Between French ones: neither translated as if it were French, nor told in the summary."""
    german = "Wir werden diese Entscheidung nicht akzeptieren und vor Gericht ziehen."
    found = _brief(briefer, _article(f"{FRENCH} {german} {FRENCH}"))
    (unit,) = (one for one in found.translation.units if one.source == german)
    assert (unit.status, unit.target, unit.note) == ("passed", german, "Not translated: German.")
    assert [one.message for one in found.findings if one.segment_index == unit.segment_index] == [unit.note]
    assert all(unit.segment_index not in sentence.support for sentence in found.summary.sentences)


def test_a_bad_article_fails_alone(briefer: Briefer) -> None:
    """A German one between two French ones."""
    first, bad, last = briefer.brief_many(
        [_article(), _article(GERMAN, "de.txt"), _article(FRENCH + "Fin de l'histoire.", "b.txt")]
    )
    assert isinstance(first, Brief)
    assert isinstance(last, Brief)
    assert isinstance(bad, Failure)
    assert "de" in bad.reason


def test_a_brief_does_not_depend_on_its_batch(briefer: Briefer) -> None:
    """Alone or beside others: the same record."""
    alone = _brief(briefer, _article())
    together = briefer.brief_many(
        [_article(FRENCH + " Et voici la suite de l'histoire.", "c.txt"), _article()]
    )
    assert together[1] == alone


def test_checks_made_again_find_the_same(briefer: Briefer) -> None:
    """``briefs check`` repeats what ``run`` found."""
    brief = _brief(briefer, _article())
    assert recheck(brief) == brief


class _Moody:
    """A translator that fails on more than three texts at once, and always on one of them."""

    signature = "moody"
    bounds = None

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        """Texts in capitals, or EngineError."""
        if len(texts) > 3 or any("brûle" in text for text in texts):
            raise EngineError("The engine gave up on a batch.")
        return [Hypothesis(text.upper(), 0.0) for text in texts]


def test_when_the_joint_batch_fails_articles_are_tried_one_by_one() -> None:
    """Only the one that the engine cannot do fails."""
    moody = Briefer(EMBEDDED)
    moody._translator = _Moody()  # type: ignore[assignment]
    texts = ["Le port rouvre mardi.", "La ville brûle encore.", "Le maire est content.", "La mer est calme."]
    settings = replace(EMBEDDED, language="fr")
    moody.settings = settings
    found = moody.brief_many([_article(text, f"{number}.txt") for number, text in enumerate(texts)])
    assert [type(one) for one in found] == [Brief, Failure, Brief, Brief]
    assert "gave up" in found[1].reason  # type: ignore[union-attr]


def test_a_bug_in_one_article_is_reported_with_a_log(
    briefer: Briefer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run goes on; the traceback is in the log."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("pipeline.brief.segment", lambda *_arguments: 1 / 0)
    (failure,) = briefer.brief_many([_article()])
    assert isinstance(failure, Failure)
    assert "ZeroDivisionError in port.txt" in failure.reason
    assert "report it with the log" in failure.reason
    assert "ZeroDivisionError" in next(tmp_path.glob("briefs-*.log")).read_text()


def test_the_signature_names_everything_that_decides_a_word() -> None:
    """Another beam, language, parser or second opinion is another signature; threads are not."""
    changes = [{"beam_size": 1}, {"language": "fr"}, {"summary": True}, {"second_opinion": "beam:1"}]
    signatures = {signature_of(replace(EMBEDDED, **change)) for change in changes}  # type: ignore[arg-type]
    assert len(signatures | {signature_of(EMBEDDED)}) == len(changes) + 1
    assert signature_of(replace(EMBEDDED, threads=2)) == signature_of(EMBEDDED)


def test_a_second_opinion_marks_where_it_disagrees() -> None:
    """A greedy decoding against beam 4; every finding is a check with both wordings."""
    brief = _brief(Briefer(replace(EMBEDDED, second_opinion="beam:1")), _article())
    findings = [one for one in brief.findings if one.rule == RULE]
    assert all(one.severity == "check" and "second decoding says" in one.message for one in findings)
    assert recheck(brief).findings == brief.findings


def test_a_second_opinion_is_asked_once_for_all_articles() -> None:
    """Articles share its batches as they share those of the first; each gets its own findings."""
    briefer = Briefer(replace(EMBEDDED, second_opinion="beam:1"))
    articles = [_article(), _article(GERMAN), _article(FRENCH.replace("quatre", "douze"), "b.txt")]
    alone = [briefer.brief_many([one])[0] for one in articles]
    counting = _Counting(briefer._second)
    briefer._second = counting
    assert briefer.brief_many(articles) == alone
    assert counting.calls == 1


class _Counting:
    """A translator that counts how often it is asked."""

    def __init__(self, translator: Translator | None) -> None:
        assert translator is not None
        self._translator = translator
        self.calls = 0

    @property
    def signature(self) -> str:
        """That of the translator."""
        return self._translator.signature

    @property
    def bounds(self) -> Bounds | None:
        """Those of the translator."""
        return self._translator.bounds

    def translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        """What the translator says."""
        self.calls += 1
        return self._translator.translate(texts)


def test_threads_that_share_a_briefer_get_the_same_briefs() -> None:
    """The first call of all is made by two threads at once, when nothing has its tables yet."""
    texts = [FRENCH.replace("quatre", number) for number in ("cinq", "six", "sept", "huit")]
    articles = [_article(text, f"{number}.txt") for number, text in enumerate(texts)]
    code = (
        "import pickle, sys; from concurrent.futures import ThreadPoolExecutor as Pool\n"
        "from pipeline.brief import Briefer\n"
        "settings, articles = pickle.load(sys.stdin.buffer)\n"
        "with Pool(4) as pool:\n"
        "    briefs = list(pool.map(Briefer(settings).brief_many, [[one] for one in articles]))\n"
        "sys.stdout.buffer.write(pickle.dumps(briefs))"
    )
    sent = pickle.dumps((EMBEDDED, articles))
    answer = subprocess.run([sys.executable, "-c", code], input=sent, capture_output=True, check=True)
    together = Briefer(EMBEDDED).brief_many(articles)
    assert [brief for (brief,) in pickle.loads(answer.stdout)] == together


def test_disagreement_is_about_content_not_about_function_words_or_case() -> None:
    """ "The port" and "a Port" agree; "harbour" does not."""
    unit = TranslationUnit(4, "Le port rouvre.", "The port reopens.", 0.0, (), "translated", "")
    assert disagreements(unit, "A Port reopens") == ()
    (finding,) = disagreements(unit, "The harbour reopens.")
    assert (finding.segment_index, finding.target) == (4, "port")
    assert "“harbour”" in finding.message


@pytest.mark.parametrize(
    "wrong", ["beam:4", "beam:0", "beam:x", "engine:ctranslate2", "engine:x", "colour:red", ""]
)
def test_a_second_opinion_must_differ_from_the_first(wrong: str) -> None:
    """The sentence says what to write."""
    with pytest.raises(SettingsError, match="write beam:N, engine:NAME or profile:NAME"):
        second_settings(Settings(second_opinion=wrong))


@pytest.mark.parametrize(
    ("what", "field"), [("beam:1", "beam_size"), ("engine:marian", "engine"), ("profile:hub", "profile")]
)
def test_a_second_opinion_changes_one_thing(what: str, field: str) -> None:
    """Everything else is as in the first decoding."""
    second = second_settings(Settings(second_opinion=what))
    assert second is not None
    assert getattr(second, field) != getattr(Settings(), field)


def test_the_source_hash_covers_what_reaches_the_brief() -> None:
    """Text, title, date, byline and link; not the origin."""
    article = _article()
    assert source_hash(replace(article, origin="elsewhere.txt")) == source_hash(article)
    assert source_hash(replace(article, byline="A. Riou")) != source_hash(article)


@pytest.mark.parametrize(
    ("text", "other", "expected", "method"),
    [
        ("We do want to replace them.", "We do not want to replace them.", 1, "alone"),
        ("We do not want to replace them.", "We do want to replace them.", 0, "aligned"),
    ],
)
def test_the_version_of_a_quote_with_fewer_grave_faults_is_shown(
    text: str, other: str, expected: int, method: str
) -> None:
    """« Nous ne voulons pas les remplacer »: the English that lost its *not* gives way."""
    french = "Nous ne voulons pas les remplacer"
    quote = Quote(0, Span(0, len(french)), french, "direct", (0,), target=QuoteTarget(text, "aligned", other))
    found = _checked((), quote)
    assert found.target is not None
    assert found.target.text == (text, other)[expected]
    assert found.target.other == (other, text)[expected]
    assert found.target.method == method
    assert not any(finding.severity == "critical" for finding in found.findings)
    assert ("given up" in found.target.reason) is bool(expected)


def _shown(french: str, text: str, other: str) -> Quote:
    """The quote as checked, its cut version first."""
    target = QuoteTarget(text, "aligned", other, "chosen at first", ((0, 0),))
    return _checked((), Quote(0, Span(0, len(french)), french, "direct", (0,), target=target))


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        ("The mirrrals are essential.", "The minerals are essential.", 1),
        ("The minerals are essential.", "The mirrrals are essential.", 0),
        ("The minerals are essential.", "Minerals are essential.", 0),
        ("The mirrrals are essential.", "The minerrals are essential.", 0),
    ],
)
def test_among_versions_without_grave_faults_the_one_with_fewer_doubts_is_shown(
    text: str, other: str, expected: int
) -> None:
    """« Les minerais sont essentiels »: a word that is none gives way; a tie keeps the first choice."""
    found = _shown("Les minerais sont essentiels.", text, other)
    assert found.target is not None
    assert found.target.text == (text, other)[expected]
    assert found.target.other == (other, text)[expected]
    if not expected:
        assert (found.target.reason, found.target.alignment) == ("chosen at first", ((0, 0),))


def test_a_grave_fault_weighs_more_than_any_number_of_doubts() -> None:
    """« Ne voulons-nous pas … ? »: shown with its *not*, though it asks nothing and has a false word."""
    french = "Ne voulons-nous pas de ces minerais ?"
    found = _shown(french, "Do we want these minerals?", "We do not want these mirrrals.")
    assert found.target is not None
    assert found.target.text == "We do not want these mirrrals."
    assert found.target.reason.startswith("Fewer faults: 0 critical and 2 to check against 1 and 0.")


def test_the_reason_counts_the_faults_of_both_versions_and_names_one() -> None:
    """The editor sees why the English is not the one cut out of the sentence."""
    found = _shown(
        "Les minerais sont essentiels.", "The mirrrals are essential.", "The minerals are essential."
    )
    assert found.target is not None
    assert found.target.reason == (
        "Fewer faults: 0 critical and 0 to check against 0 and 1. "
        "The other version was given up: “mirrrals” may be no English word."
    )


def test_choosing_a_version_twice_changes_nothing() -> None:
    """`briefs check` reads the brief that holds the choice: it must not choose back."""
    once = _shown(
        "Les minerais sont essentiels.", "The mirrrals are essential.", "The minerals are essential."
    )
    assert _checked((), once) == once


def test_the_version_chosen_by_its_checks_brings_its_alignment() -> None:
    """The colours of the page need it."""
    french = "Les minerais sont essentiels."
    target = QuoteTarget("The mirrrals are essential.", "aligned", "Essential minerals.", "", ((0, 0),))
    quote = Quote(0, Span(0, len(french)), french, "direct", (0,), target=target)
    found = _checked((), quote, ((1, 1), (3, 0)))
    assert found.target is not None
    assert (found.target.text, found.target.alignment) == ("Essential minerals.", ((1, 1), (3, 0)))


def test_a_name_that_the_journalist_puts_into_the_quote_is_none_of_it() -> None:
    """« Ce pont tiendra, tempère Rui Salgado, et la route aussi »: his English has no Salgado."""
    french = "Ce pont tiendra, tempère Rui Salgado, et la route aussi."
    segment = Segment(0, 0, Span(0, len(french)), french, "sentence", "fr")
    target = QuoteTarget("This bridge will hold, and the road too.", "alone")
    quote = Quote(0, Span(0, len(french)), french, "direct", (0,), evidence=Span(17, 24), target=target)
    assert not any(finding.rule == "name" for finding in _checked((segment,), quote).findings)
    assert any(finding.rule == "name" for finding in _checked((), quote).findings)
