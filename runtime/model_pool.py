"""The models of one server: each loaded when it is first asked for, few of them at once."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from retarget.errors import ModelError
from runtime.engine.limits import SecondsRange
from runtime.engine.manifest import REINSTALL
from runtime.models import (
    SERVED,
    InstalledModel,
    installed_models,
    name_of,
    read_model,
    unknown_model,
)
from runtime.pipeline import Pipeline
from runtime.request import Request

MOST_LOADED = 2
"""Models in memory at once: the served one, and the one that was asked for last."""


class Models:
    """Pipelines by name. Thread safe.

    The served model answers requests that name none, and stays. Of the others the one that was
    used least recently makes room for the next, unless it is in use.
    """

    def __init__(self, served: Pipeline, make: Callable[[Path], Pipeline] = Pipeline) -> None:
        """Nothing is loaded yet.

        Args:
            served: pipeline of the served model; closed by who made it.
            make: makes the pipeline of another model's folder.
        """
        self.served = served
        self.served_name = name_of(served.model_dir) or SERVED
        self._make = make
        self._others: dict[str, Pipeline] = {}  # the least recently used first
        self._users: Counter[str] = Counter()
        self._lock = threading.Lock()

    def installed(self) -> list[InstalledModel]:
        """The served model, then the others by name."""
        found = {model.name: model for model in installed_models()}
        served = found.pop(self.served_name, None)
        if served is None:  # served from elsewhere, or removed since the server began
            served = read_model(self.served_name, self.served.model_dir)
        return [served, *found.values()]

    def loaded(self, name: str) -> bool:
        """Whether a model is in memory and warm."""
        pipeline = self.served if name == self.served_name else self._others.get(name)
        return pipeline is not None and pipeline.ready

    @contextmanager
    def use(self, name: str | None) -> Iterator[Pipeline]:
        """The pipeline of a model, which stays until the end of the ``with``; maybe not loaded.

        Args:
            name: a model's name; None means the served one.

        Raises:
            BadInput: no such model is installed.
        """
        if name is None or name == self.served_name:
            yield self.served
            return
        pipeline = self._take(name)
        try:
            yield pipeline
        finally:
            self._give_back(name, pipeline)

    def limits(self, name: str | None) -> SecondsRange:
        """Shortest and longest motion of a model; waits for the served one, loads no other.

        Raises:
            BadInput: no such model is installed.
            ModelError: it cannot be used.
        """
        if name is None or name == self.served_name:
            return self.served.engine().limits
        model = self._find(name)
        if model.limits is None:
            raise ModelError(f'The model "{name}" cannot be used. {model.problem}', REINSTALL)
        return model.limits

    def check(self, request: Request) -> None:
        """Compare a request with what its model can make.

        Raises:
            BadInput: no such model, or the wished length is outside its range.
            ModelError: the model cannot be used.
        """
        self.limits(request.model).check_wish(request.seconds)

    def close(self) -> None:
        """Close all but the served model."""
        with self._lock:
            others = list(self._others.values())
            self._others.clear()
        for pipeline in others:
            pipeline.close()

    def _find(self, name: str) -> InstalledModel:
        installed = self.installed()
        for model in installed:
            if model.name == name:
                return model
        raise unknown_model(name, [model.name for model in installed])

    def _take(self, name: str) -> Pipeline:
        folder = self._find(name).folder
        with self._lock:
            pipeline = self._others.pop(name, None) or self._make(folder)
            self._others[name] = pipeline
            self._users[name] += 1
            idle = self._make_room()
        _close(idle)
        return pipeline

    def _give_back(self, name: str, pipeline: Pipeline) -> None:
        with self._lock:
            self._users[name] -= 1
            idle = self._make_room()
            broken = pipeline.problem is not None and self._others.get(name) is pipeline
            if broken:  # the next request tries again: the model may have been mended
                del self._others[name]
        _close(idle)

    def _make_room(self) -> list[Pipeline]:
        """Take out what is too much and not in use; to be closed outside the lock."""
        idle = [name for name in self._others if not self._users[name]]
        surplus = max(0, len(self._others) - (MOST_LOADED - 1))
        return [self._others.pop(name) for name in idle[:surplus]]


def _close(pipelines: list[Pipeline]) -> None:
    for pipeline in pipelines:
        pipeline.close()
