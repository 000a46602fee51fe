"""A company's colour, made legible: darkened (lightened at night) until text in it reaches 4.5:1.

Source: WCAG 2.2, success criterion 1.4.3.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

Rgb = tuple[int, int, int]
Backgrounds = Callable[[Rgb], tuple[Rgb, ...]]

HEX = re.compile(r"#?([0-9a-fA-F]{6})")
ENOUGH = 4.5
HOUSE = "2347c5"

PAPER_DAY: Rgb = (0xF7, 0xF6, 0xF3)
SURFACE_NIGHT: Rgb = (0x1B, 0x1D, 0x21)
PAPER_NIGHT: Rgb = (0x13, 0x14, 0x17)
BLACK: Rgb = (0, 0, 0)
WHITE: Rgb = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Accent:
    """The shades of one colour: itself, under the pointer, as a tint behind text, and the text on it."""

    accent: Rgb
    hover: Rgb
    soft: Rgb
    on: Rgb


def day(colour: str) -> Accent:
    """The shades on light paper. `colour` is six hexadecimal digits; anything else is the house blue."""
    accent = _towards(parse(colour), BLACK, lambda c: (PAPER_DAY, mix(WHITE, c, 0.11), WHITE))
    return Accent(accent, mix(accent, BLACK, 0.22), mix(WHITE, accent, 0.11), WHITE)


def night(colour: str) -> Accent:
    """The shades on dark paper."""
    accent = _towards(
        parse(colour), WHITE, lambda c: (SURFACE_NIGHT, PAPER_NIGHT, mix(SURFACE_NIGHT, c, 0.16))
    )
    on = mix(accent, BLACK, 0.9)
    return Accent(accent, mix(accent, WHITE, 0.3), mix(SURFACE_NIGHT, accent, 0.16), on)


def stylesheet(colour: str) -> str:
    """The style sheet that puts a company's colour in place of the house blue."""
    return (
        f"@layer brand {{\n:root {{{_tokens(day(colour))}}}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{{_tokens(night(colour))}}} }}\n"
        f"@media print {{ :root {{{_tokens(day(colour))}}} }}\n}}\n"
    )


def parse(colour: str) -> Rgb:
    """Read six hexadecimal digits, with or without `#`."""
    found = HEX.fullmatch(colour)
    digits = found[1] if found else HOUSE
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def contrast(one: Rgb, other: Rgb) -> float:
    """Contrast ratio of two colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Rgb) -> float:
    """Relative luminance, from 0 to 1."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  the sRGB curve
        for c in (channel / 255 for channel in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mix(one: Rgb, other: Rgb, part: float) -> Rgb:
    """`one` with this part (0 to 1) of `other` in it."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _towards(colour: Rgb, end: Rgb, backgrounds: Backgrounds) -> Rgb:
    for step in range(101):
        shade = mix(colour, end, step / 100)
        if all(contrast(shade, behind) >= ENOUGH for behind in backgrounds(shade)):
            return shade
    return end


def _tokens(accent: Accent) -> str:
    shades = {
        "accent": accent.accent,
        "accent-hover": accent.hover,
        "accent-soft": accent.soft,
        "accent-on": accent.on,
    }
    return " ".join(f"--{name}: #{r:02x}{g:02x}{b:02x};" for name, (r, g, b) in shades.items())
