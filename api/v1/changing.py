"""A change of a document's draft, whatever its kind: fields that the kind does not have are refused."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from api.v1.fields import Short
from api.v1.statement_writing import WrittenStatement
from api.v1.writing import WrittenDocument
from domain.kinds import KINDS
from domain.refusals import Invalid, Problem


class ChangedDocument(WrittenDocument, WrittenStatement):
    """A change of a draft, or of a published document: then it makes the next version's draft.

    A statement takes `progress`, its period, penalties and index; a quote takes everything else.
    """

    client_id: Short | None = Field(None, description="of a quote, until the first publication")
    job_id: Short | None = Field(None, description="of a quote, until the first publication")
    revision: int | None = Field(None, ge=0, description="of the draft that you started from")

    def onto(self, before: Mapping[str, Any], kind: str) -> dict[str, Any]:
        """Give the draft with what was written put over what stood `before`. Raises `Invalid`."""
        on_contract = KINDS[kind].on_contract
        known = {"revision", *(WrittenStatement if on_contract else WrittenDocument).model_fields}
        foreign = self.model_fields_set - (known if on_contract else known | {"client_id", "job_id"})
        if foreign:
            raise Invalid([Problem(name, "unknown-field") for name in sorted(foreign)])
        return self.over(before) if on_contract else self.raw(before)
