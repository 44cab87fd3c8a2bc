"""Whole projects: everything that is wrong in any file comes at once, each at its place."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import InputError
from generator.kit import compose
from generator.resources import Resources
from generator.schema.project import load_project
from generator.schema.yaml import Mark
from tests.schema.builders import LOGO, ProjectFolder, as_yaml

EXAMPLE = Path(__file__).parents[2] / "content" / "examples" / "dinas-contoh"


@pytest.fixture
def project(tmp_path: Path) -> ProjectFolder:
    return ProjectFolder(tmp_path / "proyek")


def _problems(project: ProjectFolder) -> list[str]:
    with pytest.raises(InputError) as caught:
        load_project(project.folder, project.resources)
    return [str(problem).removeprefix(f"{project.folder}/") for problem in caught.value.problems]


def _problem(project: ProjectFolder) -> str:
    found = _problems(project)
    assert len(found) == 1, found
    return found[0]


def test_a_good_project_is_loaded_with_all_its_parts(project: ProjectFolder) -> None:
    loaded = load_project(project.write(), project.resources)
    assert loaded.slug == "sosialisasi-budaya"
    assert list(loaded.campaigns) == ["id", "en"]
    assert [(logo.alt, logo.picture.media, logo.picture.width, logo.picture.height) for logo in loaded.logos] == [
        ("Logo", "image/svg+xml", 200.0, 100.0)
    ]
    assert list(loaded.documents) == ["event", "brand", "campaign.id", "campaign.en"]
    assert loaded.documents["campaign.id"].where(("title",)) == Mark(2, 8)


def test_the_shipped_example_is_good() -> None:
    assert load_project(EXAMPLE, Resources(EXAMPLE)).event.languages == ["id", "en"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Café & Ünïcode!", "cafe-unicode"),
        ("../../x", "x"),
        ("服务", "contoh"),
        ("x" * 200, "x" * 60),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_the_slug_is_a_plain_folder_name(project: ProjectFolder, title: str, slug: str) -> None:
    project.event["title"] = title
    assert load_project(project.write(), project.resources).slug == slug


def test_problems_of_all_files_come_at_once(project: ProjectFolder) -> None:
    project.event["date"] = "tomorrow"
    project.brand["color"]["primary"] = "nothing"
    project.campaign("id")["quiz"].pop()
    del project.campaign("en")["title"]
    project.write()
    project.write_text("assets/logo.svg", LOGO.replace("<path", "<script/><path"))
    found = _problems(project)
    assert [problem.split(":")[0] for problem in found] == [
        "_brand.yml",
        "_brand.yml",
        "content/campaigns/contoh/en.yaml",
        "content/campaigns/contoh/id.yaml",
        "event.yaml",
    ]


def test_a_missing_key_is_told_once_even_if_the_other_language_has_it(project: ProjectFolder) -> None:
    del project.campaign("en")["closing"]["call"]
    project.write()
    assert "content/campaigns/contoh/en.yaml" in _problem(project)


def test_a_key_of_one_language_alone_is_a_problem_of_the_other(project: ProjectFolder) -> None:
    project.campaign("en")["criteria"]["subtitle"] = "Two"
    project.write()
    assert "id.yaml:" in _problem(project)
    assert "criteria.subtitle: is missing" in _problem(project)


def test_shape_problems_come_together_with_those_of_reading(project: ProjectFolder) -> None:
    project.write()
    text = as_yaml(project.event).replace('"0812-3456-7890"', "081234567890")
    project.write_text("event.yaml", text + "zone: WIB\n")
    found = "\n".join(_problems(project))
    assert "zone: the key is given twice" in found
    assert 'put it in quotes: "081234567890"' in found


def test_a_wrong_shape_hides_no_other_mistake_of_its_file(project: ProjectFolder) -> None:
    project.event.update(end="08.30", agencie=project.event.pop("agency"))
    del project.event["title"]["en"]
    project.brand["color"].update(primary="nla", accent="#123")
    project.write()
    assert [problem.split(": ")[0].split()[1] for problem in _problems(project)] == [
        "color.primary",
        "color.accent",
        "agency",
        "title.en",
        "end",
        "agencie",
    ]


def test_syntax_errors_do_not_hide_the_other_files(project: ProjectFolder) -> None:
    project.write()
    project.write_text("_brand.yml", "color: {primary: '#123'\n")
    project.write_text("content/campaigns/contoh/id.yaml", "a: b: c\n")
    assert [problem.split(":")[0] for problem in _problems(project)] == [
        "_brand.yml",
        "content/campaigns/contoh/id.yaml",
    ]


def test_a_folder_that_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_project(tmp_path / "none", Resources())
    assert str(caught.value).endswith("there is no such file; name a project folder, or make one with: "
                                      "sosialisasi new FOLDER")  # fmt: skip
    assert len(caught.value.problems) == 1
    assert len(_problems(ProjectFolder(tmp_path / ("x" * 100)))) == 2


def test_a_name_too_long_for_the_machine_is_a_problem() -> None:
    with pytest.raises(InputError):
        load_project(Path("x" * 5000), Resources())


def test_a_folder_in_the_place_of_a_file(project: ProjectFolder) -> None:
    project.write()
    (project.folder / "_brand.yml").unlink()
    (project.folder / "_brand.yml").mkdir()
    assert _problem(project).startswith("_brand.yml: is a folder")


def test_unknown_campaigns_are_answered_with_the_nearest(project: ProjectFolder) -> None:
    project.event["campaign"] = "contohh"
    project.write()
    assert "campaign: there is no campaign 'contohh'; did you mean \"contoh\"?" in _problem(project)


def test_a_language_without_a_campaign_file_is_a_problem(project: ProjectFolder) -> None:
    project.write()
    (project.folder / "content/campaigns/contoh/en.yaml").unlink()
    assert "languages: the campaign 'contoh' has no en.yaml" in _problem(project)


def test_a_language_that_nobody_knows_is_a_problem(project: ProjectFolder) -> None:
    project.data = {name: json.loads(json.dumps(data).replace('"en"', '"qq"')) for name, data in project.data.items()}
    project.write()
    assert "languages: 'qq' is no language; write id or en" in _problem(project)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("../outside.svg", "../outside.svg is outside the project folder"),
        ("/etc/hosts", "is outside the project folder"),
        ("https://contoh.go.id/logo.svg", "is a web address, and nothing is fetched from the web"),
        ("assets/logo.png", 'assets/logo.png does not exist; did you mean "logo.svg"?'),
        ("assets", "assets is a folder, not a file"),
        ("x" * 5000, "cannot be read"),
        ("ring", "is outside"),
        ("outward", "is outside"),
    ],
)
def test_logos_are_files_of_the_project(project: ProjectFolder, path: str, said: str) -> None:
    project.brand["logo"] = {"images": {"utama": {"path": path, "alt": "Logo"}}}
    project.write()
    (project.folder / "ring").symlink_to("ring")
    (project.folder / "outward").symlink_to("/etc/hosts")
    found = _problem(project)
    assert "logo.images.utama.path: " in found
    assert said in found


def test_font_files_must_be_there(project: ProjectFolder) -> None:
    project.brand["typography"] = {"fonts": [{"family": "A", "source": "file", "files": ["a.ttf", "y" * 5000]}]}
    project.write()
    found = _problems(project)
    assert "typography.fonts.0.files.0: a.ttf does not exist" in found[0]
    assert len(found) == 2


def test_a_slogan_needs_the_events_languages(project: ProjectFolder) -> None:
    del project.brand["defaults"]["sosialisasi"]["slogan"]["en"]
    project.write()
    assert "defaults.sosialisasi.slogan.en: is missing" in _problem(project)


def test_loading_imports_no_renderer() -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from generator.resources import Resources; from generator.schema.project import load_project\n"
        "from generator.kit import compose\n"
        f"folder = Path({str(EXAMPLE)!r}); project = load_project(folder, Resources(folder))\n"
        "compose(project, 'id', {'when': ''})\n"
        "print(*{'click', 'weasyprint', 'pptx', 'PIL'} & set(sys.modules))\n"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


STRAY = st.sampled_from([None, True, 0, -1, 10**30, 0.5, "", "x", "id", "x" * 3000, "a\nb", [], {}, [None], {"a": 1}])


def _bend(data: Any, draw: st.DataObject) -> Any:
    """Return `data` with one part of it, somewhere, replaced by something stray."""
    if not isinstance(data, dict | list) or not data or draw.draw(st.integers(0, 5)) == 0:
        return copy.deepcopy(draw.draw(STRAY))
    key: Any = draw.draw(st.sampled_from(list(data) if isinstance(data, dict) else range(len(data))))
    if draw.draw(st.integers(0, 9)) == 0:
        del data[key]
    else:
        data[key] = _bend(data[key], draw)
    return data


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_bent_project_is_loaded_or_refused_and_never_a_crash(tmp_path: Path, data: st.DataObject) -> None:
    project = ProjectFolder(tmp_path)
    for _ in range(data.draw(st.integers(1, 4))):
        name = data.draw(st.sampled_from(list(project.data)))
        project.data[name] = _bend(project.data[name], data)
    for name, content in project.data.items():
        is_group = isinstance(content, dict | list) and content
        project.write_text(name, as_yaml(content) if is_group else json.dumps(content))
    try:
        loaded = load_project(tmp_path, project.resources)
    except InputError as error:
        assert all(problem.message and problem.mend for problem in error.problems)
    else:
        for language in loaded.event.languages:
            json.dumps(compose(loaded, language, {"when": ""}))
