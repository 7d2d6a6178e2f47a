"""Articles made of paragraphs whose quotations are known, for properties of whole texts."""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from pipeline.quotes import extract
from pipeline.records import Article, Quote


@dataclass(frozen=True, slots=True)
class Person:
    """A name, its surname and how a pronoun and a participle agree with it."""

    name: str
    surname: str
    pronoun: str
    office: str

    @property
    def title(self) -> str:
        """« M. Roux », « Mme Morel »."""
        return f"{'Mme' if self.pronoun == 'elle' else 'M.'} {self.surname}"


@dataclass(frozen=True, slots=True)
class Said:
    """One quotation that a paragraph holds: kind, exact content, full name of the speaker."""

    kind: str
    content: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and what it must yield, in reading order."""

    text: str
    said: tuple[Said, ...]


PEOPLE = (
    Person("Anne Morel", "Morel", "elle", "la maire de Port-Vieux"),
    Person("Claire Vidal", "Vidal", "elle", "la directrice du musée"),
    Person("Sophie Lambert", "Lambert", "elle", "la présidente du syndicat"),
    Person("Paul Roux", "Roux", "il", "le préfet du Nord"),
    Person("Marc Fabre", "Fabre", "il", "le directeur du port"),
    Person("Louis Garnier", "Garnier", "il", "le président de la région"),
)

# Sentences that can be said, reported behind « que », or stand alone.
CLAUSES = (
    "le pont sera fermé lundi",
    "la digue ne tiendra pas un hiver de plus",
    "les travaux coûtent trois millions d'euros",
    "aucun navire n'a quitté le quai",
    "la ville a reçu deux offres",
    "le phare doit rester ouvert",
    "les pêcheurs demandent un délai",
    "tout le monde a fait son travail",
    "il faut attendre le rapport",
    "la plage n'est plus sûre",
)
FRAGMENTS = (
    "une faute impardonnable",
    "trois ans de retard",
    "un vrai soulagement pour les habitants",
    "la fin d'une époque",
    "aucune raison de céder",
)
INFINITIVES = (
    "vouloir fermer le pont",
    "avoir vendu le phare",
    "ne pas connaître ce rapport",
    "devoir quitter la ville",
)
UNRELATED = (
    "Le vent tourne au nord et la mer reste belle.",
    "Deux routes sont coupées. La pluie a duré toute la nuit.",
    "Le marché ouvre à huit heures, le four à neuf.",
    "Trois bancs neufs bordent la promenade depuis avril.",
    "La récolte a commencé tôt. Les prix baissent.",
)
_SAY = ("assure", "affirme", "explique", "a déclaré", "a répété", "a indiqué", "a précisé", "prévient")


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _tagged(person: Person, clause: str, verb: str) -> Paragraph:
    content = _capital(clause)
    return Paragraph(f"« {content} », {verb} {person.name}.", (Said("direct", content, person.name),))


def _with_office(person: Person, clause: str, verb: str) -> Paragraph:
    content = _capital(clause)
    text = f"« {content} », {verb} {person.name}, {person.office}."
    return Paragraph(text, (Said("direct", content, person.name),))


def _behind_colon(person: Person, clause: str, verb: str) -> Paragraph:
    content = _capital(clause)
    return Paragraph(f"{person.name} {verb} : « {content}. »", (Said("direct", content + ".", person.name),))


def _by_pronoun(person: Person, clause: str, verb: str) -> Paragraph:
    content = _capital(clause)
    inverted = f"a-t-{person.pronoun} dit" if verb.startswith("a ") else f"assure-t-{person.pronoun}"
    text = f"{person.name} a visité le chantier mardi. « {content} », {inverted}."
    return Paragraph(text, (Said("direct", content, person.name),))


def _by_surname(person: Person, clause: str, verb: str) -> Paragraph:
    content = _capital(clause)
    text = f"{person.name} a visité le chantier mardi. « {content} », {verb} {person.title}."
    return Paragraph(text, (Said("direct", content, person.name),))


def _twice(person: Person, clause: str, verb: str) -> Paragraph:
    content = _capital(clause)
    text = f"« {content} », {verb} {person.name}. « Nous verrons », ajoute-t-{person.pronoun}."
    return Paragraph(
        text, (Said("direct", content, person.name), Said("direct", "Nous verrons", person.name))
    )


def _fragment(person: Person, clause: str, verb: str) -> Paragraph:
    del verb
    content = FRAGMENTS[len(clause) % len(FRAGMENTS)]
    return Paragraph(f"{person.name} dénonce « {content} ».", (Said("mixed", content, person.name),))


def _reported(person: Person, clause: str, verb: str) -> Paragraph:
    que = "qu'" if clause[0] in "aeiou" else "que "
    return Paragraph(f"{person.name} {verb} {que}{clause}.", (Said("indirect", clause, person.name),))


def _infinitive(person: Person, clause: str, verb: str) -> Paragraph:
    del verb
    content = INFINITIVES[len(clause) % len(INFINITIVES)]
    return Paragraph(f"{person.name} assure {content}.", (Said("indirect", content, person.name),))


def _selon(person: Person, clause: str, verb: str) -> Paragraph:
    del verb
    return Paragraph(f"Selon {person.name}, {clause}.", (Said("indirect", clause, person.name),))


def _source_behind(person: Person, clause: str, verb: str) -> Paragraph:
    del verb
    content = _capital(clause)
    return Paragraph(f"{content}, selon {person.name}.", (Said("indirect", content, person.name),))


def _tag_without_marks(person: Person, clause: str, verb: str) -> Paragraph:
    content = _capital(clause)
    return Paragraph(f"{content}, {verb} {person.name}.", (Said("indirect", content, person.name),))


Shape = Callable[[Person, str, str], Paragraph]
SHAPES: tuple[Shape, ...] = (
    _tagged,
    _with_office,
    _behind_colon,
    _by_pronoun,
    _by_surname,
    _twice,
    _fragment,
    _reported,
    _infinitive,
    _selon,
    _source_behind,
    _tag_without_marks,
)

PARAGRAPHS = st.builds(
    lambda shape, person, clause, verb: shape(person, clause, verb),
    st.sampled_from(SHAPES),
    st.sampled_from(PEOPLE),
    st.sampled_from(CLAUSES),
    st.sampled_from(_SAY),
)
ARTICLES = st.lists(PARAGRAPHS, min_size=1, max_size=6).map(tuple)


def text_of(paragraphs: tuple[Paragraph, ...]) -> str:
    """Return the article."""
    return "\n\n".join(paragraph.text for paragraph in paragraphs)


def said_in(paragraphs: tuple[Paragraph, ...]) -> list[Said]:
    """Return what the article must yield."""
    return [said for paragraph in paragraphs for said in paragraph.said]


def quotes_of(text: str) -> tuple[Quote, ...]:
    """Return the quotations of ``text``."""
    return extract(Article("a", text, None, "a"), (), None)


def found_in(text: str) -> list[Said]:
    """Return kind, content and speaker of what the text yields."""
    return [
        Said(quote.kind, quote.content, quote.speaker.name if quote.speaker else "-")
        for quote in quotes_of(text)
    ]
