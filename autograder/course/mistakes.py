"""Reads a unit's mistakes.py: every `@mistake(...)`, its texts in both languages and their placeholders."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Mapping

from autograder.course.faults import one_of
from autograder.course.model import MistakeInfo
from autograder.course.source import Definition, Source

RESULT = "result"  # the placeholder for what came back

_KEYWORDS = ("of", "en", "zh", "raises", "matches", "fork")
_ID = re.compile(r"[a-z0-9_]+")
_PLACEHOLDER = re.compile(r"\{([A-Za-z_]\w*)\}")
_BROKEN_PLACEHOLDER = re.compile(r"\{([A-Za-z_]\w*)[.\[!:][^{}]*\}")
_CHINESE = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WIDE = _CHINESE + r"\u3000-\u303f\uff00-\uffef\u2018-\u201d\u2014\u2026"
_TWO_PARAGRAPHS = "write two paragraphs with an empty line between them: what it usually means, then a question"


def placeholders(text: str) -> frozenset[str]:
    """The names in `{braces}`; other braces (a set, a dict) are ordinary text."""
    return frozenset(_PLACEHOLDER.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with each placeholder replaced; a name without a value stays as the bare name in backticks."""
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], f"`{match[1]}`"), text)


def read_mistakes(source: Source, parameters: Mapping[str, tuple[str, ...]] | None) -> tuple[MistakeInfo, ...]:
    """All mistakes in file order. `parameters` of each exported function; None if those are not known."""
    found: list[MistakeInfo] = []
    ids: dict[str, int] = {}
    functions: dict[str, int] = {}
    for node in source.definitions:
        calls = [each for each in node.decorator_list if source.api_name(each) == "mistake"]
        if not calls:
            continue
        if node.name in functions:
            source.faults.add(
                node.lineno,
                f"`{node.name}` is defined in line {functions[node.name]} already, and would replace it",
                "give each mistake's function a name of its own",
            )
        functions[node.name] = node.lineno
        for call in calls:
            mistake = _read_one(source, node, call, parameters)
            if mistake is None:
                continue
            if mistake.id in ids:
                source.faults.add(
                    call.lineno,
                    f"the mistake id `{mistake.id}` stands in line {ids[mistake.id]} already",
                    "give each mistake of a unit an id of its own",
                )
            ids.setdefault(mistake.id, call.lineno)
            found.append(mistake)
    return tuple(found)


def _read_one(
    source: Source, node: Definition, call: ast.expr, parameters: Mapping[str, tuple[str, ...]] | None
) -> MistakeInfo | None:
    faults = source.faults
    if not isinstance(call, ast.Call) or len(call.args) != 1 or any(each.arg is None for each in call.keywords):
        faults.add(
            call.lineno,
            f"`@mistake` of `{node.name}` does not have the expected form",
            'write `@mistake("an_id", of="function", en="""…""", zh="""…""")`',
        )
        return None
    keywords = {each.arg: each.value for each in call.keywords if each.arg is not None}
    for name, value in keywords.items():
        if name not in _KEYWORDS:
            faults.add(value.lineno, f"`@mistake` knows no `{name}=`", one_of(name, _KEYWORDS))

    identity = source.string(call.args[0])
    if identity is None or not _ID.fullmatch(identity):
        shown = ast.unparse(call.args[0]) if identity is None else repr(identity)
        faults.add(
            call.args[0].lineno,
            f"the mistake id {shown} is not a text of small letters, digits and underscores",
            'write something like `"no_keepdim"`',
        )
        identity = None

    of = _of(source, node, call, keywords.get("of"), parameters)
    texts = {lang: _paragraphs(source, node, call, keywords.get(lang), lang) for lang in ("en", "zh")}
    en, zh = texts["en"], texts["zh"]
    allowed = None if of is None or parameters is None else parameters.get(of)
    for lang, text in texts.items():
        if text is not None:
            _check_placeholders(source, keywords[lang].lineno, "\n".join(text), of, allowed)
    if en is not None and zh is not None:
        _compare_languages(source, keywords["zh"].lineno, en, zh)

    raises = _raises(source, keywords.get("raises"))
    if identity is None or of is None or en is None or zh is None:
        return None
    return MistakeInfo(
        identity,
        of,
        node.name,
        node.lineno,
        en,
        zh,
        raises,
        has_matches="matches" in keywords,
        fork=_fork(source, keywords.get("fork")),
        parameters=allowed or (),
    )


def _of(
    source: Source,
    node: Definition,
    call: ast.expr,
    value: ast.expr | None,
    parameters: Mapping[str, tuple[str, ...]] | None,
) -> str | None:
    if value is None:
        source.faults.add(call.lineno, f"the mistake `{node.name}` does not say whose it is", 'add `of="the_function"`')
        return None
    of = source.string(value)
    if of is None:
        source.faults.add(value.lineno, f"`of={ast.unparse(value)}` is not a text", 'write `of="the_function"`')
    elif parameters is not None and of not in parameters:
        source.faults.add(value.lineno, f"`of={of!r}` names no exported function of this unit", one_of(of, parameters))
        return None
    return of


def _raises(source: Source, value: ast.expr | None) -> str | None:
    if value is None:
        return None
    pattern = source.string(value)
    if pattern is None:
        source.faults.add(value.lineno, "`raises=` is not a text", 'write a pattern, e.g. `raises=r"must match"`')
        return None
    try:
        re.compile(pattern)
    except re.error as error:
        source.faults.add(
            value.lineno,
            f"`raises={pattern!r}` is not a pattern: {error}",
            r"correct it; brackets, dots and braces of the text itself are written as `\(`, `\.`, `\{`",
        )
    return pattern


def _fork(source: Source, value: ast.expr | None) -> bool:
    if value is None:
        return False
    if not isinstance(value, ast.Constant) or not isinstance(value.value, bool):
        source.faults.add(value.lineno, f"`fork={ast.unparse(value)}` is neither True nor False", "write `fork=True`")
        return False
    return value.value


def _paragraphs(
    source: Source, node: Definition, call: ast.expr, value: ast.expr | None, lang: str
) -> tuple[str, str] | None:
    if value is None:
        source.faults.add(
            call.lineno, f"the mistake `{node.name}` has no `{lang}=`", f'add `{lang}="""…"""` and {_TWO_PARAGRAPHS}'
        )
        return None
    text = source.string(value)
    if text is None:
        source.faults.add(
            value.lineno,
            f"`{lang}=` of the mistake `{node.name}` is computed",
            f'write the text itself (no f-string): `{lang}="""…"""`',
        )
        return None
    paragraphs = [_join_lines(each) for each in re.split(r"\n[ \t]*\n", inspect.cleandoc(text)) if each.strip()]
    if len(paragraphs) != 2:
        count = {0: "no paragraph", 1: "1 paragraph"}.get(len(paragraphs), f"{len(paragraphs)} paragraphs")
        source.faults.add(
            value.lineno, f"`{lang}=` of the mistake `{node.name}` has {count}, expected 2", _TWO_PARAGRAPHS
        )
        return None
    return paragraphs[0], paragraphs[1]


def _join_lines(paragraph: str) -> str:
    """One line of text; between Chinese characters a line's end is no space."""
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", paragraph.strip())
    text = re.sub(rf"(?<=[{_WIDE}])\n(?=[{_WIDE}])", "", text)
    return text.replace("\n", " ")


def _check_placeholders(source: Source, line: int, text: str, of: str | None, allowed: tuple[str, ...] | None) -> None:
    for match in _BROKEN_PLACEHOLDER.finditer(text):
        if match[1] == RESULT or (allowed and match[1] in allowed):
            source.faults.add(
                line,
                f"`{match[0]}`: a placeholder is a name only",
                f"write `{{{match[1]}}}`; it is shown by type and shape",
            )
    if allowed is not None:
        for name in sorted(placeholders(text) - {*allowed, RESULT}):
            source.faults.add(
                line,
                f"the placeholder `{{{name}}}` is neither a parameter of `{of}` nor `{RESULT}`",
                one_of(name, [*allowed, RESULT]),
            )


def _compare_languages(source: Source, line: int, en: tuple[str, str], zh: tuple[str, str]) -> None:
    for part, english, chinese in zip(("meaning", "question"), en, zh, strict=True):
        if english == chinese:
            source.faults.add(line, f"the {part} in `zh=` is the same as in `en=`", "translate it")
        elif not re.search(f"[{_CHINESE}]", chinese):
            source.faults.add(line, f"the {part} in `zh=` has no Chinese characters", "write it in Chinese")
    english_names, chinese_names = placeholders("\n".join(en)), placeholders("\n".join(zh))
    if english_names != chinese_names:
        source.faults.add(
            line,
            f"the placeholders differ: {_listed(english_names)} in `en=`, {_listed(chinese_names)} in `zh=`",
            "use the same ones in both languages",
        )


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"`{{{name}}}`" for name in sorted(names)) or "none"
