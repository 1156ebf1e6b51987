"""The process that workers are forked from: it holds the store, has one thread, and reads nobody's query.

``python -m graph.zygote DESCRIPTOR`` is started by ``graph/worker_pool.py``, whose commands it takes from that socket:
fork a worker, end one, let one run behind the others. It tells of every worker that has ended. Forking takes a few
milliseconds and shares the store's memory; a process that has run threads could not fork safely, so this one runs none.
When the service is gone, the socket closes, and this process and its workers end.
"""

from __future__ import annotations

import ctypes
import gc
import os
import selectors
import signal
import socket
import struct
import sys
import traceback
from contextlib import suppress

from graph.answers import WorkerOptions
from graph.messages import receive_message
from graph.sandbox_worker import open_store, serve_queries
from graph.store import EmbeddedStore
from graph.syntax_advice import read_grammar

COMMAND = struct.Struct("!cQ")
"""A command and the number of the worker that it is about."""

NEWS = struct.Struct("!cQi")
"""What happened, to which worker, and its exit code as ``subprocess`` counts: minus a signal's number."""

FORK, END, STEP_BACK = b"f", b"e", b"s"
READY, ENDED = b"r", b"x"

NICE, NICER = 5, 19
"""How far workers stand behind the service's own pages, and long queries behind short ones."""

_PR_SET_PDEATHSIG = 1
_IGNORED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # the service decides when workers end


class Zygote:
    """Forks workers and looks after them."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        options = receive_message(control)
        if not isinstance(options, WorkerOptions):
            raise TypeError("the first message must say what the workers are for")
        self._options = options
        # A store on disk has threads of its own, so each worker opens it for itself.
        self._store = None if options.is_on_disk else open_store(options)
        self._pids: dict[int, int] = {}
        self._wake, self._woken = socket.socketpair()

    def run(self) -> None:
        """Work until the service is gone."""
        self._listen_to_signals()
        read_grammar()
        gc.collect()
        gc.freeze()  # the collector would touch, and so copy, every object in each worker
        self._tell(READY, 0, 0)
        with selectors.DefaultSelector() as selector:
            selector.register(self._control, selectors.EVENT_READ)
            selector.register(self._woken, selectors.EVENT_READ)
            while True:
                ready = [key.fileobj for key, _ in selector.select()]
                if self._woken in ready:
                    self._woken.recv(4096)
                    self._reap()
                if self._control in ready and not self._obey():
                    return

    def end_all(self) -> None:
        """Kill every worker that is left."""
        for pid in self._pids.values():
            os.kill(pid, signal.SIGKILL)

    def _listen_to_signals(self) -> None:
        for number in _IGNORED:
            signal.signal(number, signal.SIG_IGN)
        self._wake.setblocking(False)
        self._woken.setblocking(False)
        signal.set_wakeup_fd(self._wake.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def _obey(self) -> bool:
        command, descriptors, _, _ = socket.recv_fds(self._control, COMMAND.size, 1, socket.MSG_WAITALL)
        if len(command) < COMMAND.size:
            return False
        word, number = COMMAND.unpack(command)
        if word == FORK:
            self._fork(number, descriptors[0])
        elif number in self._pids:
            pid = self._pids[number]
            if word == END:
                os.kill(pid, signal.SIGKILL)
            elif word == STEP_BACK:
                with suppress(ProcessLookupError, PermissionError):
                    os.setpriority(os.PRIO_PROCESS, pid, NICER)
        return True

    def _fork(self, number: int, descriptor: int) -> None:
        parent = os.getpid()
        pid = os.fork()
        if pid:
            os.close(descriptor)
            self._pids[number] = pid
            return
        try:
            self._become_worker(parent, descriptor)
        except BaseException:  # whatever it was, this process must never come back into the loop
            traceback.print_exc()
        finally:
            os._exit(1)

    def _become_worker(self, parent: int, descriptor: int) -> None:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for each in (self._control, self._wake, self._woken):
            each.close()
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != parent:
                os._exit(0)
        os.nice(NICE)
        store: EmbeddedStore = self._store or open_store(self._options)
        serve_queries(socket.socket(fileno=descriptor), store, self._options)
        os._exit(0)

    def _reap(self) -> None:
        while self._pids:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            number = next(each for each, its in self._pids.items() if its == pid)
            del self._pids[number]
            self._tell(ENDED, number, os.waitstatus_to_exitcode(status))

    def _tell(self, what: bytes, number: int, exitcode: int) -> None:
        self._control.sendall(NEWS.pack(what, number, exitcode))


def main() -> None:
    """Serve the socket whose descriptor is the first argument."""
    zygote = Zygote(socket.socket(fileno=int(sys.argv[1])))
    try:
        zygote.run()
    except (BrokenPipeError, ConnectionResetError):
        return  # the service ended in the middle of a word
    finally:
        zygote.end_all()


if __name__ == "__main__":
    main()
