"""Refuses Python text that would take the parser too deep, before the parser sees it.

`ast.parse` answers most hostile texts with an exception, but not all (a dotted import of 100,000 names takes minutes),
and the depth at which it gives up differs between versions. One pass over the text finds an upper bound of the depth of
its tree: operators, brackets and keywords since the last comma or colon, in every bracket and block that is open.
"""

from __future__ import annotations

import re
import sys
from typing import Literal, NamedTuple

Kind = Literal["too_large", "long_line", "too_deep", "null_byte", "not_text"]

MAX_CHARACTERS = 200_000
MAX_LINES = 20_000
MAX_LINE = 20_000  # characters of one line
MAX_DEPTH = 500  # levels of one statement's tree, roughly
MAX_BRACKETS = 50  # open at a time
MAX_BLOCKS = 40  # indentation levels


class Obstacle(NamedTuple):
    """Why a text is not given to the parser; `line` and `column` count from 1.

    `en` and `zh` say what stands there; with the kind "too_large" they are about the file as a whole.
    """

    kind: Kind
    line: int
    column: int
    en: str
    zh: str


def find_obstacle(text: str) -> Obstacle | None:
    """The first thing in `text` that the parser should not see, or None."""
    if len(text) > MAX_CHARACTERS:
        return Obstacle(
            "too_large", 1, 1,
            f"it has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read. Is there data in it?",
            f"共 {len(text):,} 个字符，最多读取 {MAX_CHARACTERS:,} 个。里面是不是放了数据？",
        )  # fmt: skip
    lines = split_lines(text)
    if len(lines) > MAX_LINES:
        return Obstacle(
            "too_large", 1, 1,
            f"it has {len(lines):,} lines; at most {MAX_LINES:,} are read. Is there data in it?",
            f"共 {len(lines):,} 行，最多读取 {MAX_LINES:,} 行。里面是不是放了数据？",
        )  # fmt: skip
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            return Obstacle(
                "long_line", number, 1,
                f"this line has {len(line):,} characters; at most {MAX_LINE:,} are read",
                f"这一行有 {len(line):,} 个字符，最多读取 {MAX_LINE:,} 个",
            )  # fmt: skip
    for pattern, kind, en, zh in (
        ("\0", "null_byte", "a null byte is here: save as plain text", "这里有空字节：请另存为纯文本"),
        ("[\ud800-\udfff]", "not_text", "half a character is here: save as UTF-8", "这里有半个字符：请另存为 UTF-8"),
    ):  # fmt: skip
        if found := re.search(pattern, text):
            return Obstacle(kind, *position(text, found.start()), en, zh)  # type: ignore[arg-type]
    return _Scan(text).run()


def split_lines(text: str) -> list[str]:
    """Lines as Python counts them."""
    return re.split(r"\r\n|\r|\n", text)


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both counted from 1."""
    lines = split_lines(text[:offset])
    return len(lines), len(lines[-1]) + 1


_TOKEN = re.compile(
    r"""
    (?P<skip>    [ \t\f]++ | \\(?:\r\n|\r|\n) | \#[^\r\n]*+ )
  | (?P<newline> \r\n | \r | \n )
  | (?P<string>  (?P<prefix>(?i:br|rb|fr|rf|tr|rt|[bfrtu])?) (?P<quote>\"\"\"|'''|"|') )
  | (?P<word>    \w++ )
  | (?P<open>    [(\[{] )
  | (?P<close>   [)\]}] )
  | (?P<mark>    [,:;] )
  | (?P<operator>[-+*/%@&|^~<>=!.]++ )
  | (?P<other>   . )
    """,
    re.VERBOSE | re.DOTALL,
)
_DEEPENING = frozenset({"and", "await", "else", "if", "in", "is", "not", "or", "yield"})
_STRING_REST = {
    "'": re.compile(r"[^\\'\r\n]*+(?:\\(?:\r\n|.)[^\\'\r\n]*+)*+'", re.DOTALL),
    '"': re.compile(r'[^\\"\r\n]*+(?:\\(?:\r\n|.)[^\\"\r\n]*+)*+"', re.DOTALL),
    "'''": re.compile(r"[^\\']*+(?:(?:\\.|'(?!''))[^\\']*+)*+'''", re.DOTALL),
    '"""': re.compile(r'[^\\"]*+(?:(?:\\.|"(?!""))[^\\"]*+)*+"""', re.DOTALL),
}
_NESTED_QUOTES = sys.version_info >= (3, 12)  # since then, f-strings end where their own quote stands outside of {}


class _Frame(NamedTuple):
    """Where the scan is: in code, or in the literal part of an f-string."""

    limit: int  # offset at which it ends at the latest
    quote: str = ""  # of the f-string; empty for code
    raw: bool = False
    is_spec: bool = False  # a format spec: ended by }
    levels: int = 0  # how many levels were open before it
    resume: int = -1  # where code goes on after an f-string whose end is known


class _TooDeepError(Exception):
    """A limit was passed."""


class _Scan:
    """One pass over a text. `_kinds` and `_counts` hold all that is open: blocks, the statement, brackets, lambdas."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._frames = [_Frame(len(text))]
        self._kinds = ["block"]
        self._counts = [0]
        self._columns = [0]  # of the open blocks
        self._depth = 0
        self._brackets = 0
        self._line_start = 0
        self._fresh = True  # whether no token of the logical line was seen yet

    def run(self) -> Obstacle | None:
        """The place where the tree may become too deep, or None."""
        try:
            while self._step():
                pass
        except _TooDeepError:
            en = "this is nested too deeply for the grader to read: split it into several statements"
            zh = "这里嵌套得太深，评分程序无法读取：请拆成几条语句"
            return Obstacle("too_deep", *position(self._text, self._at), en, zh)
        return None

    def _step(self) -> bool:
        frame = self._frames[-1]
        if self._at >= frame.limit:
            return self._leave_known_end()
        return self._in_literal(frame) if frame.quote else self._in_code(frame)

    # -------------------------------------------------------------- levels

    def _push(self, kind: str) -> None:
        self._kinds.append(kind)
        self._counts.append(0)

    def _pop(self) -> str:
        self._depth -= self._counts.pop()
        return self._kinds.pop()

    def _deepen(self, by: int = 1) -> None:
        self._counts[-1] += by
        self._depth += by
        if self._depth > MAX_DEPTH:
            raise _TooDeepError

    def _siblings(self) -> None:
        """What follows stands beside what came before, not inside it."""
        self._depth -= self._counts[-1]
        self._counts[-1] = 0

    def _open(self, kind: str) -> None:
        self._deepen()
        self._push(kind)
        self._brackets += 1
        if self._brackets > MAX_BRACKETS:
            raise _TooDeepError

    def _close(self) -> str:
        """Close the innermost bracket and the lambdas in it; "" if none is open."""
        while self._kinds[-1] == "lambda":
            self._pop()
        if self._kinds[-1] not in ("bracket", "field"):
            return ""
        self._brackets -= 1
        return self._pop()

    # -------------------------------------------------------------- code

    def _in_code(self, frame: _Frame) -> bool:
        match = _TOKEN.match(self._text, self._at, frame.limit)
        if match is None:
            return False
        kind, word = match.lastgroup, match[0]
        if kind == "skip":
            self._at = match.end()
            return True
        if kind == "newline":
            self._at = match.end()
            self._newline()
            return True
        if self._fresh:
            self._begin_statement(word)
        match kind:
            case "string":
                return self._string(match, frame)
            case "word":
                if word == "lambda":
                    self._deepen()
                    self._push("lambda")
                elif word in _DEEPENING:
                    self._deepen()
            case "open":
                self._open("bracket")
            case "close":
                if self._close() == "field":
                    self._frames.pop()
            case "mark":
                self._mark(word, frame)
            case "operator":
                self._deepen(len(word))
        self._at = match.end()
        return True

    def _mark(self, mark: str, frame: _Frame) -> None:
        innermost = self._kinds[-1]
        if mark != ":":
            self._siblings()
        elif innermost == "lambda":
            self._pop()
        elif innermost == "field":
            literal = self._frames[-2]
            self._frames.append(literal._replace(is_spec=True, resume=-1, limit=frame.limit))
        else:
            self._siblings()

    def _newline(self) -> None:
        while self._kinds[-1] == "lambda" and "bracket" not in self._kinds and "field" not in self._kinds:
            self._pop()
        if self._kinds[-1] == "statement":
            self._pop()
            self._fresh = True
        if self._fresh:
            self._line_start = self._at

    def _begin_statement(self, first: str) -> None:
        self._fresh = False
        column = len(self._text[self._line_start : self._at].expandtabs(8))
        while column < self._columns[-1]:
            self._columns.pop()
            self._pop()
        if column > self._columns[-1]:
            self._columns.append(column)
            self._push("block")
            if len(self._columns) > MAX_BLOCKS:
                raise _TooDeepError
        if first == "elif":
            self._deepen()
        elif first != "else":
            self._siblings()
        self._push("statement")

    # -------------------------------------------------------------- strings

    def _string(self, match: re.Match[str], frame: _Frame) -> bool:
        prefix, quote = match["prefix"].lower(), match["quote"]
        start = match.end()
        is_literal = not ("f" in prefix or "t" in prefix)
        if _NESTED_QUOTES and not is_literal:
            self._frames.append(_Frame(frame.limit, quote, "r" in prefix, levels=len(self._kinds)))
            self._at = start
            return True
        rest = _STRING_REST[quote].match(self._text, start, frame.limit)
        if rest is None:  # without an end: the parser stops here
            return False
        if is_literal:
            self._at = rest.end()
        else:
            end = rest.end() - len(quote)
            self._frames.append(_Frame(end, quote, "r" in prefix, levels=len(self._kinds), resume=rest.end()))
            self._at = start
        return True

    def _in_literal(self, frame: _Frame) -> bool:
        escape = r"\\[^{}]" if frame.raw else r"\\(?:N\{[^{}]*+\}|[^{}])"
        ends = r"|\r|\n" if len(frame.quote) == 1 else ""
        match = re.compile(rf"{escape}|{re.escape(frame.quote)}|[{{}}]{ends}", re.DOTALL).search(
            self._text, self._at, frame.limit
        )
        if match is None:
            self._at = frame.limit
            return True
        piece, self._at = match[0], match.end()
        doubled = not frame.is_spec and self._text.startswith(piece, self._at)
        if piece in "{}" and doubled:
            self._at += 1
        elif piece == "{":
            self._open("field")
            self._frames.append(_Frame(frame.limit))
        elif piece == "}" and frame.is_spec:
            self._frames.pop()
            self._close()
            self._frames.pop()
        elif piece == frame.quote and _NESTED_QUOTES:
            self._frames.pop()
            return not frame.is_spec
        elif piece in "\r\n":  # without an end: the parser stops here
            return not _NESTED_QUOTES
        return True

    def _leave_known_end(self) -> bool:
        """Go on behind an f-string whose end was known before its inside was looked at."""
        while len(self._frames) > 1:
            frame = self._frames.pop()
            if frame.resume >= 0:
                while len(self._kinds) > frame.levels:
                    if self._pop() in ("bracket", "field"):
                        self._brackets -= 1
                self._at = frame.resume
                return True
        return False
