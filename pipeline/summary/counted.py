"""What a figure counts: the noun or unit behind it, and figures that stand without any.

One rule for the hypotheses of the checkpoint, for the sentences of a brief against the article and for a
translation against its French: "380,000." where there are *380,000 tonnes* has lost something.
"""

import re

from pipeline.summary.content import STOP_WORDS

# A figure stands alone when nothing that it may count comes behind it: "380,000.", "300 on Tuesday".
_ALONE = re.compile(
    r"\s*(?:[.!?;:\"”)]+(?:$|\s)|$)|,\s|\s+(?:in|on|at|by|for|from|since|during|after|before|and|but)\b"
)
_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d$")
# A plural is what is counted, a word between them its adjective; « 27 plus », "12 percent" count nothing.
_ENGLISH = re.compile(r" ?%|[ -]((?:[a-z-]+ )?[a-z-]+s)\b")
_FRENCH = re.compile(r"[ \u00a0\u202f]?%|[ \u00a0\u202f]([a-zà-ÿœ]{3,}[sx])\b")
_FRENCH_NO_NOUN = "plus dans sous sans mais puis depuis alors après tandis très moins vers hors dès jamais"
_NO_NOUN = STOP_WORDS.union(_FRENCH_NO_NOUN.split())


def stands_alone(text: str, end: int) -> bool:
    """Tell whether nothing that the English figure up to ``end`` may count is behind it; none of a year."""
    return _YEAR.search(text, 0, end) is None and _ALONE.match(text, end) is not None


def counted(text: str, end: int, language: str = "en") -> str:
    """Return what the figure ending at ``end`` counts, as written behind it; "" when that is not plain."""
    found = (_FRENCH if language == "fr" else _ENGLISH).match(text, end)
    is_noun = found is not None and not _NO_NOUN.intersection((found.group(1) or "").split())
    return found.group().strip(" -\u00a0\u202f") if found is not None and is_noun else ""
