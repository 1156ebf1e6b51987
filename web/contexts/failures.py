"""The page of an answer that is not the one asked for."""

from __future__ import annotations

from dataclasses import dataclass

from web.parts import Link


@dataclass(frozen=True)
class FailurePage:
    """An answer that is not the one asked for."""

    status: int
    heading: str
    message: str
    advice: str = ""
    suggestions: tuple[Link, ...] = ()
