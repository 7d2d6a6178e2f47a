"""A title and the name beside it are one mention: « la maire de Lyon, Anne Roy »."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .frames import Token
from .mention import Mention, words_of
from .phrases import PREPOSITIONS, extent, is_finite, is_verb_at, noun_of
from .wordlists import person_nouns

# « Établi à Lyon, ce boulanger … »: the words behind the comma begin the sentence proper.
_CALLED = frozenset({"présente", "fait", "prénomme", "nomme", "surnomme", "appelle"})
_TO_PLACES = frozenset({"à", "en", "dans", "vers", "depuis", "au", "aux", "sur"})
_ARTICLES = frozenset({"le", "la", "l'"})
# « Interpellée par | la retraitée »
_AGENT = 2
_BEING = frozenset({"est", "était", "fut"})
_CLAUSES = frozenset({"que", "qu'"})
_PLACING = frozenset({"à", "au", "aux", "de", "du", "des", "d'", "chez", "pour"})
_LONGEST = 7
# « Selon Paul Roux, les pêcheurs partent »: a title is no plural.
_POINTING = frozenset({"ce", "cet", "cette", "ces", "son", "sa", "leur", "les", "des", "ses", "leurs"})


def joined(tokens: Sequence[Token], mentions: Sequence[Mention], starts: frozenset[int]) -> Iterator[Mention]:
    """Yield the mentions, with name and title beside one another joined."""
    at = 0
    while at < len(mentions):
        mention = mentions[at]
        near = range(at + 1, min(at + 4, len(mentions)))
        ahead = next(
            (i for i in near if mentions[i].name and _is_title_of(tokens, mention, mentions[i])), None
        )
        if ahead is not None:
            yield _merge(mention, mentions[ahead])
            at = ahead + 1
        elif mention.kind == "name" or (
            # « publié chez Grasset, l'auteur a dit »: a house is nobody's name.
            mention.head == "?" and mention.text == mention.name and mention.governor != "chez"
        ):
            role, last = _role_after(tokens, mention, starts)
            role = role or mention.role
            yield replace(mention, role=role, last=last, kind="name", head="") if role else mention
            at += 1
            while role and at < len(mentions) and mentions[at].first < last:
                at += 1
        else:
            yield mention
            at += 1


def _is_title_of(tokens: Sequence[Token], title: Mention, name: Mention) -> bool:
    """« le préfet Paul Roy » and « la maire de Lyon, Anne Roy, » are one mention each."""
    may_be = name.kind == "name" or (
        name.head == "?" and len(name.name.split()) > 1 and name.text == name.name
    )
    is_apart = name.first != title.last and name.governor not in {"", title.governor}
    if title.kind != "description" or not may_be or is_apart:
        return False
    if title.number != "s" or not _agree(title, name):
        return False
    if name.first == title.last:
        # « l'avocat du gendarme Me Paul Roy »: Me tells which of the two.
        is_his = bool(name.role) and title.head.startswith(name.role or "")
        return is_his or not _belongs_inside(tokens, title)
    gap = tokens[title.last : name.first]
    opened = [token.low for token in tokens[title.last : title.last + 2]]
    if title.governor == "par" and title.first == _AGENT and opened[:1] == [","] and opened[-1] in _ARTICLES:
        # « Interpellée par la retraitée, la maire de la ville, Anne Roy, a dit »
        return False
    if _is_complement(tokens, title.last, name.first):
        return not name.governor and _agree(title, name)
    if (
        not gap
        or gap[-1].text != ","
        or len(gap) > 14
        # « le président du groupe, deuxième pilier du conseil, Paul Roux »: one comma may open the gap.
        or any((t.text == "," and at) or t.quote >= 0 for at, t in enumerate(gap[:-1]))
    ):
        return False
    verbs = [at for at in range(title.last, name.first) if is_verb_at(tokens, at)]
    if verbs and not (gap[0].low == "qui" and tokens[verbs[0]].low in _CALLED):
        # « un homme qui se présente sous un pseudonyme, Paul Roux »
        return False
    after = tokens[name.last] if name.last < len(tokens) else None
    return (
        after is None
        or after.text in {",", ".", ";", ":", "(", ")", "!", "?", "-", "–", "—"}
        or after.quote >= 0
    )


def _agree(title: Mention, name: Mention) -> bool:
    return title.gender == name.gender or "e" in title.gender + name.gender


def _names_one(token: Token) -> bool:
    return any(part in person_nouns() for part in token.low.split("-"))


def _is_complement(tokens: Sequence[Token], first: int, last: int) -> bool:
    """« la cheffe de l'opposition | à la Chambre des députés | Anne Roy »: where she holds her office."""
    gap = tokens[first:last]
    if not 2 <= len(gap) <= _LONGEST or gap[0].low not in _PLACING or gap[-1].low in PREPOSITIONS:
        return False
    is_plain = all(
        token.quote < 0 and token.is_word and (token.low.endswith("s") or not _names_one(token))
        for token in gap
    )
    return (
        is_plain
        and not any(is_verb_at(tokens, at) for at in range(first, last))
        and any(token.is_capitalised for token in gap)
    )


def _belongs_inside(tokens: Sequence[Token], title: Mention) -> bool:
    """« un proche du ministre Paul Roy »: the name is the minister's, not the friend's."""
    for at in range(title.first + 2, title.last):
        if tokens[at - 1].low == "et":
            # « le président du parti et candidat Paul Roy »
            continue
        is_one = tokens[at].low in person_nouns() and not tokens[at].low.endswith(("s", "x"))
        # « aux mots du directeur général de la santé Paul Roy »: the first « du » governs the whole.
        before = [token.low for token in tokens[max(title.first + 1, at - 3) : at]]
        if is_one and ("du" in before or before[-2:] in (["de", "la"], ["de", "l'"])):
            return True
    return False


def _merge(title: Mention, name: Mention) -> Mention:
    gender = name.gender if name.gender != "e" else title.gender
    governor = title.governor
    return replace(
        name,
        first=title.first,
        start=title.start,
        kind="name",
        head="",
        gender=gender,
        role=", ".join(filter(None, (title.role, name.role))),
        governor=governor,
    )


def _is_subject(tokens: Sequence[Token], last: int) -> bool:
    """« la messe de Noël, la candidate à la mairie rappelle »: a verb soon behind, no comma before it."""
    near = range(last, min(last + 4, len(tokens)))
    verb = next((at for at in near if is_verb_at(tokens, at)), None)
    return verb is not None and all(token.text != "," for token in tokens[last:verb])


def _role_after(tokens: Sequence[Token], name: Mention, starts: frozenset[int]) -> tuple[str | None, int]:
    """Return the title after a name and where it ends: « Mike Roy, 30 ans, serveur à Lyon »."""
    at = name.last
    if at + 1 < len(tokens) and tokens[at].text == "(":
        while at < len(tokens) and tokens[at].text != ")":
            at += 1
        at += 1
    if at + 1 >= len(tokens) or tokens[at].text != ",":
        return None, name.last
    at += 1
    if at + 2 < len(tokens) and tokens[at].text[0].isdigit() and tokens[at + 1].low == "ans":
        at += 3 if tokens[at + 2].text == "," else 2
    article = at < len(tokens) and tokens[at].low in {"le", "la", "l'", "un", "une"}
    is_place = name.head == "?" and name.governor in _TO_PLACES
    head = at + 1 if article else at
    if article and head + 1 < len(tokens) and tokens[head].low == "des":
        # « Anne Roy, une des porte-parole du mouvement, »
        head += 1
    for position in range(head, min(head + 3, len(tokens))):
        token = tokens[position]
        if not token.is_word or token.low in PREPOSITIONS | _POINTING or position in starts:
            break
        noun = noun_of(token.low)
        if noun is None and is_finite(token) and not (tokens[head].low == "qui" and token.low in _BEING):
            # « à Lens, affirme la maire Anne Roy »
            break
        following = tokens[position + 1].low if position + 1 < len(tokens) else ""
        if noun in {"principal", "principale"} and noun_of(following) is not None:
            # « membre du Snalc, principal syndicat du collège »
            break
        if noun is not None and noun in person_nouns():
            if {person_nouns()[noun], name.gender} == {"m", "f"}:
                # « la messe de Noël, la candidate … »
                break
            last = extent(tokens, position, starts)
            is_told = last < len(tokens) and tokens[last].quote >= 0
            if article and (is_told or is_place or _is_subject(tokens, last)):
                # « Pour Paul Roux, le président « parle comme nous » », « À Lyon, la préfète, Anne Roy, »
                break
            if is_verb_at(tokens, position) and last < len(tokens) and tokens[last].low in _CLAUSES:
                # « Anne Roy, architecte, juge que rien ne va »
                break
            # « Anne Roy, qui est déléguée générale du diocèse »
            return words_of(tokens, position if tokens[head].low == "qui" else head, last), last
    return None, name.last
