"""The chain of approvers as a form: what was typed, what its buttons change, and the picture of it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from starlette.datastructures import FormData

from domain.chain import ARCHITECT_DAYS, MAX_PEOPLE, MAX_STEPS, ROLES, AtDeadline, Chain, Step, stages

Typed = dict[str, Any]  # a step, with a list of people

PERSON = ("name", "email", "role", "away_from", "away_until", "delegate_name", "delegate_email")
STEP = ("title", "quorum", "days", "at_deadline", "escalate_name", "escalate_email", "parallel")
FIELD = re.compile(r"chain\.(\d{1,3})\.(?:people\.(\d{1,3})\.)?([a-z_]{1,20})")
MAX_FIELDS = MAX_STEPS * (len(STEP) + MAX_PEOPLE * len(PERSON)) + 100


@dataclass(frozen=True, slots=True)
class Changed:
    """The steps after a button was pressed, and where typing goes on: the id of a field or a button."""

    steps: list[Typed]
    focus: str


def read_form(form: FormData) -> list[Typed]:
    """Give the steps that a form holds, in its order, with their people."""
    steps: dict[int, Typed] = {}
    people: dict[int, dict[int, Typed]] = {}
    for name, value in form.multi_items():
        found = FIELD.fullmatch(name)
        if not found:
            continue
        step, field = int(found[1]), found[3]
        if found[2] is None and field in STEP:
            steps.setdefault(step, dict.fromkeys(STEP, ""))[field] = str(value)
        elif found[2] is not None and field in PERSON:
            asked = people.setdefault(step, {})
            asked.setdefault(int(found[2]), dict.fromkeys(PERSON, ""))[field] = str(value)
    return [
        {**fields, "people": [person for _, person in sorted(people.get(number, {}).items())]}
        for number, fields in sorted(steps.items())
    ]


def stored(kept: Iterable[Mapping[str, Any]]) -> list[Typed]:
    """Give a chain that was saved as it is typed again."""
    return [
        {
            **{name: _text(step.get(name)) for name in STEP},
            "title": "" if step.get("title") in ROLES else _text(step.get("title")),  # named by its role
            "quorum": _text(step.get("quorum") or None),
            "parallel": "on" if step.get("parallel") else "",
            "people": [{name: _text(person.get(name)) for name in PERSON} for person in step["people"]],
        }
        for step in kept
    ]


def change(steps: list[Typed], act: str, place: str, client: Any) -> Changed:
    """Do what a button says: `act` on the step, or the person (`step.person`), at `place`.

    A new step asks the client, once somebody is asked before them. What does not exist stays untouched.
    """
    number, _, other = place.partition(".")
    index = int(number) if number.isdecimal() and int(number) < len(steps) else None
    if act == "add" and len(steps) < MAX_STEPS:
        return Changed([*steps, _new_step(steps, client)], f"chain.{len(steps)}.title")
    if index is None:
        return Changed(steps, "add-step")
    if act == "remove":
        return Changed(steps[:index] + steps[index + 1 :], "add-step")
    if act in ("up", "down"):
        return _moved(steps, index, index + (1 if act == "down" else -1))
    return _people_changed(steps, index, act, other)


def picture(chain: Chain) -> list[list[tuple[int, Step]]]:
    """Give the numbered steps of a chain, stage by stage."""
    numbered = zip(stages(chain), enumerate(chain, 1), strict=True)
    return [[step for _, step in group] for _, group in groupby(numbered, key=lambda pair: pair[0])]


def _people_changed(steps: list[Typed], index: int, act: str, other: str) -> Changed:
    people = list(steps[index]["people"])
    focus = f"chain.{index}.add"
    if act == "person" and len(people) < MAX_PEOPLE:
        focus = f"chain.{index}.people.{len(people)}.name"
        people.append(dict.fromkeys(PERSON, "") | {"role": people[-1]["role"] if people else "architect"})
    elif act == "leave" and other.isdecimal() and int(other) < len(people):
        del people[int(other)]
    return Changed([*steps[:index], {**steps[index], "people": people}, *steps[index + 1 :]], focus)


def _moved(steps: list[Typed], index: int, to: int) -> Changed:
    if not 0 <= to < len(steps):
        return Changed(steps, f"chain.{index}")
    order = list(steps)
    order.insert(to, order.pop(index))
    return Changed(order, f"chain.{to}")


def _new_step(steps: list[Typed], client: Any) -> Typed:
    asked = {person.get("email", "").strip().lower() for step in steps for person in step["people"]}
    person = dict.fromkeys(PERSON, "") | {"role": "architect"}
    if steps and client.email not in asked:
        person |= {"name": client.contact or client.name, "email": client.email, "role": "owner"}
    usual = {"days": str(ARCHITECT_DAYS), "at_deadline": str(AtDeadline.REMIND)}
    return dict.fromkeys(STEP, "") | usual | {"people": [person]}


def _text(value: Any) -> str:
    return "" if value is None else str(value)
