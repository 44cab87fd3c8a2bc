"""Generated texts: running words of the shipped campaign, cut to a length, some with words that cannot be broken."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from statistics import median
from typing import Any

from generator.fitting.index import leaves

Path_ = tuple[str | int, ...]
LONG_WORDS = {
    "id": ("pertanggungjawaban-pertanggungjawaban", "ketidakbertanggungjawabannya", "mempertanggungjawabkannya"),
    "en": ("counter-institutionalisation-averse", "uncharacteristically", "incomprehensibilities"),
}
# What must stay as it is: names that tie parts together, notes that are not printed, figures.
_FIXED = {"language", "source", "at", "kind", "talk", "opening", "agenda_talk", "sources_talk", "definition", "range"}


def varied(path: Path_) -> bool:
    """Return whether the text at `path` of a campaign may be another."""
    kept = path[:2] == ("definition", "value") or (_FIXED - {"definition"}) & set(path)
    return not kept and not any(str(key).endswith("_talk") for key in path)


def kind(path: Path_) -> Path_:
    """Return the field without the numbers and ids of lists: siblings share their usual length."""
    numberless = tuple(key for key in path if not isinstance(key, int))
    return ("sources", numberless[-1]) if numberless[0] == "sources" and len(numberless) > 2 else numberless


def usual_lengths(trees: Iterable[Mapping[str, Any]]) -> dict[Path_, float]:
    """Return the median length of the texts of each kind of field."""
    lengths: dict[Path_, list[int]] = defaultdict(list)
    for tree in trees:
        for path, text in leaves(tree):
            lengths[kind(path)].append(len(text))
    return {field: median(found) for field, found in lengths.items()}


def prose(campaign: Mapping[str, Any]) -> list[str]:
    """Return the words of a campaign's speaker notes, in order, without marks."""
    notes = " ".join(text for path, text in leaves(campaign) if path[-1] in ("say", "ask"))
    return [word for raw in notes.split() if (word := re.sub(r"[^\w-]", "", raw).strip("-"))]


class Writer:
    """Writes texts of a wanted length in one language from `words`; the same for the same `chance`."""

    def __init__(self, words: list[str], language: str, chance: random.Random, taken: Iterable[str] = ()) -> None:
        self._words = words
        self._language = language
        self._chance = chance
        self._written = {text.casefold() for text in taken}

    def text(self, length: int, long_word: bool = False) -> str:
        """Return words of at most `length` characters in all, or a word of as many, or of twelve.

        No text is written twice while there are others.
        """
        for _ in range(50):
            text = self._text(length, long_word)[: max(length, 12)].strip()
            if text.casefold() not in self._written:
                break
        self._written.add(text.casefold())
        return text

    def _text(self, length: int, long_word: bool) -> str:
        chosen = list(self._up_to(length, self._opening(length, long_word)))
        text = " ".join(chosen)
        return text[:1].upper() + text[1:]

    def _opening(self, length: int, long_word: bool) -> list[str]:
        fitting = [word for word in LONG_WORDS[self._language] if len(word) <= length]
        return [self._chance.choice(fitting)] if long_word and fitting else []

    def _up_to(self, length: int, opening: list[str]) -> Iterator[str]:
        used = sum(len(word) + 1 for word in opening)
        yield from opening
        at = self._chance.randrange(len(self._words))
        for step in range(len(self._words)):
            word = self._words[(at + step) % len(self._words)]
            if used + len(word) <= length:
                yield word
                used += len(word) + 1
            elif used:
                return
        if not used:
            yield min(self._chance.sample(self._words, 12), key=len)


# What an event says in each script: its first speaker, agency, unit and place.
NAMES = {
    "Javanese": ("ꦫꦢꦺꦤ꧀ ꦱꦸꦂꦪ", "ꦢꦶꦤꦱ꧀ ꦭꦪꦤꦤ꧀", "ꦧꦒꦶꦪꦤ꧀ ꦥꦭꦪꦤꦤ꧀", "ꦥꦼꦤ꧀ꦝꦥ ꦏꦧꦸꦥꦠꦺꦤ꧀"),
    "Balinese": ("ᬅᬬᬸ ᬲᬵᬭᬶ", "ᬤᬶᬦᬲ᭄ ᬓᭂᬩᬸᬤᬬᬵᬦ᭄", "ᬩᬕᬶᬬᬦ᭄ ᬮᬬᬦᬦ᭄", "ᬩᬮᬾ ᬩᬜ᭄ᬚᬃ"),
    "Arabic": ("محمد الأمين", "دائرة الخدمات العامة", "قسم الاستقبال", "قاعة الاجتماعات 3"),
}


def name_in_script(event: dict[str, Any], script: str) -> None:
    """Let an event's first speaker, agency, unit and place bear names in a script, the same in every language."""
    speaker, *places = NAMES[script]
    event["speakers"][:1] = [{"name": speaker, "role": dict.fromkeys(LONG_WORDS, script)}]
    event |= {
        key: dict.fromkeys(LONG_WORDS, name) for key, name in zip(("agency", "unit", "place"), places, strict=True)
    }
