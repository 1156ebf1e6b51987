"""What a check finds, whichever engine ran it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["violation", "warning"]


@dataclass(frozen=True)
class Finding:
    """Something that the graph says against a rule: at ``focus``, about ``path`` when one property is to blame.

    ``focus`` and ``path`` are addresses, ``path`` empty when no one property is to blame; ``rule`` names the shape
    or the check query.
    """

    severity: Severity
    focus: str
    path: str
    message: str
    rule: str
