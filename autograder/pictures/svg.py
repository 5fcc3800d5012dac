"""From shapes to the text of an SVG file.

The moving picture is CSS: one set of keyframes for each distinct track, one class for each distinct set of tracks.
Attributes hold the picture at rest, which is what renderers without CSS show, and readers who asked for less motion.
Every selector starts with the picture's own id, so that several pictures can stand in one HTML page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from autograder.pictures.colours import PAPER, Colour
from autograder.pictures.formatting import escaped, px
from autograder.pictures.shapes import Shape
from autograder.pictures.tracks import EASING, Track, Value

FONTS = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "PingFang SC", "Hiragino Sans GB", '
    '"Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif'
)
CODE_FONTS = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace'
GENERATED = "Drawn by `autograder picture` from picture.py and solution.py; edit those, not this file."


@dataclass(frozen=True)
class Sheet:
    """What is drawn on, and the loop: width and height in px, times in seconds, title and desc for screen readers."""

    width: float
    height: float
    seconds: float
    rewind: float
    rest: float
    title: str
    desc: str


def svg_text(sheet: Sheet, shapes: list[Shape], still: float | None) -> str:
    """The file's text. `still` freezes the picture at that many seconds; None lets it run."""
    draft = _Writer(sheet, still).document("p", shapes)
    return _Writer(sheet, still).document("p" + hashlib.sha256(draft.encode()).hexdigest()[:8], shapes)


@dataclass
class _Writer:
    sheet: Sheet
    still: float | None
    colours: dict[Colour, str] = field(default_factory=dict)
    paints: dict[str, str] = field(default_factory=dict)
    keyframes: dict[str, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)

    def document(self, name: str, shapes: list[Shape]) -> str:
        sheet = self.sheet
        width, height = px(sheet.width), px(sheet.height)
        paper = self._tag("rect", {"width": width, "height": height, "rx": "10"} | self._paint("fill", PAPER), "")
        body = "".join(self._shape(shape, 1, False) for shape in shapes)
        opening = (
            f'<svg xmlns="http://www.w3.org/2000/svg" id="{name}" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}-title {name}-desc" '
            f'font-family="sans-serif">'
        )
        return (
            f"<!-- {GENERATED} -->\n{opening}\n"
            f'<title id="{name}-title">{escaped(sheet.title)}</title>\n'
            f'<desc id="{name}-desc">{escaped(sheet.desc)}</desc>\n'
            f"{self._style(name)}{paper}\n{body}</svg>\n"
        )

    def _style(self, name: str) -> str:
        root = f"#{name}"
        light = ";".join(f"--{short}:{colour.light}" for colour, short in self.colours.items())
        dark = ";".join(f"--{short}:{colour.dark}" for colour, short in self.colours.items())
        lines = [
            f"{root}{{font-family:{FONTS};{light}}}",
            f"@media (prefers-color-scheme:dark){{{root}{{{dark}}}}}",
            f"{root} text{{font-variant-numeric:tabular-nums}}",
            f"{root} [font-family=monospace]{{font-family:{CODE_FONTS}}}",
            *(f"{root} .{short}{{{rule}}}" for rule, short in self.paints.items()),
            *(f"@keyframes {name}-{short}{{{frames}}}" for frames, short in self.keyframes.items()),
        ]
        if self.classes:
            timing = f"{px(self.sheet.seconds)}s {EASING} infinite"
            lines += [
                f"{root} .{short}{{animation:" + ",".join(f"{name}-{frames} {timing}" for frames in names.split()) + "}"
                for names, short in self.classes.items()
            ]
            lines.append(f"@media (prefers-reduced-motion:reduce){{{root} *{{animation:none!important}}}}")
        return "<style>\n" + "\n".join(lines) + "\n</style>\n"

    def _shape(self, shape: Shape, depth: int, unseen: bool) -> str:
        """One shape and what it holds; a shape that both stretches and moves stretches inside a group that moves."""
        fade = shape.tracks.get("opacity")
        unseen = unseen or (fade is not None and fade.first == (0.0,))
        held = "".join(self._shape(child, depth + 1, unseen) for child in shape.children)
        outer = {"move"} if "stretch" in shape.tracks and "move" in shape.tracks else set()
        attributes = _geometry(shape) | shape.attributes | self._attributes(shape, set(shape.tracks) - outer, unseen)
        if shape.tag == "rect":
            attributes.setdefault("fill", "none")
        pad = " " * depth
        element = self._tag(shape.tag, attributes, f"\n{held}{pad}" if held else escaped(shape.text))
        if outer:
            element = self._tag("g", self._attributes(shape, outer, unseen), element)
        return f"{pad}{element}\n"

    def _attributes(self, shape: Shape, names: set[str], unseen: bool) -> dict[str, str]:
        """The attributes of these properties at rest, and the classes that paint and move them."""
        attributes: dict[str, str] = {}
        classes: list[str] = []
        frames: list[str] = []
        for name, track in shape.tracks.items():
            if name not in names:
                continue
            css = partial(_css, name, shape.pivot, self._variable)
            moment = self.sheet.rest if self.still is None else self.still
            looped = track.rewound(self.sheet.seconds, self.sheet.rewind, fades=name == "opacity", unseen=unseen)
            value = looped.value(moment)
            if isinstance(value, Colour):
                paint = self._paint(name, value)
                classes.append(paint.pop("class"))
                attributes |= paint
            else:
                attributes |= _static(name, shape.pivot, value)
            if track.steps and self.still is None:
                frames.append(self._keyframes(looped, css))
        if frames:
            classes.append(self.classes.setdefault(" ".join(frames), f"a{len(self.classes)}"))
        if classes:
            attributes["class"] = " ".join(classes)
        return attributes

    def _keyframes(self, track: Track, css: partial[str]) -> str:
        groups: dict[str, list[str]] = {}
        for moment, value in track.stops(self.sheet.seconds):
            groups.setdefault(css(value), []).append(f"{px(100 * moment / self.sheet.seconds)}%")
        rules = "".join(f"{','.join(moments)}{{{rule}}}" for rule, moments in groups.items())
        return self.keyframes.setdefault(rules, f"k{len(self.keyframes)}")

    def _paint(self, name: str, colour: Colour) -> dict[str, str]:
        rule = f"{name}:var(--{self._variable(colour)})"
        return {name: colour.light, "class": self.paints.setdefault(rule, f"p{len(self.paints)}")}

    def _variable(self, colour: Colour) -> str:
        return self.colours.setdefault(colour, f"c{len(self.colours)}")

    @staticmethod
    def _tag(tag: str, attributes: dict[str, str], content: str) -> str:
        written = "".join(f' {name}="{escaped(value)}"' for name, value in attributes.items())
        return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def _geometry(shape: Shape) -> dict[str, str]:
    box = shape.box
    if shape.tag == "rect":
        return {"x": px(box.x), "y": px(box.y), "width": px(box.width), "height": px(box.height)}
    if shape.tag == "circle":
        return {"cx": px(box.centre[0]), "cy": px(box.centre[1]), "r": px(box.width / 2)}
    return {}


def _css(name: str, pivot: tuple[float, float] | None, variable: Callable[[Colour], str], value: Value) -> str:
    """One property's value as a CSS declaration."""
    if isinstance(value, Colour):
        return f"{name}:var(--{variable(value)})"
    if name == "opacity":
        return f"opacity:{px(value[0])}"
    if name == "trace":
        return f"stroke-dashoffset:{px(value[0])}"
    if name == "move":
        return f"transform:translate({px(value[0])}px,{px(value[1])}px)"
    x, y = pivot or (0.0, 0.0)
    scale = f"scale({px(value[0])},{px(value[1])})"
    return f"transform:translate({px(x)}px,{px(y)}px) {scale} translate({px(-x)}px,{px(-y)}px)"


def _static(name: str, pivot: tuple[float, float] | None, value: tuple[float, ...]) -> dict[str, str]:
    """The same as attributes; nothing where the value is what SVG assumes anyway."""
    if name == "opacity":
        return {} if value == (1.0,) else {"opacity": px(value[0])}
    if name == "trace":
        return {"pathLength": "1", "stroke-dasharray": "1", "stroke-dashoffset": px(value[0])}
    if name == "move":
        return {} if value == (0.0, 0.0) else {"transform": f"translate({px(value[0])} {px(value[1])})"}
    x, y = pivot or (0.0, 0.0)
    scale = f"scale({px(value[0])} {px(value[1])})"
    return (
        {} if value == (1.0, 1.0) else {"transform": f"translate({px(x)} {px(y)}) {scale} translate({px(-x)} {px(-y)})"}
    )
