"""A dictionary as an engine: exact, fast, and able to misbehave on purpose."""

from collections.abc import Callable, Mapping, Sequence

from pipeline.errors import EngineError
from pipeline.seq2seq import Decoding, Generated

Answer = str | Callable[[Decoding], str]


class DictionaryEngine:
    """A Seq2Seq that looks every text up; unknown texts come back word by word in capitals-free English form.

    An answer may depend on the decoding, so that a retry gives another output; an answer of None fails.
    """

    name = "dictionary-exact"

    def __init__(self, answers: Mapping[str, Answer | None] | None = None, longest: int = 512) -> None:
        self.answers = dict(answers or {})
        self.max_input_length = longest
        self.sent: list[tuple[str, ...]] = []
        self.decodings: list[Decoding] = []

    def count_pieces(self, texts: Sequence[str]) -> list[int]:
        """One piece a word, and the end mark."""
        return [len(text.split()) + 1 for text in texts]

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Generated]:
        """The answers; raises EngineError when every text fails, as engines do."""
        self.sent.append(tuple(texts))
        self.decodings.append(decoding)
        outputs = [self._answer(text, decoding) for text in texts]
        if outputs and all(output.failure for output in outputs):
            raise EngineError(outputs[0].failure)
        return outputs

    def _answer(self, text: str, decoding: Decoding) -> Generated:
        answer = self.answers.get(text, text)
        if answer is None:
            return Generated("", float("-inf"), failure="the dictionary fell apart.")
        found = answer if isinstance(answer, str) else answer(decoding)
        words = len(found.split())
        pairs = tuple((index, index) for index in range(min(words, len(text.split()))))
        return Generated(found, -0.5, pairs, pieces=tuple(found.split()))
