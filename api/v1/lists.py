"""Lists: pages by cursor, and what narrows them."""

from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import AfterValidator, BaseModel, Field

from domain.draft import clean
from records.lists import MAX_PAGE

Item = TypeVar("Item")


class Listed(BaseModel, Generic[Item]):
    """One page of a list."""

    data: list[Item]
    next_cursor: str | None = Field(None, description="the `cursor` of the next page; null at the end")


CursorDep = Annotated[str, Query(max_length=300, description="`next_cursor` of the page before")]
LimitDep = Annotated[int, Query(ge=1, le=MAX_PAGE, description="entries a page")]
SearchDep = Annotated[
    str, AfterValidator(clean), Query(max_length=200, description="words to look for, or their beginnings")
]
FilterDep = Annotated[str, AfterValidator(clean), Query(max_length=100)]
