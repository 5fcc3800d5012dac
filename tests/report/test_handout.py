"""A handout in the terminal, and as a page."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from autograder.report.handout import handout_page, show_handout
from autograder.report.paper import Paper

TEXT = """# 标题

第一行，
第二行 `x`。

```python
print(1)  # 一
# 二
```

![A picture.](u.svg)

<details>
<summary><code>RuntimeError: &lt;bad&gt;</code></summary>

The answer to it.

</details>
"""


def test_a_page_has_its_picture_in_it_and_joins_chinese_lines(tmp_path: Path) -> None:
    (tmp_path / "u.zh.md").write_text(TEXT, "utf-8")
    (tmp_path / "u.svg").write_text("<svg/>", "utf-8")
    page = handout_page(tmp_path / "u.zh.md", "<title>", "zh").read_text("utf-8")
    assert "第一行，第二行" in page
    assert "# 一\n# 二" in page
    assert 'src="data:image/svg+xml;base64,PHN2Zy8+"' in page
    assert "<title>&lt;title&gt;</title>" in page
    assert 'lang="zh-CN"' in page


def test_in_the_terminal_drop_downs_are_a_list_of_their_headings() -> None:
    out = io.StringIO()
    show_handout(TEXT, Paper("zh", Console(file=out, width=60, force_terminal=False)))
    said = out.getvalue()
    assert "RuntimeError: <bad>" in said
    assert "The answer to it." not in said
    assert "A picture. (u.svg)" in said
    assert max(map(len, said.split("\n"))) <= 60
