"""`make bench`: starts a whole product of its own, measures, prints one table, and stops it."""

import asyncio

from rich.console import Console
from rich.table import Table

from bench import answers, lives, pages, paper
from bench.figures import Figure
from bench.product import Product, idle_memory, running


async def measure(product: Product) -> list[Figure]:
    """Measure everything, one thing after the other, so that nothing disturbs anything."""
    return [
        *product.start_times,
        *idle_memory(product),
        *await pages.measure(product),
        *await answers.measure(product),
        *paper.measure(),
        *await lives.measure(product),
    ]


def main() -> None:
    """Print what was measured."""
    console = Console()
    with running() as product:
        figures = asyncio.run(measure(product))
    table = Table(title="Measured in one run, side by side", show_lines=False)
    for heading in ("what", "Aval", "floor", "ratio", "aim"):
        table.add_column(heading, justify="left" if heading == "what" else "right")
    for figure in figures:
        table.add_row(figure.what, figure.ours, figure.floor, figure.ratio, figure.aim)
    console.print(table)


if __name__ == "__main__":
    main()
