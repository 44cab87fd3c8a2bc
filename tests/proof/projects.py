"""Generated projects: the shipped campaign's structure with other texts, other numbers of parts, other names."""

from __future__ import annotations

import copy
import json
import random
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator.fitting.index import leaves
from generator.schema.yaml import read_yaml
from tests.proof.texts import Path_, Writer, kind, name_in_script, prose, usual_lengths, varied
from tests.support import CAMPAIGN, EXAMPLE, ROOT

Tree = dict[str, Any]
LANGUAGES = ("id", "en")
LONGEST = (1.0, 1.25, 1.5, 2.0, 3.0)  # times the usual length: the longest text of a kit
SHARES = (0.0, 0.05, 0.25, 1.0)  # of its texts that are changed; at least one is
COUNTS = ("shipped", "shipped", "fewest", "most", "any")
# Lists of a campaign and how many parts they may have.
LISTS: dict[Path_, tuple[int, int]] = {
    ("criteria", "items"): (2, 5),
    ("practice", "pairs"): (3, 5),
    ("values", "items"): (3, 9),
    ("checklist", "items"): (4, 7),
    ("pledge", "lines"): (3, 5),
    ("channels", "items"): (2, 3),
}
OPTIONAL = ("note", "at", "subtitle", "sources_check")  # of a campaign's parts
SCRIPTS = {"Javanese": "Noto Sans Javanese", "Balinese": "Noto Sans Balinese", "Arabic": "Noto Naskh Arabic"}
_MOST: dict[Path_, int] = {("meaning", "lead", "text"): 75, ("meaning", "body", "text"): 240}  # by the schema


@dataclass(frozen=True)
class Plan:
    """What a generated kit is like: its longest text in times the usual, the share of texts changed, its parts."""

    number: int
    longest: float
    share: float
    counts: str
    optional: bool
    long_words: bool
    script: str = ""


def planned(seed: int, number: int, scripts: Mapping[str, Path]) -> Plan:
    """Return the plan of a kit: the same for the same seed and number."""
    chance = random.Random(f"{seed} plan {number}")
    script = chance.choice([*scripts, ""]) if chance.random() < 0.15 else ""
    return Plan(
        number,
        LONGEST[number % len(LONGEST)],
        chance.choice(SHARES),
        chance.choice(COUNTS),
        chance.random() < 0.8,
        chance.random() < 0.2,
        script,
    )


@cache
def shipped_trees() -> tuple[dict[str, Tree], Tree]:
    """Return the shipped campaign by language, and the example's event."""
    campaigns = {language: read_yaml(ROOT / CAMPAIGN / f"{language}.yaml").data for language in LANGUAGES}
    return campaigns, read_yaml(EXAMPLE / "event.yaml").data


def write_project(plan: Plan, seed: int, folder: Path, scripts: Mapping[str, Path]) -> float:
    """Write a project into `folder`; return its longest text in times the usual length of its field."""
    campaigns, event = copy.deepcopy(shipped_trees())
    longest = 0.0
    (folder / "content/campaigns/proof").mkdir(parents=True)
    shutil.copytree(EXAMPLE / "assets", folder / "assets")
    usual = usual_lengths(campaigns.values())
    for language, campaign in campaigns.items():
        # The same chance for the structure of both: they must have the same keys.
        _restructure(campaign, plan, random.Random(f"{seed} shape {plan.number}"))
        writer = Writer(prose(campaign), language, random.Random(f"{seed} {language} {plan.number}"), _texts(campaign))
        longest = max(longest, _rewrite(campaign, plan, usual, writer, random.Random(f"{seed} texts {plan.number}")))
        _tie(campaign)
        _write(folder / f"content/campaigns/proof/{language}.yaml", campaign)
    longest = max(longest, _rewrite_event(event, plan, seed, campaigns))
    if plan.script:
        name_in_script(event, plan.script)
    _write(folder / "event.yaml", {**event, "campaign": "proof", "date": str(event["date"])})
    _write(folder / "_brand.yml", _brand(plan, folder, scripts))
    return longest


def covering_fonts() -> dict[str, Path]:
    """Return the installed regular font of each script whose names can be set here; its bold lies beside it."""
    found = {}
    for script, family in SCRIPTS.items():
        query = ["fc-list", f":family={family}:style=Regular", "file"]
        names = subprocess.run(query, capture_output=True, check=True, text=True).stdout.splitlines()
        if names:
            found[script] = Path(names[0].rstrip(": "))
    return found


def add_font(brand: Tree, script: str, regular: Path, folder: Path) -> None:
    """Copy a script's regular and bold font into a project's assets, and let its brand fall back to them."""
    names = [regular.name, regular.name.replace("Regular", "Bold")]
    for name in names:
        shutil.copy(regular.with_name(name), folder / "assets")
    family = SCRIPTS[script]
    files = [f"assets/{name}" for name in names]
    brand["typography"]["fonts"] = [{"family": family, "source": "file", "files": files}]
    brand["defaults"]["sosialisasi"]["fallback_fonts"] = [family]


def field(tree: Any, path: Path_) -> Any:
    """Return what stands at `path`."""
    for key in path:
        tree = tree[key]
    return tree


def put(tree: Any, path: Path_, text: str) -> None:
    """Replace the text at `path`."""
    field(tree, path[:-1])[path[-1]] = text


def _restructure(campaign: Tree, plan: Plan, chance: random.Random) -> None:
    for path, (least, most) in LISTS.items():
        items = field(campaign, path)
        wanted = _count(plan.counts, len(items), least, most, chance)
        items[:] = [copy.deepcopy(items[n % len(items)]) for n in range(wanted)]
    for criterion in campaign["criteria"]["items"]:
        points = criterion["points"]
        wanted = _count(plan.counts, len(points), 1, 6, chance)
        points[:] = [copy.deepcopy(points[n % len(points)]) for n in range(wanted)]
    for case in campaign["cases"]:
        case["answer"] = case["answer"][: _count(plan.counts, 3, 2, 3, chance)]
    campaign["definition"]["value"] = campaign["values"]["items"][0]["name"]
    if not plan.optional:
        _drop_optional(campaign)
    used = {text for path, text in leaves(campaign) if path[-1] == "source"}
    campaign["sources"] = {id_: source for id_, source in campaign["sources"].items() if id_ in used}


def _count(how: str, shipped: int, least: int, most: int, chance: random.Random) -> int:
    return {"shipped": shipped, "fewest": least, "most": most, "any": chance.randint(least, most)}[how]


def _drop_optional(node: Any) -> None:
    """Take out what may be left out, except where a part must have it."""
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _drop_optional(child)
    if isinstance(node, dict):
        required = node.keys() & {"shortened", "lines", "headline"}
        for key in OPTIONAL if not required else ():
            node.pop(key, None)


def _rewrite(tree: Tree, plan: Plan, usual: Mapping[Path_, float], writer: Writer, chance: random.Random) -> float:
    """Change a share of the texts, one of them to the longest; return the longest in times the usual."""
    fields = [path for path, _ in leaves(tree) if varied(path)]
    repeated = _repeated(tree, fields)
    chosen = chance.sample(fields, max(1, round(plan.share * len(fields))))
    for path in dict.fromkeys([*chosen, *repeated]):
        stretch = plan.longest if path == chosen[0] else chance.uniform(0.05, plan.longest)
        if path not in chosen:
            stretch = min(1.0, plan.longest)
        length = min(round(usual[kind(path)] * stretch), _MOST.get(path, 10_000))
        long_word = plan.long_words and chance.random() < 0.05
        put(tree, path, writer.text(length, long_word))
    return max(len(text) / usual[kind(path)] for path, text in leaves(tree) if varied(path) and path in chosen)


def _texts(tree: Tree) -> list[str]:
    return [text for _, text in leaves(tree)]


def _repeated(tree: Tree, fields: list[Path_]) -> list[Path_]:
    """Return the fields whose text stands in the same kind of field before: parts that were copied."""
    seen: set[tuple[Path_, str]] = set()
    repeated = []
    for path in fields:
        entry = (kind(path), field(tree, path))
        if entry in seen and path[-1] not in ("value", "label"):
            repeated.append(path)
        seen.add(entry)
    return repeated


def _tie(campaign: Tree) -> None:
    """Let the campaign be about its first value, and give every value a name of its own."""
    names: set[str] = set()
    for number, value in enumerate(campaign["values"]["items"], 1):
        if value["name"] in names:
            value["name"] = f"{value['name']} {number}"
        names.add(value["name"])
    campaign["definition"]["value"] = campaign["values"]["items"][0]["name"]


def _rewrite_event(event: Tree, plan: Plan, seed: int, campaigns: Mapping[str, Tree]) -> float:
    """Change the event's texts in place as a campaign's are changed; its clock times and addresses stay."""
    chance = random.Random(f"{seed} event {plan.number}")
    agenda, speakers = event["agenda"], event["speakers"]
    times = [f"{9 + n // 4:02d}.{n % 4 * 15:02d}" for n in range(8)]
    wanted = _count(plan.counts, len(agenda), 1, 8, chance)
    event["agenda"] = [
        {"start": times[n], "title": copy.deepcopy(agenda[n % len(agenda)]["title"]), "session": n == wanted - 1}
        for n in range(wanted)
    ]
    number = _count(plan.counts, len(speakers), 1 if plan.script else 0, 4, chance)
    event["speakers"] = [copy.deepcopy(speakers[n % len(speakers)]) for n in range(number)]
    if not plan.optional:
        for key in ("region", "unit", "note", "invitation"):
            event.pop(key, None)
    texts: Tree = {key: event[key] for key in ("title", "agency", "region", "place", "note") if key in event}
    texts["agenda"] = [{"title": item["title"]} for item in event["agenda"]]
    texts["speakers"] = event["speakers"]
    usual = usual_lengths([shipped_event()])
    longest = 0.0
    for language in LANGUAGES:
        writer = Writer(prose(campaigns[language]), language, random.Random(f"{seed} event {language} {plan.number}"))
        fields = [path for path, _ in leaves(texts) if path[-1] == language or path[-1] == "name"]
        for path in fields:
            if chance.random() < plan.share:
                length = round(usual[kind(path)] * chance.uniform(0.05, plan.longest))
                text = writer.text(length)
                put(texts, path, text)
                longest = max(longest, len(text) / usual[kind(path)])
    return longest


def shipped_event() -> Tree:
    """Return the texts of the example's event."""
    return {key: value for key, value in shipped_trees()[1].items() if key not in ("date", "link", "contact")}


def _brand(plan: Plan, folder: Path, scripts: Mapping[str, Path]) -> Tree:
    brand: Tree = read_yaml(EXAMPLE / "_brand.yml").data
    if not plan.optional:
        del brand["logo"]
    if plan.script:
        add_font(brand, plan.script, scripts[plan.script], folder)
    return brand


def _write(path: Path, tree: Tree) -> None:
    """Write a tree as JSON, which is YAML, a field a line."""
    path.write_text(json.dumps(tree, ensure_ascii=False, indent=1, default=str), encoding="utf-8")


def shorten(path: Path, where: Path_, cut: int) -> bool:
    """Cut characters from the end of a text of a written tree; return whether something is left of it.

    Of a date, a time or a link nothing can be cut. The value that the campaign is about goes by its new name.
    """
    tree = json.loads(path.read_text(encoding="utf-8"))
    try:
        whole = field(tree, where)
    except (KeyError, TypeError):
        return False
    text = whole[:-cut].rstrip(" ,;:-")
    put(tree, where, text)
    if tree.get("definition", {}).get("value") == whole:
        tree["definition"]["value"] = text
    _write(path, tree)
    return bool(text)
