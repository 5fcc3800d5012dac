"""Easter eggs: small Python sources, packed so that nobody reads them by accident (zlib, then base64).

`python -m autograder.course.egg encode FILE` prints what goes into unit.toml; `decode TEXT` prints the source again.
"""

from __future__ import annotations

import argparse
import ast
import base64
import binascii
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

MAX_SOURCE = 64 * 1024  # bytes


class EggError(ValueError):
    """The text is not an egg; the message says what was expected and found."""


def encode(source: str) -> str:
    """Pack `source` into one line of ASCII. Raises `EggError` if it is too large to be unpacked again."""
    data = source.encode()
    if len(data) > MAX_SOURCE:
        raise EggError(f"an egg has at most {MAX_SOURCE} bytes, this one has {len(data)}")
    return base64.b64encode(zlib.compress(data, 9)).decode()


def decode(text: str) -> str:
    """The source that `encode` packed. Raises `EggError`; never makes more than `MAX_SOURCE` bytes."""
    try:
        packed = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise EggError(f"expected base64, found something else ({error})") from None
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(packed, MAX_SOURCE + 1)
    except zlib.error as error:
        raise EggError(f"expected zlib data inside the base64, found something else ({error})") from None
    if len(data) > MAX_SOURCE:
        raise EggError(f"expected at most {MAX_SOURCE} bytes of source, found more")
    if not unpacker.eof:
        raise EggError("expected complete zlib data, found that its end is missing")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise EggError(f"expected UTF-8 source, found byte {data[error.start]:#04x} at {error.start}") from None


def defines_egg(source: str) -> bool:
    """Whether `source` is Python with a function `egg` of one argument, the unit."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return False
    for node in body:
        if isinstance(node, ast.FunctionDef) and node.name == "egg":
            arguments = node.args
            required = len(arguments.posonlyargs) + len(arguments.args) - len(arguments.defaults)
            accepts_one = bool(arguments.posonlyargs or arguments.args) and required <= 1
            return accepts_one and all(default is not None for default in arguments.kw_defaults)
    return False


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line. Returns the exit status: 2 where the input is no egg."""
    parser = argparse.ArgumentParser(prog="python -m autograder.course.egg", description="Pack and unpack easter eggs.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("encode", help="print FILE packed").add_argument("file", type=Path)
    commands.add_parser("decode", help="print the source in TEXT").add_argument("text")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "encode":
            source = chosen.file.read_text(encoding="utf-8")
            if not defines_egg(source):
                raise EggError("expected Python source that defines `egg(unit)`")
            sys.stdout.write(encode(source) + "\n")
        else:
            sys.stdout.write(decode(chosen.text))
    except (EggError, OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{parser.prog}: {error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
