from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from graph.errors import ServiceBusyError, VisitorBusyError
from graph.turns import Turn, Turns


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def later() -> float:
    return time.monotonic() + 60


def enter(stack: ExitStack, turns: Turns, client: str) -> Turn:
    """Let a query of a client in and give it a quick seat."""
    turn = stack.enter_context(turns.enter(client))
    turns.wait(turn, turns.quick, later())
    return turn


def start_waiting(threads: ThreadPoolExecutor, turns: Turns, turn: Turn) -> Future[None]:
    """Let a turn wait for a quick seat in a thread, and return once it does."""
    waiting = turns.waiting
    future = threads.submit(turns.wait, turn, turns.quick, later())
    while turns.waiting == waiting and not future.done():
        time.sleep(0.001)
    return future


def test_a_free_seat_is_taken_at_once(stack: ExitStack) -> None:
    turns = Turns(1, 1, 0)
    assert enter(stack, turns, "ann").seat is turns.quick


def test_no_client_gets_the_last_seat_of_several(stack: ExitStack) -> None:
    turns = Turns(2, 1, 4)
    enter(stack, turns, "ann")
    second = stack.enter_context(turns.enter("ann"))
    with pytest.raises(TimeoutError):
        turns.wait(second, turns.quick, time.monotonic())
    assert enter(stack, turns, "bob").seat is turns.quick


def test_clients_take_turns_however_many_queries_one_has(stack: ExitStack, threads: ThreadPoolExecutor) -> None:
    turns = Turns(1, 1, 8)
    first = enter(stack, turns, "ann")
    more = [stack.enter_context(turns.enter("ann")) for _ in range(3)]
    waiting = [start_waiting(threads, turns, turn) for turn in more]
    bob = stack.enter_context(turns.enter("bob"))
    bobs = start_waiting(threads, turns, bob)
    turns.move(first)
    bobs.result(timeout=60)
    assert not any(each.done() for each in waiting)
    for turn in (bob, *more):
        turn.is_called.wait(60)
        turns._leave(turn)
        turns._call()


def test_a_long_query_leaves_its_quick_seat(stack: ExitStack) -> None:
    turns = Turns(1, 1, 4)
    first = enter(stack, turns, "ann")
    assert turns.move(first)
    assert first.seat is turns.long
    assert enter(stack, turns, "ann").seat is turns.quick


def test_when_the_long_lane_is_full_a_query_stays_where_it_is(stack: ExitStack) -> None:
    turns = Turns(2, 1, 4)
    turns.move(enter(stack, turns, "ann"))
    second = enter(stack, turns, "bob")
    assert not turns.move(second)
    assert second.seat is turns.quick


def test_past_the_bound_of_the_queue_a_query_is_sent_away(stack: ExitStack) -> None:
    turns = Turns(1, 0, 1)
    for client in ("ann", "bob"):
        stack.enter_context(turns.enter(client))
    with pytest.raises(ServiceBusyError, match="too many queries are waiting"), turns.enter("cid"):
        pass


def test_a_full_queue_sends_the_newest_query_of_the_busiest_client_away(
    stack: ExitStack, threads: ThreadPoolExecutor
) -> None:
    turns = Turns(1, 0, 2)
    enter(stack, turns, "ann")
    first, newest = (stack.enter_context(turns.enter("ann")) for _ in range(2))
    waiting = [start_waiting(threads, turns, turn) for turn in (first, newest)]
    stack.enter_context(turns.enter("bob"))
    with pytest.raises(VisitorBusyError, match="too many of your queries"):
        waiting[1].result(timeout=60)
    assert not waiting[0].done()
    first.is_called.set()


def test_a_client_that_fills_the_queue_itself_is_told_so(stack: ExitStack) -> None:
    turns = Turns(1, 0, 1)
    for _ in range(2):
        stack.enter_context(turns.enter("ann"))
    with pytest.raises(VisitorBusyError), turns.enter("ann"):
        pass
