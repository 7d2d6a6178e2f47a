"""Bytes to text: what French files are written in, and what is no text at all."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UnreadableArticle
from pipeline.readers.encoding import decode

TEXT = "« L’été, c’est cher », dit Zoé à Noël : 12 € le cœur d’œillet, où qu’il soit, çà et là… à l’île Maÿ."
PLAIN = "« L'été, c'est cher », dit Zoé à Noël : le cœur coûte 12 € à l'île, où qu'il soit, çà et là."
DOS = "« L'été, c'est cher », dit Zoé à Noël : le coeur coûte 12 francs, où qu'il soit, çà et là. À l'île !"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", TEXT),
        ("utf-8-sig", TEXT),
        ("utf-16", TEXT),
        ("utf-16-le", TEXT),
        ("utf-16-be", TEXT),
        ("utf-32", TEXT),
        ("cp1252", TEXT),
        ("latin-1", DOS),
        ("iso8859_15", PLAIN),
        ("mac_roman", TEXT.replace("Maÿ", "May")),
        ("cp850", DOS),
    ],
)
def test_french_comes_out_right_from_every_encoding_it_is_written_in(encoding: str, text: str) -> None:
    """Guillemets, curly apostrophes, œ and € survive wherever the encoding has them."""
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_a_byte_order_mark_decides(mark: bytes) -> None:
    """UTF-16 with its mark is read in the order that the mark states, and the mark goes."""
    encoding = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    assert decode(mark + "été".encode(encoding), "a.txt") == "été"


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn"))))
def test_valid_utf8_is_never_taken_for_anything_else(text: str) -> None:
    """Strict UTF-8 comes first; only text that was encoded twice is undone once more."""
    data = text.encode("utf-8")
    if "Ã" not in text and "Â" not in text and "â" not in text:
        assert decode(data, "a.txt").removeprefix("\ufeff") == text.removeprefix("\ufeff")


def test_text_that_was_encoded_twice_is_undone() -> None:
    """Ã©tÃ© is été in UTF-8, read as cp1252 and saved again."""
    twice = "L’été à l’œil".encode().decode("cp1252").encode()
    assert decode(twice, "a.txt") == "L’été à l’œil"


def test_a_text_about_mojibake_is_left_alone() -> None:
    """One rightly encoded letter proves that the file was not encoded twice."""
    text = "Le caractère é devient Ã© quand on se trompe."
    assert decode(text.encode(), "a.txt") == text


def test_the_declared_encoding_of_a_page_is_believed_after_utf8() -> None:
    """A page that says windows-1251 and is no UTF-8 is read so; latin-1 means cp1252, as in browsers."""
    assert decode("Привет".encode("cp1251"), "a.html", "windows-1251") == "Привет"
    assert decode("L’œuf à 3 €".encode("cp1252"), "a.html", "iso-8859-1") == "L’œuf à 3 €"
    assert decode("été".encode(), "a.html", "iso-8859-1") == "été"
    assert decode("été".encode("cp1252"), "a.html", "no-such-encoding") == "été"


def test_other_scripts_are_guessed() -> None:
    """What is not French at all goes to charset-normalizer, so that its language can be named."""
    text = "Министр сказал, что никаких решений пока не принято, и это всех удивило. " * 5
    assert decode(text.encode("cp1251"), "a.txt") == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP or Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Office"),
        (b"{\\rtf1\\ansi Bonjour}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"\x1f\x8b\x08", "gzip"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (b"\xff\xfe" + "été".encode("utf-16-le")[:-1], "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    """The sentence names the file and says what it is instead."""
    with pytest.raises(UnreadableArticle, match=reason) as caught:
        decode(data, "a.txt")
    assert str(caught.value).startswith("a.txt: ")


def test_the_line_of_a_stray_byte_is_named() -> None:
    """One byte of another encoding in a UTF-8 file is a slip of an editor, and can be mended there."""
    data = (
        ("L’été à l’île, « déjà » fané.\n" * 5).encode()
        + b"L'\xe9t\xe9\n"
        + "Où ça ? À Noël, déjà.\n".encode()
    )
    with pytest.raises(
        UnreadableArticle, match=r"^a\.txt: line 6 is not valid UTF-8, though the rest is; save"
    ):
        decode(data, "a.txt")
    with pytest.raises(UnreadableArticle, match="the character encoding is unknown"):
        decode(b"\x81\x8d\x8f\x90\x9d" * 9, "a.txt")


@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_or_a_sentence(data: bytes) -> None:
    """Never another exception, whatever the bytes."""
    with contextlib.suppress(UnreadableArticle):
        assert isinstance(decode(data, "a.txt"), str)
