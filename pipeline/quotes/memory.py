"""What a reader remembers at a sentence: who was met where, as what, and who spoke last."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .speakers import Cast


@dataclass(frozen=True, slots=True)
class Track:
    """How an entity was met last (``frame``; ``weight`` 3 subject, 2 another, 1 governed) and how often.

    ``spoke`` is the frame of its last quotation, ``quotes`` their number; whoever was reported without
    marks last is the last speaker, but was not quoted last. ``is_agent`` tells that a verb followed.
    """

    frame: int
    weight: float
    mentions: int = 0
    quotes: int = 0
    spoke: int = -1
    is_topic: bool = False
    is_heading: bool = False
    is_denounced: bool = False
    is_last_speaker: bool = False
    first: int = 0
    is_named: bool = False
    is_agent: bool = False
    is_last_quoted: bool = False
    start: int = 0

    @property
    def place(self) -> str:
        """Return where it stood in its sentence: subject, object or governed by a preposition."""
        return "subject" if self.weight >= 3 else "object" if self.weight >= 1.9 else "governed"


class Memory:
    """The tracks of one article; entities that prove to be one person share one."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._tracks: dict[int, Track] = {}
        self._spoke: dict[int, int] = {}
        self._earlier: dict[int, Track] = {}
        self._merges = 0

    def __getitem__(self, entity: int) -> Track | None:
        self._unite()
        return self._tracks.get(self._cast[entity].index)

    def items(self) -> Iterator[tuple[int, Track]]:
        """Yield entity and track, in the order in which they were first met."""
        self._unite()
        yield from self._tracks.items()

    def before(self, entity: int, frame: int) -> Track | None:
        """Return the track of ``entity`` as it was before ``frame``; None when it was not met before."""
        track = self[entity]
        if track is None or track.frame < frame:
            return track
        return self._earlier.get(self._cast[entity].index)

    def meet(self, entity: int, track: Track) -> None:
        """Remember a mention: ``track`` tells the frame, the weight, whether it is a topic or a heading."""
        self._unite()
        old = self._tracks.get(entity)
        if old is None:
            self._tracks[entity] = replace(track, mentions=1, first=track.frame)
            return
        same = old.frame == track.frame
        if not same:
            self._earlier[entity] = old
        self._tracks[entity] = replace(
            old,
            frame=track.frame,
            weight=max(old.weight, track.weight) if same else track.weight,
            mentions=old.mentions + 1,
            is_topic=track.is_topic or (same and old.is_topic),
            is_named=track.is_named or (same and old.is_named),
            is_heading=old.is_heading and track.is_heading,
            is_agent=track.is_agent or (same and old.is_agent),
            start=track.start,
        )

    def speak(self, frame: int, entity: int, *, is_tag: bool, is_marked: bool = True) -> None:
        """Remember that ``entity`` is quoted in ``frame``; the flags are those of ``Resolver.spoke``."""
        self._unite()
        entity = self._cast[entity].index
        self._spoke[frame] = entity
        for other, track in self._tracks.items():
            if other != entity and (track.is_last_speaker or track.is_last_quoted):
                is_quoted = track.is_last_quoted and not is_marked
                self._tracks[other] = replace(track, is_last_speaker=False, is_last_quoted=is_quoted)
        old = self._tracks.get(entity) or Track(frame, 2.5, first=frame)
        self._tracks[entity] = replace(
            old,
            frame=max(frame, old.frame),
            quotes=old.quotes + 1,
            spoke=frame,
            is_denounced=not is_tag,
            # « Roux a récusé « … » dénoncé par Petit. « Non », a-t-il dit. »: that is Roux.
            is_last_speaker=is_tag,
            is_last_quoted=is_tag if is_marked else old.is_last_quoted,
        )

    def speaker_of(self, frame: int) -> int | None:
        """Return who was quoted last in ``frame``."""
        found = self._spoke.get(frame)
        return None if found is None else self._cast[found].index

    def speakers(self) -> frozenset[int]:
        """Return all who were quoted so far."""
        return frozenset(self._cast[entity].index for entity in self._spoke.values())

    def _unite(self) -> None:
        if self._merges == self._cast.merges:
            return
        self._merges = self._cast.merges
        for entity in [one for one in self._tracks if self._cast[one].index != one]:
            track = self._tracks.pop(entity)
            kept = self._cast[entity].index
            other = self._tracks.get(kept)
            self._tracks[kept] = track if other is None else _united(track, other)


def _united(one: Track, other: Track) -> Track:
    late, early = (one, other) if one.frame >= other.frame else (other, one)
    return replace(
        late,
        mentions=one.mentions + other.mentions,
        quotes=one.quotes + other.quotes,
        spoke=max(one.spoke, other.spoke),
        is_heading=one.is_heading and other.is_heading,
        is_last_speaker=one.is_last_speaker or other.is_last_speaker,
        is_last_quoted=one.is_last_quoted or other.is_last_quoted,
        first=min(early.first, late.first),
    )
