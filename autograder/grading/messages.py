"""What a student is told by the grader itself, in both languages: one sentence for each way in which a check can end.

They speak of what happened and never blame; the author's texts (mistakes) say what it usually means.
"""

from __future__ import annotations

from autograder.results import Text


def passed_over(name: str) -> Text:
    """`blocked`."""
    return Text(
        en=f"Waits for {name}: this one makes sense once that one passes.",
        zh=f"在等 {name}：那一项通过之后，这一项才有意义。",
    )


def not_written(function: str) -> Text:
    """A starter's body is still in place."""
    return Text(en=f"{function} is still to be written.", zh=f"{function} 还没有写。")


def part_not_written(function: str, part: str) -> Text:
    """A function uses another one of the unit, whose starter's body is still in place."""
    return Text(
        en=f"{function} uses {part}, and {part} is still to be written.",
        zh=f"{function} 用到了 {part}，而 {part} 还没有写。",
    )


def built_on_wrong(function: str, part: str) -> tuple[Text, Text]:
    """Meaning and question where a function fails that uses another one of the unit, which fails, too."""
    return (
        Text(
            en=f"`{function}` uses `{part}`, which does not pass its own checks. It may be the same mistake again.",
            zh=f"`{function}` 用到了 `{part}`，而 `{part}` 自己的检查也没有通过。这里可能是同一个错误再次出现。",
        ),
        Text(
            en=f"Correct `{part}` first. What is left of this when its checks pass?",
            zh=f"请先改正 `{part}`。等它的检查通过之后，这里还剩下什么问题？",
        ),
    )


def disturbed(why: str) -> Text:
    """A race without a verdict."""
    return Text(
        en=f"The race could not be judged: {why}. It is not counted against you, and has to be run again.",
        zh=f"这次比速无法判定（{why}）。这不算你的错，需要重新测量。",
    )


def not_graded_here(packages: str) -> Text:
    """The unit needs what this machine does not have."""
    return Text(
        en=f"Not graded here: this unit needs {packages}, which is not installed on the machine that grades. "
        f"`pip install {packages.replace(',', '')}` brings it where it exists. It is not counted against you.",
        zh=f"这里无法评分：本单元需要 {packages}，而评分的机器上没有安装。"
        f"如果你的系统支持，可以用 `pip install {packages.replace(',', '')}` 安装。这不算你的错。",
    )


def not_defined(function: str, close: tuple[str, ...]) -> Text:
    """The name is missing from the file."""
    if close:
        names = ", ".join(close)
        return Text(
            en=f"The file defines no {function}; it does define {names}. Is that a spelling mistake?",
            zh=f"文件里没有定义 {function}，但定义了 {names}。是不是拼写错了？",
        )
    return Text(
        en=f"The file defines no {function}. Was it renamed or deleted?",
        zh=f"文件里没有定义 {function}。是改了名字，还是删掉了？",
    )


def not_in_a_cell(function: str) -> Text:
    """No cell of a notebook defines the name."""
    return Text(
        en=f"No cell defines {function}. Is the cell there, and was it run?",
        zh=f"没有单元格定义 {function}。那个单元格还在吗？运行过了吗？",
    )


def no_file(name: str) -> Text:
    """Nothing was handed in for this unit."""
    return Text(en=f"{name} was not handed in.", zh=f"没有提交 {name}。")


def line_of_file(line: int) -> Text:
    """A place in a Python file."""
    return Text(en=f"line {line} of your file", zh=f"你文件的第 {line} 行")


def line_of_cell(cell: int, line: int) -> Text:
    """A place in a notebook."""
    return Text(en=f"line {line} of code cell {cell}", zh=f"第 {cell} 个代码单元格的第 {line} 行")


def raised(function: str, type_name: str, place: Text | None, wanted: str = "") -> Text:
    """The code raised an exception; `wanted` is the one that should have been raised, if any."""
    en_wanted, zh_wanted = (f"; {wanted} was expected", f"；这里应当抛出 {wanted}") if wanted else ("", "")
    if place is None:
        return Text(
            en=f"Calling {function} raised {type_name}{en_wanted}.",
            zh=f"调用 {function} 时抛出了 {type_name}{zh_wanted}。",
        )
    return Text(
        en=f"{function} stopped with {type_name} on {place.en}{en_wanted}.",
        zh=f"{function} 运行到{place.zh}时因 {type_name} 中断{zh_wanted}。",
    )


def out_of_time(function: str) -> Text:
    """CPU or wall seconds ran out in a call."""
    return Text(
        en=f"{function} did not finish in time. Is there a loop that never ends?",
        zh=f"{function} 没有在规定时间内结束。是不是有循环停不下来？",
    )


def out_of_budget() -> Text:
    """Earlier checks used up the submission's time."""
    return Text(
        en="Not run: the checks before it used up the time for this file.",
        zh="没有运行：前面的检查已经用完了这个文件的时间。",
    )


def crashed(function: str, signal: int) -> Text:
    """The process died."""
    how = f" (signal {signal})" if signal else ""
    how_zh = f"（信号 {signal}）" if signal else ""
    return Text(
        en=f"The process that ran {function} ended before it answered{how}.",
        zh=f"运行 {function} 的进程还没有给出结果就结束了{how_zh}。",
    )


def too_large(function: str) -> Text:
    """An answer over the limit."""
    return Text(
        en=f"{function} returned far more than was asked for; it was not read. What is the shape of your result?",
        zh=f"{function} 返回的内容远远超出要求，没有读取。你的结果是什么形状？",
    )


def forbidden(function: str, name: str) -> Text:
    """A call that the handout rules out; "*.T" is written as ".T"."""
    name = name.removeprefix("*")
    return Text(
        en=f"{function} uses {name}, which this task rules out: the handout says what to do without it.",
        zh=f"{function} 用到了 {name}，这道题不允许使用它：请看讲义里的要求。",
    )


def changed_argument(function: str) -> Text:
    """An argument was changed in place."""
    return Text(
        en=f"The answer of {function} is right, but it changed an argument: what was passed in is not as it was.",
        zh=f"{function} 的结果是对的，但传入的参数被改动了：传进来的东西已不是原来的样子。",
    )


def unexpected(function: str) -> Text:
    """The check tripped over the student's value."""
    return Text(
        en=f"The check could not work with what {function} returned.",
        zh=f"检查程序无法使用 {function} 返回的结果。",
    )


def import_failed(type_name: str, place: Text | None) -> Text:
    """The file raised while it was imported."""
    where, where_zh = (f" on {place.en}", place.zh) if place else ("", "")
    return Text(
        en=f"The file could not be imported: {type_name}{where}. None of its functions could be tried.",
        zh=f"文件无法导入：{where_zh}出现 {type_name}。其中的函数都没有运行。",
    )


def import_too_slow() -> Text:
    """The import ran out of time."""
    return Text(
        en="Importing the file took too long. Does it train or loop at the top level? "
        'Put that under `if __name__ == "__main__":`.',
        zh='导入文件的时间太长。是不是在文件顶层训练或循环？请把它放到 `if __name__ == "__main__":` 下面。',
    )


def import_ended() -> Text:
    """The import ended the process."""
    return Text(
        en="The process ended while the file was imported. Does it call exit at the top level?",
        zh="导入文件时进程就结束了。是不是在文件顶层调用了 exit？",
    )


def grader_failed() -> Text:
    """`error`."""
    return Text(
        en="The grader failed here, not you. Your instructor has been told, and the points are still open.",
        zh="这里是评分程序出了错，不是你的问题。已告知教师，这一项的分数待定。",
    )
