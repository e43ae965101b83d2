"""Pure string work: paragraph, sentence and token boundaries, and maps between offsets."""

from __future__ import annotations
