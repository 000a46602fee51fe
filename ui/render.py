"""Templates: a name, a language and values in; text out.

Each language has its own environment, so that macros and filters know it without being told.
A value that a template asks for and nobody gave is an error.
"""

from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2_fragments import render_block

from ui import figures
from ui.assets import icon, static
from ui.chain import last_day, step_name
from ui.texts import LOCALES, has_text, marked_up, texts

TEMPLATES = Path(__file__).parent


def page(template: str, locale: str, **context: Any) -> str:
    """Render a whole template."""
    return environment(locale).get_template(template).render(context)


def fragment(template: str, block: str, locale: str, **context: Any) -> str:
    """Render one named block of a template, as HTMX asks for it."""
    return render_block(environment(locale), template, block, **context)


@lru_cache
def environment(locale: str) -> Environment:
    """Give the templates of a language. Filters: `money`, `price`, `quantity`, `percent`, `day`, ...

    Globals: `t` (a text), `th` (a text with mark-up), `icon`, `static`, `locale`, and `ui`, the macros
    of `components.html`.
    """
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html", "svg", "xml"]),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    written = figures.of(locale)
    made.filters |= {
        "money": written.money,
        "price": written.price,
        "quantity": written.quantity,
        "percent": written.percent,
        "day": written.day,
        "short_day": written.short_day,
        "hour": written.hour,
        "moment": written.moment,
        "zone": written.zone,
        "initial": initial,
        "legal": partial(legal, locale),
        "step_name": partial(step_name, locale),
        "last_day": last_day,
    }
    made.globals |= {
        "locale": locale,
        "t": texts(locale),
        "th": marked_up(locale),
        "icon": icon,
        "static": static,
    }
    made.globals["ui"] = made.get_template("components.html").module
    return made


def warm_up() -> None:
    """Read the catalogs and compile what clients see first, so that nobody waits for it."""
    for locale in LOCALES:
        ready = environment(locale)
        for template in ready.list_templates(filter_func=lambda name: name.startswith("client/")):
            ready.get_template(template)


def initial(name: str) -> str:
    """The letter that stands for a name when there is no logo."""
    return next((letter.upper() for letter in name if letter.isalnum()), "·")


def legal(locale: str, name: str) -> str:
    """The label of a legal number (`siret`, `vat`); one that the catalogs do not know is its own label."""
    key = f"legal-{name}"
    return texts(locale)(key) if has_text(locale, key) else name
