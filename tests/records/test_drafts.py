"""Drafts, dates and files at their limits: nothing typed is lost, nothing overflows."""

from pathlib import Path

import pytest

from domain.refusals import Invalid
from records import course, drafts, publishing
from records.files import FileStore
from tests.world import LINES, World, in_days

ABSURD = {**LINES[0], "quantity": "10000000", "unit_price": "100000000"}


async def test_an_absurd_draft_is_kept_as_typed_but_cannot_be_published(world: World) -> None:
    draft = await world.merel.draft(lines=[ABSURD] * 200)
    async with world.merel.transaction() as tx:
        kept = await drafts.read(tx, draft.document_id)
        assert kept.raw["lines"][0]["quantity"] == "10000000"
        assert "total-too-large" in {problem.code for problem in kept.problems}
        with pytest.raises(Invalid, match="total-too-large"):
            await publishing.publish(tx, draft.document_id, world.merel.claire)


async def test_a_validity_can_be_extended_by_years_but_not_by_centuries(world: World) -> None:
    quote = await world.merel.quote()
    async with world.merel.transaction() as tx:
        with pytest.raises(Invalid, match="too-far"):
            await course.extend(tx, quote.document_id, world.merel.claire, in_days(3_000))
        await course.extend(tx, quote.document_id, world.merel.claire, in_days(700))


async def test_a_file_that_is_missing_or_altered_is_not_given_out(tmp_path: Path) -> None:
    store = FileStore(f"file://{tmp_path}")
    digest = await store.put("com_1", b"a quote")
    assert await store.get("com_1", digest) == b"a quote"
    (tmp_path / "com_1" / digest[:2] / digest).write_bytes(b"another quote")
    with pytest.raises(FileNotFoundError, match="altered"):
        await store.get("com_1", digest)
    with pytest.raises(FileNotFoundError, match="missing"):
        await store.get("com_2", digest)
