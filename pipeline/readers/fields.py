"""What a record of a collection calls its text, title and the rest, and the Article it makes.

JSON Lines and Parquet share this, so that the same records give the same articles in either form.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from pipeline.errors import SettingsError, UnreadableArticle
from pipeline.readers.base import Details, Source, read_text
from pipeline.readers.paragraphs import join_wrapped
from pipeline.records import Article

# Field of an article → what collections call it; the first is ours, and the first that is there counts.
USUAL: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "maintext", "texte", "contenu", "corps"),
    "id": ("id", "article_id", "uuid", "identifiant"),
    "title": ("title", "headline", "titre"),
    "url": ("url", "link", "lien"),
    "published": ("published", "date", "published_at", "publish_date", "date_publication"),
    "byline": ("byline", "author", "authors", "auteur"),
}

Named = tuple[tuple[str, str], ...]
"""Pairs (field, the name of the user), for collections with names of their own."""


def parse_fields(values: Iterable[str]) -> Named:
    """Pairs from ``text=corps``, ``title=titre`` …; SettingsError when one is of another form."""
    given = tuple(values)
    pairs = [(field.strip(), name.strip()) for field, _, name in (value.partition("=") for value in given)]
    for value, (field, name) in zip(given, pairs, strict=True):
        if field not in USUAL or not name:
            raise SettingsError(
                f"--field {value}: write FIELD=NAME, where FIELD is one of {', '.join(USUAL)}."
            )
    return tuple(pairs)


def choose(present: Iterable[str], named: Named) -> dict[str, str]:
    """Field → the name it has here, for each field that is there; a name of the user's comes first."""
    names = list(present)
    chosen = {field: name for field, name in named if name in names}
    for field, usual in USUAL.items():
        found = next((name for name in usual if name in names), None)
        if found is not None and field not in dict(named):
            chosen[field] = found
    return chosen


def article_of(record: Mapping[str, object], origin: str, source: Source) -> Article:
    """The Article of a record; UnreadableArticle when it has no text or a field is no text at all."""
    chosen = choose(record, source.named)
    text = record.get(chosen.get("text", ""))
    if not isinstance(text, str):
        raise UnreadableArticle(f"{origin}: {_why_no_text(record, chosen, source.named)}.")
    values = {field: _value(record, field, name, origin) for field, name in chosen.items() if field != "text"}
    details = Details(
        stem=values.get("id") or source.stem,
        published=values.get("published"),
        byline=values.get("byline"),
        url=values.get("url"),
    )
    return read_text(join_wrapped(text), origin, values.get("title"), details)


def missing_text(names: Iterable[str], named: Named) -> str:
    """Why none of the names is the text, with what there is and what to type; no full stop."""
    wanted = dict(named).get("text")
    found = ", ".join(names) or "nothing"
    what = f"no {wanted!r}" if wanted else "nothing that is called text, body, content or the like"
    return f"it has {what}, only {found}; name it with --field text=NAME"


def _why_no_text(record: Mapping[str, object], chosen: Mapping[str, str], named: Named) -> str:
    if "text" not in chosen:
        return missing_text(record, named)
    value = record[chosen["text"]]
    kind = "empty (null)" if value is None else f"{type(value).__name__}, not a string"
    return f'"{chosen["text"]}" is {kind}'


def _value(record: Mapping[str, object], field: str, name: str, origin: str) -> str | None:
    """An optional field: a number as its digits, a date in ISO form, an empty string as absent.

    What is of another type is an error under the names that README gives; under a usual name of other
    people's ("author": {"name": …}) it is passed over.
    """
    value = record[name]
    if isinstance(value, date):  # datetime is one too
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int | None):
        if name == field:
            raise UnreadableArticle(f'{origin}: "{name}" is {type(value).__name__}, not a string.')
        return None
    return str(value).strip() or None if value is not None else None
