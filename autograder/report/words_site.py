"""The labels of the site of a class, in both languages; as `words`, which has those of all reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from autograder.report.items import Flag
from autograder.results import Text


def _both(en: str, zh: str) -> Text:
    return Text(en=en, zh=zh)


# Everywhere
TRAIL: Final = _both("Where you are", "当前位置")
FILTER: Final = _both("Filter", "筛选")
NUMBER_OF: Final = _both("{count} of {students}", "{count} / {students}")
PERCENT: Final = _both("{percent} %", "{percent}%")
NAME: Final = _both("Name", "姓名")
SECTION: Final = _both("Section", "班级")
ALL_PASS: Final = _both("all checks pass", "全部通过")
BEGUN: Final = _both("begun", "已开始")
NOT_BEGUN: Final = _both("not begun", "未开始")
BAR: Final = _both(
    "{label}: all checks pass for {passing}, begun by {begun}, not begun by {open}",
    "{label}：全部通过 {passing} 人，已开始 {begun} 人，未开始 {open} 人",
)

# The course
ASSIGNMENTS: Final = _both("assignments", "份作业")
ONE_ASSIGNMENT: Final = _both("assignment", "份作业")
OF_ALL_POINTS: Final = _both("% of all points on average", "% 平均得分率")
NOT_FINAL_GRADES: Final = _both("grades are not final yet", "个成绩尚未定稿")
PROGRESS_ASSIGNMENTS: Final = _both("Progress by assignment", "各作业的进度")
ATTENTION: Final = _both("Who needs attention", "需要关注的学生")
ATTENTION_NOTE: Final = _both(
    "Students whose last three submissions or more stopped at the same place, who have not begun what at least half of "
    "the others have, or whose points went down in the last re-grade.",
    "最近至少三次提交都停在同一处的学生；多数人已开始、自己却还没开始某份作业的学生；"
    "以及最近一次重新评分后分数变低的学生。",
)
STUCK_FOR: Final = _both("{count} submissions in a row stopped at {place}", "连续 {count} 次提交停在 {place}")
BEHIND: Final = _both("not begun: {names}", "未开始：{names}")
LOST: Final = _both("{points} points in the re-grade of {name}", "{name} 重新评分：{points} 分")
BROKEN: Final = _both("The grading itself needs attention in {names}.", "这些作业的评分本身需要处理：{names}。")
EVERY_GRADE: Final = _both("All grades", "全部成绩")
NO_MARK: Final = _both("no mark: under way", "没有标记：进行中")
ALL_POINTS: Final = _both("All", "总计")

# The class
GRADES_SPREAD: Final = _both("How the grades are spread", "成绩分布")
PROGRESS_UNITS: Final = _both("Progress by unit", "各单元的进度")
STUCK: Final = _both("Who is stuck where", "谁卡在哪里")
STUCK_NOTE: Final = _both(
    "The first thing that does not pass, and in brackets the number of submissions in a row that stopped there.",
    "第一个没有通过的地方；括号里是连续停在这里的提交次数。",
)
UNIT_PAGE: Final = _both("the page of this unit, to show in class", "这个单元的页面，可在课上展示")
ITEMS: Final = _both("Item analysis", "检查项分析")
ITEMS_NOTE: Final = _both(
    "Difficulty is the mean share of the points, among those who handed in something for the unit. Discrimination is "
    "the correlation of the check's points with the rest of the points: near 0, better students fail it as often as "
    "others; below 0, more often. It takes at least ten students.",
    "难度是得分率的平均值，只计入在该单元交了内容的学生。区分度是这项检查的得分与其余得分的相关系数："
    "接近 0 表示成绩好的学生同样会错，小于 0 表示他们反而更容易错。至少要有十名学生才会计算。",
)
CHECK: Final = _both("Check", "检查项")
UNIT: Final = _both("Unit", "单元")
FUNCTION: Final = _both("Function", "函数")
DIFFICULTY: Final = _both("Difficulty", "难度")
DISCRIMINATION: Final = _both("Discrimination", "区分度")
FAIL: Final = _both("Fail", "未通过")
LOOK_AT: Final = _both("Look at", "值得注意")
TIMING: Final = _both("Time and attempts", "时间与提交次数")
SUBMISSIONS: Final = _both("submissions", "次提交")
PER_STUDENT: Final = _both("a student on average", "次，人均")
LATE_OF: Final = _both("late, of {known} with a deadline", "人迟交（有截止时间的共 {known} 人）")
TIMING_NOTE: Final = _both("When the submission that counts was handed in.", "计入成绩的那次提交是什么时候交的。")
PERIODS: Final[tuple[Text, ...]] = (
    _both("> 7 d", "> 7 天"),
    _both("3-7 d", "3–7 天"),
    _both("1-3 d", "1–3 天"),
    _both("6-24 h", "6–24 时"),
    _both("< 6 h", "< 6 时"),
    _both("< 1 d", "< 1 天"),
    _both("1-3 d", "1–3 天"),
    _both("> 3 d", "> 3 天"),
)
BEFORE: Final = _both("before the deadline", "截止之前")
AFTER: Final = _both("after it", "截止之后")
REGRADE: Final = _both("What the last re-grade changed", "最近一次重新评分的变化")
REGRADE_NOTE: Final = _both(
    "{changed} of {students} students whose last submission was graded again have other points in some check.",
    "最近一次提交被重新评分的 {students} 名学生中，{changed} 人有检查项的得分改变。",
)
REGRADE_CAUSE: Final = _both("Changed in between: {names}.", "其间改变的有：{names}。")
CAUSE_COURSE: Final = _both("the course", "课程")
CAUSE_GRADER: Final = _both("the grader's version", "评分程序的版本")
CAUSE_NOTHING: Final = _both("neither the course nor the grader's version", "课程和评分程序的版本都没有变")
BEFORE_HEAD: Final = _both("Before", "之前")
AFTER_HEAD: Final = _both("After", "之后")
CHANGE_HEAD: Final = _both("Change", "变化")
CHECKS_CHANGED: Final = _both("Checks", "检查项")
PUBLISHED: Final = _both("Students may see these results.", "学生可以看到这些结果。")
NOT_PUBLISHED: Final = _both("Not published: students do not see these results yet.", "未发布：学生还看不到这些结果。")
PUBLISHED_PARTLY: Final = _both(
    "Published for {count} of {students} students.", "已向 {students} 名学生中的 {count} 人发布。"
)
FLAGS: Final[Mapping[Flag, Text]] = {
    Flag.NOBODY_FAILS: _both("nobody fails it", "无人未通过"),
    Flag.EVERYBODY_FAILS: _both("everybody fails it", "无人通过"),
    Flag.NEGATIVE: _both("better students fail it more often", "成绩好的学生反而更容易错"),
    Flag.LOW: _both("better students fail it as often", "成绩好的学生同样会错"),
}

# A unit
HANDED_IN_HERE: Final = _both("handed in something", "人交了内容")
MEAN_SHARE: Final = _both("% of the points on average", "% 平均得分率")
UNIT_CHECKS: Final = _both("How the checks went", "各项检查的情况")
UNIT_MISTAKES: Final = _both("Mistakes that were made", "出现过的错误")
MADE: Final = _both("made by {count} of {students}", "{students} 人中有 {count} 人")
EXAMPLE: Final = _both("Examples", "例子")
NO_EXAMPLE: Final = _both("There is no example that can be shown to everybody.", "没有可以给所有人看的例子。")

# A student
ABSENT: Final = _both("not graded", "没有评分")
ATTENTION_ABSENT: Final = _both(
    "On the roster, and without any grading. Perhaps a repository could not be read: what `autograder collect` says, "
    "and `collected-ASSIGNMENT.csv`, tell why. Then grade again.",
    "在名单上，但没有任何评分。也许仓库无法读取：原因见 `autograder collect` 的输出和 `collected-ASSIGNMENT.csv`。"
    "处理后请重新评分。",
)
HISTORY: Final = _both("Your submissions", "提交记录")
SUBMISSION: Final = _both("Submission", "提交")
HANDED_IN: Final = _both("Handed in", "提交时间")
GRADE: Final = _both("Grade", "成绩")
FIRST_IN_WAY: Final = _both("First in the way", "首先卡住的地方")
COUNTS: Final = _both("counts", "计入成绩")
GRADED_AGAIN: Final = _both("graded again", "重新评分")
KEEPS_LAST: Final = _both("The last submission counts.", "最后一次提交计入成绩。")
KEEPS_BEST: Final = _both("The best submission counts.", "最好的一次提交计入成绩。")
USED: Final = _both("{used} of {allowed} submissions used.", "共 {allowed} 次提交机会，已用 {used} 次。")
USED_FREE: Final = _both("Submissions so far: {used}.", "目前共提交 {used} 次。")
DEADLINE: Final = _both("Deadline", "截止时间")
EXTENDED: Final = _both("{when}, extended for you", "{when}（为你延期）")
FREE_DAYS: Final = _both("Free late days left", "剩余免罚迟交天数")
UNKNOWN: Final = _both("not known", "未知")
HANDOUT_PICTURE: Final = _both("From the handout: {title}", "讲义中的图：{title}")
NOTHING_LEFT: Final = _both("nothing: every check passes", "没有：全部通过")
