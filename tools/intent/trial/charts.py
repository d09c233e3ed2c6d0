"""Small charts as SVG text for a page that asks nobody for anything; every text is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from math import ceil, floor, isnan, log10

COLOURS = ("#1b5e9b", "#d9822b", "#5a8f3c", "#8a5fb0", "#8c8c8c", "#b5b5b5")
WIDTH, HEIGHT = 680, 340
LEFT, RIGHT, TOP, BOTTOM = 64, 30, 16, 52


@dataclass(frozen=True)
class Line:
    """A line of a chart: its name and its points."""

    name: str
    points: Sequence[tuple[float, float]]
    colour: str
    is_dashed: bool = False


@dataclass
class Chart:
    """A chart with two axes that begin at 0; what does not fit is not drawn."""

    title: str
    x_label: str
    y_label: str
    x_most: float
    y_most: float
    x_ticks: Sequence[tuple[float, str]]
    y_unit: str = ""
    parts: list[str] = field(default_factory=list)

    def x(self, value: float) -> float:
        """Where a value stands from the left."""
        return LEFT + (WIDTH - LEFT - RIGHT) * min(max(value / self.x_most, 0), 1)

    def y(self, value: float) -> float:
        """Where a value stands from the top."""
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(max(value / self.y_most, 0), 1)

    def line(self, line: Line) -> None:
        """Draw a line; a value that can't be measured is left out."""
        points = " ".join(f"{self.x(x):.1f},{self.y(y):.1f}" for x, y in line.points if not (isnan(x) or isnan(y)))
        dash = ' stroke-dasharray="5 4"' if line.is_dashed else ""
        self.parts.append(
            f'<polyline points="{points}" fill="none" stroke="{line.colour}" stroke-width="2"{dash}>'
            f"<title>{escape(line.name)}</title></polyline>"
        )

    def bar(self, place: float, width: float, value: float, colour: str, says: str) -> None:
        """Draw an upright bar from 0."""
        if not isnan(value):
            top = self.y(value)
            self.parts.append(
                f'<rect x="{self.x(place):.1f}" y="{top:.1f}" width="{self.x(place + width) - self.x(place):.1f}" '
                f'height="{self.y(0) - top:.1f}" fill="{colour}"><title>{escape(says)}</title></rect>'
            )

    def dot(self, x: float, y: float, colour: str, says: str) -> None:
        """Draw a dot."""
        if not (isnan(x) or isnan(y)):
            self.parts.append(
                f'<circle cx="{self.x(x):.1f}" cy="{self.y(y):.1f}" r="4" fill="{colour}">'
                f"<title>{escape(says)}</title></circle>"
            )

    def whisker(self, x: float, low: float, high: float, colour: str = "#333") -> None:
        """Draw an interval as an upright line."""
        if not (isnan(low) or isnan(high)):
            self.parts.append(
                f'<line x1="{self.x(x):.1f}" x2="{self.x(x):.1f}" y1="{self.y(low):.1f}" y2="{self.y(high):.1f}" '
                f'stroke="{colour}" stroke-width="1.5"/>'
            )

    def text(self) -> str:
        """The chart as SVG."""
        grid = []
        for value in ticks(self.y_most):
            y = self.y(value)
            label = f"{value * 100:.10g}%" if self.y_unit == "%" else f"{value:.10g}{self.y_unit}"
            grid.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#e2e2e2"/>')
            grid.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{escape(label)}</text>')
        for value, label in self.x_ticks:
            grid.append(
                f'<text x="{self.x(value):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{escape(label)}</text>'
            )
        middle = (TOP + HEIGHT - BOTTOM) / 2
        return (
            f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(self.title)}">'
            f"{''.join(grid)}{''.join(self.parts)}"
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{self.y(0)}" y2="{self.y(0)}" stroke="#333"/>'
            f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" text-anchor="middle">'
            f"{escape(self.x_label)}</text>"
            f'<text x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">'
            f"{escape(self.y_label)}</text></svg>"
        )


def ticks(most: float) -> list[float]:
    """Round values from 0 to the highest, about five of them."""
    step = 10 ** floor(log10(most / 5))
    step *= next(factor for factor in (1, 2, 5, 10) if most / (step * factor) <= 6)
    return [step * number for number in range(floor(most / step + 1e-9) + 1)]


def round_up(value: float) -> float:
    """A round number at or above a value, as the end of an axis."""
    if isnan(value) or value <= 0:
        return 1.0
    unit = 10 ** floor(log10(value)) / 2
    return ceil(value / unit - 1e-9) * unit


def legend(names: Sequence[tuple[str, str]]) -> str:
    """Names with their colours."""
    items = "".join(f'<span><i style="background:{colour}"></i>{escape(name)}</span>' for name, colour in names)
    return f'<p class="legend">{items}</p>'


def flat_bars(rows: Sequence[tuple[str, Sequence[tuple[float | None, str]]]]) -> str:
    """Lying bars from 0, several to a name; a missing value has none."""
    values = [value for _, bars in rows for value, _ in bars if value is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    span = (high - low) or 1.0
    left, right = 220, 70
    place = lambda value: left + (WIDTH - left - right) * (value - low) / span  # noqa: E731
    parts, y = [], 6
    for name, bars in rows:
        middle = y + 7 * len(bars)
        shown = name if len(name) <= 30 else f"{name[:29]}…"
        parts.append(
            f'<text x="{left - 10}" y="{middle + 4}" text-anchor="end">{escape(shown)}'
            f"<title>{escape(name)}</title></text>"
        )
        for value, colour in bars:
            if value is not None:
                start, end = sorted((place(0), place(value)))
                parts.append(
                    f'<rect x="{start:.1f}" y="{y}" width="{max(end - start, 1):.1f}" height="12" fill="{colour}"/>'
                    f'<text x="{place(max(value, 0)) + 5:.1f}" y="{y + 10}">{value:.3g}</text>'
                )
            y += 14
        y += 8
    return (
        f'<svg viewBox="0 0 {WIDTH} {y + 4}" role="img" aria-label="Points of each signal">{"".join(parts)}'
        f'<line x1="{place(0):.1f}" x2="{place(0):.1f}" y1="2" y2="{y}" stroke="#333"/></svg>'
    )
