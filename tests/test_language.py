"""The language of articles and of their paragraphs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SettingsError, UnsupportedLanguage
from pipeline.language import detect, detect_article, mark_foreign, paragraph_languages
from pipeline.records import Article, Detection, Segment
from pipeline.segments import segment
from pipeline.tongues import language_name

DATA = Path(__file__).parent / "data" / "language"
FRENCH = "Le conseil municipal a voté mardi soir la rénovation du vieux port, malgré l'opposition."
PLAIN = "Le maire de la ville a dit que les travaux du port ne seront pas finis avant le mois de juin."
GERMAN = (
    "Der Stadtrat hat am Dienstagabend beschlossen, den alten Hafen zu sanieren, was vier Jahre dauern soll. "
    "Die Bürgermeisterin sagte, es gebe keine andere Wahl."
)


def rows(name: str) -> list[list[str]]:
    """Return the rows of a table of tests/data/language, without the heading."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def article(text: str) -> Article:
    """Return an article of this text."""
    return Article("a-00000000", text, None, "a.txt")


@pytest.mark.parametrize(("expected", "text"), rows("articles.tsv"))
def test_the_language_of_a_text_is_found(expected: str, text: str) -> None:
    """In sentences, titles and capitals, with addresses of another language in between."""
    detection = detect(text)
    assert detection.language == expected
    assert 0 < detection.confidence <= 1
    assert detection.runner_up != expected


@pytest.mark.parametrize(("expected", "main", "text"), rows("paragraphs.tsv"))
def test_the_language_of_a_paragraph_is_found(expected: str, main: str, text: str) -> None:
    """Headings and short quotes are in the language of the article; whole sentences speak for themselves."""
    assert paragraph_languages(text, main) == (expected,)


def test_a_mixed_article_gets_one_code_for_each_line() -> None:
    """Blank lines have none; an English paragraph in a French article is English."""
    english = "The minister said that he had not read the report, and that he would not comment on it."
    text = f"Le port rouvre\n\n{FRENCH}\n{english}\n   \n{FRENCH}"
    assert paragraph_languages(text, "fr") == ("fr", "fr", "en", "fr")
    assert paragraph_languages("", "fr") == ()


def marked(text: str, main: str = "fr") -> tuple[Segment, ...]:
    """Return the segments of an article in ``main``, each in its language."""
    return mark_foreign(segment(text, paragraph_languages(text, main)))


@pytest.mark.parametrize(("expected", "text"), rows("passages.tsv"))
def test_a_sentence_in_another_language_is_told_from_the_french_around_it(expected: str, text: str) -> None:
    """Whole sentences only: names, titles and quotations in a French sentence make it no other language."""
    found = marked(f"{FRENCH} {text} {FRENCH}")
    assert {one.language for one in found if one.text in text} == {expected}
    assert [found[0].language, found[-1].language] == ["fr", "fr"]


@pytest.mark.parametrize(
    "text",
    ["Das ist gut.", "Good morning, Vietnam!", "Buenos días, Madrid.", "Ça va ?", "Le Figaro", "12 000", ""],
)
def test_what_is_short_stays_french(text: str) -> None:
    """A few words are a name, a title or an exclamation, which a translator copies."""
    assert {one.language for one in marked(f"{FRENCH} {text}")} == {"fr"}


def test_a_french_sentence_in_an_english_article_is_french() -> None:
    """It is translated; the English around it is passed on."""
    english = "The minister said that he had not read the report, and that he would not comment on it."
    found = marked(f"{english} {PLAIN} {english}", "en")
    assert [one.language for one in found] == ["en", "fr", "en"]


@given(st.text(max_size=300))
@settings(max_examples=50, deadline=None)
def test_marking_changes_nothing_but_the_language(text: str) -> None:
    """Whatever the text; the same answer each time."""
    plain = segment(text, paragraph_languages(text, "fr"))
    found = mark_foreign(plain)
    assert [(one.index, one.span, one.text, one.kind) for one in found] == [
        (one.index, one.span, one.text, one.kind) for one in plain
    ]
    assert mark_foreign(plain) == found


def test_plain_french_asks_no_detector() -> None:
    """Its tables take 80 MiB and half a second; function words are enough for nearly every sentence."""
    code = (
        "import sys; from pipeline.language import mark_foreign, paragraph_languages\n"
        "from pipeline.segments import segment\n"
        f"text = {f'{FRENCH} {PLAIN} Olivier Giroud, Kylian Mbappé et Hugo Lloris.'!r}\n"
        "mark_foreign(segment(text, paragraph_languages(text, 'fr')))\n"
        "assert 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_language_has_a_name_or_its_code() -> None:
    """For notes and refusals."""
    assert [language_name(code) for code in ("fr", "de", "xx")] == ["French", "German", "“xx”"]


@given(st.text(), st.sampled_from(["fr", "en"]))
@settings(max_examples=50, deadline=None)
def test_there_is_a_code_for_every_line_that_is_not_blank(text: str, main: str) -> None:
    """Whatever the text; segmentation counts on it."""
    assert len(paragraph_languages(text, main)) == sum(bool(line.strip()) for line in text.split("\n"))


@given(st.text(max_size=200))
@settings(max_examples=30, deadline=None)
def test_any_text_gets_a_language_or_a_sentence(text: str) -> None:
    """No other exception, and a confidence between 0 and 1."""
    try:
        detection = detect(text)
    except UnsupportedLanguage as error:
        assert "no words" in str(error)  # noqa: PT017 - the other branch must hold as well
        return
    assert 0 <= detection.confidence <= 1


@pytest.mark.parametrize(
    "text", ["", " \n ", "12 345,6 % 2025", "https://www.example.com/le-port", "… – !", "a@b.fr"]
)
def test_a_text_without_words_has_no_language(text: str) -> None:
    """Figures, addresses and signs; the reason is said."""
    with pytest.raises(UnsupportedLanguage, match="there are no words to tell the language by"):
        detect(text)


@pytest.mark.parametrize(
    "text", [f"{PLAIN} " * 6, "The captain sounded the horn, and half of the island heard it. " * 6]
)
def test_a_plain_long_text_loads_no_detector(text: str) -> None:
    """Function words leave no doubt: the answer is the one that the detectors give, without their second."""
    code = (
        "import sys, pipeline.language as language\n"
        f"plain = language.detect({text!r})\n"
        "assert not {'langdetect', 'py3langid'} & set(sys.modules)\n"
        "language._PLAIN_WORDS = 10 ** 9\n"
        f"assert language.detect({text!r}) == plain, plain\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(("expected", "text"), rows("neighbours.tsv"))
def test_a_long_text_in_a_neighbour_of_french_is_put_to_the_vote(expected: str, text: str) -> None:
    """They share la, les, de and que with French, but never three times as much with it as with their own."""
    assert detect(f"{text} " * 6).language == expected


def test_a_long_text_half_french_is_put_to_the_vote() -> None:
    """German sentences between French ones: no language leads by far, so the detectors are asked."""
    code = f"import sys, pipeline.language as language; language.detect({f'{PLAIN} {GERMAN} ' * 4!r})"
    subprocess.run([sys.executable, "-c", f"{code}; assert 'langdetect' in sys.modules"], check=True)


def test_the_same_text_always_gets_the_same_answer() -> None:
    """langdetect draws at random; its seed is fixed, also in another process."""
    text = "Bordeaux, Marseille, Lyon et Toulouse"
    first = detect(text)
    assert all(detect(text) == first for _ in range(5))
    code = f"from pipeline.language import detect; print(detect({text!r}))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == repr(first)


def test_a_long_article_is_judged_by_its_middle_too() -> None:
    """A notice in English above a French article does not make it English."""
    notice = "This article was first published in the weekly edition of the paper. " * 8
    assert detect(notice + "\n" + f"{FRENCH} " * 60).language == "fr"


def test_another_language_is_refused_with_its_name_and_how_sure_that_is() -> None:
    """And with what to do when it is French after all."""
    with pytest.raises(UnsupportedLanguage) as caught:
        detect_article(article(GERMAN), None)
    assert str(caught.value) == (
        "a.txt: the language looks like German (de, 100 % sure); only French and English can be briefed; "
        "use --language fr if this one is French."
    )


def test_a_doubtful_language_is_refused_with_the_next_best() -> None:
    """Two names help the editor to see why."""
    with pytest.raises(UnsupportedLanguage, match=r"looks like .+ \(\w+, \d+ % sure, .+ next\)"):
        detect_article(article("Oslo Bergen"), None)


@pytest.mark.parametrize("text", ["Fotbal: Steaua, Dinamo, Rapid", "Tokyo Madrid Berlin", "Marie Durand"])
def test_a_language_that_cannot_be_told_is_not_named(text: str) -> None:
    """No guess is likelier than not: Hungarian at 27 % would only puzzle."""
    with pytest.raises(UnsupportedLanguage) as caught:
        detect_article(article(text), None)
    assert re.fullmatch(
        r"a\.txt: the language cannot be told \(no guess is more than \d+ % sure\); only French and English "
        r"can be briefed; use --language fr if this one is French\.",
        str(caught.value),
    )


def test_an_article_of_figures_is_refused_with_its_origin() -> None:
    """The reason of detect, and where."""
    with pytest.raises(UnsupportedLanguage, match=r"^a\.txt: there are no words .*--language fr"):
        detect_article(article("12 13"), None)


@pytest.mark.parametrize("override", ["fr", "FR", "fr-CA", "fr_FR", " fr "])
def test_an_override_is_believed(override: str) -> None:
    """``--language fr`` is for what the detector gets wrong; the region is of no account."""
    assert detect_article(article(GERMAN), override) == Detection("fr", 1.0, None)


@pytest.mark.parametrize("override", ["de", "", "french"])
def test_only_french_and_english_can_be_asked_for(override: str) -> None:
    """Anything else is a wrong flag."""
    with pytest.raises(SettingsError, match="only fr and en"):
        detect_article(article(FRENCH), override)


def test_without_an_override_the_language_is_detected() -> None:
    """Both languages that can be briefed come through."""
    assert detect_article(article(FRENCH)).language == "fr"
    assert (
        detect_article(article("The captain sounded the horn, and half the island heard it."), None).language
        == "en"
    )


def test_importing_the_module_loads_no_detector() -> None:
    """Their tables take a second; ``briefs --help`` must not wait for them."""
    code = "import sys, pipeline.language; print({'langdetect', 'py3langid', 'numpy'} & set(sys.modules))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "set()"
