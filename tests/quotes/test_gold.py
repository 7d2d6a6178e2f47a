"""What is read as annotated articles, and what is refused with its file, its line and what to do."""

import codecs
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import SettingsError
from pipeline.evaluation.gold import Annotated, Gold, annotated_articles
from pipeline.evaluation.quotes import run
from pipeline.records import Span
from tests.conftest import ROOT

TEXT = "« Le pont tient », a dit Anne Morel, qui cite « La Vie des eaux »."
CONTENT, TITLE = "Le pont tient", "La Vie des eaux"
START, END = TEXT.index(CONTENT), TEXT.index(CONTENT) + len(CONTENT)
QUOTE = {
    "content": CONTENT,
    "span": [START, END],
    "kind": "direct",
    "speaker": "Anne Morel",
    "speaker_mention": "Anne Morel",
}
LEFT_OUT = "(left out)"


def article(**fields: Any) -> str:
    """Return the line of a sound article with some fields changed, added or left out."""
    row = {"id": "own-01", "text": TEXT, "quotes": [QUOTE], **fields}
    return json.dumps({key: value for key, value in row.items() if value != LEFT_OUT})


def quoting(**fields: Any) -> str:
    """Return the line of an article whose second quotation has some fields changed or left out."""
    quote = {key: value for key, value in {**QUOTE, **fields}.items() if value != LEFT_OUT}
    return article(quotes=[QUOTE, quote])


def read(folder: Path, *lines: str, mark: bytes = b"") -> list[Annotated]:
    """Return the articles of a file with these lines."""
    path = folder / "gold.jsonl"
    path.write_bytes(mark + "\n".join(lines).encode("utf-8", "surrogatepass"))
    return list(annotated_articles(path))


def refusal(folder: Path, *lines: str) -> str:
    """Return what the refusal of a file with these lines says behind the path."""
    with pytest.raises(SettingsError) as refused:
        read(folder, *lines)
    message = str(refused.value)
    assert "\n" not in message
    assert len(message) < 400 + len(str(folder))
    return message.removeprefix(f"{folder / 'gold.jsonl'}:")


def test_an_article_is_read_with_what_is_due(tmp_path: Path) -> None:
    """Quotations, reported speech and marked words that are no speech."""
    at = TEXT.index(TITLE)
    title = {"content": TITLE, "span": [at, at + len(TITLE)], "why": "term"}
    cites = {"content": "cite", "span": [TEXT.index("cite"), TEXT.index("cite") + 4], "speaker": None}
    (found,) = read(tmp_path, article(indirect=[cites], not_quotes=[title]))
    assert found.gold == (
        Gold(Span(START, END), CONTENT, "direct", "Anne Morel", "Anne Morel"),
        Gold(Span(*cites["span"]), "cite", "indirect", None, None),
    )
    assert found.no_speech == (Span(at, at + len(TITLE)),)


def test_a_span_that_is_no_speech_needs_no_content(tmp_path: Path) -> None:
    """Its place is all that counts."""
    (found,) = read(tmp_path, article(not_quotes=[{"span": [0, 1]}]))
    assert found.no_speech == (Span(0, 1),)


def test_a_speaker_may_be_nobody(tmp_path: Path) -> None:
    """null is an answer."""
    (found,) = read(tmp_path, quoting(speaker=None, speaker_mention=None))
    assert (found.gold[1].speaker, found.gold[1].mention) == (None, None)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_mark_and_blank_lines_are_no_part_of_an_article(tmp_path: Path, ending: str) -> None:
    """As Windows saves it, and two such files put together."""
    path = tmp_path / "gold.jsonl"
    lines = ["", article(), "  ", "\ufeff" + article(id="own-02"), "\ufeff"]
    path.write_bytes(codecs.BOM_UTF8 + ending.join(lines).encode("utf-8"))
    assert [found.name for found in annotated_articles(path)] == ["own-01", "own-02"]


def test_a_mark_changes_no_figure(tmp_path: Path) -> None:
    """The gold of the tests with a byte-order mark scores what it scores without."""
    gold = ROOT / "tests" / "data" / "quality" / "quotes.jsonl"
    marked = tmp_path / "quotes.jsonl"
    marked.write_bytes(codecs.BOM_UTF8 + gold.read_bytes())
    one, other = run(gold, None), run(marked, None)
    assert (one.articles, one.quoted_80, one.forms) == (other.articles, other.quoted_80, other.forms)


@pytest.mark.parametrize("separator", ["\u2028", "\u0085", "\u000c"])
def test_a_line_ends_where_the_file_says_so(tmp_path: Path, separator: str) -> None:
    """JSON may hold a line separator of Unicode inside a text as it is."""
    text = TEXT + separator + "Fin."
    line = json.dumps({"id": "own-01", "text": text, "quotes": [QUOTE]}, ensure_ascii=False)
    assert read(tmp_path, line)[0].text == text


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[]", "the line is a list, not an object; each line needs id, text and quotes"),
        ("5", "the line is 5, not an object"),
        ("null", "the line is null, not an object"),
        ("[" * 100_000, "the JSON is not that of an annotated article; each line needs"),
        ('{"id": ' + "9" * 5000 + "}", "the JSON is not that of an annotated article"),
        (
            "{id}",
            "the line is not valid JSON (Expecting property name enclosed in double quotes at column 2)",
        ),
        ('{"id": "a', "the line is not valid JSON (Unterminated string starting at column 8)"),
        ('{"id": "a"', "the line is not valid JSON (Expecting ',' delimiter at column 11)"),
        (article(id=LEFT_OUT), "the field 'id' is missing"),
        (article(id=7), '"id" is 7; write it as a string, between double quotes'),
        (article(id=" "), '"id" is blank; fill it in'),
        (article(text=LEFT_OUT), "the field 'text' is missing"),
        (article(text=5), '"text" is 5; write it as a string'),
        (article(text=""), '"text" is blank'),
        (article(text=TEXT + "\ud800"), '"text" holds half a character'),
        (article(quotes=LEFT_OUT), "the field 'quotes' is missing"),
        (article(quotes={}), '"quotes" is an object; write a list, [] when there are none'),
        (article(quotes=float("nan")), '"quotes" is NaN; write a list'),
        (article(quotes=None), '"quotes" is null; write a list'),
        (article(indirect={}), '"indirect" is an object; write a list'),
        (article(not_quotes="none"), '"not_quotes" is a string; write a list'),
        (article(quotes=["oui"]), 'item 1 of "quotes": it is a string, not an object'),
        (article(not_quotes=[{"span": [3, 1]}]), 'item 1 of "not_quotes": the span [3, 1] does not end'),
        (
            article(not_quotes=[{"span": [0, 1], "content": "x"}]),
            'item 1 of "not_quotes": the content is not',
        ),
        (article(indirect=[{"span": [0, 1], "content": "«"}]), "item 1 of \"indirect\": the field 'speaker'"),
    ],
)
def test_a_line_that_is_no_annotated_article_is_refused(tmp_path: Path, line: str, reason: str) -> None:
    """The line is counted in the file, blank ones too; the sentence ends with a full stop."""
    message = refusal(tmp_path, article(id="own-00"), "", line)
    assert message.startswith(f"3: {reason}")
    assert message.endswith(".")


@pytest.mark.parametrize(
    "span",
    [
        *(["10", 13], [10, "13"], [10.0, 13.0], [True, 13], [0, True], [None, 13]),
        *([], [10], [10, 13, 14], "10-13", {"start": 10, "end": 13}, None, 10),
    ],
    ids=json.dumps,
)
def test_a_span_is_two_whole_numbers(tmp_path: Path, span: object) -> None:
    """Neither strings, nor 10.0, nor true, which Python takes for 1."""
    message = refusal(tmp_path, quoting(span=span))
    reason = "the span is not two whole numbers; write [start, end], such as [10, 13]"
    assert message == f'1: item 2 of "quotes": {reason}.'


@pytest.mark.parametrize(
    ("span", "reason"),
    [
        ([END, START], f"the span [{END}, {START}] does not end after its start; write [start, end]"),
        ([START, START], f"the span [{START}, {START}] does not end after its start"),
        ([-3, 5], f"the span [-3, 5] is not within the {len(TEXT)} characters of the text"),
        ([START, 10_000], f"the span [{START}, 10000] is not within the {len(TEXT)} characters of the text"),
        ([START, len(TEXT) + 1], f"the span [{START}, {len(TEXT) + 1}] is not within"),
        ([0, 10**4000], "the span [0, 1" + "0" * 38 + "…] is not within"),
        (
            [START + 1, END],
            f'the content is not what the span [{START + 1}, {END}] of the text holds, "e pont',
        ),
        ([START, END + 2], f'the content is not what the span [{START}, {END + 2}] of the text holds, "Le'),
        (
            [0, len(TEXT)],
            f'the content is not what the span [0, {len(TEXT)}] of the text holds, "{TEXT[:38]}…"; ',
        ),
    ],
)
def test_a_span_holds_the_content_of_its_quotation(tmp_path: Path, span: list[int], reason: str) -> None:
    """A span that is reversed, past the end or one character off is told with what stands there."""
    assert refusal(tmp_path, quoting(span=span)).startswith(f'1: item 2 of "quotes": {reason}')


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"span": LEFT_OUT}, "the field 'span' is missing; each line needs id"),
        ({"content": LEFT_OUT}, "the field 'content' is missing; each line needs id"),
        ({"content": 5}, '"content" is 5; write it as a string'),
        ({"kind": LEFT_OUT}, "the field 'kind' is missing"),
        ({"kind": "quoted"}, '"kind" is "quoted"; write one of direct, mixed, indirect'),
        ({"kind": ["direct"]}, '"kind" is a list; write it as a string'),
        ({"speaker": LEFT_OUT}, "the field 'speaker' is missing"),
        ({"speaker": ["Paul"]}, '"speaker" is a list; write it as a string'),
        ({"speaker": {"name": "Paul"}}, '"speaker" is an object; write it as a string'),
        ({"speaker": False}, '"speaker" is false; write it as a string'),
        ({"speaker": ""}, '"speaker" is empty; write null where there is none'),
        ({"speaker": " "}, '"speaker" is blank'),
        ({"speaker_mention": ""}, '"speaker_mention" is empty; write null where there is none'),
        ({"speaker": "\ud83d"}, '"speaker" holds half a character'),
        ({"speaker_mention": 5}, '"speaker_mention" is 5; write it as a string'),
    ],
    ids=repr,
)
def test_a_quotation_says_how_and_by_whom(tmp_path: Path, fields: dict[str, object], reason: str) -> None:
    """A forgotten speaker is not nobody, and a list of names is not a name."""
    assert refusal(tmp_path, quoting(**fields)).startswith(f'1: item 2 of "quotes": {reason}')


def test_two_articles_have_two_ids(tmp_path: Path) -> None:
    """Both lines are named."""
    message = refusal(tmp_path, article(id="a-1"), article(id="a-2"), "", article(id="a-1"))
    assert message == '4: the id "a-1" is that of line 1 too; give each article its own.'


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_another_encoding_is_told(tmp_path: Path, encoding: str) -> None:
    """« and é are other bytes there."""
    path = tmp_path / "gold.jsonl"
    path.write_bytes(json.dumps(json.loads(article()), ensure_ascii=False).encode(encoding))
    with pytest.raises(
        SettingsError, match=r"gold\.jsonl:1: the line is not UTF-8; save the file as UTF-8\."
    ):
        list(annotated_articles(path))


def test_a_file_with_a_mark_alone_has_no_article(tmp_path: Path) -> None:
    """No article, no figures."""
    assert read(tmp_path, "", mark=codecs.BOM_UTF8) == []
    with pytest.raises(SettingsError, match="has no annotated article; each line needs id"):
        run(tmp_path / "gold.jsonl", None)
