"""What a worker process does: takes items from a pipe, gives messages back; loads only the work's own module.

A message is ("ready", -1, None), ("value", number, value), and at the end of an item ("end", number, None) or
("fault", number, what was raised).
"""

from __future__ import annotations

import gc
import os
import pickle
import queue
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from multiprocessing import connection
from typing import Any

# A page makes some hundred thousand objects, nearly none of them in rings: the collector may look seldom.
_COLLECT_AFTER = (200_000, 20, 20)


def serve(pipe: connection.Connection, module: str, name: str, limit: int | None) -> None:
    """Carries out tasks until the pipe closes. Ctrl-C is for the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound_memory(limit)
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(
            variable, "1"
        )  # one process a core is enough; each thread of these costs memory
    function = getattr(import_module(module), name)
    gc.freeze()  # what is loaded stays; the trees of pages are freed without the collector's help
    gc.set_threshold(*_COLLECT_AFTER)
    tasks: queue.SimpleQueue[tuple[int, Any]] = queue.SimpleQueue()
    threading.Thread(target=_take_in, args=(pipe, tasks), daemon=True).start()
    try:
        pipe.send(("ready", -1, None))
        while True:
            number, item = tasks.get()
            for message in carry_out(function, number, item):
                packed = _packed(message)
                pipe.send_bytes(packed or pickle.dumps(("fault", number, "cannot be pickled")))
                if packed is None:
                    break
    except OSError:
        os._exit(0)  # nobody listens any more


def _bound_memory(limit: int | None) -> None:
    """Where the system allows it: too large an item fails instead of filling the machine, and if memory runs
    out nevertheless, this process is the one to go.
    """
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as stream:
        stream.write("900")
    if limit is not None:
        with suppress(ImportError, AttributeError, OSError, ValueError):
            import resource

            resource.setrlimit(resource.RLIMIT_DATA, (limit, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def carry_out(
    function: Callable[[Any], Iterable[Any]], number: int, item: object
) -> Iterator[tuple[str, int, Any]]:
    """What an item gives, as messages; whatever the function raises is a message too."""
    try:
        for value in function(item):
            yield "value", number, value
    except Exception as error:
        yield "fault", number, f"{type(error).__name__}: {error}"[:300]
    else:
        yield "end", number, None


def _packed(message: tuple[str, int, Any]) -> bytes | None:
    try:
        return pickle.dumps(message)
    except Exception:
        return None


def _take_in(pipe: connection.Connection, tasks: queue.SimpleQueue[tuple[int, Any]]) -> None:
    """Takes tasks from the pipe all the time: else both ends could wait for each other to read."""
    while True:
        try:
            tasks.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)
