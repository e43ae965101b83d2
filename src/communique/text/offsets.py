"""Maps from positions in a derived text back to the text it was taken from.

Whoever derives a text (drops lines, joins blocks, replaces characters) records each piece while doing
so. Nothing is ever searched for afterwards.
"""

from __future__ import annotations

from bisect import bisect_right


class OffsetMap:
    """The pieces of a derived text, in order; immutable once built by `TextBuilder.finish`."""

    __slots__ = ("_lengths", "_sources", "_starts", "length")

    def __init__(self, pieces: list[tuple[int, int, int]], length: int) -> None:
        """`pieces`: (start in the derived text, start in the source, n characters copied one to one)."""
        self._starts = [p[0] for p in pieces]
        self._sources = [p[1] for p in pieces]
        self._lengths = [p[2] for p in pieces]
        self.length = length
        """Code points of the derived text."""

    def to_source(self, position: int) -> int:
        """Return where the character at `position` stood in the source.

        A character that was inserted leads to the place right after the piece before it. Raises
        ValueError outside 0 … `length`.
        """
        if not 0 <= position <= self.length:
            raise ValueError(
                f"position {position} lies outside the derived text of {self.length} code points"
            )
        k = bisect_right(self._starts, position) - 1
        if k < 0:
            return 0
        return self._sources[k] + min(position - self._starts[k], self._lengths[k])

    def span_to_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest source span that holds every copied character of [start, end)."""
        if start >= end:
            at = self.to_source(start)
            return at, at
        return self.to_source(start), self.to_source(end - 1) + (1 if self._copied(end - 1) else 0)

    def _copied(self, position: int) -> bool:
        k = bisect_right(self._starts, position) - 1
        return k >= 0 and position - self._starts[k] < self._lengths[k]


class TextBuilder:
    """Builds a derived text out of pieces of one source, recording where each came from."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._pieces: list[tuple[int, int, int]] = []
        self._length = 0

    def copy(self, start: int, end: int) -> TextBuilder:
        """Append source[start:end] unchanged."""
        part = self._source[start:end]
        if part:
            self._pieces.append((self._length, start, len(part)))
            self._parts.append(part)
            self._length += len(part)
        return self

    def replace(self, start: int, end: int, text: str) -> TextBuilder:
        """Append `text` in place of source[start:end]; same lengths map one to one, else to `start`."""
        if len(text) == end - start:
            if text:
                self._pieces.append((self._length, start, len(text)))
        elif text:
            self._pieces.append((self._length, start, 0))
        self._parts.append(text)
        self._length += len(text)
        return self

    def insert(self, text: str) -> TextBuilder:
        """Append text that stands nowhere in the source (a blank line between blocks)."""
        self._parts.append(text)
        self._length += len(text)
        return self

    def finish(self) -> tuple[str, OffsetMap]:
        """Return the derived text and its map."""
        return "".join(self._parts), OffsetMap(self._pieces, self._length)
