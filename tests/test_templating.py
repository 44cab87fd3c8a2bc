"""Templates: sandboxed, strict, escaping; every mistake an InputError with its file and line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from generator.errors import FitError, InputError
from generator.resources import Resources
from generator.templating import environment, render

PAGE = "x-test/page.html.j2"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("SECRET")
    return tmp_path


def _render(project: Path, source: str, name: str = PAGE, **context: Any) -> str:
    path = project / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return render(environment(Resources(project)), name, context)


def _mistake(project: Path, text: str, **context: Any) -> str:
    with pytest.raises(InputError) as caught:
        _render(project, text, **context)
    (problem,) = caught.value.problems
    assert problem.mend == "correct the template, or remove your copy of it"
    return f"{problem.path}:{problem.line}: {problem.message}"


TRICKS = [
    "''.__class__.__mro__",
    "kit.__class__",
    "kit['__class__'].__mro__",
    "help.__globals__",
    "help.__code__.co_consts",
    "''|attr('__class__')",
    "[''.__class__]|map(attribute='__mro__')|list",
    "'{0.__class__.__mro__}'.format('')",
    "'{0.__globals__}'.format(help)",
    "'{a.__class__}'.format_map({'a': ''})",
    "cycler.__init__.__globals__",
    "lipsum.__globals__.os",
    "namespace.__init__",
    "joiner.__init__.__globals__",
    "self.__init__",
    "self._TemplateReference__context.environment",
    "range(10 ** 9)",
    "kit.title.append",
    "[1, 2].append(3)",
    "kit['texts'].clear()",
    "kit.update({'title': 'x'})",
    "kit.pop('title')",
    "open('secret.txt').read()",
    "__import__('os').getcwd()",
]


@pytest.mark.parametrize("trick", TRICKS)
def test_no_trick_leads_out_of_the_sandbox(project: Path, trick: str) -> None:
    kit = {"title": "Judul", "texts": ["a"]}

    def help_(text: str) -> str:
        return text

    path = project / "templates" / PAGE
    said = _mistake(project, f"1\n{{{{ {trick} }}}}", kit=kit, help=help_)
    assert said.startswith(f"{path}:2: ")
    assert kit == {"title": "Judul", "texts": ["a"]}


@pytest.mark.parametrize("tag", ["include", "import", "extends"])
@pytest.mark.parametrize(
    "target", ["../secret.txt", "../../../../../../etc/hostname", "{root}/secret.txt", "/etc/passwd"]
)
def test_no_template_is_read_from_outside(project: Path, tag: str, target: str) -> None:
    target = target.format(root=project)
    said = _mistake(project, f"{{% {tag} '{target}' {'as m ' if tag == 'import' else ''}%}}")
    assert "TemplateNotFound" in said
    assert "SECRET" not in said


@pytest.mark.parametrize(
    "text",
    [
        "{{ missing }}",
        "{{ kit.missing }}",
        "{{ kit['missing'] }}",
        "{{ kit.missing.deeper }}",
        "{% if missing %}{% endif %}",
        "{% for x in kit.missing %}{% endfor %}",
        "{{ missing ~ 'x' }}",
        "{{ missing == 1 }}",
        "{{ missing|length }}",
    ],
)
def test_what_is_not_there_is_never_just_empty(project: Path, text: str) -> None:
    assert "missing" in _mistake(project, text, kit={})


def test_a_mapping_has_its_own_keys_and_no_methods(project: Path) -> None:
    kit = {"items": ["a"], "values": {"keys": "b"}}
    assert _render(project, "{{ kit.items[0] }}{{ kit.values.keys }}", kit=kit) == "ab"
    assert "'dict object' has no attribute 'copy'" in _mistake(project, "{{ kit.copy() }}", kit=kit)


def test_pages_escape_and_other_templates_do_not(project: Path) -> None:
    text = "<b>\"A\" & 'B'</b>"
    assert _render(project, "{{ text }}", text=text) == "&lt;b&gt;&#34;A&#34; &amp; &#39;B&#39;&lt;/b&gt;"
    assert _render(project, "{{ text }}", name="x-test/slides.yaml.j2", text=text) == text
    assert _render(project, "{{ text|tojson }}", name="x-test/slides.yaml.j2", text='a: "b"\n') == '"a: \\"b\\"\\n"'


def test_the_projects_template_comes_before_the_shipped_one(project: Path) -> None:
    assert _render(project, "mine", name="_shared/base.html.j2") == "mine"


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        ("'Fulan, S.Sos., M.Si.'|unsplit", "Fulan, S.Sos.,\u00a0M.Si."),
        ("'Fulan Contoh'|unsplit", "Fulan Contoh"),
        ("'kode etik'|capitalise", "Kode etik"),
        ("''|capitalise", ""),
        ("'ASN melayani'|capitalise", "ASN melayani"),
        ("'Satu'|sentence", "Satu."),
        ("'Satu?'|sentence", "Satu?"),
        ("['Satu', 'Dua!']|sentences", "Satu. Dua!"),
        ("3|mm", "3mm"),
        ("0.1234567|mm", "0.123mm"),
        ("-2.50|mm", "-2.5mm"),
        ("0|mm", "0mm"),
        ("100.0|mm", "100mm"),
    ],
)
def test_filters(project: Path, expression: str, written: str) -> None:
    assert _render(project, f"{{{{ {expression} }}}}") == written


def test_a_qr_code_is_a_path_on_its_modules(project: Path) -> None:
    text = "{{ qr_modules(link) }} {{ qr_path(link) }}"
    assert _render(project, text, link="https://contoh.go.id").startswith("33 M4 4.5h7")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n{% if %}", "2: Expected an expression"),
        ("\n\n{{ 1 / 0 }}", "3: ZeroDivisionError"),
        ("{{ 'x'|nothing }}", "1: No filter named 'nothing'"),
        ("{{ [1]|capitalise }}", "1: AttributeError"),
        ("{{ 5|sentence }}", "1: AttributeError"),
        ("{{ 'x'|mm }}", "1: ValueError"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "1: RecursionError"),
        ("{{ fail() }}", "1: OSError: the disk"),
    ],
)
def test_whatever_goes_wrong_is_told_with_its_line(project: Path, text: str, said: str) -> None:
    def fail() -> None:
        raise OSError("the disk")

    assert f"page.html.j2:{said}" in _mistake(project, text, fail=fail)


def test_a_mistake_in_an_included_template_is_told_there(project: Path) -> None:
    part = project / "templates" / "x-test" / "part.html.j2"
    part.parent.mkdir(parents=True)
    part.write_text("1\n2\n{{ missing }}")
    assert _mistake(project, "{% include 'x-test/part.html.j2' %}") == f"{part}:3: 'missing' is undefined"


def test_a_template_that_is_not_utf_8_is_told(project: Path) -> None:
    path = project / "templates" / PAGE
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="UnicodeDecodeError"):
        render(environment(Resources(project)), PAGE, {})


def test_errors_of_the_kit_pass_through(project: Path) -> None:
    def fail() -> None:
        raise FitError(["too long"])

    with pytest.raises(FitError, match="too long"):
        _render(project, "{{ fail() }}", fail=fail)


# The cache of compiled templates


def test_a_changed_template_is_compiled_anew(project: Path) -> None:
    assert _render(project, "one") == "one"
    assert _render(project, "two") == "two"


@pytest.mark.parametrize("cache", ["a file", "a folder", "damaged", "full"])
def test_the_cache_is_never_in_the_way(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cache: str
) -> None:
    home = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    if cache == "a file":
        home.write_text("x")
    if cache == "damaged":
        assert _render(project, "text") == "text"
        for path in (home / "sosialisasi" / "templates").iterdir():
            path.write_bytes(path.read_bytes()[:40])
    if cache == "full":

        def full(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "replace", full)
        monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    assert _render(project, "text") == "text"


def test_a_user_without_a_home_builds_too(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert _render(project, "text") == "text"
