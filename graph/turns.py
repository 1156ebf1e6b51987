"""Whose turn it is: visitors' queries wait in one queue with a bound, and clients take turns.

Queries start in the *quick* lane. One that has not ended there after a moment goes on in the *long* lane, so that the
quick seats are free again for others; when the long lane is full, it waits for a seat there. In each lane a seat goes
to the client that has the fewest, then to the one that was served longest ago, and no client gets the last seat of a
lane that has several. When the queue is full, the client with most queries in it gives one up.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from graph.errors import ServiceBusyError, VisitorBusyError

_TOO_MANY = (
    "too many of your queries are waiting, and others wait as well",
    "wait for the answer of one before you send the next",
)


@dataclass
class Lane:
    """Seats of one kind, and the clients who have them."""

    seats: int
    taken: Counter[str] = field(default_factory=Counter)

    @property
    def most_each(self) -> int:
        """The most seats that one client may have."""
        return max(1, self.seats - 1)

    def has_room(self, client: str) -> bool:
        """Tell whether a seat is free for this client."""
        return self.taken.total() < self.seats and self.taken[client] < self.most_each

    def free(self, client: str) -> None:
        """Take a seat back."""
        self.taken[client] -= 1
        if not self.taken[client]:
            del self.taken[client]


@dataclass(eq=False)
class Turn:
    """One query of a client: the lane that it sits in or waits for, if any."""

    client: str
    seat: Lane | None = None
    wanted: Lane | None = None
    is_called: threading.Event = field(default_factory=threading.Event)
    is_sent_away: bool = False


class Turns:
    """The seats of both lanes and the queue before them; safe to use from several threads."""

    def __init__(self, quick: int, long: int, queue: int) -> None:
        self.quick = Lane(quick)
        self.long = Lane(long)
        self._most = quick + long + queue
        self._lock = threading.Lock()
        self._present: list[Turn] = []
        self._served: dict[str, float] = {}

    @property
    def waiting(self) -> int:
        """How many queries wait."""
        with self._lock:
            return sum(turn.wanted is not None for turn in self._present)

    @contextmanager
    def enter(self, client: str) -> Iterator[Turn]:
        """Hold a place for one query.

        Raises:
            ServiceBusyError: when the queue is full.
            VisitorBusyError: when it is full of this client's own queries.
        """
        turn = Turn(client)
        with self._lock:
            if len(self._present) >= self._most:
                self._make_place(client)
            self._present.append(turn)
        try:
            yield turn
        finally:
            with self._lock:
                self._leave(turn)
                if turn in self._present:
                    self._present.remove(turn)
                if not any(each.client == client for each in self._present):
                    self._served.pop(client, None)
                self._call()

    def wait(self, turn: Turn, lane: Lane, until: float) -> None:
        """Return when the turn has a seat in ``lane``, for which it gives up the one that it has.

        Raises:
            TimeoutError: when it has none by ``until``, on the clock ``time.monotonic``.
            VisitorBusyError: when it has to give way to queries of others.
        """
        with self._lock:
            self._leave(turn)
            turn.wanted = lane
            turn.is_called.clear()
            self._call()
        turn.is_called.wait(max(0.0, until - time.monotonic()))
        with self._lock:
            turn.wanted = None
            if turn.is_sent_away:
                raise VisitorBusyError(*_TOO_MANY)
            if turn.seat is None:
                raise TimeoutError

    def move(self, turn: Turn) -> bool:
        """Move a turn from the quick lane to the long one if there is room and nobody waits for it."""
        with self._lock:
            is_wanted = any(each.wanted is self.long and self.long.has_room(each.client) for each in self._present)
            if is_wanted or not self.long.has_room(turn.client):
                return False
            self._leave(turn)
            self._seat(turn, self.long)
            self._call()
            return True

    def _make_place(self, client: str) -> None:
        counts = Counter(turn.client for turn in self._present)
        waiting = [turn for turn in self._present if turn.wanted is not None]
        last = max(waiting, key=lambda turn: counts[turn.client], default=None)
        if last is None or counts[last.client] <= counts[client] + 1:
            if counts[client] > 1:
                raise VisitorBusyError(*_TOO_MANY)
            raise ServiceBusyError("too many queries are waiting", "try again in a few seconds")
        newest = [turn for turn in waiting if turn.client == last.client][-1]
        newest.is_sent_away, newest.wanted = True, None
        self._present.remove(newest)
        newest.is_called.set()

    def _leave(self, turn: Turn) -> None:
        if turn.seat is not None:
            turn.seat.free(turn.client)
            turn.seat = None
        turn.wanted = None

    def _seat(self, turn: Turn, lane: Lane) -> None:
        lane.taken[turn.client] += 1
        turn.seat, turn.wanted = lane, None
        self._served[turn.client] = time.monotonic()

    def _call(self) -> None:
        for lane in (self.quick, self.long):
            while (turn := self._find_next(lane)) is not None:
                self._seat(turn, lane)
                turn.is_called.set()

    def _find_next(self, lane: Lane) -> Turn | None:
        fitting = [turn for turn in self._present if turn.wanted is lane and lane.has_room(turn.client)]
        return min(
            fitting, key=lambda turn: (lane.taken[turn.client], self._served.get(turn.client, 0.0)), default=None
        )
