"""A Brief made by hand, with everything a brief can hold, and a strategy for any Brief at all."""

import dataclasses
from pathlib import Path

from pipeline.records import (
    Article,
    Brief,
    Coverage,
    Detection,
    FigureRow,
    Finding,
    NameRow,
    Omission,
    Outcome,
    Quote,
    QuoteTarget,
    Segment,
    Span,
    Speaker,
    Summary,
    SummarySentence,
    Translation,
    TranslationUnit,
    Trust,
)

DATA = Path(__file__).parent.parent / "data" / "render"
SIGNATURE = "lang:fr-en|engine:ct2|ckpt:tiny@0123abc|beam:4|version:0.1.0"
PROMISE_ALIGNMENT = (
    *((0, 0), (1, 3), (2, 1), (2, 2), (3, 3), (4, 4)),
    *((5, 5), (6, 6), (7, 7), (7, 8), (8, 9), (9, 10)),
)
TRUST_LINE = (
    "9/10 segments · 0 truncated · 1 loop retried · 1 figure to check · "
    "4 quotes, 3 attributed · brief 1/3 supported"
)
_STATUSES = {2: "split", 6: "retried", 7: "passed", 8: "copied", 9: "kept"}
_NOTES = {6: "the first try repeated « on nous »", 9: "the engine looped twice"}
_PASSED = 7


def lines() -> list[list[tuple[str, str]]]:
    """The invented article: paragraphs of (French, English)."""
    text = (DATA / "article.txt").read_text(encoding="utf-8").split("\n", 1)[1].strip()
    pairs = [[tuple(line.split(" | ")) for line in part.splitlines()] for part in text.split("\n\n")]
    return [[(source, target) for source, target in part] for part in pairs]


def article() -> Article:
    """The article whose text is the French column."""
    paragraphs = [" ".join(source for source, _ in part) for part in lines()]
    return Article(
        id="port-de-sete-1a2b3c4d",
        text="\n".join(paragraphs),
        title=lines()[0][0][0],
        origin="seeds/port-de-sete.txt",
        published="2026-03-12",
        byline="Jeanne Ribes",
        url="https://journal.example/port-de-sete",
    )


def segments(text: str) -> tuple[Segment, ...]:
    """One segment a line of the data file."""
    found, place = [], 0
    for paragraph, part in enumerate(lines()):
        for source, _ in part:
            place = text.index(source, place)
            index = len(found)
            kind = "heading" if index == 0 else "sentence"
            language = "en" if index == _PASSED else "fr"
            span = Span(place, place + len(source))
            found.append(Segment(index, paragraph, span, source, kind, language))
            place = span.end
    return tuple(found)


def alignment(source: str, target: str) -> tuple[tuple[int, int], ...]:
    """A plausible alignment: words along the diagonal."""
    sources, targets = len(source.split()), len(target.split())
    return tuple((place, place * targets // sources) for place in range(sources)) if targets else ()


def units() -> tuple[TranslationUnit, ...]:
    """One unit a segment, every status among them."""
    flat = [pair for part in lines() for pair in part]
    return tuple(
        TranslationUnit(
            segment_index=index,
            source=source,
            target=target,
            score=-0.25 * index,
            alignment=alignment(source, target),
            status=_STATUSES.get(index, "translated"),
            note=_NOTES.get(index, ""),
        )
        for index, (source, target) in enumerate(flat)
    )


def span_of(text: str, part: str) -> Span:
    """Where the part stands in the text."""
    start = text.index(part)
    return Span(start, start + len(part))


def quotes(text: str) -> tuple[Quote, ...]:
    """A key quote with findings, an indirect one, a mixed one without a known speaker, one unranked."""
    promise = "Nous ne fermerons aucun quai, et nous embaucherons 120 personnes"
    english = "We will close no quay, and we will hire 120 people"
    cazalis = Speaker("Hélène Cazalis", "présidente du port", "la présidente du port, Hélène Cazalis")
    return (
        Quote(
            index=0,
            span=span_of(text, promise),
            content=promise,
            kind="direct",
            segment_indexes=(3,),
            cue="a promis",
            speaker=cazalis,
            confidence=0.97,
            evidence=span_of(text, "a promis la présidente du port, Hélène Cazalis"),
            rank=1,
            rank_reason="the head of the institution, with a figure",
            target=QuoteTarget(
                english,
                "aligned",
                other="We shall close no quay and will hire 120 persons",
                reason="the sentence keeps the negation and the figure",
                alignment=PROMISE_ALIGNMENT,
            ),
        ),
        Quote(
            index=1,
            span=span_of(text, "le trafic devrait atteindre 9 millions de tonnes"),
            content="le trafic devrait atteindre 9 millions de tonnes",
            kind="indirect",
            segment_indexes=(4,),
            cue="selon",
            speaker=cazalis,
            confidence=0.8,
            evidence=span_of(text, "Selon elle"),
            conditional=True,
            rank=3,
            target=QuoteTarget("traffic should reach 9 million tonnes", "aligned"),
        ),
        Quote(
            index=2,
            span=span_of(text, "ni rassuré ni dupe"),
            content="ni rassuré ni dupe",
            kind="mixed",
            segment_indexes=(5,),
            cue="se dit",
            candidate=Speaker("le syndicat des dockers", None, None),
            confidence=0.4,
            rank=2,
            target=QuoteTarget(
                "neither reassured nor fooled", "alone", alignment=((0, 0), (1, 1), (2, 2), (3, 3))
            ),
        ),
        Quote(
            index=3,
            span=span_of(text, "On nous a déjà fait le coup en 2016"),
            content="On nous a déjà fait le coup en 2016",
            kind="direct",
            segment_indexes=(6,),
            cue="soupire",
            speaker=Speaker("un docker", None, "un docker"),
            confidence=0.6,
            target=QuoteTarget("They have already done the blow to us in 2016", "unit"),
            findings=(
                Finding(
                    "idiom",
                    "check",
                    "an idiom may be translated word for word",
                    6,
                    "fait le coup",
                    "done the blow",
                ),
            ),
        ),
    )


def summary() -> Summary:
    """A supported, a partly supported and an unsupported sentence, and one that was taken out."""
    return Summary(
        sentences=(
            SummarySentence(
                "The port of Sète will close no quay and will hire 120 people, its president said.",
                (3,),
                "supported",
                "every content word is in segment 4",
                "model",
            ),
            SummarySentence(
                "Work worth 1.2 billion euros begins on 1 June.",
                (1, 2),
                "partly",
                "1.2 billion is in the French, the English of segment 2 says million",
                "regenerated",
                replaced="Work worth 1.2 million euros begins in July.",
            ),
            SummarySentence(
                "The dockers approve the plan.", (), "unsupported", "no segment says so", "model"
            ),
        ),
        dropped=(("Siemens will build the quay.", "Siemens is not named in the article"),),
        language="en",
        signature="sum:tiny@0123abc",
    )


def brief() -> Brief:
    """The whole Brief."""
    source = article()
    return Brief(
        article=source,
        detection=Detection("fr", 0.999, "ca"),
        segments=segments(source.text),
        translation=Translation("fr", "en", units(), "ckpt:tiny@0123abc"),
        quotes=quotes(source.text),
        summary=summary(),
        figures=(
            FigureRow(
                1,
                "1,2 milliard d’euros",
                "1.2 million euros",
                "1.2 billion euros",
                "1200000000",
                "EUR",
                "changed",
                "milliard is billion",
            ),
            FigureRow(1, "380.000 euros", "380,000 euros", "", "380000", "EUR", "ok"),
            FigureRow(2, "1er juin", "1 June", "1 June", "06-01", "date", "ok"),
            FigureRow(
                2,
                "une quarantaine de mois",
                "about forty months",
                "",
                "40",
                "month",
                "ambiguous",
                "about forty",
            ),
            FigureRow(3, "120", "120", "120", "120", "", "ok"),
        ),
        names=(
            NameRow(1, "Sète", "Sète", "ok"),
            NameRow(3, "Hélène Cazalis", "Hélène Cazalis", "ok"),
            NameRow(9, "Marc Oustalet", "", "lost", "segment 10 is not translated"),
        ),
        coverage=Coverage(0.62, (Omission(4, "holds a figure: 9 millions de tonnes"),)),
        findings=(
            Finding("figure", "critical", "milliard became million", 1, "1,2 milliard", "1.2 million"),
            Finding("untranslated", "check", "segment 10 is not translated", 9),
            Finding("typography", "cosmetic", "a space before %", 8, "12 %", "12 %"),
        ),
        trust=trust(TRUST_LINE),
        signature=SIGNATURE,
    )


def trust(line: str) -> Trust:
    """Counts that fit the Brief above, with this line."""
    return Trust(10, 7, 1, 1, 1, 1, 1, 1, 1, 4, 3, 3, 1, 1, 2, line)


def empty() -> Brief:
    """A Brief of an article with one heading and nothing else: every list is empty."""
    text = "Brève"
    return Brief(
        article=Article("breve-00000000", text, None, "-"),
        detection=Detection("fr", 0.5, None),
        segments=(Segment(0, 0, Span(0, 5), text, "heading", "fr"),),
        translation=Translation(
            "fr", "en", (TranslationUnit(0, text, "In brief", 0.0, (), "translated", ""),), "ckpt"
        ),
        quotes=(),
        summary=Summary((), (), "en", "sum"),
        figures=(),
        names=(),
        coverage=Coverage(0.0, ()),
        findings=(),
        trust=dataclasses.replace(trust("1/1 segments"), quotes=0),
        signature=SIGNATURE,
    )


def outcomes() -> tuple[Outcome, ...]:
    """One done, one skipped, one failed."""
    line = "9/10 segments"
    return (
        Outcome(
            "port-de-sete-1a2b3c4d",
            "seeds/port.txt",
            "done",
            1.25,
            "port-de-sete-1a2b3c4d",
            None,
            trust(line),
        ),
        Outcome("breve-00000000", "seeds/breve.txt", "skipped", 0.0, "breve-00000000", None, trust(line)),
        Outcome("vide", "seeds/vide|x.txt", "failed", 0.01, None, "seeds/vide|x.txt is empty; remove it."),
    )
