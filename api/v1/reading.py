"""How a document reads for a program: what it says with its computed amounts, its versions and answers."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, Field

from api.v1.fields import decimal, money, price
from api.v1.writing import WrittenMentions
from domain.document import Content
from domain.line import Line
from domain.money import Tax

Amount = Annotated[str, Field(examples=["3215.47"])]


class ReadLine(BaseModel):
    """One line with its amount before tax."""

    id: str = Field(examples=["ln_01"])
    number: str
    group: str
    description: str
    quantity: str = Field(examples=["37.25"])
    unit: str
    unit_price: str = Field(examples=["112.90"])
    discount_percent: str
    vat_rate: str = Field(examples=["20"])
    optional: bool = Field(description="counts only when it is chosen")
    selected: bool = Field(description="for an optional line: proposed")
    amount: str = Field(description="before tax", examples=["4205.53"])

    @classmethod
    def of(cls, line: Line) -> Self:
        """Read a line."""
        return cls(
            id=line.id,
            number=line.number,
            group=line.group,
            description=line.description,
            quantity=decimal(line.quantity),
            unit=line.unit,
            unit_price=price(line.unit_price),
            discount_percent=decimal(line.discount_percent),
            vat_rate=decimal(line.vat_rate),
            optional=line.optional,
            selected=line.selected,
            amount=money(line.amount),
        )


class Vat(BaseModel):
    """One line of the recap of taxes."""

    code: str = Field(description="vat, gst or qst", examples=["vat"])
    rate: str = Field(examples=["20"])
    base: Amount
    amount: Amount

    @classmethod
    def of(cls, tax: Tax) -> Self:
        """Read a tax."""
        return cls(code=tax.code, rate=decimal(tax.rate), base=money(tax.base), amount=money(tax.amount))


class Reading(BaseModel):
    """What a document says. Sums count the proposed optional lines."""

    title: str
    valid_until: date | None = Field(description="the last valid day")
    introduction: str
    notes: str
    mentions: WrittenMentions = Field(description="what the law wants on a quote for works")
    discount_percent: str
    deposit_percent: str
    retention_percent: str
    lines: list[ReadLine]
    net: Amount = Field(description="before tax, less the discount")
    vat: list[Vat]
    gross: Amount
    deposit: Amount


def reading(content: Content) -> dict[str, Any]:
    """Give the fields of `Reading` for a content."""
    totals = content.totals
    return {
        "title": content.title,
        "valid_until": content.valid_until,
        "introduction": content.introduction,
        "notes": content.notes,
        "mentions": WrittenMentions(**asdict(content.mentions)),
        "discount_percent": decimal(content.discount_percent),
        "deposit_percent": decimal(content.deposit_percent),
        "retention_percent": decimal(content.retention_percent),
        "lines": [ReadLine.of(line) for line in content.lines],
        "net": money(totals.net),
        "vat": [Vat.of(tax) for tax in totals.taxes],
        "gross": money(totals.gross),
        "deposit": money(totals.deposit),
    }


class Version(BaseModel):
    """One published version."""

    version: int
    sha256: str = Field(description="of what was shown to the client")
    pdf_sha256: str | None = Field(description="of the PDF; null while it is being prepared")
    message: str
    published_at: datetime
    published_by: str

    @classmethod
    def of(cls, row: Any) -> Self:
        """Read a version's row."""
        plain = {name: getattr(row, name) for name in cls.model_fields if name != "published_by"}
        return cls(**plain, published_by=row.by)


class LineComment(BaseModel):
    """What an answer says about one line."""

    line_id: str
    text: str


class GivenAnswer(BaseModel):
    """One answer, of the client or on the client's behalf."""

    id: str
    version: int
    sha256: str = Field(description="of what was shown when it was given")
    action: str = Field(examples=["approve"])
    given_by: str = Field(description="client or staff")
    name: str
    email: str
    comment: str
    line_comments: list[LineComment]
    chosen: list[str] = Field(description="ids of the optional lines that were taken")
    net: Amount
    gross: Amount
    hold_until: date | None
    reason: str = Field(description="why staff answered on the client's behalf")
    proof: str = Field(description="what they base it on")
    proof_file: str | None = Field(description="SHA-256 of the file that they kept as proof")
    answered_at: datetime
    reopened_at: datetime | None = Field(description="when the answer was taken back")

    @classmethod
    def of(cls, row: Any, comments: Mapping[str, str]) -> Self:
        """Read an answer's row with its comments by line."""
        return cls(
            id=row.id,
            version=row.version,
            sha256=row.sha256,
            action=row.action,
            given_by=row.given_by,
            name=row.name,
            email=row.email,
            comment=row.comment,
            line_comments=[LineComment(line_id=line, text=text) for line, text in comments.items()],
            chosen=row.chosen,
            net=money(row.net),
            gross=money(row.gross),
            hold_until=row.hold_until,
            reason=row.evidence.get("reason") or "",
            proof=row.evidence.get("proof") or "",
            proof_file=row.evidence.get("proof_file"),
            answered_at=row.answered_at,
            reopened_at=row.reopened_at,
        )


class Withdrawal(BaseModel):
    """Why a document was taken back."""

    reason: str
    by: str
    at: datetime
    successor_id: str | None


class Related(BaseModel):
    """Another document of the same chain."""

    id: str
    kind: str
    number: str
    state: str
    url: str


class Links(BaseModel):
    """Where to read on."""

    itself: str = Field(alias="self", examples=["/api/v1/documents/doc_01"])
    client: str
    job: str | None
    timeline: str
    pdf: str | None
    chain: list[Related]


class Header(BaseModel):
    """What every list of documents shows."""

    id: str = Field(examples=["doc_01"])
    kind: str = Field(examples=["quote"])
    state: str = Field(examples=["sent"])
    number: str = Field(description="empty until the first publication", examples=["DEV-2026-0012"])
    version: int = Field(description="the version that counts; 0 before the first")
    client_id: str
    job_id: str | None
    held_until: date | None
    sent_at: datetime | None
    answered_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def fields_of(cls, row: Any) -> dict[str, Any]:
        """Give these fields of a document's row."""
        return {name: getattr(row, name) for name in Header.model_fields}


class ListedDocument(Header):
    """A document in a list."""

    title: str
    client_name: str
    job_title: str | None
    valid_until: date | None
    net: Amount
    gross: Amount

    @classmethod
    def of(cls, row: Any) -> Self:
        """Read a row of a list."""
        return cls(
            **cls.fields_of(row),
            title=row.title,
            client_name=row.client_name,
            job_title=row.job_title,
            valid_until=row.valid_until,
            net=money(row.net),
            gross=money(row.gross),
        )


class FaultyField(BaseModel):
    """What is still wrong with a draft that staff are typing."""

    field: str = Field(examples=["lines.0.quantity"])
    message: str


class Draft(Reading):
    """What is being written: the first version, or the next one."""

    id: str = Field(examples=["doc_01"])
    kind: str = Field(examples=["quote"])
    state: str = Field(description="of the document", examples=["draft"])
    number: str
    version: int = Field(description="the version that counts now; 0 before the first")
    client_id: str
    job_id: str | None
    revision: int = Field(description="give it back with a change, so that nobody's work is lost")
    problems: list[FaultyField] = Field(description="what must be mended before publishing")


class Document(Reading, Header):
    """A document: the version that counts, or the draft before the first one."""

    public_url: str | None = Field(description="the client's page; null before the first publication")
    withdrawal: Withdrawal | None
    reminders: bool = Field(description="whether reminders are on for this document")
    draft: Draft | None = Field(description="what is being written")
    versions: Sequence[Version]
    answers: Sequence[GivenAnswer]
    links: Links
