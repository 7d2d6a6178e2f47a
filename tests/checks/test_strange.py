"""Words that a checkpoint spelled wrong, and rare words that it did not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.lexicons import words
from pipeline.checks.pair import check_pair
from pipeline.checks.strange import check_strange, strange_words
from pipeline.checks.support import judge
from tests.summary.stories import unit


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("du lithium", "some bedhium", ("bedhium",)),
        ("des minéraux", "critical mirrrals", ("mirrrals",)),
        ("un affrontement", "a afframent", ("afframent",)),
        ("L'alliage cède.", "The alloy yields.", ()),
        ("Ils ont renégocié.", "They renegotiated happily.", ()),
        ("un non-fumeur", "a non-smoker unhappiness", ()),
        ("des métastases", "metastases", ()),
        ("le cosmonaute", "the cosmonauts", ()),
        ("Vladivostok", "in Vladivostok", ()),
        ("le genou", "the left kne", ("kne",)),
        ("la troisième ligne", "the third-lig", ("lig",)),
        ("à zéro", "up to zooy", ("zooy",)),
        ("la pénalité", "the penality", ("penality",)),
        ("l'aide-soignante", "a help-soigent", ("soigent",)),
        ("Elle est préoccupée.", "She is preoccupyed.", ("preoccupyed",)),
        ("Nous ne céderons pas.", "We will not overrender.", ("overrender",)),
        ("les infirmières", "the infrmières", ("infrmières",)),
        ("Incendie dans le massif", "Incendry in the hills", ("Incendry",)),
        ("Une « hystérie » !", "A “Whysteria”!", ("Whysteria",)),
        ("« Personne n'y croit. »", "“Nowin believes that.”", ("Nowin",)),
        ("Londres a refusé.", "London refused.", ()),
        ("M. Pouchkine arrive.", "He comes. Pushkin is here.", ()),
        ("Il viendra jeudi.", "Thursday is the day.", ()),
        ("la mycologue et l'urologie", "the mycologist and urology", ()),
        ("mon oncologue", "my acologist", ("acologist",)),
        ("la catégorisation", "the categorization", ()),
        ("les boîtes", "boxes, families and parties", ()),
        ("« oui »", "&quot;yes&quot;", ()),
        ("elle a dit", "she's said it isn't", ()),
        # What the French has is an excuse only where English has no other word for it.
        ("deux arbitres sifflent", "two arbitrs whistle", ("arbitrs",)),
        ("trois clercs écrivent", "three clercs write", ("clercs",)),
        ("La boulangère chante.", "The boulanger sings.", ("boulanger",)),
        ("Le garagiste dort.", "The garagist sleeps.", ("garagist",)),
        ("des croquettes, un substrat", "croquettes, a substrate", ()),
        # What the table of renderings says is a word; so is who draws or measures.
        ("l'océanographe et le serrurier", "the oceanographer and the locksmith", ()),
        ("la carte", "hydrography and choreographers", ()),
        ("l'océanographe", "the eanographer", ("eanographer",)),
        ("Il crie déjà dans la rue.", "He shouts déjà dans the street.", ()),
        # Shards, and endings and prefixes that English does not join so.
        ("ils mentent", "this is ly", ("ly",)),
        ("s'emporte Maud Tessier", "Mr.-sme Maud Tessier", ("Mr.-sme",)),
        ("un caprice", "a capor, an actor", ("capor",)),
        ("dix autocars", "ten selfcars, a selfless self-portrait", ("selfcars",)),
        ("VALBRUNE (Drôme) – Fermé en mai", "VALBRUNE (Drôme) - Fermed in May", ("Fermed",)),
    ],
)
def test_a_word_put_together_wrong_is_found(source: str, target: str, found: tuple[str, ...]) -> None:
    """Endings, prefixes, names and what the French has too are no faults."""
    assert strange_words(target, source) == found


def test_half_a_letter_is_told() -> None:
    """U+FFFD stands for bytes that are no letter; one that the French has is its own."""
    (one,) = check_strange("Brandstätter", "Brandst\ufffdtter is here")
    assert "\ufffd" in one.target
    assert check_strange("Brandst\ufffdtter", "Brandst\ufffdtter is here") == ()


def test_the_finding_names_the_words() -> None:
    """One finding for a sentence, however many words."""
    (one,) = check_strange("du lithium", "some bedhium")
    assert (one.rule, one.severity, one.message) == ("no word", "check", "“bedhium” may be no English word")
    (two,) = check_strange("", "bedhium and mirrrals and afframent")
    assert two.message == "“bedhium”, “mirrrals” and “afframent” may be no English words"
    assert check_strange("", "a plain sentence") == ()
    assert "no word" in {finding.rule for finding in check_pair("du lithium", "some bedhium")}


def test_a_sentence_of_the_brief_with_such_a_word_is_partly_supported() -> None:
    """The English of the article has the same word; the brief is in doubt all the same."""
    units = (unit(0, "The country exports bedhium to its neighbours.", "Le pays exporte du lithium."),)
    judged = judge("The country exports bedhium to its neighbours.", units)
    assert judged.verdict == "partly"
    assert "“bedhium” may be no English word" in judged.reason


@given(st.sampled_from(sorted(words("words_en"))))
def test_no_word_of_the_list_is_strange(word: str) -> None:
    """Alone, at the end of a sentence, or as part of a compound."""
    assert strange_words(f"well-{word} {word}.") == ()
