"""Golden sentences through a checkpoint, and what is broken about it, if anything.

The sentences ask only for what every usable translator does: keep figures, leave nothing blank, not
loop, not fall silent on capitals, guillemets, single words or very long sentences.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.checks.figures import compare
from pipeline.checks.restore import restore
from pipeline.records import Hypothesis
from pipeline.summary import Summariser
from pipeline.translation import Translator
from pipeline.translation.guards import find_fault, find_loop

Test = Callable[[str, Hypothesis], str | None]


@dataclass(frozen=True, slots=True)
class Golden:
    """A French text, what it is about, and the test that its English must pass."""

    name: str
    source: str
    test: Test


@dataclass(frozen=True, slots=True)
class Symptom:
    """What the checkpoint made of a golden text; ``fault`` is None when that is sound."""

    name: str
    source: str
    target: str
    fault: str | None


def examine(translator: Translator) -> tuple[Symptom, ...]:
    """One symptom per golden text, in their order."""
    sources = [golden.source for golden in GOLDEN]
    # As a brief gets them: what the pipeline puts right is no fault.
    hypotheses = list(map(restore, sources, translator.translate(sources)))
    return tuple(
        Symptom(golden.name, golden.source, hypothesis.text, golden.test(golden.source, hypothesis))
        for golden, hypothesis in zip(GOLDEN, hypotheses, strict=True)
    )


def examine_summary(summariser: Summariser) -> tuple[Symptom, ...]:
    """One symptom per golden window of English sentences, in their order."""
    outputs = summariser.generate([source for _, source in WINDOWS])
    return tuple(
        Symptom(name, source, texts[0] if texts else "", _summary_fault(source, texts))
        for (name, source), texts in zip(WINDOWS, outputs, strict=True)
    )


def format_text(symptoms: Sequence[Symptom]) -> str:
    """One line per golden text: ok or broken, and why."""
    lines = [
        f"ok      {one.name}"
        if one.fault is None
        else f"broken  {one.name}: {one.fault}\n        {one.target}"
        for one in symptoms
    ]
    broken = sum(one.fault is not None for one in symptoms)
    return "\n".join([*lines, f"{len(symptoms) - broken} of {len(symptoms)} sound"])


def _is_sound(source: str, hypothesis: Hypothesis) -> str | None:
    """Translated, not looping, of a likely length."""
    if hypothesis.status == "kept":
        return hypothesis.note
    if source.strip() and not hypothesis.text.strip():
        return "nothing came out"
    return find_fault(source, hypothesis.text)


def _keeps_figures(source: str, hypothesis: Hypothesis) -> str | None:
    wrong = [
        match.note for match in compare(source, hypothesis.text) if match.verdict not in {"ok", "ambiguous"}
    ]
    return _is_sound(source, hypothesis) or ("; ".join(wrong) or None)


def _is_copied(source: str, hypothesis: Hypothesis) -> str | None:
    return None if (hypothesis.text, hypothesis.status) == (source, "copied") else "it was not left as it is"


def _is_quoted(source: str, hypothesis: Hypothesis) -> str | None:
    marks = sum(hypothesis.text.count(mark) for mark in '"“”')
    if "«" in hypothesis.text or "»" in hypothesis.text:
        return "French quotation marks are left"
    return _is_sound(source, hypothesis) or (None if marks == 2 else "the quotation marks are lost")


def _is_whole(source: str, hypothesis: Hypothesis) -> str | None:
    short = len(hypothesis.text) < 0.5 * len(source)
    return _is_sound(source, hypothesis) or ("half of it is missing" if short else None)


def _summary_fault(source: str, texts: Sequence[str]) -> str | None:
    """What is wrong with the best summary of a window: nothing, a loop, or as long as its source."""
    if not texts or not texts[0].strip():
        return "nothing came out"
    if len(texts[0]) > len(source):
        return "it is longer than its source"
    return f"a loop ({loop})" if (loop := find_loop(texts[0])) else None


WINDOWS: tuple[tuple[str, str], ...] = (
    (
        "window with figures and names",
        "The mayor of Nantes opened a new bridge on Monday. It cost 12 million euros and took three years. "
        "Residents had asked for it since 2015, when the old bridge was closed after a flood.",
    ),
    (
        "window with a quotation",
        '"We will not close the school," the minister said. Parents had protested for two weeks in front of '
        "the town hall. A new head teacher arrives in September.",
    ),
    ("one short sentence", "The match was cancelled because of rain."),
)

_LONG = (
    "Le maire a présenté le projet de la nouvelle gare aux habitants de la ville, "
    "puis il a répondu aux questions; "
)

GOLDEN: tuple[Golden, ...] = (
    Golden("plain sentence", "Le ministre a visité l'hôpital de Nantes lundi matin.", _is_sound),
    Golden("thousands with a full stop", "L'usine a produit 380.000 tonnes d'acier en 2024.", _keeps_figures),
    Golden("thousands with a space", "Le séisme a fait 979 morts et 1 902 blessés.", _keeps_figures),
    Golden("decimal comma", "Le chômage a baissé de 3,5 % en mars.", _keeps_figures),
    Golden("milliard", "Le projet coûtera 1,2 milliard d'euros.", _keeps_figures),
    Golden("time of day", "La séance reprendra à 20 h 30.", _keeps_figures),
    Golden("capitals", "LE GOUVERNEMENT ANNONCE UNE RÉFORME DES RETRAITES", _is_sound),
    Golden("guillemets", "« Nous sommes prêts à négocier », a déclaré le président.", _is_quoted),
    Golden("single word", "Économie", _is_sound),
    Golden("blank", "   ", _is_copied),
    Golden("figures only", "12 345,67", _is_copied),
    Golden("very long", _LONG * 8 + "la séance a été levée à minuit.", _is_whole),
    Golden("repetition", "Non, non, non, nous ne voulons pas de ce projet.", _is_sound),
)
