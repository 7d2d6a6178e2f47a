"""The lexicon files beside this module, read once: a word or an expression a line, ``#`` for remarks."""

from functools import cache
from importlib import resources


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """Return the entries of ``lexicon/<name>.txt`` in the order of the file."""
    text = resources.files("pipeline.quotes").joinpath("lexicon", f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """Return the entries of ``lexicon/<name>.txt`` as a set, as they are written."""
    return frozenset(read_lines(name))


@cache
def _sections() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    name = ""
    for line in read_lines("grammar"):
        if line.startswith("["):
            name = line.strip("[]")
        found.setdefault(name, set()).update([] if line.startswith("[") else line.split())
    return {name: frozenset(listed) for name, listed in found.items()}


def word_set(name: str) -> frozenset[str]:
    """Return the closed class ``name`` of ``lexicon/grammar.txt``."""
    return _sections()[name]


@cache
def first_names() -> dict[str, str]:
    """Return first name → gender ("m", "f", "e" for either)."""
    return dict(line.rsplit(" ", 1) for line in read_lines("firstnames"))


def _gendered(name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in read_lines(name):
        masculine, feminine = line.split()
        for word, gender in ((masculine, "m"), (feminine, "f")):
            if word != "-":
                found[word] = "e" if masculine == feminine else gender
    return found


@cache
def person_nouns() -> dict[str, str]:
    """Return noun → gender for nouns that name a person, singular and plural."""
    singular = _gendered("persons")
    return singular | {plural(noun): gender for noun, gender in singular.items()}


@cache
def anaphora() -> frozenset[str]:
    """Return nouns that nearly always point back: édile, intéressée, quadragénaire."""
    return frozenset(_gendered("anaphora"))


@cache
def body_nouns() -> dict[str, str]:
    """Return noun → gender for institutions and for texts, singular and plural."""
    lines = (*read_lines("institutions"), *read_lines("documents"))
    singular = dict(line.rsplit(" ", 1) for line in lines)
    return singular | {plural(noun): gender for noun, gender in singular.items()}


@cache
def media() -> frozenset[str]:
    """Return the names of newspapers and channels in lower case."""
    return frozenset(name.lower() for name in read_lines("media"))


@cache
def bodies() -> frozenset[str]:
    """Return the names of bodies that go on in small letters, in lower case: « force ouvrière »."""
    return frozenset(name.lower() for name in read_lines("bodies"))


@cache
def texts() -> frozenset[str]:
    """Return the nouns for texts that speak, in the singular: rapport, communiqué."""
    return frozenset(line.split()[0] for line in read_lines("documents"))


@cache
def lemmas() -> dict[str, str]:
    """Return noun → the masculine singular it belongs with, so that ``présidente`` meets ``président``."""
    found: dict[str, str] = {}
    for line in read_lines("persons"):
        masculine, feminine = line.split()
        for word in (masculine, feminine):
            if word != "-":
                found[word] = found[plural(word)] = masculine
    return found


@cache
def synonyms() -> dict[str, frozenset[str]]:
    """Return noun (masculine) → the nouns that may stand for it: maire → édile, élu, responsable."""
    return {line.split()[0]: frozenset(line.split()) for line in read_lines("synonyms")}


@cache
def equivalents() -> tuple[tuple[str, frozenset[str]], ...]:
    """Return office → what else it is called, in lower case: premier ministre → chef du gouvernement."""
    pairs = (line.lower().split(" = ") for line in read_lines("equivalents"))
    return tuple((office, frozenset(name.strip() for name in names.split(","))) for office, names in pairs)


def plural(noun: str) -> str:
    """Return the plural of a French noun by the common rule: ``général`` → généraux, ``élu`` → élus."""
    if noun.endswith(("s", "x", "z")):
        return noun
    if noun.endswith("al"):
        return noun[:-2] + "aux"
    return noun + "x" if noun.endswith(("au", "eu")) else noun + "s"


@cache
def fields() -> dict[str, frozenset[str]]:
    """Return noun (masculine) → the walks of life where it is at home: maire → politics."""
    found: dict[str, set[str]] = {}
    for line in read_lines("fields"):
        field, _, listed = line.partition(": ")
        for noun in listed.split():
            found.setdefault(noun, set()).add(field)
    return {noun: frozenset(listed) for noun, listed in found.items()}
