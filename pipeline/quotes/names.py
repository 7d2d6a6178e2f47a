"""Names in a sentence: runs of capitalised words, told apart into persons, media and the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from .frames import Frame, Token
from .parse import NOBODY, Places
from .phrases import PREPOSITIONS, is_finite, noun_of
from .wordlists import bodies, first_names, media, person_nouns, plural, read_lines, word_set, words


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens ``first`` to ``last`` (exclusive) are a name; ``is_sure`` when a list, title or age says so."""

    first: int
    last: int
    is_person: bool
    is_sure: bool
    gender: str


TITLES = {
    "m": "m",
    "mm": "m",
    "mme": "f",
    "mmes": "f",
    "mlle": "f",
    "me": "e",
    "dr": "e",
    "pr": "e",
    "mgr": "m",
}

# How those are called who come from somewhere: Lyonnais, Américaine.
NATIVES = ("ais", "aise", "ois", "oise", "icain", "icaine", "ien", "ienne", "éen", "éenne")

TITLES |= {"monsieur": "m", "madame": "f", "maître": "e", "docteur": "e", "professeur": "e", "sir": "m"}


_PLACES = word_set("names.places")
_ADJECTIVES = ("ale", "al", "ique", "aire", "ive", "elle", "enne")
_PARTICLES = word_set("names.particles")
_FRENCH_PARTICLES = frozenset({"de", "du", "d'"})
_PARTICIPLES = ("é", "u", "it", "ant")
_LEADING = frozenset({"le", "la", "l'", "les", "un", "une", "ce", "cet", "cette"})
_PORTFOLIOS = word_set("names.portfolios")
_LED = word_set("names.led")
_DEDICATED = word_set("names.dedicated")
_COUNTED = frozenset({"millions", "milliards", "nations", "communes", "départements"})
# « Cour européenne des droits de l'homme »
_LONGEST = 7
_BEGINNING = frozenset({"nouvelle", "nouveau", "jeune", "jeunes", "grande", "libre", "autre", "petite"})


def _is_function_word(low: str) -> bool:
    return low in words("function")


def _is_acronym(token: Token) -> bool:
    return token.is_word and len(token.text) > 1 and token.text.isupper()


def is_first_name(word: str) -> bool:
    """Tell whether ``word`` is a listed first name, or a compound that starts with one (Jean-Marie)."""
    return word in first_names() or word.split("-", maxsplit=1)[0] in first_names()


def _listed_gender(word: str) -> str:
    return first_names().get(word) or first_names().get(word.split("-", maxsplit=1)[0], "e")


def _listed_at(tokens: Sequence[Token], at: int) -> tuple[int, str]:
    """Return how many tokens from ``at`` name a medium or a known body (0 for none), and its gender."""
    found, gender = 0, ""
    joined = ""
    for ahead in range(at, min(at + _LONGEST, len(tokens))):
        if tokens[ahead].quote >= 0:
            break
        gap = "" if ahead == at or tokens[ahead - 1].end == tokens[ahead].start else " "
        joined += gap + tokens[ahead].low
        if joined in media() or joined in bodies():
            found, gender = ahead + 1 - at, "m" if joined in media() else "e"
    return found, gender


def _is_capital(token: Token) -> bool:
    """« Omar al-Saleh »: a small particle hangs on the capital."""
    prefix, _, rest = token.text.partition("-")
    return token.is_capitalised or (prefix in _PARTICLES and rest[:1].isupper())


def _run_end(tokens: Sequence[Token], at: int) -> int:
    """Return the end of the capitalised words from ``at``, particles inside included."""
    last = at + 1
    while last < len(tokens):
        token = tokens[last]
        if token.is_capitalised and token.low in TITLES and title_before(tokens, last + 1) is not None:
            # « à la sortie du Palais Me Anne Roy »
            break
        if token.is_word and not token.low.startswith("-") and _is_capital(token):
            last += 1
            continue
        following = tokens[last + 1] if last + 1 < len(tokens) else None
        if token.text == "." and _is_initial(tokens, last - 1) and following and following.is_capitalised:
            # « J. F. Morel »
            last += 2
            continue
        ahead = tokens[last : last + 3]
        noble = [one.low for one in ahead[:2]] == ["de", "la"] and len(ahead) == 3 and ahead[2].is_capitalised
        if noble and last == at + 1 and is_first_name(tokens[at].text):
            # « Bernard de la Roche »
            last += 3
            continue
        is_particle = token.low in _PARTICLES and following is not None and following.is_capitalised
        if is_particle and _may_be_noble(tokens, at, last):
            last += 2
            continue
        break
    return last


def _may_be_noble(tokens: Sequence[Token], at: int, last: int) -> bool:
    """« Anne de Roche », « Wim van Delft » and « a dit Wim de Delft » are names."""
    if is_first_name(tokens[at].text):
        return last == at + 1 or tokens[last].low == "d'"
    before = tokens[at - 1] if at else tokens[at]
    if last > at + 1 or _is_acronym(tokens[at]) or before.low in _LEADING | PREPOSITIONS:
        return False
    if tokens[last].low not in _FRENCH_PARTICLES:
        return True
    is_told = is_finite(before) or (before.low.endswith(_PARTICIPLES) and noun_of(before.low) is None)
    return is_told and noun_of(tokens[at].low) is None


def _is_initial(tokens: Sequence[Token], at: int) -> bool:
    """« J. Morel »: one capital, its stop right behind it."""
    return (
        len(tokens[at].text) == 1
        and tokens[at].is_capitalised
        and tokens[at].low not in TITLES
        and tokens[at].end == tokens[at + 1].start
    )


def _with_place(tokens: Sequence[Token], first: int, last: int) -> int:
    """« l'Olympique de Lens », « le Stade de Reims »: behind an article a body takes its place along."""
    is_body = first > 0 and tokens[first - 1].low in {"le", "la", "l'", "du", "au"} and last == first + 1
    at = last
    while is_body and at < len(tokens) and tokens[at].low.endswith(_ADJECTIVES) and at < last + 2:
        # « l'Inspection générale des Ponts »
        at += 1
    ahead = tokens[at : at + 2]
    joins = is_body and len(ahead) == 2 and ahead[0].low in {"de", "d'", "du", "des"}
    joins = joins and ahead[1].is_capitalised
    if not joins or is_first_name(ahead[1].text) or is_first_name(tokens[first].text):
        return last
    is_native = tokens[first].low.endswith(NATIVES)
    return last if is_native or noun_of(tokens[first].low) is not None else at + 2


def _is_counted(tokens: Sequence[Token], at: int) -> bool:
    """« 30 Millions d'amis »: the figure begins the name of a body."""
    return at > 0 and tokens[at - 1].text.isdigit() and tokens[at].low in _COUNTED


def _with_noun(tokens: Sequence[Token], first: int, last: int) -> int:
    """« Nouvelle gauche », « 30 Millions d'amis »: the noun that a capital begins belongs to the name."""
    ahead = tokens[last : last + 2]
    if last != first + 1 or not ahead or not ahead[0].is_word or ahead[0].is_capitalised:
        return last
    if _is_counted(tokens, first) and len(ahead) == 2 and ahead[0].low in {"de", "d'"} and ahead[1].is_word:
        return last + 2
    is_adjective = tokens[first].low in _BEGINNING and not _opens(tokens, first)
    return last + 1 if is_adjective and ahead[0].low not in PREPOSITIONS | words("function") else last


def _split_run(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return where a person's name starts inside the run: « Les Républicains | Bruno Retailleau »."""
    if is_first_name(tokens[first].text):
        genders = {_listed_gender(tokens[at].text) for at in (first, first + 1) if at < last}
        is_place = first and tokens[first - 1].low in {"de", "à"} and last - first == 3
        # « le procureur de Nancy | Paul Roy »
        return first + 1 if is_place and genders == {"m", "f"} else first
    if _is_acronym(tokens[first]) and last - first > 2 and tokens[first + 1].is_capitalised:
        # « la syndicaliste CGT | Soazig Le Bihan »
        return first + 1
    if tokens[first].low in _PORTFOLIOS and first and tokens[first - 1].low in {"l'", "la", "le", "des"}:
        # « le ministère de l'Intérieur | Iyad al-Roux »
        return first + 1 if last - first > 2 and tokens[first + 1].is_capitalised else first
    for at in range(first + 1, last - 1):
        if is_first_name(tokens[at].text) and tokens[at - 1].low not in _PARTICLES:
            genders = {_listed_gender(tokens[at].text), _listed_gender(tokens[at + 1].text)}
            # « la Maison Blanche | Peter Roy »
            is_place = genders == {"m", "f"} and is_first_name(tokens[at + 1].text) and at + 2 < last
            return at + 1 if is_place else at
    return first


def _opens(tokens: Sequence[Token], at: int) -> bool:
    return at == 0 or tokens[at - 1].text in ".:!?…—–-•(" or tokens[at - 1].quote >= 0


def _skip_start(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the capital only starts the sentence: « Pour Alain Juppé »."""
    following = tokens[at + 1].is_capitalised if at + 1 < len(tokens) else False
    if title_before(tokens, at) is not None:
        # « M. Prêtre »
        return False
    if tokens[at].low in PREPOSITIONS and not following:
        # « estime Auprès du Monde Anne Roux »: a capital out of place makes no name.
        return True
    return _opens(tokens, at) and (_is_function_word(tokens[at].low) or (noun_of(tokens[at].low) is not None))


def _is_shouted(tokens: Sequence[Token], at: int) -> bool:
    """« UN POINT TOUS LES SIX MOIS » is a heading: of three words in capitals and more none is a name."""
    if not _is_acronym(tokens[at]):
        return False
    first, last = at, at + 1
    while first and _is_acronym(tokens[first - 1]):
        first -= 1
    while last < len(tokens) and _is_acronym(tokens[last]):
        last += 1
    return last - first > 2


def title_before(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """Return first token and gender of the title before a name: M. , Mme , le Dr."""
    back = at - 1
    if back >= 0 and tokens[back].text == "." and back >= 1 and tokens[back].start == tokens[back - 1].end:
        back -= 1
    if back < 0 or tokens[back].low not in TITLES or not tokens[back].text[0].isalpha():
        return None
    if tokens[back].low in {"m", "mm", "me", "mme", "dr", "pr"} and not tokens[back].is_capitalised:
        return None
    return back, TITLES[tokens[back].low]


def _names(tokens: Sequence[Token]) -> Iterator[Name]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        begins = token.is_capitalised or token.text[0].isdigit()
        length, gender = _listed_at(tokens, at) if begins else (0, "")
        if length and not (length == 1 and is_first_name(token.text)):
            yield Name(at, at + length, False, True, gender)
            at += length
            continue
        elided = token.low.endswith("'") and len(token.low) <= 3
        following = tokens[at + 1] if at + 1 < len(tokens) else token
        title = token.low in TITLES and (following.text == "." or following.is_capitalised)
        # « le PDG », « l'ONG »: nouns in capitals.
        is_noun = _is_acronym(token) and noun_of(token.low) is not None
        if (
            not (token.is_word and token.is_capitalised)
            or elided
            or title
            or is_noun
            or _skip_start(tokens, at)
            or _is_shouted(tokens, at)
        ):
            at += 1
            continue
        last = _with_noun(tokens, at, _with_place(tokens, at, _run_end(tokens, at)))
        last = _second_name(tokens, at, last)
        start = _split_run(tokens, at, last)
        if start > at:
            yield Name(at, start, False, False, "e")
        if start == at and _is_counted(tokens, at):
            yield Name(at - 1, last, False, True, "e")
        else:
            yield _name(tokens, start, last)
        at = last


def _second_name(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return where the next name starts in a run: « a dit à Paul Blanc | Anne Noir »; its end without one."""
    if not is_first_name(tokens[first].text):
        return last
    for at in range(first + 2, last - 1):
        is_surname = not is_first_name(tokens[at - 1].text) and tokens[at - 1].low not in _PARTICLES
        if is_surname and is_first_name(tokens[at].text) and not is_first_name(tokens[at + 1].text):
            return at
    return last


def is_dedicated(tokens: Sequence[Token], first: int, last: int) -> bool:
    """« le lycée Paul Roux », « la loi Roux »: what bears somebody's name is not that person.

    « le gouvernement Roux » is one, « le porte-parole du gouvernement | Paul Roux » is not.
    """
    before = tokens[first - 1].low if first else ""
    return before in _DEDICATED or (last == first + 1 and before in _LED)


def _name(tokens: Sequence[Token], first: int, last: int) -> Name:
    if is_dedicated(tokens, first, last):
        return Name(first, last, False, True, "e")
    title = title_before(tokens, first)
    if title is not None:
        gender = title[1] if title[1] != "e" else _listed_gender(tokens[first].text)
        return Name(first, last, True, True, gender)
    size = last - first
    listed = is_first_name(tokens[first].text)
    if size >= 2 and listed and not _is_acronym(tokens[first + 1]):
        return Name(first, last, True, True, _listed_gender(tokens[first].text))
    if size >= 2 and listed:
        return Name(first, last, True, True, _listed_gender(tokens[first].text))
    aged = last + 3 <= len(tokens) and tokens[last].text == "," and tokens[last + 2].low == "ans"
    aged = aged or _is_introduced(tokens, last)
    before = tokens[first - 1].low if first else ""
    is_party = tokens[first].low in {"les", "le", "la"} or _is_acronym(tokens[first])
    after_role = before in person_nouns() and tokens[first - 1].is_word and not is_party
    # « les jeunes Républicains » are no person.
    after_role = after_role and not (size == 1 and before.endswith(("s", "x")) and plural(before) == before)
    if aged or after_role:
        return Name(first, last, True, True, person_nouns().get(before, "e") if after_role else "e")
    if size == 1 and tokens[first].low in _officials():
        return Name(first, last, True, True, "e")
    is_place = before in {"l'", "la", "le", "les", "en", "dans", "du", "au"} or tokens[first].text in _PLACES
    return Name(first, last, listed and size == 1 and not is_place, False, _listed_gender(tokens[first].text))


def _is_introduced(tokens: Sequence[Token], last: int) -> bool:
    """« Nika, une étudiante, … »: a trade with an article behind the comma."""
    ahead = tokens[last : last + 3]
    return (
        len(ahead) == 3
        and ahead[0].text == ","
        and ahead[1].low in {"un", "une"}
        and (ahead[2].low in person_nouns())
    )


@cache
def _officials() -> frozenset[str]:
    """Return the surnames, one word each, of those whose office the press takes for known."""
    people = (line.split(" = ")[0].split() for line in read_lines("offices"))
    return frozenset(words_[1].lower() for words_ in people if len(words_) == 2)


def _parsed(tokens: Sequence[Token], name: Name, persons: Places) -> Name:
    """Take two words or more for a person's name when the parser does, listed first name or not."""
    size = name.last - name.first
    if name.is_sure or size < 2 or persons is NOBODY:
        return name
    agreeing = sum(token.start in persons for token in tokens[name.first : name.last])
    return replace(name, is_person=True, is_sure=True) if agreeing == size else name


def capitalised_inside(frames: Sequence[Frame]) -> frozenset[str]:
    """Return the words with a capital that do not owe it to their place at the head of a sentence."""
    return frozenset(
        token.text
        for frame in frames
        for at, token in enumerate(frame.tokens)
        if token.is_word and token.is_capitalised and not _opens(frame.tokens, at)
    )


def _only_opens(tokens: Sequence[Token], name: Name, known: frozenset[str]) -> bool:
    """« Repoussé en raison de la grève, … » opens with a capital that makes no name."""
    if name.is_sure or name.last - name.first > 1 or not _opens(tokens, name.first):
        return False
    token = tokens[name.first]
    if "-" in token.text and token.text.split("-")[0].lower() in words("function") | PREPOSITIONS:
        # « Au-delà du pont »
        return True
    return not (token.text in known or _is_acronym(token) or is_first_name(token.text) or "-" in token.text)


def find_names(tokens: Sequence[Token], known: frozenset[str], persons: Places) -> list[Name]:
    """Return the names in order; ``known`` and ``persons`` as in ``mentions.find_mentions``."""
    listed = (_parsed(tokens, name, persons) for name in _names(tokens))
    return [name for name in listed if not _only_opens(tokens, name, known)]


def surname(name: str) -> str:
    """Return a name without its first names: « Jean-Marie Le Guen » → Le Guen; a single word as it is."""
    parts = name.split()
    kept = 0
    while kept < len(parts) - 1 and is_first_name(parts[kept]):
        kept += 1
        if kept == 1 and len(parts) == 2:
            break
    return " ".join(parts[kept:] if kept else parts[1:] if len(parts) > 1 else parts)
