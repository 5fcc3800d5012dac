"""Finding the drop-down of a handout that explains an error."""

from __future__ import annotations

import pytest

from autograder.course.handout import find_help

HANDOUT = """# Title

<details>
<summary><code>RuntimeError: The size of tensor a (3) must match the size of tensor b (2) at non-singleton
dimension 1</code></summary>

Two lengths clash.

</details>

<details>
<summary>no error, but a result of shape (5, 5)</summary>
</details>

<details>
<summary><code>TypeError: 'int' object is not callable</code>, or
<code>'torch.Size' object is not callable</code></summary>
</details>

<details>
<summary><code>RuntimeError: shape '[-1, 28, 28]' is invalid for input of size 12</code></summary>
</details>

<details>
<summary><code>RuntimeError: [enforce fail at alloc_cpu.cpp:127] … can't allocate memory</code></summary>
</details>
"""


@pytest.mark.parametrize(
    ("raised", "line"),
    [
        ("RuntimeError: The size of tensor a (7) must match the size of tensor b (12) at non-sing…", 4),
        ("RuntimeError: The size of tensor a (7) must match the size of ten…", 4),
        ("TypeError: 'int' object is not callable", 16),
        ("RuntimeError: shape '[4, -1]' is invalid for input of size 9", 21),
    ],
)
def test_numbers_and_names_may_differ(raised: str, line: int) -> None:
    found = find_help(HANDOUT, raised)
    assert found is not None
    assert found.line == line


@pytest.mark.parametrize(
    "raised",
    ["RuntimeError: something else", "ValueError: The size of tensor a", "", "5", "TypeError…"],
)
def test_what_no_drop_down_explains_has_none(raised: str) -> None:
    assert find_help(HANDOUT, raised) is None


def test_the_title_is_plain_text() -> None:
    found = find_help(HANDOUT, "TypeError: 'list' object is not callable")
    assert found is not None
    assert found.title == "`TypeError: 'int' object is not callable`, or `'torch.Size' object is not callable`"


def test_the_very_message_comes_before_one_that_differs_in_a_name() -> None:
    code = "<code>AttributeError: 'Counter' object has no attribute '{}'</code>"
    summary = f"<details>\n<summary>{code}</summary>\n</details>\n"
    handout = summary.format("value") + summary.format("seen")
    for name, line in (("value", 2), ("seen", 5), ("other", 2)):
        found = find_help(handout, f"AttributeError: 'Counter' object has no attribute '{name}'")
        assert found is not None
        assert found.line == line


def test_an_exception_of_few_words_or_none_is_found_when_it_is_the_very_one() -> None:
    handout = "<summary><code>KeyError: 'mean'</code></summary>\n\n<summary><code>EOFError</code></summary>\n"
    found = [find_help(handout, raised) for raised in ("KeyError: 'std'", "EOFError", "EOFError: ", "OSError: ")]
    assert [each.line if each else None for each in found] == [1, 3, 3, None]
