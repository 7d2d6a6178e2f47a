"""Bytes to text: UTF-8 first, then what a French text on this machine's past may have been written in."""

import re

from pipeline.errors import UnreadableArticle

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file; name it .pdf"),
    (b"PK\x03\x04", "a ZIP or Office file; name a Word document .docx"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; save it as .docx"),
    (b"{\\rtf", "an RTF file; save it as .docx or .txt"),
    (b"\x89PNG", "a picture, not text"),
    (b"\xff\xd8\xff", "a picture, not text"),
    (b"GIF8", "a picture, not text"),
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"\xfd7zXZ", "an xz file; unpack it first"),
)
# In order of how often French files have them; the last two are those of old Macintoshes and of DOS.
_CANDIDATES = ("cp1252", "iso8859_15", "mac_roman", "cp850")
_EXPECTED = frozenset(
    "àâäçéèêëîïôöùûüÿœæñáíóúãõßøåìòÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆÑÁÍÓÚØÅ«»‹›’‘‚“”„–—…€£§°©®™·•²³×±µ\u00a0\u202f\u00ad½¼¾"
)
# ISO 8859-15 read as cp1252 shows c½ur for cœur and 12 ¤ for 12 €; DOS text as Mac Roman, appelÇ for appelé.
_MISREAD = re.compile(r"[^\W\d_][½¼¾]|[½¼¾][^\W\d_]|¤|[a-zà-ÿ][À-ÖØ-ÝŒŸ]")
# Foreign letters: one may stand in a French text, but not in place of every é or è.
_RARE = re.compile("[äöñáíóúãõßøåìò]")
_RARE_WEIGHT = 0.3
_PLAUSIBLE = 0.9
_SAMPLE_BYTES = 200_000
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROLS = 0.002
_DOUBLY_ENCODED = re.compile("[ÃÂ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€")


def decode(data: bytes, origin: str, declared: str | None = None) -> str:
    """Return the text of ``data``; raise UnreadableArticle when it is not text or not decodable.

    A byte-order mark decides; else strict UTF-8; else UTF-16 without a mark when every other byte is
    zero; else ``declared`` (what an HTML page says of itself); else whichever of cp1252, ISO 8859-15, Mac
    Roman and cp850 gives the most plausible French, when nearly all characters beyond ASCII are; else the
    guess of charset-normalizer.
    """
    for magic, advice in _MAGIC:
        if data.startswith(magic):
            raise UnreadableArticle(f"{origin}: this is {advice}.")
    text = _by_mark(data, origin)
    if text is None:
        text = _strictly(data, "utf-8")
        text = _unmarked_utf16(data) if text is None or "\x00" in text else _undouble(text)
    if text is None:
        text = _declared(data, declared) or _by_plausibility(data) or _guessed(data)
    if text is None and b"\x00" not in data:
        raise UnreadableArticle(f"{origin}: {_why_undecodable(data)}; save the file as UTF-8.")
    if text is None or len(_CONTROLS.findall(text)) > _MAX_CONTROLS * len(text):
        raise UnreadableArticle(f"{origin}: this is a binary file, not text.")
    return text


def _why_undecodable(data: bytes) -> str:
    """Return what is wrong with ``data``: where it stops being UTF-8 when it is mostly that."""
    text = data.decode("utf-8", "replace")
    beyond = sum(character > "\x7f" for character in text)
    if text.count("\ufffd") > 0.1 * beyond:
        return "the character encoding is unknown"
    line = text[: text.index("\ufffd")].count("\n") + 1
    return f"line {line} is not valid UTF-8, though the rest is"


def _by_mark(data: bytes, origin: str) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding)
            if text is None:
                raise UnreadableArticle(
                    f"{origin}: it begins as {encoding.upper()} but breaks off; save the file as UTF-8."
                )
            return text
    return None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _unmarked_utf16(data: bytes) -> str | None:
    """Return the text of UTF-16 without a mark: in Latin script one byte of each pair is zero."""
    half = max(1, len(data) // 2)
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if data[offset::2].count(0) > 0.7 * half and data[1 - offset :: 2].count(0) < 0.1 * half:
            return _strictly(data, encoding)
    return None


def _undouble(text: str) -> str:
    """Return ``text`` with UTF-8 that was encoded twice undone: Ã©tÃ© → été.

    Only when the whole text can be undone, which no text with a rightly encoded letter can.
    """
    if not _DOUBLY_ENCODED.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _declared(data: bytes, declared: str | None) -> str | None:
    """Return the text in the ``declared`` encoding; latin-1 and ASCII mean cp1252, as browsers hold it."""
    if not declared or declared.lower().replace("_", "-") in {"utf-8", "utf8"}:
        return None
    name = declared.strip().lower()
    return _strictly(
        data, "cp1252" if name in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"} else name
    )


def _by_plausibility(data: bytes) -> str | None:
    """Return the text in the candidate that reads best as French, None when none does; ties to the first."""
    if b"\x00" in data:
        return None
    texts = [text for encoding in _CANDIDATES if (text := _strictly(data, encoding)) is not None]
    scores = [_plausibility(text[:_SAMPLE_BYTES]) for text in texts]
    best = max(scores, default=0.0)
    return texts[scores.index(best)] if best >= _PLAUSIBLE else None


def _plausibility(text: str) -> float:
    """Return the share of the characters beyond ASCII that a French text may have."""
    beyond = [character for character in text if character > "\x7f"]
    wrong = len(_MISREAD.findall(text)) + _RARE_WEIGHT * len(_RARE.findall(text))
    wrong += sum(character not in _EXPECTED for character in beyond)
    return 1 - wrong / max(1, len(beyond))


def _guessed(data: bytes) -> str | None:
    """Return the text in the encoding that charset-normalizer finds best, None when it finds none."""
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:_SAMPLE_BYTES]).best()
    return _strictly(data, best.encoding) if best is not None else None
