"""One paragraph a line: cleaning of characters, and joining of lines that a column width has cut.

Pure functions over text; nothing here knows where the text came from.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

# C1 controls in a text are cp1252 that somebody read as latin-1: L\x92État is L’État.
_C1 = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_LINE_ENDS = re.compile(r"\r\n?|[\n\v\f\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
# Joiners mean something between the parts of an emoji and in other scripts, nothing beside a Latin letter.
_LATIN = "[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"
_JOINER = re.compile(f"(?<={_LATIN})[\u200c\u200d]+|[\u200c\u200d]+(?={_LATIN})")
_SPACES = re.compile(r"[ \t]+")
_SURROGATE = re.compile("[\ud800-\udfff]")

_LIST_ITEM = re.compile(r"(?:[-–—*•◦▪‣·►■]|\(?\d{1,2}[.)°]|[a-z]\))[ \t\u00a0\u202f]+\S")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'»”’)\]\u00a0\u202f ]*$")
_ITEM_END = re.compile(r"[.!?…:;»”\"][)\]]*$")
_FULL_STOP = re.compile(r"[.,;:]$")
_HEADING_CHARACTERS = 150
_HEADING_WORDS = 24

_MIN_WIDTH, _MAX_WIDTH = 45, 125
_FULL_SHARE, _ENDED_SHARE = 0.7, 0.6
_SLACK = 3

_HYPHENATED = re.compile(r"([^\W\d_]+)-$")
_PREFIX_WORDS = """
vice ex non demi semi mi peut après avant au aux ci là sous sur sans entre contre porte quatre vingt vingts
soixante trente quarante cinquante franco anglo germano italo sino russo américano israélo euro afro gréco
moyen extrême arc celui celle ceux celles lui elle eux nous vous moi toi soi est dit a ont sont quelques peu
rendez grand petit haut bas nord sud centre week chef beau belle saint sainte tout socio politico rez garde
mot cessez jusque
"""
_PREFIXES = frozenset(_PREFIX_WORDS.split())
_ENCLITIC_WORDS = "il elle on ils elles je tu nous vous ce ci là même mêmes être t moi toi lui leur le la les"
_ENCLITICS = frozenset(_ENCLITIC_WORDS.split())


def clean(text: str) -> tuple[str, ...]:
    """Return the paragraphs of ``text``, one a line: NFC, no blank line, no invisible character.

    C1 controls are read as cp1252, as browsers do; runs of spaces and tabs become one space; no-break
    spaces stay, for they tell ``1 902`` from two figures.
    """
    return tuple(line for line in map(str.strip, clean_lines(text)) if line)


def clean_lines(text: str) -> tuple[str, ...]:
    """Return all lines of ``text`` with its characters cleaned; blank lines and indents stay."""
    text = _LINE_ENDS.sub("\n", text).translate(_C1)
    text = _SURROGATE.sub("\ufffd", text)
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFC", _JOINER.sub("", text))
    return tuple(_SPACES.sub(" ", line).rstrip() for line in text.split("\n"))


def is_heading(line: str) -> bool:
    """Tell whether ``line`` looks like a heading: short, with no full stop, comma or colon at its end."""
    line = line.strip(" \u00a0\u202f")
    return (
        0 < len(line) <= _HEADING_CHARACTERS
        and len(line.split()) <= _HEADING_WORDS
        and not _FULL_STOP.search(line.rstrip(' »”"’)\u00a0\u202f'))
        and not _LIST_ITEM.match(line)
        and any(character.isalpha() for character in line)
    )


def join_wrapped(text: str, *, loose: bool = False) -> str:
    """Return ``text`` with one paragraph a line, the lines that a column width has cut joined.

    A break is a cut when the first word of the next line would not have fitted: greedy filling at the
    width of the text. A text counts as wrapped when most of its breaks inside blocks (what blank lines
    part) are such cuts; one that has a paragraph a line already comes back as it is. Headings and list
    items stay lines of their own. ``loose`` says that a single line break means nothing by itself, as in
    Markdown: then one is kept only after the end of a sentence, whatever the width.
    """
    blocks = _blocks(clean_lines(text))
    width = wrap_width(blocks)
    if width is None and not loose:
        return "\n".join(line for block in blocks for line in block)
    words = frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()))
    return "\n".join(line for block in blocks for line in join_lines(block, width, words))


def _blocks(lines: Iterable[str]) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def wrap_width(blocks: Sequence[Sequence[str]]) -> int | None:
    """Return the column width at which ``blocks`` of lines were wrapped, None when they were not."""
    breaks = [(line, after) for block in blocks for line, after in pairwise(block)]
    breaks = [(line, after) for line, after in breaks if not _LIST_ITEM.match(after)]
    if not breaks:
        return None
    lengths = sorted(len(line) for line, _ in breaks)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    if not _MIN_WIDTH <= width <= _MAX_WIDTH or median(lengths) < 0.7 * width:
        return None
    full = sum(_is_full(line, after, width) for line, after in breaks)
    ended = sum(bool(_SENTENCE_END.search(line)) for line, _ in breaks)
    if full < _FULL_SHARE * len(breaks) or ended > _ENDED_SHARE * len(breaks):
        return None
    return width if len(breaks) > 2 or all(after[0].islower() for _, after in breaks) else None


def join_lines(block: Sequence[str], width: int | None, words: frozenset[str] = frozenset()) -> list[str]:
    """Return the paragraphs of a ``block`` of lines wrapped at ``width``; None: cut anywhere in a sentence.

    ``words`` are the words of the whole text; they say how a word cut by a hyphen is written.
    """
    joined = [block[0]]
    for before, line in pairwise(block):
        if _is_cut(before, line, width):
            joined[-1] = join_two(joined[-1], line, words)
        else:
            joined.append(line)
    return joined


def _is_full(line: str, after: str, width: int) -> bool:
    """Tell whether the first word of ``after`` would not have fitted at the end of ``line``."""
    first = after.split(maxsplit=1)[0]
    return len(line) + 1 + len(first) > width - _SLACK or bool(
        _HYPHENATED.search(line) and after[0].islower()
    )


def starts_item(line: str) -> bool:
    """Tell whether ``line`` begins with a bullet, a dash or a number as list items do."""
    return _LIST_ITEM.match(line) is not None


def _is_cut(before: str, line: str, width: int | None) -> bool:
    """Tell whether the break between two lines is one of column width.

    A line that begins with a dash is a list item only after the end of a sentence: an incise such as
    « – a dit le maire – » may begin a line too.
    """
    if _LIST_ITEM.match(line) and _ITEM_END.search(before):
        return False
    return _is_full(before, line, width) if width is not None else not _SENTENCE_END.search(before)


def join_two(before: str, line: str, words: frozenset[str]) -> str:
    """Return two lines of one paragraph as one; a hyphen that only marks a cut word goes."""
    cut = _HYPHENATED.search(before)
    if cut is None or not line[0].isalpha():
        return f"{before}{'' if before.endswith('-') else ' '}{line}"
    return before + line if _keeps_hyphen(before, line, words) else before[:-1] + line


def _keeps_hyphen(before: str, line: str, words: frozenset[str]) -> bool:
    """Tell whether the hyphen at the end of ``before`` belongs to the word.

    The rest of the text decides when it has the word in one of its two spellings; else a capital
    (Saint-/Brevin), another hyphen (c'est-à-/dire), a known first part (vice-/président) or a known
    second part (dit-/il) keep it; else it was put there by the typesetter (gouverne-/ment).
    """
    head = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*-$", before)[-1][:-1].lower()
    tail = re.match(r"[^\W\d_]+", line)
    rest = tail.group().lower() if tail else ""
    if f"{head}-{rest}" in words:
        return True
    if head + rest in words:
        return False
    return line[0].isupper() or "-" in head or head in _PREFIXES or rest in _ENCLITICS
