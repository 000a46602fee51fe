"""What the product needs on a workflow server: search attributes and how long closed runs are kept.

The development server ignores `--search-attribute` on a file that exists, and keeps runs for one day: so both
are registered at every start. In production, `aval register` does it once after an upgrade.
"""

import asyncio
from datetime import timedelta

from google.protobuf.duration_pb2 import Duration
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.namespace.v1 import NamespaceConfig
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest, ListSearchAttributesRequest
from temporalio.api.workflowservice.v1 import RegisterNamespaceRequest, UpdateNamespaceRequest
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

RETENTION = timedelta(days=30)
KEYWORD = IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD
DATETIME = IndexedValueType.INDEXED_VALUE_TYPE_DATETIME
SEARCH_ATTRIBUTES = {
    "AvalCompany": KEYWORD,
    "AvalKind": KEYWORD,
    "AvalState": KEYWORD,
    "AvalJob": KEYWORD,
    "AvalDue": DATETIME,
}
LOOK_AGAIN = 0.1  # seconds
PATIENCE = 60.0  # seconds
NOT_YET = "not healthy yet"


async def register(address: str, namespace: str = "default") -> list[str]:
    """Register what is missing, the namespace too, and return when the server knows it; the names added."""
    client = await _connected(address, namespace)
    await keep_closed_runs(client)
    added = await missing(client)
    if added:
        await client.operator_service.add_search_attributes(
            AddSearchAttributesRequest(
                namespace=namespace, search_attributes={name: SEARCH_ATTRIBUTES[name] for name in added}
            )
        )
        while True:
            await asyncio.sleep(LOOK_AGAIN)
            if not await missing(client):
                break
    return added


async def _connected(address: str, namespace: str) -> Client:
    """Reach a server that may listen before it is healthy: on a loaded machine that takes seconds."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                return await Client.connect(address, namespace=namespace)
            except RuntimeError as error:  # what the SDK raises when the server does not answer properly
                if NOT_YET not in str(error):
                    raise
            await asyncio.sleep(LOOK_AGAIN)


async def keep_closed_runs(client: Client) -> None:
    """Set the retention of our namespace, which is made if it is not there."""
    retention = Duration(seconds=int(RETENTION.total_seconds()))
    change = UpdateNamespaceRequest(
        namespace=client.namespace, config=NamespaceConfig(workflow_execution_retention_ttl=retention)
    )
    try:
        await client.workflow_service.update_namespace(change)
    except RPCError as refusal:
        if refusal.status is not RPCStatusCode.NOT_FOUND:
            raise
        await client.workflow_service.register_namespace(
            RegisterNamespaceRequest(
                namespace=client.namespace, workflow_execution_retention_period=retention
            )
        )
        await until_known(client)


async def until_known(client: Client) -> None:
    """Return when every part of the server knows the namespace that was just made: some seconds."""
    while True:
        try:
            await missing(client)
        except RPCError as refusal:
            if refusal.status is not RPCStatusCode.NOT_FOUND:
                raise
        else:
            return
        await asyncio.sleep(LOOK_AGAIN)


async def missing(client: Client) -> list[str]:
    """The search attributes that the server does not know yet."""
    known = await client.operator_service.list_search_attributes(
        ListSearchAttributesRequest(namespace=client.namespace)
    )
    return [name for name in SEARCH_ATTRIBUTES if name not in known.custom_attributes]
