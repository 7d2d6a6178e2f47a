"""What a paragraph is: a heading, an item of a list, or running text."""

import re

from pipeline.records import SegmentKind

_MOST_WORDS_OF_A_HEADING = 22
# "Climat. Le retour des neiges" may head an article; longer lines that hold a full stop are text.
_MOST_WORDS_WITH_A_STOP = 10
_INNER_STOP = re.compile(r"\w{3}[.!?…][\"'»”’)\]\s]*\s[^a-zà-ÿ]")

_BULLET = re.compile(r"(?:[•‣▪◦●■]\s*|[*·–—-]\s+)(?=\W*\w)")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s+(?=\W*\w)|\d{1,2}\.\s+(?=\W*\w)")
_ENDED = re.compile(r"[.!?…:;,][\"'»”’)\]\s]*$")
_ENDED_BY_A_QUESTION_OR_CRY = re.compile(r"[!?][\"'»”’)\]\s]*$")
_LETTER = re.compile(r"[^\W\d_]")
_DASHED = re.compile(r"[–—-]\s")
# "– Vous partez ? demande-t-il.", "— Oui, dit-elle.", "– Jamais !": speech, not a list.
_SPOKEN = re.compile(r"\w-(?:t-)?(?:il|elle|on|ils|elles|je)\b|[?!…][\"'»”\s]*(?:$|\s[a-zà-ÿ])")


def paragraph_kinds(lines: tuple[str, ...]) -> tuple[SegmentKind, ...]:
    """Return the kind of each line; ``lines`` are the non-blank lines of a text, stripped.

    A list item begins with a bullet, or with a number when a neighbour does so too or the line ends
    like a sentence; a dash that begins dialogue is none. A heading is short and has no final mark; on
    the first line, or in capitals, it may end with ``?`` or ``!``.
    """
    marked = tuple(is_list_item(line) for line in lines)
    return tuple(_kind(index, lines, marked) for index in range(len(lines)))


def is_list_item(line: str) -> bool:
    """Return True if the line begins like an item of a list, dialogue left out."""
    if _NUMBERED.match(line):
        return True
    return bool(_BULLET.match(line)) and not (_DASHED.match(line) and _is_speech(line))


def _is_speech(line: str) -> bool:
    """Return True for a dash that begins dialogue; the long dash does unless the line lacks an end."""
    return bool(_SPOKEN.search(line)) or (line.startswith("—") and bool(_ENDED.search(line)))


def _kind(index: int, lines: tuple[str, ...], marked: tuple[bool, ...]) -> SegmentKind:
    line = lines[index]
    if marked[index]:
        has_neighbour = any(marked[max(0, index - 1) : index] + marked[index + 1 : index + 2])
        if has_neighbour or _ENDED.search(line) or not _NUMBERED.match(line):
            return "list_item"
    return "heading" if is_heading(line, is_first=index == 0 and len(lines) > 1) else "sentence"


def is_heading(line: str, is_first: bool = False) -> bool:
    """Return True for a short line without a final mark; ``is_first`` lets ``?`` and ``!`` pass."""
    most_words = _MOST_WORDS_WITH_A_STOP if _INNER_STOP.search(line) else _MOST_WORDS_OF_A_HEADING
    if not _LETTER.search(line) or len(line.split()) > most_words:
        return False
    if _DASHED.match(line) or line[:1].islower():
        return False
    if not _ENDED.search(line):
        return True
    return (is_first or line.isupper()) and bool(_ENDED_BY_A_QUESTION_OR_CRY.search(line))
