"""Look every locked package up in the public list of known vulnerabilities.

A package with a known vulnerability fails the check. A package that could not be looked up (no network, or a
mirror that does not carry the list) does not: but the check says so, and never claims that it looked.
"""
# ruff: noqa: T201  a command speaks by printing

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

AUDIT = Path(sys.executable).with_name("pip-audit")
OPTIONS = ("--requirement", "requirements.lock", "--disable-pip", "--require-hashes", "--format", "json")


def main() -> int:
    """Ask, print what came back in words, and give the exit code."""
    asked = subprocess.run(  # noqa: S603  our own tool, with the arguments above
        [AUDIT, *OPTIONS, "--progress-spinner", "off"], capture_output=True, text=True, check=False
    )
    packages = parse(asked.stdout)
    if packages is None:
        last = (asked.stderr.strip().splitlines() or ["no reason given"])[-1]
        print(f"AUDIT NOT MADE: the list of known vulnerabilities could not be reached ({last})")
        return 0
    looked_up = [package for package in packages if "skip_reason" not in package]
    affected = [package for package in looked_up if package["vulns"]]
    for package in affected:
        for flaw in package["vulns"]:
            fixed = ", ".join(flaw["fix_versions"]) or "no version yet"
            print(f"{package['name']} {package['version']}: {flaw['id']}, fixed in {fixed}")
    unknown = len(packages) - len(looked_up)
    if unknown:
        print(f"AUDIT INCOMPLETE: {unknown} of {len(packages)} packages are not in the list that answered")
    print(f"{len(looked_up)} packages looked up, {len(affected)} with known vulnerabilities")
    return 1 if affected else 0


def parse(output: str) -> list[dict[str, Any]] | None:
    """The packages of pip-audit's answer; nothing if it is no answer."""
    try:
        answer = json.loads(output)
    except json.JSONDecodeError:
        return None
    packages: list[dict[str, Any]] = answer["dependencies"]
    return packages


if __name__ == "__main__":
    sys.exit(main())
