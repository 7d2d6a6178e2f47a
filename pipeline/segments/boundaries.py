"""Where the sentences of a line end: one regular expression proposes, cheap tests of context decide.

A candidate is a run of ``. ! ? …``, the closing marks after it, and what follows. Every test looks
no further left than the piece since the last boundary, and no further right than the next
candidate, so that a piece which is split again stays whole. Tests of context are bounded in width,
so that the time is linear in the length of the line.
"""

import re
from dataclasses import dataclass

from pipeline.segments.lexicon import Lexicon

# Emoji and other pictures, with what joins and varies them. Those that touch the full stop close the
# sentence («Bravo.🎉 Le maire»), others open the next («Bravo. 🎉 Le maire»).
_PICTURE = (
    "\u2190-\u21ff\u2300-\u23ff\u2500-\u27bf\u2900-\u297f\u2b00-\u2bff\u200d\u20e3\ufe0e\ufe0f"
    "\U0001f000-\U0001faff\U000e0020-\U000e007f"
)
_CANDIDATE = re.compile(
    rf"""(?<![.!?…])(?P<mark>[.!?…]++)
        (?P<close>(?:[ \u00a0\u202f]?[»”]|[\u00a0\u202f]?["'’)\]›]|[{_PICTURE}])*+)
        (?P<gap>\s*+)
        (?=(?P<open>(?:[«“„‹"‘'`(\[¿¡–—•*{_PICTURE}-]\s*+)*+)(?P<next>[\w€$£#@&]))""",
    re.VERBOSE,
)

# The word before a full stop, without opening marks: "(art" gives "art".
_TOKEN = re.compile(r"[^\s«»“”„\"'’‘()\[\]/–—]+$")
_TOKEN_WIDTH = 20
# "J", "J.-P", "S.A.R.L", "É.-U", "non-U.S", "Ph.D": letters with full stops between them.
_INITIALS = re.compile(r"(?:[a-zà-ÿ]+-)?(?:[^\W\d_]{1,2}\.[-‐‑]?)*[^\W\d_]")
# What "art." and "chap." stand before: "3", "IV", "L. 121"; not the English word "I".
_NUMBER = re.compile(r"\d|[IVXLC]{2,}\b|[A-Z]\.?\s?\d")
# What a sentence may begin with but never consists of: "1.", "2.1.", "IV.", "a.", "« …".
_ENUMERATOR = re.compile(r"\W*(?:\d{1,3}(?:[.)]\d{1,3})*|[ivxIVX]{1,5}|[a-zA-Z])?\W*")
_ENUMERATOR_WIDTH = 16

# A small letter that stands for a capital: "iPhone", "eBay", "b) le second point".
_LIKE_CAPITAL = re.compile(r"[a-z]{1,2}[A-Z]|[a-z]\)\s")
_ELLIPSIS = re.compile(r"\.{2,}|…+")
# An opening mark that cannot be a closing one.
_OPENED = re.compile(r"[«“]|\"(?!\s)")
_SHORTEST_WORD = 3
# Words of this length or more are hardly ever abbreviations outside the lists.
_PLAIN_WORD = 5

# "PARIS, 12 mars. – Le président": the dash still belongs to the dateline.
_DATELINE = re.compile(r"[A-ZÀ-Þ][\w'’ -]{1,30},[^.!?…]{0,24}\d[^.!?…]{0,20}")
_DATELINE_WIDTH = 80

# After a closing quote, «"Why now?" Mr. Smith asked.» is one sentence; a pronoun would be small.
_ATTRIBUTION = re.compile(
    r"(?!(?:He|She|They|I|We|It|You)\s)"
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Gen|Gov|Rep|Lt|Sgt|Capt|Col)\.\s+|[A-Z][\w'’-]*,?\s+){1,5}"
    r"(?:said|says|asked|asks|told|tells|wrote|writes|added|adds|shouted|shouts|cried|cries|replied|replies|"
    r"wondered|wonders|exclaimed|exclaims|continued|continues|reported|reports|quipped|joked)\b"
)

_TOUCHING = re.compile(r"[A-ZÀ-Þ](?:[a-zß-ÿœ]+|(?=['’\s]))")
_WORD_END = re.compile(r"[a-zß-ÿœ]{2}")
_GLUE_WIDTH = 40
# Signs of an address: "jean.Dupont@exemple.fr", "exemple.fr/Accueil", "www.Exemple".
_ADDRESS = re.compile(r"[@/_\\]|www\.", re.IGNORECASE)


def boundaries(text: str, start: int, end: int, lexicon: Lexicon) -> list[int]:
    """Return the offsets in ``text[start:end]``, one line, where a new sentence begins, ascending.

    ``start`` and ``end`` themselves are left out.
    """
    found: list[int] = []
    piece = start
    quotes = _Quotes(text, start)
    for match in _CANDIDATE.finditer(text, start, end):
        if _ends_sentence(text, piece, match, lexicon):
            piece = _cut(match, quotes)
            found.append(piece)
    return found


@dataclass(slots=True)
class _Quotes:
    """Follows the straight quotes of a line, for those with spaces on both sides (``Partons. " Il``).

    A quote that touches a word says by itself whether it opens or closes; the others alternate. The
    position only grows, so a line is read once.
    """

    text: str
    position: int
    is_open: bool = False

    def opens(self, position: int) -> bool:
        """Return True if the quote at ``position`` opens a quotation."""
        at = self.text.find('"', self.position, position)
        while at >= 0:
            self._read(at)
            at = self.text.find('"', at + 1, position)
        self.is_open = not self.is_open
        self.position = position + 1
        return self.is_open

    def _read(self, at: int) -> None:
        left = at == 0 or self.text[at - 1].isspace() or self.text[at - 1] in "([«“'’"
        right = self.text[at + 1 : at + 2]
        if left and right.isspace():
            self.is_open = not self.is_open
        else:
            self.is_open = left and right not in ",.;:!?)"


def _cut(match: re.Match[str], quotes: _Quotes) -> int:
    """Return where the next piece begins: after the gap, or after a closing quote that stands apart."""
    cut = match.end("gap")
    opening = match["open"]
    if opening[:1] == '"' and opening[1:2].isspace() and not quotes.opens(cut):
        return cut + len(opening) - len(opening[1:].lstrip())
    return cut


def _ends_sentence(text: str, piece: int, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Return True if the candidate ends the piece that begins at ``piece``."""
    start = match.start()
    if match["next"].islower() and not _begins_small(text, piece, match, lexicon):
        return False
    if start - piece <= _ENUMERATOR_WIDTH and _ENUMERATOR.fullmatch(text, piece, start):
        return False
    if not match["gap"]:
        return _touches(text, piece, match, lexicon)
    mark, close = match["mark"], match["close"]
    if close[:1] in (")", "]"):
        return _ends_in_brackets(text, piece, match, lexicon)
    if mark == "." and not close.strip("'’"):
        return not _is_abbreviated(text, piece, match, lexicon)
    if _ELLIPSIS.fullmatch(mark) and not close and match["next"].isdigit():
        return False  # "cédé pour... 3 euros": the pause comes before a figure that surprises.
    if close:
        return mark[-1] in ".…" or not _ATTRIBUTION.match(text, match.start("next"), match.endpos)
    return mark != "!" or _token(text, piece, start) not in lexicon.exclaimed


def _begins_small(text: str, piece: int, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Return True if a sentence begins with a small letter.

    That is a name or enumerator (``iPhone``, ``b)``), a quotation after a full stop that abbreviates
    nothing (``fin. « le début``) or, as in hasty typing, a function word (``parlé. il part``).
    """
    at = match.start("next")
    if _LIKE_CAPITAL.match(text, at, match.endpos):
        return True
    token = _token(text, piece, match.start())
    if match["mark"] != "." or token in lexicon.abbreviations:
        return False
    if _OPENED.match(match["open"]):
        return not token or len(token) >= _SHORTEST_WORD
    is_plain = len(token) >= _PLAIN_WORD and token.isalpha() and token.islower()
    return is_plain and bool(lexicon.small_opening.match(text, at, match.endpos))


def _token(text: str, piece: int, end: int) -> str:
    """Return the word that ends at ``end``; empty after a bracket or a quote."""
    match = _TOKEN.search(text, max(piece, end - _TOKEN_WIDTH), end)
    return match[0] if match else ""


def _is_abbreviated(text: str, piece: int, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Return True if the full stop belongs to an abbreviation, an initial or a dateline."""
    token = _token(text, piece, match.start())
    if token in lexicon.titles:
        return True
    if token in lexicon.before_figures and _NUMBER.match(text, match.start("next"), match.endpos):
        return True
    if match["open"][:1] in ("–", "—", "-") and _is_dateline(text, piece, match.start()):
        return True
    if token in lexicon.may_end or (_INITIALS.fullmatch(token) and not token.islower()):
        return not lexicon.opening.match(text, match.start("next"), match.endpos)
    return False


def _is_dateline(text: str, piece: int, end: int) -> bool:
    return end - piece <= _DATELINE_WIDTH and bool(_DATELINE.fullmatch(text, piece, end))


def _ends_in_brackets(text: str, piece: int, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Return True if a sentence ends with a bracket: ``(Rires.) Le``, but not ``le fils (?) Paul``."""
    inner = match.start() - 1
    if inner >= piece and text[inner] in "([":
        before = text[max(piece, inner - _TOKEN_WIDTH) : inner].rstrip()
        follows_end = before.endswith((".", "!", "?", "…", "»", "”", '"'))
        return follows_end or bool(lexicon.opening.match(text, match.start("next"), match.endpos))
    return match["mark"] != "." or not _is_abbreviated(text, piece, match, lexicon)


def _touches(text: str, piece: int, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Return True if two sentences touch: ``fin.Le début``, but not ``Booking.Com`` or an address."""
    start, at = match.start(), match.start("next")
    if match["open"] or match["close"].strip() not in ("", "»", "”"):
        return False
    word_end = start - 1 if match["mark"] != "." and text[start - 1].isspace() else start
    word = _TOUCHING.match(text, at, match.endpos)
    if word is None or word[0] in lexicon.glued_names or word_end - 2 < piece:
        return False
    if not _WORD_END.match(text, word_end - 2) or _token(text, piece, start) in lexicon.abbreviations:
        return False
    left = text[max(piece, start - _GLUE_WIDTH) : start].rsplit(maxsplit=1)[-1]
    right = text[at : at + _GLUE_WIDTH].split(maxsplit=1)[0]
    return not _ADDRESS.search(left + right)
