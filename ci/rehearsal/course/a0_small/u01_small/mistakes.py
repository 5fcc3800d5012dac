from autograder import mistake


@mistake(
    "adds_two",
    of="double",
    en="""Two was added to {x}.

    What is double of 5?""",
    zh="""给 {x} 加上了二。

    5 的两倍是多少？""",
)
def double_adds_two(x):
    return x + 2
