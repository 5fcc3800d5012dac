"""Links between the documents, and from them into the repository, lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "tests/attacks/README.md"])
LINK = re.compile(r"\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^(`{3,}).*?^\1$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`[^`\n]+`")
MENTION = re.compile(r"\bdocs/\w+\.md\b")
SOURCES = ("autograder", "benchmarks", "ci", ".github")


def anchors(text: str, level: str = "#+") -> set[str]:
    """The names under which GitHub has the headings of a document."""
    heads = re.findall(rf"^{level} (.+)$", BLOCK.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_link_of_a_document_leads_to_a_file_and_a_heading(document: Path) -> None:
    lost = []
    for link in LINK.findall(INLINE.sub("", BLOCK.sub("", document.read_text("utf-8")))):
        if re.match(r"\w+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (
            anchor and target.suffix == ".md" and anchor not in anchors(target.read_text("utf-8"))
        ):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("name", ["instructors.md", "classes.md"])
def test_a_table_of_contents_leaves_out_no_part(name: str) -> None:
    text = (ROOT / "docs" / name).read_text("utf-8")
    contents = set(re.findall(r"\(#([\w-]+)\)", text[: text.index("\n## ")]))
    assert anchors(text, "##") - contents == set()


def test_each_document_that_a_source_names_is_there() -> None:
    named = {
        (mention, str(path.relative_to(ROOT)))
        for folder in SOURCES
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".sh", ".yml", ".md", ".toml")
        for mention in MENTION.findall(path.read_text("utf-8"))
    }
    assert named
    assert [(mention, path) for mention, path in sorted(named) if not (ROOT / mention).exists()] == []
