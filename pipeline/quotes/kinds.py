"""What a marked span is: a whole statement, a fragment of speech, or no speech at all."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.records import QuoteKind

from .cues import BE, HAVE
from .frames import Frame, Token
from .phrases import PREPOSITIONS, infinitives, is_finite, is_verb_at
from .wordlists import word_set, words

_SUBORDINATORS = word_set("kinds.subordinators")
_RESUMING = word_set("kinds.resuming")
_FRAGMENT_STARTS = word_set("kinds.fragment_starts")
_DETERMINERS = frozenset({"un", "une", "le", "la", "du", "au", "ce", "cette", "son", "sa"})
_WISHES = frozenset({"afin", "pour", "bien", "avant", "sans", "veut", "veulent"})
_PROSECUTION = word_set("kinds.prosecution")
_CLITICS = frozenset({"ne", "n'", "se", "s'", "y", "en", "l'", "le", "la", "les", "lui", "leur"})
_SPEAKERS_OWN = word_set("kinds.pronouns")
_ARTICLES = frozenset({"le", "la", "les", "l'"})
_LABELLED = word_set("kinds.labelled")
_LAWS = frozenset({"loi", "décret", "ordonnance", "arrêté", "directive", "circulaire"})
_BREAKS = frozenset({".", "!", "?", "…", "...", "(...)", "[...]", "(…)"})
_WORKS = word_set("kinds.works")
_NAMING_VERBS = word_set("kinds.naming_verbs")


def _is_verb(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether token ``at`` is a finite verb here; « la marche », « une note » are nouns."""
    if _ends_compound(tokens, at) or (at and tokens[at - 1].low in infinitives()):
        # « sans se rendre compte »
        return False
    if at and tokens[at - 1].low in {"tu", "t'"} and tokens[at].low.endswith(("s", "x")):
        return True
    if re.fullmatch(r"\w{3,}ez", tokens[at].low) and tokens[at].low not in {"assez", "chez"}:
        return True
    if at == 0:
        return is_finite(tokens[at]) and (
            tokens[at].low.endswith("ons") or tokens[at].low in {"faut", "reste"}
        )
    return is_verb_at(tokens, at)


def _ends_compound(tokens: Sequence[Token], at: int) -> bool:
    """« qui n'a pas fait la lumière »: the auxiliary is the verb, « fait » no second one."""
    back = at - 1
    while back >= 0 and tokens[back].low in {"pas", "plus", "jamais", "rien", "aussi", "bien", "déjà"}:
        back -= 1
    return back >= 0 and tokens[back].low in HAVE | BE


def _lacks_subject(tokens: Sequence[Token], at: int) -> bool:
    """« n'a rien à dire » lacks its subject, « ne lâchons rien » needs none."""
    is_order = tokens[at].low.endswith(("ons", "ez")) or tokens[at].low in {"faut", "reste"}
    return not is_order and all(token.low in _CLITICS for token in tokens[:at])


def _subordinates(token: Token, following: str) -> bool:
    """« s'il pleut » hangs on another clause, « le maire s'exprimera », « comme étant sûr » do not."""
    if token.low == "s'":
        return following in {"il", "ils"}
    return token.low in _SUBORDINATORS and not following.endswith("ant")


def has_main_clause(tokens: Sequence[Token]) -> bool:
    """Tell whether ``tokens`` hold a finite verb that no subordinating word claims."""
    pending = 0
    for at, token in enumerate(tokens):
        following = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if token.text in ".!?…;" or (token.text == "," and following in _RESUMING):
            # « Si le vaccin s'avère sûr, nous … »: the main clause starts behind the comma.
            pending = 0
        if _subordinates(token, following) and not (at and tokens[at - 1].low == "-ce"):
            pending += 1
        elif _is_verb(tokens, at):
            if pending == 0 and not _lacks_subject(tokens, at):
                return True
            pending = max(0, pending - 1)
    return False


def _starts_headless(tokens: Sequence[Token]) -> bool:
    """« n'est pas un chef, mais il dure » lacks the subject of its first verb: the journalist gives it."""
    verb = next((at for at in range(len(tokens)) if _is_verb(tokens, at)), None)
    return verb is not None and _lacks_subject(tokens, verb)


def _opens_with_verb(tokens: Sequence[Token]) -> bool:
    """« ont bondi depuis décembre » goes on the journalist's sentence; « est-ce sûr » does not."""
    following = tokens[1].low if len(tokens) > 1 else ""
    return is_finite(tokens[0]) and not following.startswith("-") and not _is_verb(tokens, 0)


def _opens_bare(tokens: Sequence[Token]) -> bool:
    """« colère complète du maire »: a noun without its determiner opens no sentence."""
    first = tokens[0]
    is_other = first.low in words("function") or first.low.endswith(("ment", "ant")) or is_finite(first)
    if first.low.rstrip("es") == "seul" and len(tokens) > 1 and tokens[1].low in _ARTICLES:
        # « seules les personnes malades doivent rester »
        return False
    near = {token.text for token in tokens[1:3]} | {token.low for token in tokens[1:3]}
    return first.is_word and not is_other and not near & {",", "ne", "n'", "je", "nous", "on", "vous", "est"}


def _goes_on_whole(tokens: Sequence[Token]) -> bool:
    """« à ce stade, les tests sont négatifs »: a whole clause stands behind the comma.

    « pire que la crue, il y a le silence », « si le pont cède, c'est la faute du maire »: a main clause
    behind anything but a short adverbial must open with its pronoun.
    """
    comma = next((at for at, token in enumerate(tokens[:14]) if token.text == ","), None)
    if comma is None:
        return False
    rest = tokens[comma + 1 :]
    hangs = any(token.low in _SUBORDINATORS for token in tokens[:comma])
    if hangs or comma > 7 or tokens[0].low not in PREPOSITIONS:
        return bool(rest) and rest[0].low in _RESUMING and has_main_clause(rest)
    return bool(rest) and rest[0].low not in _FRAGMENT_STARTS and has_main_clause(rest)


def _first_sentence(tokens: Sequence[Token]) -> Sequence[Token]:
    """« les consignes du préfet. Restez chez vous » starts as a fragment and is one, whatever follows."""
    ends = (at for at, token in enumerate(tokens) if token.text in _BREAKS)
    return tokens[: next(ends, len(tokens))]


def kind_of(tokens: Sequence[Token], *, stands_alone: bool) -> QuoteKind:
    """Return "direct" for a statement of its own, "mixed" for a fragment in the journalist's sentence.

    « Nous irons au bout » is direct even after *que*; « de toutes nos forces », « aller vite » and
    « qui nous attend » are mixed. A verbless exclamation that stands alone (« Jamais ! ») is direct.
    """
    first = tokens[0]
    opens_low = first.text[0].islower()
    is_condition = first.low == "s'" and len(tokens) > 1 and tokens[1].low in {"il", "ils"}
    opens_bare = _opens_bare(tokens)
    opens_clause = first.low in PREPOSITIONS or first.low in {"si", "quand", "lorsque"} or opens_bare
    if opens_low and opens_clause and _goes_on_whole(tokens):
        return "direct"
    if opens_low and (opens_bare or _opens_with_verb(tokens)):
        return "mixed"
    if opens_low and (first.low in _FRAGMENT_STARTS or is_condition or _starts_headless(tokens)):
        return "mixed"
    if has_main_clause(_first_sentence(tokens) if opens_low else tokens):
        return "direct"
    return "direct" if stands_alone and not opens_low else "mixed"


def states_nothing(tokens: Sequence[Token]) -> bool:
    """Tell a bare noun phrase: « Un drame évitable » as a heading states nothing, « Jamais ! » does."""
    return not any(token.text in ".!?…," or token.low in _SPEAKERS_OWN for token in tokens)


def hangs_on_wish(frame: Frame, at: int) -> bool:
    """Tell a subjunctive clause: il a souhaité que « le débat ait lieu », afin que « chacun vienne »."""
    before = [token.low for token in frame.tokens[max(0, at - 3) : at]]
    if not before or before[-1] not in {"que", "qu'"}:
        return False
    return any(
        word in _WISHES or word.startswith(("souhait", "exig", "demand", "voul", "craig", "crain"))
        for word in before
    )


def word_count(content: str) -> int:
    """Return how many words ``content`` has."""
    return len(re.findall(r"\w+(?:[-'’]\w+)*", content))


def is_title_case(content: str) -> bool:
    """Tell whether most words carry a capital: « Prison Break », « Le Monde d'Hier »."""
    if content.isupper() and len(content.split()) > 1:
        return False
    found = [word for word in re.findall(r"[^\W\d_]+", content) if len(word) > 3]
    return bool(found) and len(found) <= 8 and sum(word[0].isupper() for word in found) >= 0.75 * len(found)


def is_term(frame: Frame, at: int, content: str) -> bool:
    """Tell set phrases (« gilets jaunes ») and nicknames (Paul Roy, le « roi du pétrole ») from speech."""
    if content.lower().replace("’", "'") in words("terms"):
        return True
    before = frame.tokens[max(0, at - 3) : at]
    is_apposed = len(before) == 3 and before[1].text == "," and before[2].low in {"le", "la", "l'"}
    return is_apposed and before[0].is_capitalised and word_count(content) <= 4 and content[0].islower()


def is_named(frame: Frame, at: int, content: str, *, is_clause: bool) -> bool:
    """Tell whether the words before the quotation make it a name: le film « … », une loi dite « … »."""
    behind = [token.low for token in frame.tokens[at + 1 : at + 8]]
    if {"c'", "tel", "voilà", "voici"} & set(behind[:3]) and {"nom", "titre", "intitulé"} & set(behind):
        # « « Agir ensemble » : c'est le nom de la société »
        return True
    before = [token for token in frame.tokens[max(0, at - 4) : at] if token.quote < 0]
    if len(before) > 1 and before[-1].text == ":" and before[-2].low in {"thème", "nom", "titre"}:
        return True
    if not before or before[-1].text == ":" or before[-1].low in {"que", "qu'"}:
        return False
    if re.fullmatch(r"\d{4}", before[-1].text) and _names_law(frame.tokens[max(0, at - 7) : at]):
        # « la loi du 11 février 2005 « pour l'égalité des droits » »
        return True
    if before[-1].low in {
        "intitulé",
        "intitulée",
        "intitulés",
        "intitulées",
        "intitule",
        "intitulait",
        "baptisé",
        "baptisée",
    }:
        return True
    by_verb = before[-1].low in _DETERMINERS | _NAMING_VERBS | {"les", "l'", "des"}
    # « une loi dite « anticasseurs » », but « le maire se dit « inquiet » », « il dit sa « joie » »
    others = {token.low for token in frame.tokens[max(0, at - 7) : at]}
    by_verb = by_verb and not {"se", "s'", "autrement"} & others and before[-1].low not in {"son", "sa"}
    if before[-1].low == "dit" and len(before) > 1:
        # « un pont dit « le long » », but « Anne dit « non » »
        by_verb = by_verb and not (before[-2].is_capitalised or before[-2].low in _SPEAKERS_OWN | {"qui"})
    if by_verb and any(token.low in _NAMING_VERBS for token in before[-2:]) and word_count(content) <= 8:
        return before[-1].low not in {"a", "avoir"} and not _has_auxiliary(before)
    near = [token.low for token in before[-3:] if token.is_word]
    after = frame.tokens[at + 1 : at + 3]
    by_author = len(after) == 2 and after[0].low in {"de", "d'"} and after[1].is_capitalised
    if by_author and content[0].isupper() and word_count(content) <= 6:
        return True
    if before[-1].low in _WORKS and content[0].isupper() and word_count(content) <= 10:
        return True
    if is_clause and not is_title_case(content):
        # « sa fondation, « La France s'engage » »
        is_short = word_count(content) <= 5 and content[-1] not in ".!?…"
        near = near[-1:] if is_short else []
    return content[0].isupper() and any(word in words("naming") for word in near)


def _names_law(tokens: Sequence[Token]) -> bool:
    """« la loi du 11 février 2005 », but « il a été arrêté en mars 2018 »."""
    return any(one.low in _LAWS and before.low in _DETERMINERS | {"l'"} for before, one in pairwise(tokens))


def _has_auxiliary(before: Sequence[Token]) -> bool:
    return any(token.low in {"a", "ont", "avait", "s'est", "est", "aurait"} for token in before)


def is_word_itself(frame: Frame, at: int, content: str) -> bool:
    """Tell a word spoken of, not with: l'emploi du mot « sauvage », s'envoyer des « je t'aime »."""
    before = [token.low for token in frame.tokens[max(0, at - 3) : at]]
    if not before:
        return False
    noun = before[-2] if before[-1] in {"d'", "de"} and len(before) > 1 else before[-1]
    if noun in {"mot", "verbe", "adjectif"} and word_count(content) <= 2:
        return True
    is_pressed = before[-1] == "sur" and any(word.startswith(("cliqu", "appuy")) for word in before)
    if (noun in _LABELLED or is_pressed) and word_count(content) <= 4:
        # « cliquer sur « se connecter » », « le mode « sans échec » »
        return True
    has_subject = re.match(r"(?:je|tu|on)\b|j['’]", content) is not None
    return has_subject and before[-1] in {"un", "des", "le", "les"} and word_count(content) <= 4


def is_proper(frame: Frame, at: int, content: str) -> bool:
    """Tell a name between marks: le clan « Bouteflika », un onglet « Reels », chez « Monsieur Paul »."""
    found = re.findall(r"[^\W\d_]+", content)
    if at and (len(frame.tokens[at - 1].text) == 1 or frame.tokens[at - 1].text.isupper()):
        # « UN ACTE « ODIEUX » », « - « Rare » chance - »: a heading.
        return False
    is_determined = at > 0 and frame.tokens[at - 1].low in _DETERMINERS | {"les", "des", "aux"}
    if is_determined and content[0].isupper() and 1 < len(found) <= 7:
        # « la création d'un « Haut conseil pour le climat » »
        return content[-1] not in ".!?…"
    if len(found) > 1 and content.isupper():
        # « C'EST MÉPRISABLE »: a heading in capitals.
        return False
    if not 1 <= len(found) <= 4 or at == 0 or frame.tokens[at - 1].text in {":", ",", "."}:
        return False
    return all(word[0].isupper() for word in found) and not content.endswith((".", "!", "?", "…"))


def is_inscription(frame: Frame, at: int) -> bool:
    """Tell whether the words are read off something: un panneau proclamant « … »."""
    for back in range(at - 1, max(-1, at - 10), -1):
        low = frame.tokens[back].low
        if low in words("inscriptions") or low.rstrip("s") in words("inscriptions"):
            return True
        if is_verb_at(frame.tokens, back):
            break
    return False


def is_loose_fragment(frame: Frame, at: int, content: str, tokens: Sequence[Token]) -> bool:
    """Tell speech without a tag from a term: « à titre personnel », « ne cède jamais », « avéré ».

    A term at arm's length is a noun; a fragment of another form is mostly somebody's words.
    """
    first = tokens[0]
    if len(tokens) == 1:
        before = frame.tokens[at - 1] if at else None
        is_participle = first.low.endswith(("é", "és", "ée", "ées"))
        governs = before is None or before.low in PREPOSITIONS | _DETERMINERS | {"les", "l'", "ces", "ses"}
        return is_participle and first.text[0].islower() and not governs
    opens = (first.low in words("function") and first.low not in _ARTICLES) or first.low in infinitives()
    return opens and first.text[0].islower() and word_count(content) > 1


def is_charge(frame: Frame, at: int, content: str) -> bool:
    """Tell the name of an offence: mis en examen pour « homicide », une enquête pour « viol en réunion »."""
    while at > 1 and frame.tokens[at - 1].low in {"et", ","} and frame.tokens[at - 2].quote >= 0:
        # « mis en examen pour « vol » et « recel » »: one list.
        at -= 2
    before = [token.low for token in frame.tokens[max(0, at - 10) : at]]
    if not before or before[-1] not in {"pour", "de", "d'", "et", "des"} or word_count(content) > 25:
        return False
    if content.split(maxsplit=1)[0].lower() in infinitives():
        # « soupçonné de crier pour « exciter la peur » »
        return False
    # « interpellé à Lens, il a des « antécédents » » names no offence.
    near = before[-4:] if before[-1] in {"des", "et"} else before
    return any(word in _PROSECUTION for word in near)
