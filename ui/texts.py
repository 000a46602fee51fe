"""The words of the product, from Fluent catalogs: `ui/locale/<language>/<area>.ftl`.

A language falls back to the one before its hyphen (fr-CA to fr); a key that nobody translated is an error.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from markupsafe import Markup, escape

from ui import figures

LOCALES = ("fr", "fr-CA", "en")
DEFAULT = "fr"
CATALOGS = Path(__file__).parent / "locale"

Translate = Callable[..., str]


class MissingText(LookupError):  # noqa: N818  it names what is missing
    """No catalog of this language has the key, or its sentence lacks a parameter."""


def negotiate(accepted: str | None, default: str = DEFAULT) -> str:
    """Choose a language from an `Accept-Language` header (RFC 9110, 12.5.4)."""
    ranked = []
    for position, part in enumerate((accepted or "").split(",")[:20]):
        tag, _, weight = part.strip().partition(";q=")
        try:
            ranked.append((-float(weight or 1), position, tag.lower()))
        except ValueError:
            continue
    known = {locale.lower(): locale for locale in LOCALES}
    for _, _, tag in sorted(ranked):
        found = known.get(tag) or known.get(tag.partition("-")[0])
        if found:
            return found
    return default


@lru_cache
def texts(locale: str) -> Translate:
    """Give the function that says a key in this language: `t("version-read", version=3)`."""
    bundle = _bundle(locale)
    plain: dict[str, str] = {}

    def say(key: str, /, **params: Any) -> str:
        if not params and key in plain:
            return plain[key]
        if not bundle.has_message(key):
            raise MissingText(f"{key} has no text in {locale}")
        message = bundle.get_message(key)
        if message.value is None:
            raise MissingText(f"{key} has no text in {locale}")
        text, errors = bundle.format_pattern(message.value, params)
        if errors:
            raise MissingText(f"{key} in {locale}: {errors[0]}")
        if not params:
            plain[key] = str(text)
        return str(text)

    return say


def has_text(locale: str, key: str) -> bool:
    """Whether the catalogs of this language have the key."""
    return _bundle(locale).has_message(key)


@lru_cache
def marked_up(locale: str) -> Callable[..., Markup]:
    """Like `texts`, for sentences whose catalog text holds mark-up; parameters are escaped."""
    say = texts(locale)

    def say_markup(key: str, /, **params: Any) -> Markup:
        safe = {name: escape(value) if isinstance(value, str) else value for name, value in params.items()}
        return Markup(say(key, **safe))  # noqa: S704  the catalogs are ours and the parameters are escaped

    return say_markup


def sentence(locale: str, key: str, params: dict[str, Any]) -> str:
    """Say why a rule refused (`refused-<code>`) or what is wrong with a field (`problem-<code>`).

    Parameters come from the rules as plain values; dates (`day`) are put in words.
    """
    words: dict[str, Any] = {
        name: figures.of(locale).day(date.fromisoformat(value))
        if name == "day" and isinstance(value, str)
        else figures.of(locale).day(value)
        if isinstance(value, date)
        else value
        for name, value in params.items()
    }
    return texts(locale)(key, **words)


@lru_cache
def _bundle(locale: str) -> FluentBundle:
    if locale not in LOCALES:
        raise MissingText(f"no catalogs for {locale}")
    # Isolation marks would end up in mail subjects and file names; templates isolate foreign text by <bdi>.
    bundle = FluentBundle([locale], use_isolating=False)
    for language in dict.fromkeys((locale.partition("-")[0], locale)):
        for catalog in sorted((CATALOGS / language).glob("*.ftl")):
            source = catalog.read_text(encoding="utf-8")
            if language.startswith("fr"):
                source = typeset_french(source)
            bundle.add_resource(FluentResource(source), allow_overrides=True)
    return bundle


def typeset_french(text: str) -> str:
    """Put the spaces that must not break before `: ; ? !` and inside « », and curl the apostrophes."""
    text = re.sub(r" (?=[:»])|(?<=«) ", "\u00a0", text)
    text = re.sub(r" (?=[;?!])", "\u202f", text)
    return re.sub(r"(?<=\w)'(?=\w|<)", "’", text)
