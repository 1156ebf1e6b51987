"""The layers of a thread's picture, from the plan down to the evidence, and which of them a node belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from graph.trace import Item


@dataclass(frozen=True)
class Layer:
    """One layer: ``one`` and ``many`` say what stands in it, ``kinds`` are the classes whose members do."""

    name: str
    title: str
    one: str
    many: str
    kinds: frozenset[str]


def _declare(name: str, title: str, one: str, many: str, *kinds: str) -> Layer:
    return Layer(name, title, one, many, frozenset(kinds))


LAYERS = (
    _declare("plan", "Plan", "plan", "plans", "Plan"),
    _declare("aims", "Vision and aims", "aim or principle", "aims and principles", "Vision", "Aim", "Principle"),
    _declare("priorities", "Priorities", "priority", "priorities", "Priority"),
    _declare("outcomes", "Outcomes", "outcome", "outcomes", "Outcome"),
    _declare("actions", "Actions", "action", "actions", "Action"),
    _declare("measures", "Measures", "measure", "measures", "Measure"),
    _declare("values", "Values and targets", "value or target", "values and targets", "Target", "Observation"),
    _declare("money", "Budget", "amount", "amounts", "BudgetLine", "BudgetTotal", "FundingStatement"),
    _declare("boards", "Boards", "board or body", "boards and bodies", "Organization", "FormalOrganization"),
    _declare("duties", "Duties", "duty or law", "duties and laws", "LegalBasis", "StatutoryDuty", "LegalResource"),
    _declare(
        "evidence",
        "Evidence",
        "piece of evidence",
        "pieces of evidence",
        "EvidenceItem",
        "EngagementExercise",
        "CaseStudy",
    ),
    _declare("context", "Strategies and figures", "strategy or figure", "strategies and figures", "Strategy"),
    _declare("breaks", "Breaks further down", "break", "breaks"),
)
"""Every layer from the top down."""

ABOUT_ALL = LAYERS[-1]
"""The layer of breaks that are counted and not drawn one by one."""

LAST = LAYERS[-2]
SPINE = ("plan", "priorities", "outcomes")
"""The layers that hold a thread together."""

BREAK_LAYERS = {
    "hasAction": "actions",
    "hasMeasure": "measures",
    "hasObservation": "values",
    "hasTarget": "values",
    "hasBudgetLine": "money",
    "involves": "boards",
    "deliveredBy": "boards",
    "hasDuty": "duties",
    "hasEvidence": "evidence",
}
"""Where what is missing would have stood."""

_ORDER = (*(layer for layer in LAYERS if layer.name == "money"), *(layer for layer in LAYERS if layer.name != "plan"))
"""An amount is an observation too, and a strategy is a plan: those classes are asked last."""


def find_layer(item: Item) -> Layer:
    """Return the layer of a node, the last one for what has no class of its own there."""
    if "MissingCell" in item.kinds:
        return get_layer("money" if "gt:flow" in item.facts else "values")
    for layer in (*_ORDER, LAYERS[0]):
        if item.kinds & layer.kinds:
            return layer
    return LAST


def get_layer(name: str) -> Layer:
    """Return the layer of that name.

    Raises:
        KeyError: when there is none.
    """
    return {layer.name: layer for layer in LAYERS}[name]
