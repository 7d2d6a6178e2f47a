"""English quotation marks in place of the plain ones that a checkpoint writes.

The rule: whatever marks the French had (« », “ ”, " "), the English has “ ”; inside a quotation that
the French nests as well, ‘ ’. Apostrophes stay straight, so that ‘ ’ are always quotation marks.
« Il a dit “non” » gives “He said ‘no’”. No mark is added, none removed, no space touched.
"""

import re

_OPENING = {"«": "»", "“": "”", "„": "“"}
_MARKS = re.compile('[«»“”„"]')
_OPENS_AFTER = frozenset(" ([{-—–/\u00a0\u202f")
_CLOSES_BEFORE = frozenset(" .,;:!?)]}…-—–/")


def english_marks(text: str, source: str) -> str:
    """``text`` with English marks for its straight double quotes; same length, same words."""
    if '"' not in text:
        return text
    is_nesting = nests(source)
    written: list[str] = []
    depth = 0
    for place, character in enumerate(text):
        if character != '"':
            written.append(character)
        elif _opens(text, place, depth):
            written.append("‘" if is_nesting and depth % 2 else "“")
            depth += 1
        else:
            written.append("’" if is_nesting and depth > 1 and depth % 2 == 0 else "”")
            depth = max(0, depth - 1)
    return "".join(written)


def nests(source: str) -> bool:
    """Whether a French text has a quotation inside a quotation: « … “ … ” … », « … « … » … »."""
    closers: list[str] = []
    for match in _MARKS.finditer(source):
        mark = match.group()
        if closers and mark == closers[-1]:
            closers.pop()
        elif mark in _OPENING:
            closers.append(_OPENING[mark])
        elif mark == '"':
            closers.append('"')
        if len(closers) > 1:
            return True
    return False


def _opens(text: str, place: int, depth: int) -> bool:
    """Whether the straight mark at ``place`` opens: by its neighbours, else by what is open already."""
    is_after_gap = place == 0 or text[place - 1] in _OPENS_AFTER or text[place - 1] == '"'
    is_before_gap = place + 1 == len(text) or text[place + 1] in _CLOSES_BEFORE
    if is_after_gap != is_before_gap:
        return is_after_gap
    return depth == 0
