"""Draws who reports to whom: each body below those that it reports to, with the basis of each line in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from web.contexts.boards import ReportingLine
from web.contexts.lineage import Picture, PictureBand, PictureBox, PictureLine, PictureText
from web.parts import Link
from web.text_fit import cut_text, measure_text, wrap_text
from web.thread_layout import Layout, place_boxes
from web.thread_picture import find_near

WIDTH = 214
_INSIDE = WIDTH - 20
_NAME_PX, _SMALL_PX = 15.0, 12.5
_STEP = {"name": 19, "small": 16, "support": 16}
_TOP, _BOTTOM, _KEY_HEIGHT = 7, 11, 60
_BASES = ("stated", "by-layout", "curated", "computed")
"""The bases, the strongest first."""


def draw_map(lines: Sequence[ReportingLine], title: str) -> Picture | None:
    """Return the picture of reporting lines, None where there is none."""
    bodies = {each.href: each for line in lines for each in (line.upline, line.body)}
    if not bodies:
        return None
    levels = _find_levels(lines)
    order = sorted(bodies, key=lambda href: (levels[href], bodies[href].text))
    numbers = {href: number for number, href in enumerate(order)}
    ends = tuple(dict.fromkeys((line.upline.href, line.body.href) for line in lines if _leads_down(line, levels)))
    bands = {str(level): [href for href in order if levels[href] == level] for level in sorted(set(levels.values()))}
    near = find_near(ends, numbers)
    boxes = {href: _write_box(bodies[href], lines, numbers[href], near[href]) for href in order}
    layout = place_boxes(bands, WIDTH, {href: box.height for href, box in boxes.items()}, ends)
    return Picture(
        title=title,
        text=_describe(lines),
        width=round(layout.width),
        height=round(layout.height + _KEY_HEIGHT),
        key_y=layout.height,
        bands=tuple(
            PictureBand(level, _name_level(int(level)), stripe.y, stripe.height)
            for level, stripe in layout.stripes.items()
        ),
        lines=(*_make_trunks(layout, ends, numbers), *_make_lines(layout, ends, lines, numbers)),
        boxes=tuple(_place(box, layout, href) for href, box in boxes.items()),
        nodes=len(boxes),
        counted=0,
    )


def _find_levels(lines: Iterable[ReportingLine]) -> dict[str, int]:
    """Return how many steps each body stands below the top, by the longest way; a circle ends the count."""
    uplines: dict[str, set[str]] = {}
    for line in lines:
        uplines.setdefault(line.body.href, set()).add(line.upline.href)
        uplines.setdefault(line.upline.href, set())
    levels = dict.fromkeys(uplines, 0)
    for _ in uplines:
        levels = {body: max((levels[each] + 1 for each in above), default=0) for body, above in uplines.items()}
    most = len(uplines) - 1
    return {body: min(level, most) for body, level in levels.items()}


def _leads_down(line: ReportingLine, levels: Mapping[str, int]) -> bool:
    """Return whether a line can be drawn downwards: in a circle, which no body should be in, one cannot."""
    return levels[line.upline.href] < levels[line.body.href]


def _write_box(body: Link, lines: Iterable[ReportingLine], number: int, near: tuple[int, ...]) -> PictureBox:
    own = [line for line in lines if line.body == body]
    said = dict.fromkeys(f"{line.relation} {line.upline.text}" for line in own)
    texts: list[PictureText] = []
    y = float(_TOP)
    for role, text in (
        *(("name", each) for each in wrap_text(body.text, _INSIDE, _NAME_PX, 4)),
        *(("small", each) for sentence in said for each in wrap_text(sentence, _INSIDE, _SMALL_PX, 3)),
    ):
        y += _STEP[role]
        texts.append(_make_text(text, role, y))
    support, href = _write_support(own)
    if support:
        y += _STEP["support"]
    return PictureBox(
        number=number,
        kind="node",
        title="; ".join((body.text, *said)),
        href=body.href,
        texts=tuple(texts),
        support=_make_text(support, "support", y) if support else None,
        support_href=href,
        near=near,
        x=0,
        y=0,
        width=WIDTH,
        height=y + _BOTTOM,
    )


def _make_text(text: str, role: str, y: float) -> PictureText:
    return PictureText(text, role, y, round(measure_text(text, _NAME_PX if role == "name" else _SMALL_PX), 1))


def _write_support(lines: Sequence[ReportingLine]) -> tuple[str, str]:
    bases = ", ".join(dict.fromkeys(line.basis.label for line in lines))
    sources = list(dict.fromkeys(source for line in lines for source in line.sources))
    if not sources:
        return bases, ""
    more = f" +{len(sources) - 1}" if len(sources) > 1 else ""
    room = _INSIDE - measure_text(more, _SMALL_PX)
    return cut_text(f"{bases}: {sources[0].locator}", room, _SMALL_PX) + more, sources[0].href


def _place(box: PictureBox, layout: Layout, href: str) -> PictureBox:
    place = layout.places[href]
    return PictureBox(**{**vars(box), "x": place.x, "y": place.y})


def _make_trunks(layout: Layout, ends: Iterable[tuple[str, str]], numbers: Mapping[str, int]) -> Iterable[PictureLine]:
    for upline, path in layout.trunks.items():
        heads = tuple(numbers[body] for own, body in ends if own == upline)
        yield PictureLine(path, "trunk", "", (numbers[upline],), heads)


def _make_lines(
    layout: Layout, ends: Iterable[tuple[str, str]], lines: Sequence[ReportingLine], numbers: Mapping[str, int]
) -> Iterable[PictureLine]:
    for upline, body in ends:
        own = [line for line in lines if (line.upline.href, line.body.href) == (upline, body)]
        strongest = min((line.basis.code for line in own), key=_BASES.index)
        yield PictureLine(layout.paths[upline, body], strongest, _say(own), (numbers[upline],), (numbers[body],))


def _say(lines: Iterable[ReportingLine]) -> str:
    return "; ".join(f"{line.body.text} {line.relation} {line.upline.text}: {line.basis.label}" for line in lines)


def _describe(lines: Sequence[ReportingLine]) -> str:
    said = dict.fromkeys(_say([line]) for line in lines)
    return f"{'. '.join(said)}. The table says the same, with the documents."


def _name_level(level: int) -> str:
    if not level:
        return "No document says that these report to anybody"
    return "One step below" if level == 1 else f"{level} steps below"
