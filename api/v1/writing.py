"""What programs write into a draft, read as strictly as a publication would."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from api.v1.fields import Asked, Day, Number, Short, Text
from domain import draft as typed
from domain.draft import MAX_LINES

ZERO = "0"


class WrittenLine(Asked):
    """One line. `id` keeps the identity of a line that was there before."""

    id: Short = Field("", examples=["ln_01"], description="empty for a new line")
    number: Short = Field("", examples=["2.2"])
    group: Short = Field("", examples=["Lot 2 · Fondations"])
    description: Text = Field(examples=["Semelle filante en béton armé"])
    quantity: Number = Field(examples=["37.25"], description="up to 4 decimals")
    unit: Short = Field("", examples=["ml"])
    unit_price: Number = Field(examples=["112.90"], description="before tax, up to 4 decimals")
    vat_rate: Number = Field(examples=["20"], description="in %")
    discount_percent: Number = ZERO
    optional: bool = Field(default=False, description="the client may choose it")
    selected: bool = Field(default=False, description="for an optional line: proposed")


class WrittenMentions(Asked):
    """What the law wants on a quote for works besides lines and prices."""

    free_quote: bool = True
    execution_delay: Text = ""
    insurance: Text = ""
    waste: Text = ""
    travel: Text = ""
    mediator: Text = ""
    withdrawal: bool = False
    reduced_vat: Text = ""


class WrittenDocument(Asked):
    """What changes in a draft; what is not given stays as it is."""

    title: Short = Field("", examples=["Gros œuvre de l'extension"])
    valid_until: Day | None = Field(None, description="the last valid day; null: without end")
    introduction: Text = ""
    notes: Text = ""
    discount_percent: Number = ZERO
    deposit_percent: Number = Field(ZERO, examples=["30"])
    retention_percent: Number = ZERO
    mentions: WrittenMentions | None = None
    lines: Annotated[list[WrittenLine], Field(max_length=MAX_LINES)] = Field(default_factory=list)

    def raw(self, before: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Give the draft with what was written put over what stood `before`. Raises `Invalid`."""
        given = self.model_dump(
            exclude_unset=True, exclude={"client_id", "job_id", "revision", "change_order_of"}
        )
        if "valid_until" in given:
            given["valid_until"] = self.valid_until.isoformat() if self.valid_until else ""
        whole = {**(before or {}), **{name: value for name, value in given.items() if value is not None}}
        typed.parse(whole)
        return whole


class NewQuote(WrittenDocument):
    """A quote to start as a draft."""

    client_id: Short = Field(examples=["cli_01"])
    job_id: Short | None = Field(None, examples=["job_01"])
    change_order_of: Short | None = Field(
        None, examples=["doc_01"], description="the accepted quote whose contract this one amends"
    )
    title: Short = Field(examples=["Gros œuvre de l'extension"])
    lines: Annotated[list[WrittenLine], Field(max_length=MAX_LINES)]
