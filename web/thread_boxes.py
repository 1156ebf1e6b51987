"""The words in the boxes of a thread's picture, and how high they make each box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.outline import BASES
from graph.trace import BASIS_STRENGTH, Hop, Item
from web.contexts.lineage import PictureBox, PictureText
from web.layers import Layer
from web.outline import Naming, find_figure
from web.text_fit import cut_text, measure_text, wrap_text
from web.thread_sketch import Bundle, Sketch, Stub
from web.words import name_element, split_name

WIDTH = 214
INSIDE = WIDTH - 20
TEXT_PX, SMALL_PX = 15.0, 12.5
_TOP, _BOTTOM = 5, 11
_STEPS = {"tag": 16, "name": 19, "figure": 19, "small": 16, "support": 16}
"""How far each line stands below the one before it."""

_MOST_LINES, _MOST_BREAK_LINES, _MOST_MEND_LINES, _MOST_NAMES = 3, 5, 4, 4

TAGS = {
    "hasVision": "Vision",
    "hasPrinciple": "Principle",
    "hasAim": "Aim",
    "hasPriority": "Priority",
    "hasOutcome": "Outcome",
    "hasAction": "Action",
    "hasMeasure": "Measure",
    "hasTarget": "Target",
    "hasObservation": "Value",
    "hasMissingCell": "No value printed",
    "hasBudgetLine": "Amount, £m",
    "hasBudgetTotal": "Total as printed",
    "hasFundingStatement": "Said of money",
    "hasFigure": "Figure",
    "deliveredBy": "Delivers",
    "involves": "Named",
    "hasDuty": "Duty or law",
    "hasStrategy": "Strategy",
    "hasEvidence": "Evidence",
    "hasCaseStudy": "Case study",
}
"""What a box is to the one above it, by the kind of hop."""


@dataclass(frozen=True)
class Words:
    """A box that has no place yet."""

    box: PictureBox
    layer: Layer


def write_boxes(sketch: Sketch, naming: Naming) -> dict[str, Words]:
    """Return the boxes of a sketch by their keys, in reading order."""
    incoming: dict[str, list[Hop]] = {}
    for (_, head), hops in sketch.lines.items():
        incoming.setdefault(head, []).extend(hops)
    boxes: dict[str, Words] = {}
    for node, layer in sketch.shown.items():
        boxes[node] = Words(_write_node(node, incoming.get(node, ()), naming, sketch), layer)
    for bundle in sketch.bundles:
        boxes[bundle.key] = Words(_write_bundle(bundle, incoming.get(bundle.key, ()), naming, sketch), bundle.layer)
    for stub in sketch.stubs:
        boxes[stub.key] = Words(_write_stub(stub, naming, sketch), stub.layer)
    return dict(sorted(boxes.items(), key=lambda pair: sketch.order[pair[0]]))


def _write_node(node: str, hops: Sequence[Hop], naming: Naming, sketch: Sketch) -> PictureBox:
    item, is_root = sketch.items.get(node, Item(node)), node == sketch.root
    tags = dict.fromkeys(TAGS.get(hop.kind, split_name(hop.kind)) for hop in hops)
    tag = f"{' and '.join(tags) or _find_kind(item, sketch.shown[node])} {item.find('skos:notation') or ''}".strip()
    label, figure = item.label, find_figure(item)
    value, _, frame = figure.partition(" (")
    support, href = _write_support(hops, naming)
    return _make_box(
        kind="root" if is_root else "node",
        title=f"{tag}: {label}" + (f", {figure}" if figure else ""),
        href=naming.site.to_page(node) if is_root else naming.site.to_lineage(node),
        lines=(
            ("tag", cut_text(tag, INSIDE, SMALL_PX, bold=True)),
            *(("name", line) for line in wrap_text(label, INSIDE, TEXT_PX, _MOST_LINES, bold=is_root)),
            *((("figure", cut_text(value, INSIDE, TEXT_PX, bold=True)),) if value else ()),
            *(("small", line) for line in wrap_text(frame.removesuffix(")"), INSIDE, SMALL_PX, 1)),
        ),
        support=support,
        support_href=href,
    )


def _write_bundle(bundle: Bundle, hops: Sequence[Hop], naming: Naming, sketch: Sketch) -> PictureBox:
    size = len(bundle.members)
    is_rest = any(tail == bundle.owner and sketch.shown.get(head) is bundle.layer for tail, head in sketch.lines)
    words = f"{size} {'more ' if is_rest else ''}{bundle.layer.one if size == 1 else bundle.layer.many}"
    names = [sketch.items.get(node, Item(node)).label for node in bundle.members[:_MOST_NAMES]]
    listed = "; ".join(names) + (f" and {size - len(names)} more" if size > len(names) else "")
    is_here = bundle.owner in {"", sketch.root} | sketch.above
    owner = sketch.items[bundle.owner].label if bundle.owner else ""
    return _make_box(
        kind="more",
        title=f"{words} of {owner}: {listed}" if owner else f"{words}: {listed}",
        href=f"{naming.site.to_lineage(sketch.root)}?open={bundle.layer.name}#picture"
        if is_here
        else naming.site.to_lineage(bundle.owner),
        lines=(
            ("tag", "Show them" if is_here else "Go to them"),
            *(("name", line) for line in wrap_text(words, INSIDE, TEXT_PX, 2)),
            *(("small", line) for line in wrap_text(listed, INSIDE, SMALL_PX, 2)),
        ),
        support=", ".join(BASES[basis] for basis in BASIS_STRENGTH if any(hop.basis == basis for hop in hops)),
    )


def _write_stub(stub: Stub, naming: Naming, sketch: Sketch) -> PictureBox:
    owner = sketch.items[stub.owner].label
    if len(stub.breaks) == 1:
        text, mend = stub.breaks[0].text, f"It would take {stub.breaks[0].mend}"
        title = f"Break at {owner}: {text}. {mend}"
    else:
        text, mend = f"{len(stub.breaks)} breaks", "What is missing, and what would mend it"
        title = f"{len(stub.breaks)} breaks below {owner}"
    return _make_box(
        kind="break",
        title=title,
        href=f"{naming.site.to_lineage(stub.owner)}#breaks" if stub.owner != sketch.root else "#breaks",
        lines=(
            ("tag", "Break"),
            *(("name", line) for line in wrap_text(text, INSIDE, TEXT_PX, _MOST_BREAK_LINES)),
            *(("small", line) for line in wrap_text(mend, INSIDE, SMALL_PX, _MOST_MEND_LINES)),
        ),
    )


def _write_support(hops: Sequence[Hop], naming: Naming) -> tuple[str, str]:
    """Return on what footing the hops to a box stand, as a line, and the first place that says so."""
    bases = ", ".join(dict.fromkeys(BASES[hop.basis] for hop in hops))
    sources = dict.fromkeys(source for hop in hops for source in hop.sources)
    if not sources:
        return bases, ""
    places = naming.sources(sources)
    more = f" +{len(places) - 1}" if len(places) > 1 else ""
    room = INSIDE - measure_text(more, SMALL_PX)
    return cut_text(f"{bases}: {places[0].locator}", room, SMALL_PX) + more, places[0].href


def _find_kind(item: Item, layer: Layer) -> str:
    return name_element(layer.one, item.facts.get("gt:publishedTerm", ()))[0]


def _make_box(
    *,
    kind: str,
    title: str,
    href: str,
    lines: Iterable[tuple[str, str]],
    support: str = "",
    support_href: str = "",
) -> PictureBox:
    texts: list[PictureText] = []
    y = float(_TOP)
    for role, text in (*lines, *((("support", support),) if support else ())):
        y += _STEPS[role]
        is_bold = role in {"tag", "figure"} or (role == "name" and kind == "root")
        size = TEXT_PX if role in {"name", "figure"} else SMALL_PX
        texts.append(PictureText(text, role, y, round(measure_text(text, size, bold=is_bold), 1)))
    return PictureBox(
        number=0,
        kind=kind,
        title=title,
        href=href,
        texts=tuple(text for text in texts if text.role != "support"),
        support=texts[-1] if support else None,
        support_href=support_href,
        near=(),
        x=0,
        y=0,
        width=WIDTH,
        height=y + _BOTTOM,
    )
