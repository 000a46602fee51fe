"""The pages that people run the product by say what is true."""

import re

from settings import ROOT, Settings


def test_every_setting_is_described_with_its_default() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text()
    rows = dict(re.findall(r"^\| `(AVAL_\w+)` \| (.+?) \|", page, re.MULTILINE))
    assert rows.keys() == {f"AVAL_{name.upper()}" for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        told = rows[f"AVAL_{name.upper()}"]
        default = "required" if field.is_required() else f"`{str(field.default).lower()}`"
        assert told.lower() == (default if field.is_required() or field.default != "" else "none")


def test_every_variable_of_production_is_in_the_how_to() -> None:
    page = (ROOT / "docs" / "how-to" / "run.md").read_text()
    needed = set(re.findall(r"\$\{(\w+):\?\}", (ROOT / "docker-compose.yml").read_text()))
    assert {name for name in needed if f"\n{name}=" not in page} == set()
