"""Every mention of a person or a body in the journalist's sentences: names, descriptions, pronouns."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .apposition import joined
from .crowds import crowd_at
from .frames import Frame, Token
from .mention import Mention, MentionKind, words_of
from .names import NATIVES, Name, find_names, is_dedicated, title_before
from .parse import NOBODY, Places
from .phrases import PREPOSITIONS, TIMES, Phrase, any_phrase_at, is_finite, noun_of, phrase_at
from .wordlists import body_nouns, media, person_nouns, texts, word_set

_PRONOUNS = {
    "il": ("m", "s"),
    "elle": ("f", "s"),
    "ils": ("m", "p"),
    "elles": ("f", "p"),
}


_CORPORATE = word_set("mentions.corporate")
_OPENING = frozenset({"dans", "sur", "après", "depuis", "lors", "malgré"})
_ALL = {"tous": ("m", "p"), "toutes": ("f", "p")}
_LAST = {"dernier": ("m", "s"), "dernière": ("f", "s"), "derniers": ("m", "p"), "dernières": ("f", "p")}


_POINTING = {"celui": ("m", "s"), "celle": ("f", "s"), "ceux": ("m", "p"), "celles": ("f", "p")}


def _named(frame: Frame, name: Name) -> Mention:
    tokens = frame.tokens
    title = title_before(tokens, name.first)
    first = title[0] if title is not None else name.first
    before = tokens[first - 1].low if first else ""
    governor = _governor(tokens, first)
    article_first = first
    if not name.is_person and before in {"le", "la", "l'", "les", "du", "au", "aux"}:
        article_first = first - 1
        governor = before if before in {"du", "au", "aux"} else _governor(tokens, first - 1)
    gender = (
        {"la": "f", "le": "m", "du": "m", "au": "m"}.get(before, name.gender)
        if not name.is_person
        else name.gender
    )
    start, end = tokens[article_first].start, tokens[name.last - 1].end
    text = words_of(tokens, article_first, name.last)
    plain = words_of(tokens, name.first, name.last)
    kind: MentionKind = "name" if name.is_person else "body"
    number = "p" if before == "les" else "s"
    head = "" if name.is_sure else "?"
    role = _TRADE_OF.get(tokens[first].low) if title is not None and tokens[first].is_capitalised else None
    if head and article_first < first and (_is_native(plain) or _is_member(text, plain)):
        kind, head = "description", plain.split()[0].lower()
        gender = person_nouns().get(head, gender) if gender == "e" else gender
        plain, role = "", plain
    return Mention(
        frame.index,
        article_first,
        name.last,
        start,
        end,
        kind,
        text,
        plain,
        head,
        gender,
        number,
        "definite",
        governor,
        role,
    )


# « Me Anne Roy » may be « l'avocate » below.
_TRADE_OF = {"me": "avocat", "maître": "avocat", "mgr": "évêque"}


_LANDS = frozenset({"artois", "valois", "barrois", "calaisis"})


def _is_native(word: str) -> bool:
    """« l'Américain », « la Lyonnaise » stand for a person by where that one comes from."""
    return " " not in word and word.lower().endswith(NATIVES) and word.lower() not in _LANDS


def _is_member(text: str, word: str) -> bool:
    """« l'Insoumis », « le Garde des Sceaux » are written with a capital as if they were names."""
    is_told = word.lower() in person_nouns() or word.lower() == "garde des sceaux"
    return is_told and text[0].islower() and not text.startswith("les ") and text.lower() not in media()


def _governor(tokens: Sequence[Token], at: int) -> str:
    """Return the preposition, or the bracket, before token ``at``; "" when it stands free."""
    before = tokens[at - 1].low if at else ""
    if before == "(":
        return before
    if before in {"le", "la", "l'"} and at > 1 and tokens[at - 2].low in PREPOSITIONS - {"que", "qu'", "et"}:
        return tokens[at - 2].low
    is_trade = (
        tokens[at - 1].is_word and not tokens[at - 1].is_capitalised and before not in PREPOSITIONS | TIMES
    )
    if at > 1 and is_trade and before not in body_nouns() and not is_finite(tokens[at - 1]):
        # « l'engagement du démocrate Joe Roy »: the preposition stands before the trade.
        further = tokens[at - 2].low
        if further in {"du", "au"} or (further in {"aux", "des"} and not before.endswith(("s", "x"))):
            # « a dit à des journalistes Paul Roux »: he is not one of them.
            return further
        if (
            further in {"le", "la", "l'", "un", "une"}
            and at > 2
            and tokens[at - 3].low in PREPOSITIONS - {"que", "qu'"}
        ):
            return tokens[at - 3].low
    return before if before in PREPOSITIONS and before not in {"que", "qu'", "et", "dont"} else ""


def _described(frame: Frame, phrase: Phrase) -> Mention:
    tokens = frame.tokens
    kind: MentionKind = "description" if phrase.is_person else "body"
    return Mention(
        frame.index,
        phrase.first,
        phrase.last,
        tokens[phrase.first].start,
        tokens[phrase.last - 1].end,
        kind,
        words_of(tokens, phrase.first, phrase.last),
        "",
        phrase.noun,
        phrase.gender,
        phrase.number,
        phrase.definiteness,
        phrase.governor,
        words_of(tokens, phrase.first + 1, phrase.last) if phrase.is_person else None,
    )


def any_subject_at(
    frame: Frame, first: int, mentions: Sequence[Mention], *, governed: bool = False, animate: bool = True
) -> Mention | None:
    """Return the noun phrase at token ``first``, though no lexicon has its noun.

    Behind a quotation's verb it is a person (« explique une perchiste »); elsewhere (``animate`` false, or
    governed by a preposition) it may be a thing, which no person is called by, unless it ends like a trade.
    """
    starts = frozenset(mention.first for mention in mentions if mention.kind == "name")
    phrase = crowd_at(frame.tokens, first, starts) or any_phrase_at(frame.tokens, first, starts)
    if phrase is None or (phrase.governor and not governed):
        return None
    found = _described(frame, phrase)
    is_thing = (governed or not animate) and noun_of(phrase.noun) is None
    return replace(found, kind="body") if is_thing and not phrase.noun.endswith(_TRADES) else found


_TRADES = ("euse", "trice", "iste", "ienne", "ière", "ier", "logue", "ois", "oise", "ais", "aise")


def promoted(mentions: Sequence[tuple[Mention, ...]], frames: Sequence[Frame]) -> list[tuple[Mention, ...]]:
    """Take unlisted names of two words or more for persons' where nothing speaks for a place or a body.

    « Mory Kanté est mort » names a person; « à Las Vegas » or « la Croix Rouge » does not: no article and no
    preposition of place anywhere, and once at least without any preposition.
    """
    seen: dict[str, list[Mention]] = {}
    for mention in (one for found in mentions for one in found):
        if mention.head == "?" and len(mention.name.split()) > 1:
            seen.setdefault(mention.name, []).append(mention)
    names = {name for name, listed in seen.items() if _is_like_person(listed, frames)}
    return [
        tuple(
            replace(one, kind="name", head="") if one.head == "?" and one.name in names else one
            for one in found
        )
        for found in mentions
    ]


def _is_like_person(listed: Sequence[Mention], frames: Sequence[Frame]) -> bool:
    words_of = listed[0].name.split()
    if any(word.isupper() or word in _CORPORATE for word in words_of) or len(words_of) > 4:
        return False
    if words_of[0].lower() in {"un", "une", "des", "mon", "ma", "mes", "nos", "notre"}:
        # « Une Passion Secrète » is a show.
        return False
    plain = all(mention.text == mention.name for mention in listed)
    placed = any(
        mention.governor in {"à", "en", "dans", "vers", "depuis", "chez", "au", "aux", "sur"}
        for mention in listed
    )
    # « Affaire Fillon : … » opens with a capital that makes no name.
    return (
        plain
        and not placed
        and any(
            not mention.governor and (mention.first or _is_subject(frames[mention.frame], mention))
            for mention in listed
        )
    )


def _is_subject(frame: Frame, mention: Mention) -> bool:
    """« Kurt Varo a passé un an en prison »: a verb follows the first words of the sentence."""
    return _is_subject_of(frame.tokens, mention)


def _pronouns(frame: Frame) -> Iterator[Mention]:
    tokens = frame.tokens
    for at, token in enumerate(tokens):
        low = token.low.removeprefix("-").strip().removeprefix("t-").removeprefix("t'")
        last = at + 1
        if low in _PRONOUNS and token.quote < 0:
            gender, number = _PRONOUNS[low]
        elif low in {"lui", "eux"} and at and tokens[at - 1].low in {"selon", "pour", "après", "par", "chez"}:
            gender, number = ("m", "s") if low == "lui" else ("m", "p")
        elif low in _POINTING and last < len(tokens) and tokens[last].low in {"-ci", "-là"}:
            gender, number = _POINTING[low]
            last += 1
        elif (
            low in _ALL and last < len(tokens) and tokens[last].low.endswith("nt") and is_finite(tokens[last])
        ):
            # « Tous racontent « … » »
            gender, number = _ALL[low]
        elif low in {"ce", "cette", "ces"} and _is_latter(tokens, last):
            gender, number = _LAST[tokens[last].low]
            last += 1
        else:
            continue
        governor = _governor(tokens, at)
        text = words_of(tokens, at, last).removeprefix("-").strip().removeprefix("t-").removeprefix("T-")
        yield Mention(
            frame.index,
            at,
            last,
            token.start,
            tokens[last - 1].end,
            "pronoun",
            text,
            "",
            low,
            gender,
            number,
            "",
            governor,
        )


def _is_latter(tokens: Sequence[Token], at: int) -> bool:
    """« cette dernière » is somebody, « ces dernières années » are years."""
    if at >= len(tokens) or tokens[at].low not in _LAST:
        return False
    return at + 1 >= len(tokens) or tokens[at + 1].low not in TIMES


def find_mentions(
    frame: Frame, known: frozenset[str] = frozenset(), persons: Places = NOBODY
) -> tuple[Mention, ...]:
    """Return the mentions of ``frame`` in order, a title and the name beside it as one mention.

    ``known`` are the words that carry a capital inside a sentence somewhere in the article: only
    they, first names and acronyms are names when they open a sentence by themselves. ``persons``
    are the places of words that a parser takes for parts of a person's name.
    """
    tokens = frame.tokens
    names = find_names(tokens, known, persons)
    starts = frozenset(
        name.first
        for name in names
        if name.is_person
        or (
            name.last - name.first > 1
            and tokens[name.first].low not in {"les", "le", "la"}
            and not is_dedicated(tokens, name.first, name.last)
        )
    )
    starts |= {title[0] for name in names if (title := title_before(tokens, name.first)) is not None}
    found: list[Mention] = [_named(frame, name) for name in names]
    for at in range(len(tokens)):
        phrase = crowd_at(tokens, at, starts) or phrase_at(tokens, at, starts)
        if phrase is not None:
            found.append(_described(frame, phrase))
    found.extend(_pronouns(frame))
    return tuple(
        _coordinated(tokens, tuple(joined(tokens, tuple(joined(tokens, _outermost(found), starts)), starts)))
    )


def _coordinated(tokens: Sequence[Token], mentions: Sequence[Mention]) -> Iterator[Mention]:
    """« une lettre à Paul Roux, Luc Petit et Jean Blanc »: all three stand behind the preposition."""
    before: Mention | None = None
    for mention in mentions:
        joins = (
            before is not None
            and before.last == mention.first - 1
            and tokens[before.last].low in {",", "et", "ou"}
        )
        if (
            joins
            and before is not None
            and before.governor
            and {before.kind, mention.kind} in ({"name"}, {"body"})
            and not mention.role
            # « Selon le maire Paul Roux, Luc Petit a promis »: the second one is the subject.
            and not (tokens[before.last].text == "," and _is_subject_of(tokens, mention))
            # « Dans un communiqué, le collectif … juge »
            and not (
                tokens[before.last].text == "," and before.governor in _OPENING and mention.kind == "body"
            )
        ):
            mention = replace(mention, governor=mention.governor or before.governor)
        elif (
            before is not None
            and before.governor
            and before.last == mention.first
            and {before.kind, mention.kind} == {"body"}
            and mention.text == mention.name
            and not (before.governor in {"à", "au", "sur"} and before.name)
            and before.head not in texts()
            and not mention.governor
        ):
            # « interrogé par la chaîne d'information Canal Sept », but « explique à l'AFP Nordvia »
            mention = replace(mention, governor=before.governor)
        yield mention
        before = mention


def _is_subject_of(tokens: Sequence[Token], mention: Mention) -> bool:
    last = mention.last
    if last + 2 < len(tokens) and tokens[last].text == "(" and tokens[last + 2].text == ")":
        # « l'Inspection des Ponts (IDP) a dit »
        last += 3
    return last < len(tokens) and is_finite(tokens[last])


def _outermost(found: Sequence[Mention]) -> list[Mention]:
    """Drop what lies inside a longer description: « l'ONU » in « l'envoyé de l'ONU »."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.first, -m.last)):
        is_owner = mention.governor in {"de", "d'", "du"} and (
            mention.kind == "name"
            # « une étude de la Ligue »: whose it is, « l'association » below may say.
            or (bool(kept) and kept[-1].head in texts() and bool(mention.name))
        )
        if not kept or mention.first >= kept[-1].last or is_owner:
            kept.append(mention)
    return kept
