"""A thread as pages and files need it: both directions, its breaks, and what its nodes are called."""

from __future__ import annotations

from dataclasses import dataclass

from graph.breaks import Break as Gap
from graph.breaks import find_breaks
from graph.trace import Trace
from web.live import ServedGraph
from web.node_page import get_heading, name_nodes
from web.outline import Naming, make_breaks
from web.parts import Break, Link
from web.words import split_name


@dataclass(frozen=True)
class Thread:
    """The thread of one node; ``holding`` is the code of what is held of its plan, None outside any plan."""

    graph: ServedGraph
    iri: str
    link: Link
    notation: str
    kind: str
    is_plan: bool
    holding: str | None
    down: Trace
    up: Trace
    naming: Naming
    gaps: tuple[Gap, ...]

    @property
    def title(self) -> str:
        """What the thread is of, with its printed number: "outcome 5, Clean and green"."""
        number = f" {self.notation}" if self.notation else ""
        return f"{self.kind}{number}, {self.link.text}"

    @property
    def breaks(self) -> tuple[Break, ...]:
        """Its breaks for a page, those of the node itself first."""
        return make_breaks(self.down, self.naming, self.holding) if self.holding else ()


def read_thread(graph: ServedGraph, iri: str) -> Thread:
    """Return the thread above and below a node.

    Raises:
        UnknownPageError: when the graph says nothing of it.
    """
    heading = get_heading(graph, iri)
    row = heading.row
    down, up = graph.tracer.trace_down(iri), graph.tracer.trace_up(iri)
    holding = row.find("holding")
    return Thread(
        graph=graph,
        iri=iri,
        link=Link(row.text("label") or split_name(iri), graph.site.to_page(iri)),
        notation=row.text("notation"),
        kind=row.text("kindLabel") or split_name(row.text("kind")),
        is_plan=heading.is_a("Plan"),
        holding=holding,
        down=down,
        up=up,
        naming=name_nodes(graph, down, up),
        gaps=find_breaks(down, holding) if holding else (),
    )
