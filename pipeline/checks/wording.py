"""How the checks speak of segments and words to people: counted from 1, in ranges, in quotation marks."""

from collections.abc import Sequence

_MOST_WORDS = 4


def segments_in_words(indexes: Sequence[int]) -> str:
    """Return "segment 4", "segments 4 and 6" or "segments 4–6": what the brief prints, counted from 1."""
    numbers = sorted({index + 1 for index in indexes})
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [part for run in runs for part in _run(run)]
    if not parts:
        return "any segment"
    text = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"segment {text}" if len(numbers) == 1 else f"segments {text}"


def _run(run: list[int]) -> list[str]:
    return [f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(number) for number in run]


def words_in_words(words: Sequence[str]) -> str:
    """Return up to four of ``words`` in quotation marks, joined as in a sentence."""
    shown = [f"“{word}”" for word in words[:_MOST_WORDS]]
    if len(words) > _MOST_WORDS:
        return f"{', '.join(shown)} and {len(words) - _MOST_WORDS} more words"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""
