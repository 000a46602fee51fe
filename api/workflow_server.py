"""The workflow server as the web sees it: for operators and health only, never on the way of an answer."""

import asyncio

from temporalio.client import Client


class WorkflowServer:
    """Opens its connection when somebody first asks; every question ends within a second or so."""

    def __init__(self, address: str, namespace: str) -> None:
        """`address` is host:port. Nothing is connected yet."""
        self.address = address
        self.namespace = namespace
        self._client: Client | None = None
        self._opening = asyncio.Lock()

    async def client(self) -> Client:
        """Give the connection. Raises `RuntimeError` or `RPCError` while the server is away."""
        async with self._opening:
            if self._client is None:
                self._client = await Client.connect(self.address, namespace=self.namespace)
            return self._client

    async def check(self) -> None:
        """Raise unless the server says that it is well."""
        if not await (await self.client()).service_client.check_health():
            raise ConnectionError("the workflow server says that it is not well")
