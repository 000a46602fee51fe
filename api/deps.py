"""What routes ask of the application and of the request."""

from typing import Annotated

from fastapi import Depends, Request

from records.changes import Changes
from records.database import Database
from records.files import FileStore
from settings import Settings
from ui.texts import LOCALES, negotiate


def settings(request: Request) -> Settings:
    """The configuration of this process."""
    found: Settings = request.app.state.settings
    return found


def database(request: Request) -> Database:
    """The database."""
    found: Database = request.app.state.database
    return found


def file_store(request: Request) -> FileStore:
    """The file store."""
    found: FileStore = request.app.state.files
    return found


def changes(request: Request) -> Changes:
    """What other processes and pages changed."""
    found: Changes = request.app.state.changes
    return found


def address(request: Request) -> str:
    """The network address of whoever asks; behind a proxy that is trusted, the one that it names."""
    return request.client.host if request.client else ""


def language(request: Request, usual: str = "") -> str:
    """The language to answer in: asked for by `?lang=`, the usual one, or what the browser prefers."""
    asked = request.query_params.get("lang", "")
    if asked in LOCALES:
        return asked
    return usual if usual in LOCALES else negotiate(request.headers.get("accept-language"))


def by_htmx(request: Request) -> bool:
    """Whether a fragment is wanted instead of a page."""
    return request.headers.get("hx-request") == "true"


SettingsDep = Annotated[Settings, Depends(settings)]
DatabaseDep = Annotated[Database, Depends(database)]
FilesDep = Annotated[FileStore, Depends(file_store)]
ChangesDep = Annotated[Changes, Depends(changes)]
AddressDep = Annotated[str, Depends(address)]
