"""The fixed labels of all reports, in both languages of the course.

Those in capitals with {names} are filled in with `words.X.in_(lang).format(...)`. Both languages use the same names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from autograder.results import Lang, Level, Reason, Text


def say(label: Text, lang: Lang, /, **values: object) -> str:
    """A label in `lang`, filled in if there are values."""
    said = label.in_(lang)
    return said.format(**values) if values else said


def _both(en: str, zh: str) -> Text:
    return Text(en=en, zh=zh)


# For everybody
POINTS: Final = _both("{points} of {max_points} points", "{points} / {max_points} 分")
ATTEMPT: Final = _both("attempt {number}", "第 {number} 次评分")
CUT: Final = _both("... ({count} more characters)", "...（还有 {count} 个字符）")
CUT_LINES: Final = _both("... ({count} more lines)", "...（还有 {count} 行）")
COLON: Final = _both(": ", "：")
LIST_COMMA: Final = _both(", ", "、")
SENTENCE_GAP: Final = Text(en=" ", zh="")
NOTHING: Final = _both("(nothing)", "（空）")

# For one student
ALL_PASS: Final = _both(
    "Every check passes. Well done, this is finished.", "所有检查都通过了。做得好，这份作业完成了。"
)
NOT_PASSING: Final = _both("Not passing yet: {count}.", "还没通过：{count} 项。")
ONE_REASON: Final = _both(
    "Not passing yet: {count}, probably all for one reason.", "还没通过：{count} 项，很可能都是同一个原因。"
)
NOT_WRITTEN: Final = _both("Not written yet: {count}.", "还没写：{count} 项。")
ONE_AT_A_TIME: Final = _both("Take them one at a time.", "一次只看一项就好。")
NOTHING_WRITTEN: Final = _both(
    "Nothing is written yet: this is where everybody starts.", "还没有写代码：大家都是从这里开始的。"
)
LOOK_FIRST: Final = _both("Look at this first", "先看这里")
START_HERE: Final = _both("Start here", "从这里开始")
PLACE: Final = _both("{unit}: {function}", "{unit}：{function}")
HIDDEN: Final = _both("hidden", "隐藏")
HIDDEN_NOTE: Final = _both(
    "A hidden check: it tries your code on other inputs than the examples do.",
    "这是隐藏检查：它用示例以外的输入来试你的代码。",
)
CALLED: Final = _both("Called", "调用")
CAME_BACK: Final = _both("Came back", "得到")
EXPECTED: Final = _both("Expected", "应为")
YOUR_LINE: Final = _both("Your code, line {line} of {file}", "你的代码，{file} 第 {line} 行")
YOUR_RESULT: Final = _both("Your result", "你的结果")
EXPECTED_RESULT: Final = _both("Expected result", "应得的结果")
DIFFERENT: Final = _both("The values between > and < are different.", "> 与 < 之间的数值不同。")
MEANING: Final = _both("What this usually means", "这通常说明")
QUESTION: Final = _both("Think about this", "想一想")
PRINTED: Final = _both("Your code printed", "你的代码打印了")
ALL_CHECKS: Final = _both("All checks", "全部检查")
OTHER: Final = _both("the whole file", "整个文件")
GRADER_BROKE: Final = _both(
    "The grader had a problem with the checks marked {mark}. That is not your fault: your teacher sees it too, and "
    "these points may still change.",
    "标有 {mark} 的检查，是评分程序自己出了问题，不是你的错。老师也会看到，这些分数之后可能会变。",
)
GRADER_BROKE_HERE: Final = _both(
    "The grader had a problem with this check. That is not your fault: your teacher sees it too, and these points may "
    "still change.",
    "检查这一项时，是评分程序自己出了问题，不是你的错。老师也会看到，这些分数之后可能会变。",
)
INTERRUPTED: Final = _both(
    "The grading was interrupted. This is what is known so far.", "评分中途停止了。以下是目前已知的结果。"
)

# For a class
STUDENT: Final = _both("Student", "学生")
POINTS_HEAD: Final = _both("Points", "得分")
CHECKS: Final = _both("Checks", "检查")
HAPPENED: Final = _both("What happened", "情况")
FINAL: Final = _both("Final", "定稿")
YES: Final = _both("yes", "是")
NO: Final = _both("no", "否")
MORE: Final = _both("{count} more", "另 {count} 种")
NO_ATTEMPTS: Final = _both("No attempts yet.", "还没有评分记录。")
PASSED: Final = _both("passed", "通过")
FAILED: Final = _both("failed", "未通过")
NOT_ATTEMPTED: Final = _both("not attempted", "未作答")
GRADER_ERROR: Final = _both("grader error", "评分程序出错")
TOTAL_HEAD: Final = _both("Total", "合计")
TOTAL: Final = _both(
    "{students} students: {points} of {max_points} points ({percent} %), {final} final, {open} not final",
    "{students} 名学生：共 {points} / {max_points} 分（{percent}%），定稿 {final} 人，未定稿 {open} 人",
)
TOTAL_ONE: Final = _both(
    "1 student: {points} of {max_points} points ({percent} %), {final} final, {open} not final",
    "1 名学生：共 {points} / {max_points} 分（{percent}%），定稿 {final} 人，未定稿 {open} 人",
)
MISTAKES: Final = _both("Most common mistakes", "最常见的错误")
MADE_BY: Final = _both("{mistake} in {unit} ({count} of {students})", "{unit} 的 {mistake}（{count} / {students} 人）")
CONFINEMENT: Final = _both("Confinement", "隔离级别")

LEVELS: Final[Mapping[Level, Text]] = {
    Level.A: _both(
        "A, full: namespaces, landlock, seccomp, limits", "A，完全隔离：namespaces、landlock、seccomp 和资源限制"
    ),
    Level.B: _both("B, strong: landlock, seccomp, limits", "B，强隔离：landlock、seccomp 和资源限制"),
    Level.C: _both("C, partial: seccomp, limits, another user", "C，部分隔离：seccomp、资源限制和单独的用户"),
    Level.D: _both(
        "D, UNSEALED: limits only. The students' code could read and write what you can.",
        "D，未隔离：只有资源限制。学生的代码能读写你能读写的一切。",
    ),
}

# For pages (HTML and Markdown)
LABEL: Final = _both("{label}:", "{label}：")
SAME_CAUSE: Final = _both("Probably the same cause: {names}.", "很可能是同一个原因：{names}。")
KEEPS_FROM_RUNNING: Final = _both(
    "It keeps {count} checks from running. Solve it, and they can.",
    "因为它，有 {count} 项检查无法运行。解决之后就可以运行了。",
)
ALSO_FAILING: Final = _both("Also not passing yet", "其他还没通过的")
FOR_LATER: Final = _both(
    "For later. When the first is solved, some of these may have solved themselves.",
    "先放一放。解决了第一项之后，这里有些可能就自己通过了。",
)
WAITING: Final = _both("Waiting for an earlier check", "在等前面的检查")
WAITING_NOTE: Final = _both("These run once the checks before them pass.", "前面的检查通过之后，这些才会运行。")
UNWRITTEN: Final = _both("Not written yet", "还没有写的")
BROKEN: Final = _both("A problem of the grader, not yours", "评分程序的问题，不是你的")
RACES: Final = _both("How fast", "速度")
RACES_NOTE: Final = _both(
    "Each dot is a pair of requests, yours and the slow version's, measured one after the other; further right is "
    "faster. Each row is a round with fresh processes. The bar is where the truth lies with 99 %.",
    "每个点是先后测量的一对请求：你的程序和慢速版本各一次；越靠右越快。每一行是一轮，使用全新的进程。"
    "横条表示真实值以 99% 的概率所在的范围。",
)
WORKS: Final = _both("What works already", "已经通过的")
NOTES: Final = _both("Notes", "说明")
ABOUT: Final = _both("About this grading", "关于这次评分")
ATTEMPT_HEAD: Final = _both("Attempt", "评分次数")
ATTEMPT_NUMBER: Final = _both("number {number}", "第 {number} 次")
GRADED_AT: Final = _both("Graded", "评分时间")
BEGUN_AT: Final = _both("Begun", "开始时间")
VERSION: Final = _both("Grader", "评分程序")
DIGEST: Final = _both("Your submission", "你的提交")
GRADE_HEAD: Final = _both("How the grade came about", "成绩的计算")
YOUR_ANSWER: Final = _both("Your answer", "你的回答")
ANSWERS_HEAD: Final = _both("Your answers", "你的回答")
WHOLE_ASSIGNMENT: Final = _both("The assignment", "整个作业")
INSTEAD: Final = _both("{points} in place of {was}", "由 {was} 改为 {points}")
CHANGED_BY: Final = _both("{reason} ({author}, {when})", "{reason}（{author}，{when}）")
DEDUCTION: Final = _both("Taken off", "扣分")
WAITS_FOR_MARK: Final = _both("waits to be read", "等待批阅")
NO_ANSWER: Final = _both("no answer", "没有作答")
ANSWERS_WAIT: Final = _both(
    "{count} of your answers still has to be read by a person; the grade is not final before that.",
    "还有 {count} 个回答等待老师批阅，在此之前成绩尚未定稿。",
)
SUMMARY_CUT: Final = _both(
    "*This summary was cut: GitHub drops longer ones. The whole report is among the run's artifacts.*",
    "*摘要过长，已截断（过长的摘要会被 GitHub 整个丢弃）。完整报告在本次运行的 artifacts 里。*",
)
MORE_IN_SUMMARY: Final = _both("{count} more: see the summary", "还有 {count} 处，见摘要")
NOT_FINAL: Final = _both("not final yet", "尚未定稿")
NOT_FINAL_NOTE: Final = _both(
    "These points are not final yet. When the grader's problem is solved, they can change.",
    "这个分数尚未定稿。评分程序的问题解决之后，分数可能会变。",
)
DIFFERENT_CELLS: Final = _both("Cells with {mark} differ from what was expected.", "带 {mark} 的格子与应得的结果不同。")
DIFFERS: Final = _both("differs", "不同")

# For other systems that show our results (Gradescope, Classroom 50)
THE_GRADER: Final = _both("The grader", "评分程序")
GRADER_DIED: Final = _both(
    "The grader itself broke, so nothing was graded. That is not your fault, and these 0 points say nothing about your "
    "work. What you handed in is kept.",
    "评分程序自己出了问题，所以没有评分。不是你的错，这 0 分与你的作业无关。你提交的内容还在。",
)
GRADER_DIED_TEACHER: Final = _both(
    "For the teacher: the grader broke before it had a result. Its standard output, which students do not see, "
    "says why. Correct that, and run the autograder again.",
    "致老师：评分程序在得出结果之前出了问题。原因在它的标准输出里（学生看不到）。请解决之后重新运行评分。",
)
FILE_CUT: Final = _both(
    "Some texts below were cut, since all of them together were too long.", "下面有些内容因为总长度太长而被截短了。"
)

# For the page of a class
THE_CLASS: Final = _both("The class", "全班")
CLASS_OF: Final = _both("{assignment}: the class", "{assignment}：全班")
STUDENTS: Final = _both("students", "名学生")
ONE_STUDENT: Final = _both("student", "名学生")
MORE_STUDENTS: Final = _both("{count} more", "另 {count} 人")
MEAN: Final = _both("points on average, of {max_points}", "平均分（满分 {max_points}）")
MEAN_PERCENT: Final = _both("% of the points on average", "%，平均得分率")
ALL_DONE: Final = _both("pass every check", "人全部通过")
NOT_BEGUN: Final = _both("have not begun", "人还没开始")
UNSEALED: Final = _both("no confinement", "没有隔离")
ATTENTION: Final = _both("Needs your attention", "需要处理")
ATTENTION_ERROR: Final = _both(
    "The grader failed here; the students' code is not to blame. Run `autograder verify`, then `autograder grade` with "
    "`--regrade`.",
    "这里是评分程序出错，不怪学生的代码。请先运行 `autograder verify`，再用 `--regrade` 运行 `autograder grade`。",
)
ATTENTION_OPEN: Final = _both(
    "The grading was interrupted. The same `autograder grade` command goes on where it stopped.",
    "评分中途停止了。再次运行同样的 `autograder grade` 命令，就会从停下的地方继续。",
)
ATTENTION_UNSEALED: Final = _both(
    "Graded without confinement (level D). A hostile file could have changed any result here, other students' too.",
    "评分时没有隔离（D 级）。恶意文件可能改动了这里的任何结果，包括其他学生的。",
)
POINTS_RANGE: Final = _both("{low} to {high} points: {count} students", "{low} 到 {high} 分：{count} 人")
PERCENT_RANGE: Final = _both("{low} to {high} % of the points: {count} students", "{low}% 到 {high}%：{count} 人")
OF_POINTS: Final = _both("points", "分")
OF_PERCENT: Final = _both("% of the points", "得分率（%）")
MADE_BY_STUDENTS: Final = _both("{count} of {students}", "{count} / {students} 人")
NO_MISTAKES: Final = _both("No known mistake was recognised.", "没有识别出已知的错误。")
STATE: Final = _both("State", "状态")
STATE_DONE: Final = _both("done", "完成")
STATE_OPEN: Final = _both("under way", "进行中")
STATE_NOT_BEGUN: Final = _both("not begun", "未开始")
STATE_INTERRUPTED: Final = _both("interrupted", "评分中断")
NOT_RUN: Final = _both("not written, or waiting for an earlier check", "还没写，或在等前面的检查")
AVERAGE: Final = _both("Average", "平均")
EVERYBODY: Final = _both("Everybody", "所有学生")

LEVELS_SHORT: Final[Mapping[Level, Text]] = {
    Level.A: _both("level A, full", "A 级，完全隔离"),
    Level.B: _both("level B, strong", "B 级，强隔离"),
    Level.C: _both("level C, partial", "C 级，部分隔离"),
    Level.D: _both("level D, none", "D 级，没有隔离"),
}

# A reason in a few words, as a student reads it
REASONS: Final[Mapping[Reason, Text]] = {
    Reason.MISMATCH: _both("a different answer", "答案不同"),
    Reason.RAISED: _both("raised an exception", "抛出了异常"),
    Reason.NOT_ATTEMPTED: _both("not written yet", "还没有写"),
    Reason.BLOCKED: _both("waits for one above", "先要通过前面的"),
    Reason.TIMEOUT: _both("took too long", "用时太长"),
    Reason.CRASHED: _both("ended too early", "意外结束"),
    Reason.FORBIDDEN: _both("a forbidden call", "用了不允许的调用"),
    Reason.CHANGED_ARGUMENT: _both("changed its argument", "原地修改了参数"),
    Reason.UNEXPECTED: _both("an unexpected answer", "意料之外的答案"),
    Reason.TOO_LARGE: _both("an answer too large", "答案太大"),
    Reason.SYNTAX_ERROR: _both("Python cannot read it", "Python 读不懂"),
    Reason.IMPORT_FAILED: _both("stops while loading", "加载时出错"),
    Reason.UNREADABLE: _both("file not accepted", "文件未被接受"),
    Reason.TOO_SLOW: _both("right, but not fast enough", "答案正确，但不够快"),
    Reason.GRADER: _both("a grader problem", "评分程序的问题"),
    Reason.VOID: _both("disturbed measurement", "测量受到干扰"),
    Reason.NOT_HERE: _both("not graded on this machine", "这台机器无法评分"),
}

# The same in a word or two, as a table of a class shows it
REASONS_SHORT: Final[Mapping[Reason, Text]] = {
    Reason.MISMATCH: _both("mismatch", "答案不符"),
    Reason.RAISED: _both("exception", "抛出异常"),
    Reason.NOT_ATTEMPTED: NOT_ATTEMPTED,
    Reason.BLOCKED: _both("blocked", "被阻断"),
    Reason.TIMEOUT: _both("timeout", "超时"),
    Reason.CRASHED: _both("crash", "崩溃"),
    Reason.FORBIDDEN: _both("forbidden call", "禁用调用"),
    Reason.CHANGED_ARGUMENT: _both("changed argument", "改动参数"),
    Reason.UNEXPECTED: _both("unexpected value", "意外的值"),
    Reason.TOO_LARGE: _both("too large", "过大"),
    Reason.SYNTAX_ERROR: _both("syntax error", "语法错误"),
    Reason.IMPORT_FAILED: _both("import failed", "导入失败"),
    Reason.UNREADABLE: _both("file refused", "文件被拒"),
    Reason.TOO_SLOW: _both("too slow", "太慢"),
    Reason.GRADER: GRADER_ERROR,
    Reason.VOID: _both("void measurement", "测量无效"),
    Reason.NOT_HERE: _both("not graded here", "此处不评分"),
}

# For the branch with feedback in a student's repository
FEEDBACK_HEAD: Final = _both("Feedback", "反馈")
FEEDBACK_ABOUT: Final = _both(
    "What the grader says about the work in this repository. A program writes this branch; it changes nothing on other "
    "branches, and work that is put here is not graded.",
    "这里是评分程序对本仓库中作业的反馈。本分支由程序写入，不会改动其他分支；放在这里的作业不会被评分。",
)
FEEDBACK_PAGE: Final = _both(
    "as a page in both languages (download it and open it in a browser)", "双语网页（下载后用浏览器打开）"
)
SHARED_REPOSITORY: Final = _both(
    "Several students share this repository and can read this, so what is personal is left out: marks, answers, and "
    "changes of the grade. The points are those of the checks alone. Ask your teacher for the grade.",
    "本仓库由多名学生共用，大家都能读到这份反馈，因此个人内容不在其中：人工评分、回答以及成绩的改动。"
    "这里的分数只包含自动检查。最终成绩请询问老师。",
)

# For the summary of a collection
CLASS_COLLECTED: Final = _both(
    "{collected} collected, {late} of them late; {nothing} handed in nothing; {unreadable} could not be read.",
    "已收取 {collected} 人，其中迟交 {late} 人；未提交 {nothing} 人；无法读取 {unreadable} 人。",
)
ATTENTION_NONE: Final = _both("Nothing needs attention.", "没有需要处理的问题。")
COULD_NOT_BE_READ: Final = _both("could not be read", "无法读取")
HANDED_IN_NOTHING: Final = _both("handed in nothing", "未提交")
HANDED_IN_LATE: Final = _both("handed in late", "迟交")
COLLECTED_NOT_GRADED: Final = _both("collected, but not graded", "已收取，但尚未评分")
