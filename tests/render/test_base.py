"""The characters that no written file can carry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.render.base import encodable, one_line, without_forbidden

ANY = st.text(alphabet=st.characters(codec=None, categories=None), max_size=20)


def _is_forbidden(character: str) -> bool:
    code = ord(character)
    is_control = code < 0x20 and character not in "\t\n\r"
    return is_control or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF)


@given(ANY | st.text("a\x00\x0b\t\n\ud800\udfff\ufffe\uffff\u00a0 é"))
def test_what_xml_forbids_is_left_out_and_nothing_else(text: str) -> None:
    """A text of printable characters is not looked through, and the result is as if it were."""
    assert without_forbidden(text) == "".join(one for one in text if not _is_forbidden(one))


@given(ANY | st.text("a\ud800\udfffé\u00a0"))
def test_what_is_encodable_can_be_written_as_utf_8(text: str) -> None:
    """Lone surrogates become replacement characters, one each."""
    written = encodable(text)
    assert len(written.encode("utf-8").decode("utf-8")) == len(text)
    assert all(new in (old, "\ufffd") for old, new in zip(text, written, strict=True))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("« Oui »,\n dit-il", "« Oui », dit-il"),
        ("Le\x00 pont\t\tferme ", "Le pont ferme"),
        ("1\u202f902 arbres", "1\u202f902 arbres"),
    ],
)
def test_a_text_goes_on_one_line(text: str, line: str) -> None:
    """A run of white space is one space; a lone no-break space stays."""
    assert one_line(text) == line
