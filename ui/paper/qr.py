"""QR codes as SVG: one path on whole coordinates, so that edges stay crisp at any size."""

from itertools import groupby
from operator import itemgetter

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_Q

QUIET = 4  # modules of white around the code (ISO/IEC 18004, 9.1)


def svg(text: str, level: int = ERROR_CORRECT_Q) -> str:
    """Give a QR code as an SVG document, quiet zone included. Level Q: a quarter of it may be spoilt."""
    code = QRCode(error_correction=level, border=QUIET, box_size=1)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    side = len(matrix)
    path = "".join(
        f"M{start} {row}h{length}v1h-{length}z"
        for row, modules in enumerate(matrix)
        for start, length in _runs(modules)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}"'
        f' shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path d="{path}"/></svg>'
    )


def _runs(modules: list[bool]) -> list[tuple[int, int]]:
    """Give start and length of each run of dark modules in a row."""
    runs = []
    for dark, group in groupby(enumerate(modules), key=itemgetter(1)):
        places = [place for place, _ in group]
        if dark:
            runs.append((places[0], len(places)))
    return runs
