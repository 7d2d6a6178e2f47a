"""The one normalisation of typography, shared by training and by the pipeline at run time.

The embedded checkpoints saw only text that went through :func:`normalise`, so whatever is sent to
them must go through it as well. Standard library only; every function is pure.
"""

import re

_DOUBLE = "“”„‟«»〝〞＂"
_SINGLE = "’‘‚‛`´ʼ′"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

_CHARACTERS: dict[int, str] = (
    dict.fromkeys(map(ord, _SINGLE), "'")
    | dict.fromkeys(map(ord, _SPACES), " ")
    | dict.fromkeys(map(ord, "\t\n\r\v\f\u0085\u2028\u2029"), " ")
    | {ord("…"): "...", ord("‐"): "-", ord("‑"): "-", ord("−"): "-"}
)
# Control, zero-width, bidirectional and other invisible characters carry no text.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffd]"
)
_OPENING_GUILLEMET = re.compile(r"«\s*")
_CLOSING_GUILLEMET = re.compile(r"\s*»")
_DOUBLE_QUOTE = re.compile(f"[{_DOUBLE}]")
_TWO_SINGLES = re.compile(r"''+")
_SPACED_DASH = re.compile(r"(?:(?<=\s)|^)[–—―](?=\s|$)")
_RANGE_DASH = re.compile(r"(?<=\w)–(?=\w)")
_OTHER_DASH = re.compile(r"\s*[—―–]\s*")
_WHITE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?]\s+)\W*(\w)")

# In a heading any word of two to four capitals may be a plain word; only these are acronyms
# (or Roman numerals).
_ACRONYM_LIST = """
ONU UE USA PSG OM OL SNCF RATP EDF CAC BCE FMI OMC OMS OTAN NASA CIA FBI BBC CNN AFP TVA RTT
SMIC PIB PS UMP LR RN FN LFI PCF EELV CGT CFDT FO CNRS HLM TGV VIH SIDA ADN CSA CNIL DGSE DGSI
GIGN CRS PDG PME JO CIO FIFA UEFA NBA ATP WTA UK GB EU NATO WHO IMF GDP CEO AIDS DNA HIV IRA
ETA FARC RDC URSS RDA RFA CHU CHR EHPAD INSEE TF1 M6 LCI BFM RTL RMC GAFA IA PC TV CD DVD
GPS SMS SUV ULM VTT QG II III IV VI VII VIII IX XI XII XIII XIV XV XVI
"""
_ACRONYMS = frozenset(_ACRONYM_LIST.split())


def normalise(text: str) -> str:
    """Return ``text`` on one line with plain typography.

    Curly and prime apostrophes become ``'``; curly, low and French double quotes become ``"`` with
    the inner spaces of guillemets removed; an ellipsis becomes ``...``; spaced or unspaced long
    dashes become a spaced hyphen (an en dash inside a word or range becomes ``-``); every kind of
    space becomes one ordinary space; invisible characters are dropped. Letters, figures and the
    spaces that group figures stay: ``1 902`` keeps its (ordinary) space.
    """
    text = _INVISIBLE.sub("", text).translate(_CHARACTERS)
    text = _OPENING_GUILLEMET.sub("«", text)
    text = _CLOSING_GUILLEMET.sub("»", text)
    text = _DOUBLE_QUOTE.sub('"', text)
    text = _TWO_SINGLES.sub('"', text)
    text = _SPACED_DASH.sub("-", text)
    text = _RANGE_DASH.sub("-", text)
    text = _OTHER_DASH.sub(" - ", text)
    return _WHITE.sub(" ", text).strip()


def is_caps(text: str) -> bool:
    """Tell whether ``text`` is written in capitals: two words and eight letters, 80 % of them upper case."""
    # Every text is asked, and hardly one has seven capitals.
    if sum(map(str.isupper, text)) < 0.8 * 8:
        return False
    letters = [character for character in text if character.isalpha()]
    if len(letters) < 8 or len(_WORD.findall(text)) < 2:
        return False
    upper = sum(map(str.isupper, letters))
    return upper >= 0.8 * len(letters)


def _is_acronym(word: str) -> bool:
    """Tell whether a word of an all-caps text is left in capitals."""
    return word in _ACRONYMS


def truecase(text: str) -> str:
    """Return an all-caps ``text`` in sentence case; any other text is returned as it is.

    Words are lower-cased but for a fixed list of acronyms and Roman numerals and for words with a
    digit in them (``G20``, ``A380``); the first letter of each sentence stays upper case. Names
    lose their capitals: nothing in the text tells them from other words.
    """
    if not is_caps(text):
        return text

    def lower(match: re.Match[str]) -> str:
        word = match.group()
        return word if any(c.isdigit() for c in word) or _is_acronym(word) else word.lower()

    lowered = re.sub(r"\w+", lower, text)
    return _SENTENCE_START.sub(lambda m: m.group()[:-1] + m.group(1).upper(), lowered)
