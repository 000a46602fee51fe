"""What a document went through, for a program: versions, answers, who must approve, where to read on."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Self

from pydantic import BaseModel, Field

from api.v1.approving import RunningStep
from api.v1.fields import Amount, decimal, money
from domain.admission import Disputed
from domain.progress import percent, quantity


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


class AdmittedLine(BaseModel):
    """A line of a statement on which less was admitted than was claimed, both cumulative."""

    line_id: str = Field(examples=["ln_01"])
    by: str = Field(description="percent or quantity", examples=["percent"])
    claimed: str = Field(examples=["30"])
    admitted: str = Field(examples=["20"])
    difference: Amount = Field(description="before tax")

    @classmethod
    def of(cls, found: Disputed) -> Self:
        """Read a line that was admitted in part; the claim is told in the measure of what was admitted."""
        told = percent if found.admitted.by == "percent" else quantity
        return cls(
            line_id=found.line.id,
            by=found.admitted.by,
            claimed=decimal(told(found.line, found.claimed)),
            admitted=decimal(found.admitted.value),
            difference=money(found.difference),
        )


class GivenAnswer(BaseModel):
    """One answer, of the client, of somebody in the chain of approvers, or on their behalf."""

    id: str
    version: int
    sha256: str = Field(description="of what was shown when it was given")
    action: str = Field(examples=["approve"])
    given_by: str = Field(description="client, staff, or system when silence approved")
    settles: bool = Field(description="false: one of several who must approve, and others are still awaited")
    name: str
    email: str
    comment: str
    line_comments: list[LineComment]
    chosen: list[str] = Field(description="ids of the optional lines that were taken")
    net: Amount
    gross: Amount
    net_to_pay: Amount = Field(
        description="of a statement with what was admitted; of a quote, the gross total"
    )
    admitted: list[AdmittedLine] = Field(description="what stands admitted after this answer")
    hold_until: date | None
    reason: str = Field(description="why staff answered on the client's behalf")
    proof: str = Field(description="what they base it on")
    proof_file: str | None = Field(description="SHA-256 of the file that they kept as proof")
    answered_at: datetime
    reopened_at: datetime | None = Field(description="when the answer was taken back")

    @classmethod
    def of(cls, row: Any, comments: Mapping[str, str], admitted: Iterable[Disputed] = ()) -> Self:
        """Read an answer's row with its comments by line and the lines that were admitted in part."""
        return cls(
            id=row.id,
            version=row.version,
            sha256=row.sha256,
            action=row.action,
            given_by=row.given_by,
            settles=row.settles,
            name=row.name,
            email=row.email,
            comment=row.comment,
            line_comments=[LineComment(line_id=line, text=text) for line, text in comments.items()],
            chosen=row.chosen,
            net=money(row.net),
            gross=money(row.gross),
            net_to_pay=money(row.payable),
            admitted=[AdmittedLine.of(line) for line in admitted],
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
    contract: str | None = Field(description="that the quote made or amends, or the statement bills")
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
    contract_id: str | None = Field(description="the contract that a statement bills, a change order amends")
    ordinal: int | None = Field(description="of a published statement in its contract", examples=[None])
    approved_in_part: bool = Field(
        description="less was admitted than claimed: take it (`acceptAdmitted`) or publish a new version"
    )
    held_until: date | None
    sent_at: datetime | None
    answered_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def fields_of(cls, row: Any) -> dict[str, Any]:
        """Give these fields of a document's row."""
        plain = {name: getattr(row, name) for name in Header.model_fields if name != "approved_in_part"}
        return {**plain, "approved_in_part": row.in_part}


class ListedDocument(Header):
    """A document in a list."""

    title: str
    client_name: str
    job_title: str | None
    valid_until: date | None
    net: Amount
    gross: Amount
    net_to_pay: Amount = Field(description="of a statement; of a quote, the gross total")

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
            net_to_pay=money(row.payable),
        )


class FaultyField(BaseModel):
    """What is still wrong with a draft that staff are typing."""

    field: str = Field(examples=["lines.0.quantity"])
    message: str


class Drafted(BaseModel):
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


class Lived(Header):
    """What every document went through besides what it says."""

    public_url: str | None = Field(description="the client's page; null before the first publication")
    withdrawal: Withdrawal | None
    reminders: bool = Field(description="whether reminders are on for this document")
    versions: Sequence[Version]
    answers: Sequence[GivenAnswer]
    approvers: Sequence[RunningStep] = Field(
        description="who must approve the version that counts; empty: whoever holds the link"
    )
    links: Links
