from __future__ import annotations

import itertools

import pytest
from test_web_thread_sketch import NODES, OUTCOME, PRIORITY, read_sketch

from graph.trace import Tracer
from web.addresses import SiteAddresses
from web.contexts.lineage import Picture
from web.outline import Naming
from web.thread_picture import draw_thread

SITE = SiteAddresses("https://w3id.org/goldenthread/", "anytown")


def draw(tracer: Tracer, path: str, *opened: str) -> Picture:
    sketch = read_sketch(tracer, path, *opened)
    return draw_thread(sketch, Naming(sketch.items, SITE), "The thread")


@pytest.mark.parametrize("path", NODES)
def test_boxes_do_not_overlap_and_lie_inside_the_picture(tracer: Tracer, path: str) -> None:
    picture = draw(tracer, path)
    for one, two in itertools.combinations(picture.boxes, 2):
        is_apart_across = one.x + one.width <= two.x or two.x + two.width <= one.x
        assert is_apart_across or one.y + one.height <= two.y or two.y + two.height <= one.y
    assert all(box.x >= 0 and box.x + box.width <= picture.width for box in picture.boxes)
    assert all(box.y >= 0 and box.y + box.height <= picture.height for box in picture.boxes)


@pytest.mark.parametrize("path", [OUTCOME, PRIORITY])
def test_words_stay_inside_their_box(tracer: Tracer, path: str) -> None:
    for box in draw(tracer, path, "all").boxes:
        texts = [*box.texts, *([box.support] if box.support else [])]
        assert all(text.length + 10 <= box.width and text.y < box.height for text in texts)


def test_a_break_is_drawn_with_its_reason_and_what_would_mend_it(tracer: Tracer) -> None:
    breaks = [box for box in draw(tracer, OUTCOME).boxes if box.kind == "break"]
    assert len(breaks) == 4
    words = {" ".join(text.text for text in box.texts) for box in breaks}
    assert "Break No target: the plan states none It would take a target for each measure, with its year" in words


def test_a_box_says_how_the_hop_to_it_is_known_and_leads_to_the_passage(tracer: Tracer) -> None:
    box = next(box for box in draw(tracer, OUTCOME).boxes if box.texts[0].text == "Action 2")
    assert box.support is not None
    assert box.support.text.startswith("by layout: Outcome 6")
    assert box.support_href.startswith("/page/tower-hamlets/document/")


def test_a_curated_hop_looks_curated_in_its_line_and_in_words(tracer: Tracer) -> None:
    picture = draw(tracer, "plan/strategic-2021-24/outcome/6/action/1")
    (line,) = [line for line in picture.lines if line.basis == "curated"]
    (box,) = [box for box in picture.boxes if box.number in line.heads]
    assert box.support is not None
    assert box.support.text.startswith("curated")


def test_what_is_only_counted_leads_to_where_it_is_shown(tracer: Tracer) -> None:
    more = [box for box in draw(tracer, PRIORITY).boxes if box.kind == "more"]
    assert "/lineage/tower-hamlets/plan/strategic-2021-24/outcome/6" in {box.href for box in more}


def test_a_box_knows_its_own_thread_and_no_other(tracer: Tracer) -> None:
    picture = draw(tracer, OUTCOME)
    by_tag = {box.texts[0].text: box for box in picture.boxes}
    action, other = by_tag["Action 1"], by_tag["Action 2"]
    assert by_tag["Plan"].number in action.near
    assert other.number not in action.near


def test_the_text_of_a_picture_says_how_much_is_in_it(tracer: Tracer) -> None:
    assert "6 actions, 8 measures" in draw(tracer, OUTCOME).text
    assert "counted, not shown" in draw(tracer, PRIORITY).text
