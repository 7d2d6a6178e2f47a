"""LexRank, the extractive baseline, by sumy."""

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+")


class _Words:
    """What sumy wants of a tokeniser; its own needs data that would have to be downloaded."""

    language = "english"

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """Return the words of a sentence."""
        return tuple(_WORD.findall(sentence))

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        """Return the paragraph, which is one sentence already."""
        return (paragraph,)


def lexrank(sentences: Sequence[str], words: int) -> str:
    """Return the most central ``sentences`` in their order, as many as hold ``words`` words.

    LexRank of Erkan and Radev, 2004.
    """
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence  # type: ignore[import-untyped]
    from sumy.nlp.stemmers import Stemmer  # type: ignore[import-untyped]
    from sumy.summarizers.lex_rank import LexRankSummarizer  # type: ignore[import-untyped]

    document = ObjectDocumentModel([Paragraph([Sentence(text, _Words()) for text in sentences])])
    summarise = LexRankSummarizer(Stemmer("english"))
    text = ""
    for count in range(1, len(sentences) + 1):
        text = " ".join(str(sentence) for sentence in summarise(document, count))
        if len(text.split()) >= words:
            break
    return text
