"""Colour tokens: the rules of a theme.yaml, and every token's colour derived from a brand by them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import Field, model_validator

from generator.schema.base import Model
from generator.themes.colour import (
    BLACK,
    WHITE,
    Measure,
    best_end,
    contrast,
    is_grey,
    mix,
    modulate,
    nearest_tone,
    reach,
    reads,
    same_in_grey,
    shade,
)
from generator.wording import say

Slot = Literal[
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"
]  # fmt: skip
HEX = r"^#[0-9A-Fa-f]{6}$"
READABLE = 4.5  # WCAG 2.2, level AA
FAINT = 1.1  # contrast from which a large shape is seen on its ground


class Mix(Model):
    """A share (0 to 1) of another token."""

    with_: str = Field(alias="with")
    share: float


class TokenRule(Model):
    """How one colour token comes about: one of `brand`, `base`, `pick`, `of` leads; `base` also without a brand."""

    brand: str | None = Field(None, description="the brand.yml colour that sets it")
    base: str | None = Field(None, description="derived from this token when the brand changed that one")
    pick: list[str] | None = Field(
        None, description="the first of these tokens that reads on `on`; where none does, black or white"
    )
    of: str | None = Field(None, description="this token with its lightness modulated")
    hueless: str | None = Field(None, description="the token used in its place where `base` is a grey")
    default: str | None = Field(None, pattern=HEX)
    turn: float = Field(0.0, description="by how many degrees the hue of `base` is turned (OKLCH)")
    tone: float | None = Field(None, description="the lightness given to `base` (OKLCH, 0 to 1)")
    shift: float = Field(0.0, description="by how much `base` is made lighter, or darker if it is light (OKLCH)")
    mix: Mix | None = None
    on: str | list[str] | None = Field(None, description="the token, or tokens, that it is read on")
    contrast: float = Field(1.0, description="what it has on these at least, on a screen and printed in grey")
    carries: float = Field(1.0, description="the contrast that black or white text has on it at least")
    beside: str | None = Field(None, description="the token that a picked one is seen on, if any of them is")
    apart: list[str] = Field([], description="tokens from which it, and what is `of` it, can be told in grey")
    lum_mod: float = 1.0
    lum_off: float = 0.0
    slot: Slot | None = Field(None, description="the colour slot of the deck's theme")

    @property
    def grounds(self) -> list[str]:
        """The tokens that it is read on."""
        return [self.on] if isinstance(self.on, str) else self.on or []

    @model_validator(mode="after")
    def _one_lead(self) -> TokenRule:
        if sum(lead is not None for lead in (self.brand or self.base, self.pick, self.of)) != 1:
            raise ValueError(say("a token needs one of brand, base, pick, of; only brand and base go together"))
        return self


@dataclass(frozen=True)
class SchemeColour:
    """A theme colour of the deck: slot name and luminance modulation (1.0 and 0.0: none)."""

    slot: str
    lum_mod: float = 1.0
    lum_off: float = 0.0


@dataclass(frozen=True)
class Moved:
    """A colour of the brand that cannot be used as it is, and the nearest that can.

    `grounds` are what it has to read on, by the brand's names, at `contrast`; without any, it is a ground itself on
    which neither black nor white would read.
    """

    role: str
    given: str
    used: str
    grounds: Mapping[str, str]
    contrast: float


def derive(
    rules: Mapping[str, TokenRule], brand: Mapping[str, str], measure: Measure
) -> tuple[dict[str, str], dict[str, str]]:
    """Return every token's colour and, for picked tokens, the token that was picked; `measure` tells what reads."""
    colours: dict[str, str] = {}
    origin: dict[str, str] = {}
    changed: set[str] = set()
    for token, rule in rules.items():
        if rule.pick is not None:
            origin[token] = _pick(rule, colours, measure)
            colours[token] = colours.get(origin[token], origin[token])
            continue
        if rule.of is not None:
            colours[token] = modulate(colours[rule.of], rule.lum_mod, rule.lum_off)
            continue
        own = brand.get(rule.brand) if rule.brand else None
        parents = {name for name in (rule.base, *rule.grounds, rule.mix and rule.mix.with_) if name}
        if own is None and rule.default and not (rule.base and parents & changed):
            start = rule.default
        elif own is not None:
            start = own
        else:
            base = rule.hueless if rule.hueless and is_grey(colours[rule.base or "paper"]) else rule.base
            start = shade(colours[base or "paper"], rule.turn, rule.tone, rule.shift)
            if rule.mix:
                start = mix(start, colours[rule.mix.with_], rule.mix.share)
        grounds = [colours[ground] for ground in rule.grounds]
        colours[token] = reach(start.upper(), grounds, rule.contrast, rule.carries, measure)
        if rule.apart and own is None:
            colours[token] = nearest_tone(colours[token], _told_apart(token, rules, dict(colours), measure))
        if colours[token].upper() != (rule.default or "").upper():
            changed.add(token)
    return colours, origin


def _pick(rule: TokenRule, colours: Mapping[str, str], measure: Measure) -> str:
    """Return the first of a rule's choices that reads; where none does, what does: "#FFFFFF" or "#000000".

    Of those that read, one that is seen beside the rule's token comes first.
    """
    grounds = [colours[ground] for ground in rule.grounds]
    needed = rule.contrast if "contrast" in rule.model_fields_set else READABLE
    reading = [name for name in rule.pick or [] if all(measure(colours[name], each) >= needed for each in grounds)]
    ground = colours.get(rule.beside or "")
    seen = [name for name in reading if ground is None or contrast(colours[name], ground) >= FAINT]
    return next(iter([*seen, *reading]), best_end(grounds, measure))


def moved_colours(
    rules: Mapping[str, TokenRule], colours: Mapping[str, str], brand: Mapping[str, str]
) -> Iterator[Moved]:
    """Yield the brand's colours that are not used as they are: nothing reads on them, or they do not read."""
    for token, rule in rules.items():
        given = brand.get(rule.brand) if rule.brand else None
        if given is None or rule.brand is None or given.upper() == colours[token]:
            continue
        grounds = {rules[ground].brand or ground: colours[ground] for ground in rule.grounds}
        yield Moved(rule.brand, given, colours[token], grounds, rule.contrast if grounds else rule.carries)


def _told_apart(
    token: str, rules: Mapping[str, TokenRule], colours: Mapping[str, str], measure: Measure
) -> Callable[[str], bool]:
    """Return whether a tone for `token`, and what is `of` it, keeps its contrast and is told from others in grey."""
    rule = rules[token]
    shades = [(other.lum_mod, other.lum_off) for other in rules.values() if other.of == token]

    def told(tone: str) -> bool:
        grounds = [colours[ground] for ground in rule.grounds]
        if not reads(tone, grounds, rule.contrast, rule.carries, measure):
            return False
        tones = [tone, *(modulate(tone, *each) for each in shades)]
        return not any(same_in_grey(each, colours[other]) for each in tones for other in rule.apart)

    return told


def scheme_colour(token: str, rules: Mapping[str, TokenRule], origin: Mapping[str, str]) -> SchemeColour:
    rule = rules[token]
    if rule.slot:
        return SchemeColour(rule.slot)
    if origin.get(token) in (WHITE, BLACK):  # any slot at full or at no lightness
        return SchemeColour("lt1", 0.0, 1.0 if origin[token] == WHITE else 0.0)
    if token in origin:
        return scheme_colour(origin[token], rules, origin)
    base = rules[rule.of] if rule.of else None
    if base is None or base.slot is None:
        raise ValueError(say("token {token} has neither a slot nor a slotted token it is made of", token=token))
    return SchemeColour(base.slot, rule.lum_mod, rule.lum_off)
