"""Marks: where they are allowed, and what is left when what they enclose is cut out."""

import ast
import textwrap

import pytest

from autograder.course.marks import MarkError, cut, find_regions


def cut_out(source):
    return cut(textwrap.dedent(source), "a1/u04")


def problems_of(source):
    text = textwrap.dedent(source)
    return find_regions(text, ast.parse(text))[1]


def test_a_body_becomes_a_raise_that_names_unit_and_function():
    assert cut_out("""
        def f(x):
            "Doc."
            # BEGIN SOLUTION
            y = x + 1  # why

            return y
            # END SOLUTION
        """) == textwrap.dedent("""
        def f(x):
            "Doc."
            raise NotImplementedError("a1/u04 f")
        """)


def test_methods_and_nested_functions_are_named_with_what_holds_them():
    starter = cut_out("""
        class A:
            class B:
                def up(self):
                    # BEGIN SOLUTION
                    return 1
                    # END SOLUTION

            async def down(self):
                # BEGIN SOLUTION
                return 2
                # END SOLUTION

        def outer():
            def inner():
                # BEGIN SOLUTION
                return 3
                # END SOLUTION
            return inner
        """)
    assert [line.strip() for line in starter.splitlines() if "raise" in line] == [
        'raise NotImplementedError("a1/u04 A.B.up")',
        'raise NotImplementedError("a1/u04 A.down")',
        'raise NotImplementedError("a1/u04 outer.inner")',
    ]


def test_the_raise_stands_where_the_marks_stand():
    starter = cut_out("""
        def f(x):
            total = 0
            with open(x) as file:
                for line in file:
                    # BEGIN SOLUTION
                    total += len(line)
                    # END SOLUTION
            return total
        """)
    assert '            raise NotImplementedError("a1/u04 f")\n    return total\n' in starter


def test_helpers_imports_and_private_methods_vanish():
    starter = cut_out("""
        import torch
        # BEGIN SOLUTION
        import math
        # END SOLUTION

        # BEGIN SOLUTION
        @torch.no_grad()
        def helper(x):
            return x
        # END SOLUTION

        class A:
            "Doc."
            # BEGIN SOLUTION
            def _private(self):
                return 1
            # END SOLUTION
            def up(self):
                # BEGIN SOLUTION
                return self._private()
                # END SOLUTION
        """)
    assert starter == textwrap.dedent("""
        import torch


        class A:
            "Doc."
            def up(self):
                raise NotImplementedError("a1/u04 A.up")
        """)


def test_a_block_that_would_be_empty_gets_one_pass():
    starter = cut_out("""
        class A:
            # BEGIN SOLUTION
            x = 1
            # END SOLUTION
            # BEGIN SOLUTION
            y = 2
            # END SOLUTION

        if True:
            # BEGIN SOLUTION
            import math
            # END SOLUTION
        """)
    assert starter == "\nclass A:\n    pass\n\nif True:\n    pass\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_everything_outside_the_marks_stays_byte_for_byte(end):
    before = f"'''Doc.\u2028 \x0c'''{end}import torch  # used by the body only {end}def f():{end}\t# odd \t{end}"
    after = f"{end}{end}X = '广播'\t{end}# the end, without a line end"
    source = before + f"\t# BEGIN SOLUTION{end}\treturn 1{end}\t# END SOLUTION{end}" + after
    assert cut(source, "a1/u04") == before + f'\traise NotImplementedError("a1/u04 f"){end}' + after


def test_a_mark_in_the_last_line_needs_no_line_end():
    source = "def f():\n    # BEGIN SOLUTION\n    return 1\n    # END SOLUTION"
    assert cut(source, "a1/u04") == 'def f():\n    raise NotImplementedError("a1/u04 f")'


def test_a_file_without_marks_stays_as_it_is():
    assert cut("x = 1\n", "a1/u04") == "x = 1\n"


def test_marks_inside_texts_are_text():
    source = """
        TEXT = '''
        # BEGIN SOLUTION
        # END SOLUTION
        # begin solution
        '''
        LINE = "# END SOLUTION"
        def f():
            # BEGIN SOLUTION
            return TEXT
            # END SOLUTION
        """
    assert problems_of(source) == []
    assert cut_out(source).count("SOLUTION\n") == 2
    assert "return TEXT" not in cut_out(source)


def test_several_statements_on_one_line_may_be_marked():
    assert "b = 2" not in cut_out("""
        def f():
            # BEGIN SOLUTION
            a = 1; b = 2
            return a + b
            # END SOLUTION
        """)


def test_a_comment_that_speaks_of_solutions_is_no_mark():
    assert problems_of("# The solution begins here, and in the end solutions differ.\nx = 1\n") == []


BAD = {
    "across functions": """
        def f():
            # BEGIN SOLUTION
            return 1
        def g():
            return 2
            # END SOLUTION
        """,
    "from a body into the module": """
        def f():
            # BEGIN SOLUTION
            return 1
        x = 1
        # END SOLUTION
        """,
    "around an else": """
        def f(x):
            if x:
                return 1
            # BEGIN SOLUTION
            else:
                return 2
            # END SOLUTION
        """,
    "around an except": """
        def f(x):
            try:
                return 1
            # BEGIN SOLUTION
            except ValueError:
                return 2
            # END SOLUTION
        """,
    "inside an expression": """
        def f(x):
            return [
                # BEGIN SOLUTION
                1,
                # END SOLUTION
            ]
        """,
    "inside a signature": """
        def f(
            # BEGIN SOLUTION
            x,
            # END SOLUTION
        ):
            return x
        """,
    "half of a function": """
        # BEGIN SOLUTION
        def f(x):
            y = 1
            # END SOLUTION
            return y
        """,
    "marks at the margin of a body": """
        def f(x):
        # BEGIN SOLUTION
            return x
        # END SOLUTION
        """,
    "decorator without its function": """
        import torch
        # BEGIN SOLUTION
        @torch.no_grad()
        # END SOLUTION
        def f(x):
            return x
        """,
}


@pytest.mark.parametrize("source", BAD.values(), ids=BAD.keys())
def test_marks_that_do_not_enclose_whole_statements_of_a_block_are_refused(source):
    assert len(problems_of(source)) == 1
    with pytest.raises(MarkError, match=r"^line "):
        cut_out(source)


def test_match_and_try_blocks_may_hold_marks():
    starter = cut_out("""
        def f(x):
            try:
                match x:
                    case 1:
                        # BEGIN SOLUTION
                        return 1
                        # END SOLUTION
                    case _:
                        return 2
            except ValueError:
                # BEGIN SOLUTION
                return 3
                # END SOLUTION
            finally:
                # BEGIN SOLUTION
                print(x)
                # END SOLUTION
        """)
    assert starter.count('raise NotImplementedError("a1/u04 f")') == 3
    assert "return 1" not in starter
    assert "return 3" not in starter
