"""The floor of a page: FastAPI and Jinja2 alone, with a page of the same size."""

import os
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from jinja2 import Environment

app = FastAPI()
PAGE = Path(os.environ["AVAL_BENCH_PAGE"]).read_text()
STEP = max(1, len(PAGE) // 200)
PIECES = [PAGE[start : start + STEP] for start in range(0, len(PAGE), STEP)]
TEMPLATE = Environment(autoescape=False).from_string("{% for piece in pieces %}{{ piece }}{% endfor %}")  # noqa: S701  the page is escaped already


@app.get("/", response_class=HTMLResponse)
async def page() -> str:
    """Give the page, put together by the template engine."""
    return TEMPLATE.render(pieces=PIECES)
