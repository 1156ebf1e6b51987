"""Worker processes that can be killed, over one release: the service's side of ``graph/zygote.py``.

A worker is lent to one query at a time and given back, or ended. One that has ended is replaced at once.
"""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
import threading
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import count

from graph.answers import Answer, Failed, Order, WorkerOptions
from graph.messages import receive_answer, send_message
from graph.sandbox_worker import GREETING
from graph.zygote import COMMAND, END, ENDED, FORK, NEWS, READY, STEP_BACK

_START_TIMEOUT_S = 300.0
_NEWS_TIMEOUT_S = 5.0
_ROOM_BYTES = 50_000_000
"""What an answer's rows may add to the bytes of the result when they come as terms."""


class WorkerEnded(Exception):  # noqa: N818 - the name says what happened
    """A worker ended before it had answered; ``exitcode`` is minus the signal's number, None when nobody knows."""

    def __init__(self, exitcode: int | None) -> None:
        super().__init__(f"the worker ended with {exitcode}")
        self.exitcode = exitcode


class Worker:
    """One worker process, as the query that has it sees it; ``exitcode`` is None while nobody knows of its end."""

    def __init__(self, number: int, channel: socket.socket) -> None:
        self.number = number
        self.channel = channel
        self.is_greeted = False
        self.is_last = False
        self.exitcode: int | None = None

    @property
    def has_started(self) -> bool:
        """Whether it was ever open and confined."""
        if self.is_greeted:
            return True
        with suppress(OSError):
            return bool(self.channel.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
        return False

    def greet(self, timeout_s: float) -> None:
        """Wait until it is open and confined.

        Raises:
            EOFError: when it ends instead, or takes longer.
        """
        if self.is_greeted:
            return
        if not self.has_news(timeout_s) or receive_answer(self.channel, _ROOM_BYTES) != GREETING:
            raise EOFError("the worker did not start")
        self.is_greeted = True

    def has_news(self, timeout_s: float) -> bool:
        """Return whether it answers or ends within this time."""
        poll = select.poll()
        poll.register(self.channel, select.POLLIN)
        return bool(poll.poll(max(0.0, timeout_s) * 1000))


class WorkerPool:
    """Workers over the store of one release, one of them ready when the pool is made.

    Raises:
        BrokenProcessPool: when no worker can open the store; the log says why.
    """

    def __init__(self, workers: int, options: WorkerOptions, release: str) -> None:
        self.release = release
        self.replaced = 0
        self._size = workers
        self._max_bytes = options.max_bytes + _ROOM_BYTES
        self._numbers = count(1)
        self._changed = threading.Condition()
        self._idle: list[Worker] = []
        self._alive: dict[int, Worker] = {}
        self._users = 0
        self._is_ending = self._is_ended = False
        self._control, theirs = socket.socketpair()
        self._sending = threading.Lock()
        with theirs:
            self._process = _start_zygote(theirs)
        try:
            self._start(options)
        except (OSError, EOFError) as error:
            self.end_now()
            raise BrokenProcessPool("no worker has started") from error

    @property
    def is_sound(self) -> bool:
        """Whether it takes queries."""
        return not self._is_ended

    def count_alive(self) -> int:
        """Return how many workers there are."""
        with self._changed:
            return len(self._alive)

    def hold(self) -> None:
        """Keep the pool from ending when it is idle."""
        with self._changed:
            self._users += 1

    def let_go(self) -> None:
        """Take one ``hold`` back."""
        with self._changed:
            self._users -= 1
            self._changed.notify_all()

    def take(self) -> Worker:
        """Return a worker that is free, a new one if there is none.

        Raises:
            BrokenProcessPool: when the pool has ended or is broken.
        """
        with self._changed:
            worker = self._idle.pop() if self._idle else self._fork()
        try:
            worker.greet(_START_TIMEOUT_S)
        except (EOFError, OSError) as error:
            self.end(worker)
            raise BrokenProcessPool("a worker did not start") from error
        return worker

    def ask(self, worker: Worker, order: Order) -> None:
        """Send an order to a worker.

        Raises:
            BrokenProcessPool: when the worker has died at rest.
        """
        try:
            send_message(worker.channel, order)
        except OSError as error:
            raise BrokenProcessPool("the worker died at rest") from error

    def read(self, worker: Worker) -> Answer | Failed:
        """Return what a worker answers, once ``has_news`` says that it does.

        Raises:
            WorkerEnded: when it died over the query.
            BrokenProcessPool: when all have been ended.
        """
        try:
            reply = receive_answer(worker.channel, self._max_bytes)
        except (EOFError, OSError) as error:
            raise WorkerEnded(self._wait_for_exitcode(worker)) from error
        if not isinstance(reply, (Answer, Failed)):
            raise WorkerEnded(None)
        worker.is_last = worker.is_last or reply.is_last
        return reply

    def step_back(self, worker: Worker) -> None:
        """Let a worker run behind the others, for good: it ends after this query."""
        worker.is_last = True
        self._command(STEP_BACK, worker)

    def give_back(self, worker: Worker) -> None:
        """Take a worker back that has answered."""
        if worker.is_last:
            self.end(worker)
            return
        with self._changed:
            if worker.number in self._alive and not self._is_ended:
                self._idle.append(worker)
                return
        worker.channel.close()

    def end(self, worker: Worker) -> None:
        """Kill a worker that was taken; another takes its place."""
        self._command(END, worker)
        worker.channel.close()

    def end_now(self) -> None:
        """Kill every worker; whoever waits for one is told, by BrokenProcessPool."""
        with self._changed:
            self._is_ending = True
        with suppress(OSError):
            self._control.shutdown(socket.SHUT_RDWR)
        try:
            self._process.wait(_NEWS_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._control.close()
        self._mark_ended()

    def end_when_idle(self) -> None:
        """Wait until nobody holds the pool, then end every worker."""
        with self._changed:
            self._changed.wait_for(lambda: self._users == 0 or self._is_ended)
        self.end_now()

    def _start(self, options: WorkerOptions) -> None:
        send_message(self._control, options)
        self._control.settimeout(_START_TIMEOUT_S)
        if self._read_news()[0] != READY:
            raise EOFError("the zygote did not start")
        self._control.settimeout(None)
        threading.Thread(target=self._listen, name="worker-news", daemon=True).start()
        with self._changed:
            self._idle += [self._fork() for _ in range(self._size)]
            first = self._idle[0]
        first.greet(_START_TIMEOUT_S)

    def _fork(self) -> Worker:
        if self._is_ending or self._is_ended:
            raise BrokenProcessPool("the workers have been ended")
        ours, theirs = socket.socketpair()
        worker = Worker(next(self._numbers), ours)
        try:
            with theirs, self._sending:
                socket.send_fds(self._control, [COMMAND.pack(FORK, worker.number)], [theirs.fileno()])
        except OSError as error:
            ours.close()
            raise BrokenProcessPool("the workers have been ended") from error
        self._alive[worker.number] = worker
        return worker

    def _command(self, command: bytes, worker: Worker) -> None:
        with suppress(OSError), self._sending:  # without a zygote the worker is gone as well
            self._control.sendall(COMMAND.pack(command, worker.number))

    def _listen(self) -> None:
        with suppress(OSError, EOFError):
            while True:
                what, number, exitcode = self._read_news()
                if what == ENDED:
                    self._replace(number, exitcode)
        self._mark_ended()

    def _read_news(self) -> tuple[bytes, int, int]:
        record = self._control.recv(NEWS.size, socket.MSG_WAITALL)
        if len(record) < NEWS.size:
            raise EOFError("the zygote has ended")
        what, number, exitcode = NEWS.unpack(record)
        return what, number, exitcode

    def _replace(self, number: int, exitcode: int) -> None:
        with self._changed:
            worker = self._alive.pop(number, None)
            if worker is None:
                return
            worker.exitcode = exitcode
            self.replaced += 1
            has_started = worker.has_started
            if worker in self._idle:
                self._idle.remove(worker)
                worker.channel.close()
            if has_started and not self._is_ending and len(self._alive) < self._size:
                with suppress(BrokenProcessPool):
                    self._idle.append(self._fork())
            self._changed.notify_all()

    def _wait_for_exitcode(self, worker: Worker) -> int | None:
        with self._changed:
            self._changed.wait_for(lambda: worker.exitcode is not None or self._is_ended, _NEWS_TIMEOUT_S)
            if self._is_ended or self._is_ending:
                raise BrokenProcessPool("the workers have been ended")
            return worker.exitcode

    def _mark_ended(self) -> None:
        with self._changed:
            self._is_ended = True
            for worker in self._idle:
                worker.channel.close()
            self._idle.clear()
            self._alive.clear()
            self._changed.notify_all()


def _start_zygote(theirs: socket.socket) -> subprocess.Popen[bytes]:
    # Settings may hold secrets, and no query has a use for them.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GOLDENTHREAD_")}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    command = [sys.executable, "-m", "graph.zygote", str(theirs.fileno())]
    return subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, env=environment)
