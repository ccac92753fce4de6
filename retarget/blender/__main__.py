"""The child process: builds the avatar in Blender and answers jobs until stdin ends.

The main thread is the only one that touches ``bpy``. A second thread reads stdin,
so that the process ends at once, even in the middle of a job, when its parent dies.
"""

from __future__ import annotations

import logging
import os
import queue
import shutil
import sys
import threading
from typing import Any, BinaryIO

from retarget.blender.protocol import OWN_FOLDER, ProtocolError, private_stdout, receive, send

LOG = logging.getLogger("retarget.blender")

_Message = tuple[dict[str, Any], bytes]


def main() -> None:
    """Serve until the parent closes the pipe."""
    replies = private_stdout()
    jobs: queue.Queue[_Message] = queue.Queue()
    listener = threading.Thread(target=_listen, args=(sys.stdin.buffer, jobs), daemon=True)
    listener.start()
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)

    from retarget.blender.export import Exporter

    exporter = Exporter()
    while True:
        header, payload = jobs.get()
        try:
            send(replies, _answer(exporter, header, payload))
        except OSError:
            # The parent is gone, and the listener about to end the process. Ending it here would
            # stop the listener half way and leave bpy's own end waiting for ever.
            listener.join()


def _listen(requests: BinaryIO, jobs: queue.Queue[_Message]) -> None:
    """Queue messages; end the process when there will be no more."""
    try:
        while (message := receive(requests)) is not None:
            jobs.put(message)
    except ProtocolError:
        LOG.error("the parent wrote something that is no message")
    if OWN_FOLDER in os.environ:  # a parent that was killed cannot remove it
        shutil.rmtree(os.environ[OWN_FOLDER], ignore_errors=True)
    os._exit(0)


def _answer(exporter: Any, header: dict[str, Any], payload: bytes) -> dict[str, Any]:
    """Do one job; an error becomes its class name, sentence and remedy."""
    from retarget.errors import GaitboxError

    try:
        return {"ok": True, **exporter.run(header, payload)}
    except GaitboxError as error:
        return _failure(header, type(error).__name__, error.sentence, error.remedy)
    except OSError as error:
        sentence = f"The avatar's file could not be written: {error.strerror or error}."
        remedy = "Check the free space and the permissions of the folder."
        return _failure(header, "StorageError", sentence, remedy)
    except Exception as error:
        LOG.exception("a job failed")
        sentence = f"Blender could not export the motion ({type(error).__name__})."
        return _failure(header, "WorkerError", sentence, "")


def _failure(header: dict[str, Any], kind: str, sentence: str, remedy: str) -> dict[str, Any]:
    return {
        "id": header.get("id"),
        "ok": False,
        "kind": kind,
        "sentence": sentence,
        "remedy": remedy,
    }


if __name__ == "__main__":
    main()
