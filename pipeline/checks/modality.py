"""What must, may or is only said to be: modals and the conditional, French against English."""

import re
from functools import lru_cache

from pipeline.checks.lexicons import fold, rows
from pipeline.records import Finding

# « serait », « aurait », « mettrait »; not the imperfects « tirait », « montrait », « espérait ».
_CONDITIONAL = re.compile(
    r"\b(?:\w*[^\Wé]er|\w*[nlu]dr|\w*ttr|\w*aîtr|\w*evr|vivr|suivr|ser|aur|saur|verr|courr|mourr|pourr|enverr"
    r"|acquerr|\w*(?:[bdglnrsuv]|fin|part|ch|sort|sent|ment|part|gar|pér|mûr)ir|ir)(?:aient|ait|ais|ions|iez)\b"
)
# What every conditional ends in: a cheap look before the long one.
_ENDING = re.compile(r"r(?:aient|ait|ais|ions|iez)\b")
_IMPERFECTS = re.compile(
    r"(?:tir|dmir|spir|désir|vir|retir|attir|soupir|err|serr|enterr|terr)(?:aient|ait|ais|ions|iez)$"
)
_FIRST_PERSON = re.compile(r"\b(?:je|tu|moi|toi)\b|\bj['’]")


@lru_cache(maxsize=16)
def _pattern(name: str) -> re.Pattern[str]:
    phrases = next(phrases for label, phrases in rows("modality") if label == name).split("|")
    edges: dict[tuple[str, str], list[str]] = {}
    for phrase in map(fold, phrases):
        edges.setdefault(_edges(phrase), []).append(re.escape(phrase.strip("*-")))
    # Alternatives behind one edge: where no word begins none of them is tried.
    return re.compile("|".join(f"{head}(?:{'|'.join(all_)}){tail}" for (head, tail), all_ in edges.items()))


def _edges(phrase: str) -> tuple[str, str]:
    head = r"\w*" if phrase[0] in "*-" else "" if phrase[0] == "'" else r"\b"
    return head, r"\w*" if phrase[-1] == "*" else r"(?!\w)"


def _find(name: str, text: str) -> str:
    found = _pattern(name).search(_parted(text))
    return found.group() if found else ""


@lru_cache(maxsize=512)
def _parted(text: str) -> str:
    """Return ``text`` folded, its contracted negations written apart."""
    plain = fold(text).replace("’", "'").replace("can't", "can not")
    return plain.replace("n't", " n't").replace("cannot", "can not")


@lru_cache(maxsize=512)
def french_conditionals(text: str) -> tuple[str, ...]:
    """Return the verbs in the conditional, which a newspaper also uses for what it does not endorse."""
    low = text.lower()
    if not _ENDING.search(low):
        return ()
    found = (match.group() for match in _CONDITIONAL.finditer(low))
    # « les minerais », « le relais »: the first and second person have their pronoun before them.
    is_told = _FIRST_PERSON.search(low) is not None
    return tuple(
        word for word in found if not _IMPERFECTS.search(word) and (is_told or not word.endswith("ais"))
    )


def check_modality(source: str, target: str) -> tuple[Finding, ...]:
    """Return a finding per modal of one language that nothing in the other language answers."""
    findings = []
    conditionals = french_conditionals(source)
    is_question = source.rstrip(' »"').endswith("?")  # « Se serait-il trompé ? » may ask "Was he wrong?"
    if conditionals and not is_question and not _find("en_conditional", target):
        message = f"the conditional « {conditionals[0]} » became a plain statement"
        findings.append(Finding("modality", "check", message, source=conditionals[0]))
    for name, what in (("must", "obligation"), ("can", "possibility")):
        french = _find(f"fr_{name}", source)
        if french and not _find(f"en_{name}", target):
            message = f"nothing in the English says the {what} of « {french} »"
            findings.append(Finding("modality", "check", message, source=french))
    for english, french, what in (
        ("en_strict", "fr_strict", "obligation"),
        ("en_may", "fr_may", "possibility"),
    ):
        word = _find(english, target)
        if word and not _find(french, source) and not conditionals:
            message = f'"{word}" says {what} where the French does not'
            findings.append(Finding("modality", "check", message, target=word))
    return tuple(findings)
