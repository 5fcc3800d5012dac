"""Takes a student's file in: a regular file of reasonable size that is UTF-8, or a `Refusal` that says what to do."""

from __future__ import annotations

import ast
import errno
import hashlib
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.course import Unit, questions
from autograder.course.marks import cut
from autograder.grading import nesting, notebook
from autograder.results import LANGS, Text

MAX_BYTES = 1 << 20


@dataclass(frozen=True)
class Submitted:
    """A file as it was handed in."""

    text: str
    digest: str  # SHA-256 of its bytes, hexadecimal; of a notebook, of what it stands for
    file: str = ""  # its name, where it is not the unit's .py
    places: tuple[tuple[int, int], ...] = ()  # of a notebook: where each line comes from, code cell and line
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """Why a file was not taken."""

    text: Text
    digest: str  # of the reason: a refused file has no content


def take_bytes(data: bytes) -> Submitted | Refusal:
    """The submission that `data` is."""
    if len(data) > MAX_BYTES:
        return refuse(
            f"The file is larger than {MAX_BYTES >> 20} MiB, so it was not read. Is there data in it? Keep only code.",
            f"文件超过 {MAX_BYTES >> 20} MiB，没有读取。里面是不是放了数据？请只保留代码。",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        return refuse(
            f"The file is not UTF-8 (first at byte {problem.start}). Save it as UTF-8 and hand it in again.",
            f"文件不是 UTF-8 编码（从第 {problem.start} 个字节开始不是）。请另存为 UTF-8 后重新提交。",
        )
    return Submitted(text.replace("\r\n", "\n"), hashlib.sha256(data).hexdigest())


def take_file(path: Path) -> Submitted | Refusal | None:
    """The file at `path`; None if there is none. Links, folders, pipes and devices are refused, never followed."""
    data = read_ordinary(path, MAX_BYTES)
    return take_bytes(data) if isinstance(data, bytes) else data


def take_notebook(path: Path, unit: Unit) -> Submitted | Refusal | None:
    """The notebook at `path` as the Python file that it stands for; None if there is none."""
    data = read_ordinary(path, notebook.MAX_BYTES)
    return notebook_of(data, path.name, unit) if isinstance(data, bytes) else data


def notebook_of(data: bytes, name: str, unit: Unit) -> Submitted | Refusal:
    """The same for the content of a notebook."""
    try:
        return submitted_cells(notebook.read_cells(data), unit, name)
    except notebook.NotebookError as problem:
        return refuse(problem.text.en, problem.text.zh)


def submitted_cells(cells: Sequence[notebook.Cell], unit: Unit, name: str = "your notebook") -> Submitted:
    """What cells define for a unit."""
    script = notebook.script_of(cells, unit.functions, f"{unit.short} ")
    digest = hashlib.sha256(f"notebook\0{script.text}".encode()).hexdigest()
    return Submitted(script.text, digest, name, script.places, script.notes)


def take_work(folder: Path, unit: Unit) -> Submitted | Refusal | None:
    """What a student handed in for a unit: its .py, or its notebook in either language.

    Where there are several, the one that differs from the starter counts; of several that do, the newest, and a note
    says so.
    """
    plain = folder / f"{unit.id}.py"
    found = [(path, take_notebook(path, unit)) for path in _notebooks(folder, unit) if os.path.lexists(path)]
    if not found:
        return take_file(plain)
    found = [(plain, take_file(plain)), *found] if os.path.lexists(plain) else found
    starter = cut(unit.solution_path.read_text("utf-8"), unit.short)
    touched = [each for each in found if _is_touched(each[1], starter, unit.functions)]
    path, chosen = max(touched or found[-1:], key=lambda each: _changed_at(each[0]))
    if len(touched) > 1 and isinstance(chosen, Submitted):
        return replace(chosen, notes=(_several(unit, path, [each for each, _ in touched]), *chosen.notes))
    return chosen


def take_answers(folder: Path, unit: Unit) -> dict[str, str]:
    """What a student wrote in answer to the unit's questions, by their names: in a notebook or in the file for them.

    Where a question is answered in several files, the newest counts. What cannot be read holds no answer.
    """
    if not unit.questions:
        return {}
    names = [question.name for question in unit.questions]
    found: list[tuple[float, dict[str, str]]] = []
    for lang in LANGS:
        path = folder / questions.answers_name(unit, lang)
        taken = take_file(path)
        if isinstance(taken, Submitted):
            found.append((_changed_at(path), dict(questions.read_answers(taken.text, names))))
    for path in _notebooks(folder, unit):
        data = read_ordinary(path, notebook.MAX_BYTES)
        if isinstance(data, bytes):
            cells = (dict(questions.read_answers(text, names)) for text in notebook.read_prose(data))
            found.append((_changed_at(path), {name: text for cell in cells for name, text in cell.items()}))
    answers: dict[str, str] = {}
    for _, told in sorted(found, key=lambda each: each[0]):
        answers |= told
    return {name: _capped(answers[name]) for name in names if name in answers}


def _capped(text: str) -> str:
    cut_off = len(text) - questions.MAX_CHARACTERS
    if cut_off <= 0:
        return text
    return f"{text[: questions.MAX_CHARACTERS]}\n\n[... {cut_off:,} more characters]"


def _notebooks(folder: Path, unit: Unit) -> list[Path]:
    return [folder / f"{unit.id}{suffix}.ipynb" for suffix in ("", ".zh")]


def _is_touched(taken: Submitted | Refusal | None, starter: str, names: Sequence[str]) -> bool:
    """Whether the unit's functions are not as they were given out."""
    if not isinstance(taken, Submitted):
        return taken is not None
    try:
        return _definitions(taken.text, names) != _definitions(starter, names)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True


def _definitions(text: str, names: Sequence[str]) -> dict[str, str]:
    if nesting.find_obstacle(text) is not None:
        raise ValueError
    found = [node for node in ast.parse(text).body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    return {node.name: ast.dump(node) for node in found if node.name in names}


def _changed_at(path: Path) -> float:
    try:
        return os.lstat(path).st_mtime
    except OSError:
        return 0.0


def _several(unit: Unit, chosen: Path, others: Sequence[Path]) -> Text:
    names = ", ".join(path.name for path in others)
    return Text(
        en=f"{unit.short}: {names} were handed in, and all differ from the starter. {chosen.name}, the newest, "
        "was graded.",
        zh=f"{unit.short}：提交了 {names}，而且都和初始文件不同。评分用的是其中最新的 {chosen.name}。",
    )


def read_ordinary(path: Path, limit: int) -> bytes | Refusal | None:
    """The first bytes of an ordinary file, one more than `limit` if there are more; None if there is none.

    Links, folders, pipes and devices are refused, never followed, whatever is put in the file's place meanwhile.
    """
    try:
        mode = os.lstat(path).st_mode
        if not stat.S_ISREG(mode):  # opening a device may do something
            return _refuse_kind(mode)
        fd = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return None
    except OSError as problem:
        if problem.errno in (errno.ELOOP, errno.EMLINK):
            return _refuse_kind(stat.S_IFLNK)
        return refuse(
            f"The file cannot be opened ({problem.strerror}). Check its permissions and hand it in again.",
            f"无法打开这个文件（{problem.strerror}）。请检查权限后重新提交。",
        )
    try:
        found = os.fstat(fd)
        if not stat.S_ISREG(found.st_mode):  # it was exchanged meanwhile
            return _refuse_kind(found.st_mode)
        with os.fdopen(os.dup(fd), "rb") as file:
            return file.read(limit + 1)
    except OSError as problem:
        return refuse(
            f"The file can be opened but not read ({problem.strerror}). Save it anew and hand it in again.",
            f"文件可以打开，但读取失败（{problem.strerror}）。请重新保存后再次提交。",
        )
    finally:
        os.close(fd)


def _refuse_kind(mode: int) -> Refusal:
    """What to say about something that is not an ordinary file."""
    if stat.S_ISLNK(mode):
        return refuse(
            "The file is a symbolic link. Links are not followed: hand in the file itself.",
            "这个文件是符号链接。系统不会跟随链接：请提交文件本身。",
        )
    return refuse(
        "This is not an ordinary file (a folder, a pipe, a socket or a device). Hand in the Python file itself.",
        "这不是普通文件（而是文件夹、管道、套接字或设备）。请提交 Python 文件本身。",
    )


def refuse(en: str, zh: str) -> Refusal:
    """A refusal with its reason."""
    return Refusal(Text(en=en, zh=zh), hashlib.sha256(en.encode()).hexdigest())


def digest_of(files: dict[str, Submitted | Refusal | None]) -> str:
    """The digest of a whole submission: of its files by name, missing ones included."""
    lines = [f"{name}\0{'' if file is None else file.digest}\n" for name, file in sorted(files.items())]
    return hashlib.sha256("".join(lines).encode()).hexdigest()
