"""A small valid project, as data to be bent and written by tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.resources import Resources

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><path d="M0 0h200v100z"/></svg>'
WORDS = "Dengarkan dulu, lalu jelaskan dengan tenang apa yang dapat dan tidak dapat dilakukan. " * 4


def talk() -> dict[str, Any]:
    return {"minutes": 3, "say": WORDS.strip(), "ask": "Bagaimana di loket kita?"}


def statement(text: str = "Layani warga.") -> dict[str, Any]:
    return {"text": text, "source": "uu", "at": "Pasal 4"}


def campaign(language: str = "id") -> dict[str, Any]:
    """Return a campaign with the least that is allowed; no two of its parts are the same object."""
    return dict(json.loads(json.dumps(_campaign(language))))


def _campaign(language: str) -> dict[str, Any]:
    criterion = {
        "name": "Kode etik",
        "short": statement(),
        "meaning": statement(),
        "points": [statement()],
        "do": statement(),
        "dont": statement(),
        "talk": talk(),
    }
    case = {
        "title": "Berkas kurang",
        "story": "Seorang warga datang.",
        "questions": ["Apa?", "Mengapa?"],
        "answer_title": "Jelaskan",
        "answer": ["Satu.", "Dua."],
        "source": "proyek",
        "talk": talk(),
        "answer_talk": talk(),
    }
    question = {
        "question": "Mana yang benar?",
        "options": ["Satu", "Dua", "Tiga"],
        "key": 1,
        "reason": "Karena.",
        "source": "proyek",
        "talk": talk(),
        "answer_talk": talk(),
    }
    return {
        "language": language,
        "title": "Berorientasi Pelayanan",
        "promise": {
            "headline": "Utamakan warga.",
            "subtitle": "Dua",
            "source": "uu",
            "slogan_event": "Mulai.",
        },
        "opening": talk(),
        "agenda_talk": talk(),
        "meaning": {"question": "Apa artinya?", "lead": statement(), "body": statement()},
        "why": {
            "title": "Mengapa",
            "reasons": [{"heading": "Warga", "text": "Percaya.", "source": "uu"} for _ in range(3)],
            "talk": talk(),
        },
        "statement": {"text": "Kita ada.", "detail": "Untuk warga.", "source": "uu", "talk": talk()},
        "definition": {"value": "Nilai 1", "talk": talk()},
        "criteria": {"title": "Kriteria", "talk": talk(), "items": [criterion, dict(criterion, name="Dua")]},
        "practice": {
            "title": "Lakukan",
            "avoid_title": "Hindari",
            "talk": talk(),
            "pairs": [{"do": "Sapa.", "dont": "Diam.", "source": "proyek"} for _ in range(3)],
        },
        "cases": [case for _ in range(3)],
        "values": {
            "title": "Nilai",
            "name": "BerAKHLAK",
            "subtitle": "Nilai dasar",
            "shortened": "Diringkas",
            "source": "uu",
            "at": "Pasal 4",
            "talk": talk(),
            "items": [
                {
                    "name": f"Nilai {n}",
                    "definition": statement(),
                    "short": "Pendek",
                    "conduct": [statement() for _ in range(3)],
                }
                for n in range(3)
            ],
        },
        "quiz": [question for _ in range(5)],
        "checklist": {
            "title": "Cek",
            "intro": "Tandai.",
            "items": ["Satu", "Dua", "Tiga", "Empat"],
            "reading_title": "Baca",
            "bands": [{"range": f"{n}–{n + 1}", "advice": "Teruskan."} for n in range(3)],
            "source": "proyek",
        },
        "pledge": {
            "title": "Ikrar",
            "lines": ["Satu", "Dua", "Tiga"],
            "note": "Rancangan",
            "source": "proyek",
            "talk": talk(),
        },
        "channels": {
            "title": "Kanal",
            "intro": "Adukan.",
            "first": {"name": "Instansi", "detail": "Datang dulu."},
            "items": [
                {"name": "LAPOR", "label": "SMS", "value": "1708", "detail": "x", "source": "uu"} for _ in range(2)
            ],
            "card_title": "Pengaduan",
            "card": ["Satu", "Dua", "Tiga"],
            "talk": talk(),
        },
        "closing": {"headline": "Mulai.", "call": "Pindai", "talk": talk()},
        "sources_talk": talk(),
        "sources": {
            "uu": {"name": "UU 20/2023", "detail": "Pasal 4", "kind": "law"},
            "proyek": {"name": "Kit ini", "detail": "disusun untuk kit ini", "kind": "project"},
        },
        "sources_title": "Sumber",
        "sources_note": "Cocokkan.",
    }


def event() -> dict[str, Any]:
    return {
        "title": {"id": "Sosialisasi Budaya", "en": "Culture Day"},
        "campaign": "contoh",
        "languages": ["id", "en"],
        "agency": {"id": "Dinas Contoh", "en": "Example Agency"},
        "region": "Kabupaten Contoh",
        "date": "2026-11-24",
        "start": "09.00",
        "end": "11:30",
        "zone": "WIB",
        "place": "Aula",
        "link": "https://contoh.go.id/layani/",
        "speakers": [{"name": "Fulan", "role": {"id": "Kepala", "en": "Head"}}],
        "agenda": [
            {"start": "09.00", "title": "Pembukaan"},
            {"start": "9.20", "title": {"id": "Sesi", "en": "Session"}, "session": True},
            {"start": "11.00", "title": "Penutup"},
        ],
        "contact": {"name": "Sekretariat", "phone": "0812-3456-7890"},
    }


def brand() -> dict[str, Any]:
    return {
        "meta": {"name": {"short": "Dinas", "full": "Dinas Contoh"}},
        "logo": {"images": {"utama": {"path": "assets/logo.svg", "alt": "Logo"}}, "medium": "utama"},
        "color": {"palette": {"nila": "#12143D", "biru": "nila"}, "primary": "biru", "secondary": "#fa0"},
        "defaults": {"sosialisasi": {"slogan": {"id": "Dekat.", "en": "Near."}}, "quarto": {"any": 1}},
    }


def as_yaml(data: Any, indent: int = 0) -> str:
    """Write plain data as block-style YAML, every text in double quotes."""
    pad = "  " * indent
    if isinstance(data, dict):
        return "".join(f"{pad}{key}:{_value(value, indent)}" for key, value in data.items())
    return "".join(f"{pad}-{_value(value, indent)}" for value in data)


def _value(value: Any, indent: int) -> str:
    if isinstance(value, dict | list) and value:
        return "\n" + as_yaml(value, indent + 1)
    return f" {json.dumps(value, ensure_ascii=False)}\n"


class ProjectFolder:
    """A project folder with its own content; change `data`, then `write()`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data: dict[str, Any] = {
            "event.yaml": event(),
            "_brand.yml": brand(),
            "content/campaigns/contoh/id.yaml": campaign("id"),
            "content/campaigns/contoh/en.yaml": campaign("en"),
        }
        self.write_text("assets/logo.svg", LOGO)

    def write_text(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def write(self) -> Path:
        for name, data in self.data.items():
            self.write_text(name, as_yaml(data))
        return self.folder

    @property
    def event(self) -> dict[str, Any]:
        found: dict[str, Any] = self.data["event.yaml"]
        return found

    @property
    def brand(self) -> dict[str, Any]:
        found: dict[str, Any] = self.data["_brand.yml"]
        return found

    def campaign(self, language: str) -> dict[str, Any]:
        found: dict[str, Any] = self.data[f"content/campaigns/contoh/{language}.yaml"]
        return found

    @property
    def resources(self) -> Resources:
        return Resources(self.folder)
