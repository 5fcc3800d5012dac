"""What students are told about a race: how fast, how well that is known, what it was worth, and what explains it."""

from __future__ import annotations

from autograder.results import Lang, RaceCount, RaceRecord, Text

MANY = 8  # operators in one call, from which on a loop is likely
KINDS = {
    "operators": Text(en="operators", zh="个算子"),
    "bytes": Text(en="bytes read and written", zh="字节的读写"),
    "flops": Text(en="floating-point operations in matrix products", zh="次矩阵乘法中的浮点运算"),
}


def summary(record: RaceRecord) -> Text:
    """How many times as fast, with its interval, and the steps."""
    around = f"{number(record.low)} to {number(record.high)}"
    steps_en = ", ".join(f"{number(step.ratio)} times gives {step.points:g}" for step in record.steps)
    steps_zh = "，".join(f"{number(step.ratio)} 倍得 {step.points:g} 分" for step in record.steps)
    return Text(
        en=f"{record.function} is right, and {number(record.middle)} times as fast as {record.baseline} "
        f"(99 % interval: {around}). Points: {steps_en}.",
        zh=f"{record.function} 的答案正确，速度是 {record.baseline} 的 {number(record.middle)} 倍"
        f"（99% 置信区间：{number(record.low)} 到 {number(record.high)}）。计分：{steps_zh}。",
    )


def explanation(record: RaceRecord) -> tuple[Text, Text]:
    """What was counted in one call of each, and what to look for."""
    counted = [each for each in record.counts if each.student or each.baseline]
    en = "; ".join(_counted(each, record.baseline, "en") for each in counted)
    zh = "；".join(_counted(each, record.baseline, "zh") for each in counted)
    grows = any(each.student_larger is not None for each in counted)
    head = Text(
        en="In one call, then with larger inputs" if grows else "In one call",
        zh="一次调用（箭头后是更大的输入）" if grows else "一次调用",
    )
    meaning = Text(
        en=f"{head.en}: {en or 'nothing of torch'}.",
        zh=f"{head.zh}：{zh or '没有用到 torch'}。",
    )
    return meaning, _question({each.kind: each for each in counted})


def _counted(each: RaceCount, baseline: str, lang: Lang) -> str:
    own, other = f"{each.student:,}", f"{each.baseline:,}"
    if each.student_larger is not None and each.baseline_larger is not None:
        arrow = " → "
        own, other = own + f"{arrow}{each.student_larger:,}", other + f"{arrow}{each.baseline_larger:,}"
    what = KINDS[each.kind].in_(lang)
    return f"{own} {what}（{baseline}：{other}）" if lang == "zh" else f"{own} {what} ({baseline}: {other})"


def number(value: float) -> str:
    """Three digits, and no more zeros than needed."""
    return f"{value:.3g}" if value < 1000 else f"{value:,.0f}"


def _question(counted: dict[str, RaceCount]) -> Text:
    operators, read = counted.get("operators"), counted.get("bytes")
    if operators is None or not operators.student:
        return Text(
            en="Hardly anything is done by torch. What is done number by number in Python that one operator could do?",
            zh="几乎没有用到 torch 的算子。哪些事是在 Python 里逐个数做的，而一个算子就能全部做完？",
        )
    if operators.student > MANY:
        return Text(
            en="Each operator has a cost of its own, however little it does. Which of them come once for each row or "
            "number, and could come once for all?",
            zh="每个算子不管做多少事，都有一份固定开销。哪些算子是每一行（或每个数）执行一次、其实可以对全部只执行一次的？",
        )
    if read is not None and read.student >= read.baseline:
        return Text(
            en="There are few operators, but they move a lot of memory. How large is the largest tensor on the way, "
            "and does it have to exist?",
            zh="算子不多，但搬动的内存很多。途中最大的张量有多大？它非存在不可吗？",
        )
    return Text(
        en="Which operator takes most of the time? `torch.profiler` tells.",
        zh="哪个算子用时最多？`torch.profiler` 可以告诉你。",
    )
