"""Clients: who receives documents, where, and how they may answer."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.v1.door import ONCE, CallerDep, Recorded, TxDep
from api.v1.fields import Asked, Email, Short
from api.v1.lists import CursorDep, LimitDep, Listed, SearchDep
from api.v1.problems import responses
from records import addresses, lists, parties

router = APIRouter(prefix="/clients", tags=["clients"], route_class=Recorded)

Lines = Annotated[list[Short], Field(max_length=6)]
Locale = Literal["fr", "fr-CA", "en"]


class NewClient(Asked):
    """A client to write down."""

    name: Short = Field(examples=["SCI Les Tilleuls"])
    email: Email = Field(examples=["gerance@tilleuls.example"], description="where documents go")
    kind: Literal["business", "consumer"] = "business"
    contact: Short = Field("", description="the person to write to")
    phone: Short = ""
    address: Short | Lines = Field("", examples=[["18 rue Crébillon", "44000 Nantes"]])
    siren: Short | None = Field(None, examples=["732829320"])
    vat_id: Short | None = Field(None, examples=["FR40303265045"])
    locale: Locale = Field("fr", description="the language of documents and mails")
    billing: Literal["per_order", "month_end"] = "per_order"
    paperless: bool = Field(default=True, description="agrees to documents without paper")
    attach_pdf: bool = Field(default=False, description="mails carry the PDF")
    staff_may_answer: bool = Field(default=False, description="staff may answer on the client's behalf")
    trust: Literal["anyone", "confirmed"] = Field(
        "anyone", description="who may approve, reject or hold: anyone with the link, or a mailed code"
    )


class ChangedClient(NewClient):
    """What changes in a client; what is not given stays."""

    name: Short = Field("", examples=["SCI Les Tilleuls"])
    email: Email = Field("", examples=["gerance@tilleuls.example"])


class MendedAddress(Asked):
    """Where documents go from now on."""

    email: Email = Field(examples=["gerance@tilleuls.example"])


class Client(BaseModel):
    """A client as it is written down."""

    id: str = Field(examples=["cli_01"])
    name: str
    email: str
    kind: str
    contact: str
    phone: str
    address: list[str]
    siren: str
    vat_id: str
    locale: str
    billing: str
    paperless: bool
    attach_pdf: bool
    staff_may_answer: bool
    trust: str
    mail_failed_at: datetime | None = Field(description="when the mail server last refused the address")
    created_at: datetime

    @classmethod
    def of(cls, row: Any, **more: Any) -> Self:
        """Read a client's row."""
        return cls(**{name: getattr(row, name) for name in Client.model_fields}, **more)


class MendedClient(Client):
    """A client whose address was mended."""

    sent_again: int = Field(description="how many mails that had failed go out again")


@router.post("", status_code=201, operation_id="createClient", responses=responses(), dependencies=[ONCE])
async def create_client(tx: TxDep, caller: CallerDep, asked: NewClient) -> Client:
    """Write down a client."""
    return Client.of(await parties.create_client(tx, caller.actor, asked.model_dump()))


@router.get("", operation_id="listClients", responses=responses())
async def list_clients(
    tx: TxDep, q: SearchDep = "", cursor: CursorDep = "", limit: LimitDep = lists.PAGE
) -> Listed[Client]:
    """List clients, newest first."""
    page = await lists.list_clients(tx, q, cursor, limit)
    return Listed(data=[Client.of(row) for row in page.rows], next_cursor=page.next_cursor or None)


@router.get("/{client_id}", operation_id="readClient", responses=responses())
async def read_client(tx: TxDep, client_id: str) -> Client:
    """Read a client."""
    return Client.of(await parties.client(tx, client_id))


@router.put("/{client_id}", operation_id="changeClient", responses=responses())
async def change_client(tx: TxDep, caller: CallerDep, client_id: str, asked: ChangedClient) -> Client:
    """Change a client. What is not given stays as it is."""
    raw = asked.model_dump(exclude_unset=True)
    return Client.of(await parties.change_client(tx, client_id, caller.actor, raw))


@router.post("/{client_id}/address", operation_id="mendAddress", responses=responses(), dependencies=[ONCE])
async def mend_address(tx: TxDep, caller: CallerDep, client_id: str, asked: MendedAddress) -> MendedClient:
    """Mend an address that mail servers refused, and send again what did not arrive there."""
    sent = await addresses.mend_client(tx, client_id, asked.email, caller.actor)
    return MendedClient.of(await parties.client(tx, client_id), sent_again=sent)
