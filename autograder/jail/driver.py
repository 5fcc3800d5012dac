"""The driver: turns requests into calls of the loaded module, and what comes of them into replies.

It runs beside the student's code, in a jail, in a subprocess, or in the process of an ordinary pytest run; the trusted
worker runs the reference and the mistakes with it. Nothing that it says is a verdict.
"""

from __future__ import annotations

import linecache
import operator
import random
import sys
import time
import types
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch

from autograder.jail import output
from autograder.jail.counting import count
from autograder.jail.devices import on_device, on_host, there
from autograder.jail.frames import MAX_HEADER, Buffers, Header, ServerEnd
from autograder.jail.inspecting import INSPECT, called, trace
from autograder.jail.nodes import Node, TooLargeError
from autograder.jail.replies import ReplyEncoder
from autograder.jail.requests import RequestDecoder
from autograder.jail.settings import reset_torch
from autograder.jail.training import training

MAX_NAMES = 500
MAX_MESSAGE = 2000
MAX_FRAMES = 20
MAX_ITEMS = 10_000
MAX_CODES = 200  # compiled files kept by a long-lived process

OPERATORS: dict[str, Callable[..., Any]] = {
    "len": len,
    "getitem": operator.getitem,
    "setitem": operator.setitem,
    "contains": operator.contains,
    "items": lambda thing: [item for item, _ in zip(thing, range(MAX_ITEMS), strict=False)],
    "repr": lambda thing: repr(thing)[:MAX_MESSAGE],
}


class Missing(Exception):  # noqa: N818 - it is an answer, not an error
    """A name that the loaded module does not have."""


class Driver:
    """Holds one loaded module with its helpers, and the objects that the judge has handles of."""

    def __init__(self, *, fresh: bool = True) -> None:
        """`fresh`: nobody has run anything in this process yet, so torch's global settings are as they should be."""
        self._used = not fresh
        self._loaded: list[str] = []
        self._roots: dict[str, Any] = {}
        self._objects: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._answers: list[Any] = []
        self._filename = ""
        self._padding = bytearray()
        self._codes: dict[tuple[str, str], types.CodeType] = {}

    def serve(self, end: ServerEnd) -> None:
        """Say that all is ready, then answer requests until the judge hangs up."""
        end.write({"ready": True}, ())
        while (request := end.read()) is not None:
            answer = self.answer(*request)
            output.flush()
            end.write(*answer)

    def answer(self, header: Header, buffers: Buffers) -> tuple[Header, Sequence[Any]]:
        """The reply to one request."""
        try:
            if header["op"] == "load":
                return self._load(header), ()
            return self._act(header, buffers)
        except Missing as problem:
            return {"missing": str(problem)[:200]}, ()
        except TooLargeError as problem:
            return {"too_large": str(problem)[:200]}, ()
        except BaseException as problem:  # the student's code may raise anything
            return {"raised": self._describe(problem)}, ()

    # ------------------------------------------------------------------ loading

    def _load(self, header: Header) -> Header:
        """Execute the files afresh; the first is the module that `student` stands for.

        `files` holds [module name, file name, source]; `overlay` holds [name, module name, name there] for what
        replaces names of the first module.
        """
        output.capture_anew()
        self._reset(int(header["seed"]))
        self._padding = bytearray(b"\1") * header.get("padding", 0)  # its pages are taken, not only promised
        files = header["files"]
        self._filename = files[0][1]
        modules: dict[str, types.ModuleType] = {}
        for name, filename, source in files:
            module = types.ModuleType(name)
            module.__file__ = filename
            modules[name] = sys.modules[name] = module
            self._loaded.append(name)
            linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
            exec(self._compiled(filename, source), module.__dict__)  # noqa: S102
        main = modules[files[0][0]]
        for name, module_name, attribute in header["overlay"]:
            replacing = getattr(modules[module_name], attribute)
            if isinstance(replacing, type):
                _rename(replacing, name)
            setattr(main, name, replacing)
        self._roots = {"student": main, **({"helpers": modules["helpers"]} if "helpers" in modules else {})}
        return {"names": _public_names(main)}

    def _compiled(self, filename: str, source: str) -> types.CodeType:
        key = (filename, source)
        if len(self._codes) > MAX_CODES:
            self._codes.clear()
        if key not in self._codes:
            self._codes[key] = compile(source, filename, "exec", dont_inherit=True)
        return self._codes[key]

    def _reset(self, seed: int) -> None:
        self._objects.clear()
        self._numbers.clear()
        self._answers = []
        for name in self._loaded:
            sys.modules.pop(name, None)
        self._loaded.clear()
        if self._used:  # a fresh fork has torch's globals as they should be
            reset_torch()
        self._used = True
        torch.default_generator.manual_seed(seed)
        random.seed(seed)
        np.random.seed(seed % (1 << 32))

    # ------------------------------------------------------------------ acting

    def _act(self, header: Header, buffers: Buffers) -> tuple[Header, Sequence[Any]]:
        decoder = RequestDecoder(buffers, self._resolve)
        target = self._resolve(header["target"])
        args = [decoder.decode(node) for node in header.get("args", ())]
        kwargs = {name: decoder.decode(node) for name, node in header.get("kwargs", {}).items()}
        match header["op"]:
            case "call":
                value = target(*args, **kwargs)
            case "get":
                value = target
            case "set":
                setattr(target, header["name"], args[0])
                value = None
            case "operate":
                value = OPERATORS[header["name"]](target, *args)
            case "vjp":
                value = self._vjp(target, *args)
            case "inspect":
                value = INSPECT[header["name"]](*args, **kwargs)
            case "calls":
                return self._calls(target, args, header.get("device"))
            case "again":
                return self._again(args, header.get("device"))
            case "count":
                value = count(target, args)
            case "trace":
                value = trace(target, args, kwargs)
            case "called":
                value = called(target, args, kwargs)
            case "training":
                value = training(target, args[0], args[1], args[2:], kwargs)
            case unknown:
                raise ValueError(f"unknown request {unknown!r}")
        encoder = ReplyEncoder(self._keep)
        reply: Header = {"value": encoder.check_size(encoder.encode(value))}
        if decoder.changed():
            reply["changed"] = True
        return reply, encoder.buffers

    def _calls(
        self, function: Callable[..., Any], calls: Sequence[Sequence[Any]], device: str | None
    ) -> tuple[Header, Sequence[Any]]:
        """What `function` answers to each of many calls: they are timed from outside, so nothing else is done here.

        With a `device` the inputs go there first, and the answers come back, which waits for them.
        """
        began = time.process_time()
        with there(device):
            self._answers = [function(*args) for args in on_device(calls, device)]
            return self._answered(began)

    def _again(self, calls: Sequence[Sequence[Any]], device: str | None) -> tuple[Header, Sequence[Any]]:
        began = time.process_time()
        with there(device):
            on_device(calls, device)
            return self._answered(began)

    def _answered(self, began: float) -> tuple[Header, Sequence[Any]]:
        """The answers of the last many calls; sent again, they show what the way there and back costs."""
        encoder = ReplyEncoder(self._keep)
        value = encoder.check_size(encoder.encode(on_host(self._answers)))
        return {"value": value, "cpu": time.process_time() - began}, encoder.buffers

    def _keep(self, value: Any) -> int:
        number = self._numbers.setdefault(id(value), len(self._numbers))
        self._objects[number] = value
        return number

    def _resolve(self, node: Node) -> Any:
        if "handle" in node:
            thing = self._objects[node["handle"]]
        else:
            root = node["ref"]
            thing = torch if root == "torch" else self._roots[root]
        for name in node.get("path", ()):
            try:
                thing = getattr(thing, name)
            except AttributeError:
                if isinstance(thing, types.ModuleType):
                    raise Missing(name) from None
                raise
        return thing

    @staticmethod
    def _vjp(function: Any, inputs: Sequence[Any], upstream: Any) -> Any:
        """(output, gradients of the inputs, gradients of the parameters by name) of one backward pass.

        Floating inputs that are tensors get `requires_grad`; the others have None for a gradient.
        """
        leaves = [
            x.detach().clone().requires_grad_() if isinstance(x, torch.Tensor) and x.is_floating_point() else x
            for x in inputs
        ]
        is_module = isinstance(function, torch.nn.Module)
        if is_module:
            function.zero_grad(set_to_none=True)
        output = function(*leaves)
        torch.autograd.backward(output, upstream)
        inputs_grad = [x.grad if isinstance(x, torch.Tensor) else None for x in leaves]
        parameters = {name: p.grad for name, p in function.named_parameters()} if is_module else {}
        return output, inputs_grad, parameters

    # ------------------------------------------------------------------ what the student's code raised

    def _describe(self, problem: BaseException) -> dict[str, Any]:
        """The exception without frames of ours: type, bases, message, and lines of the student's own file."""
        try:
            message = str(problem)[:MAX_MESSAGE]
        except BaseException as worse:
            message = f"(its message cannot be shown: {type(worse).__name__})"
        lines, is_own = self._lines_of(problem)
        cause = problem.__cause__
        if not is_own and cause is not None:  # a library raised it about something that was raised here
            lines += self._lines_of(cause)[0]
        described: dict[str, Any] = {
            "type": type(problem).__name__[:100],
            "bases": [base.__name__[:100] for base in type(problem).__mro__[:30]],
            "message": message,
            "lines": lines[-MAX_FRAMES:],
        }
        if isinstance(problem, SyntaxError) and problem.filename == self._filename and problem.lineno:
            described["lines"] = [problem.lineno]
        return described

    def _lines_of(self, problem: BaseException) -> tuple[list[int], bool]:
        """Lines of the student's own file in a traceback, outermost call first, and whether it ends in that file."""
        lines: list[int] = []
        is_own = False
        trace = problem.__traceback__
        while trace is not None:
            is_own = trace.tb_frame.f_code.co_filename == self._filename
            if is_own and trace.tb_lineno:
                lines.append(trace.tb_lineno)
            trace = trace.tb_next
        return lines, is_own


def _rename(replacing: type, name: str) -> None:
    """Let a class go by the name of the one that it replaces, in handles and in Python's own messages."""
    replacing.__name__ = replacing.__qualname__ = name
    for method in vars(replacing).values():
        if isinstance(method, types.FunctionType):
            method.__qualname__ = f"{name}.{method.__name__}"


def _public_names(module: types.ModuleType) -> list[tuple[str, bool]]:
    """What a module defines, and whether it can be called: as much of it as a reply surely has room for."""
    names: list[tuple[str, bool]] = []
    room = MAX_HEADER // 2
    for name, value in list(vars(module).items())[: 4 * MAX_NAMES]:
        text = str(name)[:100]
        if not text.startswith("_"):
            room -= len(ascii(text)) + len(", [, false]")
            if room < 0 or len(names) == MAX_NAMES:
                break
            names.append((text, callable(value)))
    return names
