"""How values are read and written: exact decimals, ISO dates, text that every column takes."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from domain.draft import MAX_TEXT, clean, parse_day
from domain.money import Cents, to_decimal

EXPONENTS = range(-20, 21)
SHORT = 300


class Asked(BaseModel):
    """What a call brings: nothing that we do not know."""

    model_config = ConfigDict(extra="forbid")


def _as_typed(value: Any) -> Any:
    """Give a JSON number as the text of it; what is no number stays, to be refused."""
    match value:
        case bool():
            raise ValueError("no number")
        case int():
            return str(value)
        case Decimal() if value.as_tuple().exponent in EXPONENTS:
            return format(value, "f")
        case Decimal():
            return str(value)
        case _:
            return value


def _iso(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("no date")  # noqa: TRY004  pydantic turns ValueError into a problem of the field
    return parse_day(value)


Text = Annotated[str, AfterValidator(clean), Field(max_length=MAX_TEXT)]
Short = Annotated[str, AfterValidator(clean), Field(max_length=SHORT)]
Email = Annotated[Short, Field(json_schema_extra={"format": "email"})]
Number = Annotated[
    str,
    BeforeValidator(_as_typed),
    AfterValidator(clean),
    Field(max_length=60),
    WithJsonSchema(
        {"anyOf": [{"type": "string", "maxLength": 60}, {"type": "number"}], "examples": ["37.25"]}
    ),
]
Amount = Annotated[str, Field(examples=["3215.47"])]  # as it is told
Day = Annotated[
    date,
    BeforeValidator(_iso),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-12-31"]}),
]


def money(cents: Cents) -> str:
    """Write an amount as a decimal string with two decimals."""
    return format(to_decimal(cents), "f")


def decimal(value: Decimal) -> str:
    """Write a quantity or percentage as a decimal string, without zeros that say nothing."""
    return format(value.normalize() + 0, "f")


def price(value: Decimal) -> str:
    """Write a unit price as a decimal string with at least two decimals."""
    return format(max(value, value.quantize(Decimal("0.01")), key=_decimals), "f")


def _decimals(value: Decimal) -> int:
    return -int(value.as_tuple().exponent)
