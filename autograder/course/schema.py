"""The three TOML files of a course, as an author writes them. A field's description says what to write there."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from autograder.course.model import Limits

_DEFAULTS = Limits()

_PositiveInt = Annotated[int, Field(gt=0)]
_PositiveFloat = Annotated[float, Field(gt=0, allow_inf_nan=False)]
_Words = Annotated[str, StringConstraints(pattern=r"\S")]
_Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
_Dotted = Annotated[
    str, StringConstraints(pattern=r"^(\*\.[A-Za-z_][A-Za-z0-9_]*|[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*)$")
]
_Module = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$")]
_Repository = Annotated[str, StringConstraints(pattern=r"^(https://github\.com/[\w.-]+/[\w.-]+)?$")]
_Branch = Annotated[str, StringConstraints(pattern=r"^[\w./-]+$")]
_AssignmentId = Annotated[str, StringConstraints(pattern=r"^a[0-9]+_[a-z0-9_]+$")]
_UnitId = Annotated[str, StringConstraints(pattern=r"^u[0-9]+_[a-z0-9_]+$")]


def _different(names: list[str]) -> list[str]:
    for index, name in enumerate(names):
        if name in names[:index]:
            raise PydanticCustomError("doubled", "`{name}` stands there twice", {"name": name, "index": index})
    return names


_Once = AfterValidator(_different)


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class TitleToml(_Strict):
    """A title in both languages."""

    en: _Words = Field(description='the English title, e.g. `en = "Broadcasting"`')
    zh: _Words = Field(description='the Chinese title, e.g. `zh = "广播"`')


_TITLE: Any = Field(description='a title in both languages, e.g. `title = { en = "Broadcasting", zh = "广播" }`')


class LimitsToml(_Strict):
    """`[limits]`; see `model.Limits`."""

    cpu_seconds: _PositiveInt = Field(default=_DEFAULTS.cpu_seconds, description="a whole number above 0")
    wall_seconds: _PositiveFloat = Field(default=_DEFAULTS.wall_seconds, description="a number above 0")
    memory_mb: _PositiveInt = Field(default=_DEFAULTS.memory_mb, description="a whole number above 0")
    import_seconds: _PositiveFloat = Field(default=_DEFAULTS.import_seconds, description="a number above 0")
    total_cpu_seconds: _PositiveFloat = Field(default=_DEFAULTS.total_cpu_seconds, description="a number above 0")
    total_wall_seconds: _PositiveFloat = Field(default=_DEFAULTS.total_wall_seconds, description="a number above 0")


_LEVELS = "three levels: a question, the tool's name, the line with one hole"


class HintsToml(_Strict):
    """`[hints.centre_rows]`; that there are three levels is checked by `load`, which can say more."""

    en: list[_Words] = Field(description=f'`en = ["…", "…", "…"]`: {_LEVELS}')
    zh: list[_Words] = Field(description=f'`zh = ["…", "…", "…"]`: {_LEVELS}')


class EggToml(_Strict):
    """`[egg]`."""

    code: _Words = Field(description="the text that `python -m autograder.course.egg encode FILE` prints")


_Shape = Annotated[list[_PositiveInt], Field(min_length=1)]
_Inputs = Annotated[list[_Shape | int | float], Field(min_length=1)]


class BenchToml(_Strict):
    """`[bench.pairwise]`; see `model.BenchInfo`."""

    baseline: _Identifier = Field(description="the slow version, a function of baseline.py")
    inputs: _Inputs = Field(description="for each argument a shape or a number, e.g. `inputs = [[72, 8], 4]`")
    published: _PositiveFloat = Field(
        description="how many times as fast the solution is: what `autograder bench UNIT --file solution.py` says"
    )
    large: _Inputs | None = Field(default=None, description="the same, for which a GPU pays")


class QuestionToml(_Strict):
    """`[questions.why]`; see `model.QuestionInfo`."""

    points: _PositiveFloat = Field(description="what a full answer is worth")
    en: _Words = Field(description='the question, e.g. `en = "Why is it faster?"`')
    zh: _Words = Field(description='the same in Chinese, e.g. `zh = "为什么更快？"`')
    scheme: TitleToml | None = Field(
        default=None, description='how it is marked: `scheme = { en = "1 point for …", zh = "…" }`'
    )


class VerifyToml(_Strict):
    """`[verify]`: what the author's proof has to know."""

    replayable: dict[str, _Words] = Field(
        default_factory=dict, description='hidden checks with the reason, e.g. `replayable = { test_x = "…" }`'
    )
    equivalent: dict[str, _Words] = Field(
        default_factory=dict,
        description="changes of the solution that change no answer, as `verify --mutate` names them, with the reason",
    )
    float64: Annotated[list[_Identifier], _Once] = Field(
        default_factory=list, description="functions that are verified in float64 too, each once"
    )


class UnitToml(_Strict):
    """`unit.toml`."""

    title: TitleToml = _TITLE
    minutes: Annotated[int, Field(ge=1, le=120)] = Field(description="whole minutes from 1 to 120, e.g. `minutes = 20`")
    functions: Annotated[list[_Identifier], Field(min_length=1), _Once] = Field(
        description='what the student writes, in order and each once, e.g. `functions = ["centre_rows"]`'
    )
    forbidden: dict[str, Annotated[list[_Dotted], Field(min_length=1), _Once]] = Field(
        default_factory=dict,
        description='dotted names that a function may not call, each once, e.g. `centre_rows = ["torch.sub"]`',
    )
    limits: LimitsToml = Field(default_factory=LimitsToml, description="a table `[limits]`")
    imports: Annotated[list[_Module], _Once] = Field(
        default_factory=list,
        description='modules that take long to import or are not there on every machine, e.g. `imports = ["triton"]`',
    )
    hints: dict[str, HintsToml] = Field(
        default_factory=dict, description="a table for each function, e.g. `[hints.centre_rows]`"
    )
    bench: dict[str, BenchToml] = Field(
        default_factory=dict, description="tables for `autograder bench`, e.g. `[bench.pairwise]`"
    )
    questions: dict[_Identifier, QuestionToml] = Field(
        default_factory=dict, description="tables for questions that a person marks, e.g. `[questions.why]`"
    )
    egg: EggToml | None = Field(default=None, description="a table `[egg]` with `code`")
    verify: VerifyToml = Field(default_factory=VerifyToml, description="a table `[verify]`")


class AssignmentToml(_Strict):
    """`assignment.toml`."""

    title: TitleToml = _TITLE
    units: Annotated[list[_UnitId], Field(min_length=1), _Once] = Field(
        description='the units\' folders in order and each once, e.g. `units = ["u01_rank", "u02_create"]`'
    )


class CourseToml(_Strict):
    """`course.toml`."""

    title: TitleToml = _TITLE
    assignments: Annotated[list[_AssignmentId], Field(min_length=1), _Once] = Field(
        description='the assignments\' folders in order and each once, e.g. `assignments = ["a1_tensors"]`'
    )
    repository: _Repository = Field(
        default="", description='where students find it on GitHub, e.g. `repository = "https://github.com/OWNER/REPO"`'
    )
    branch: _Branch = Field(default="main", description='the branch of `repository`, e.g. `branch = "main"`')
