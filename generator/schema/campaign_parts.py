"""The parts of a campaign that are more than a line or two; campaign.py puts them together."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.schema.base import Model, Slug, Text
from generator.wording import say

MIN_NOTE_WORDS = 40
SourceId = Slug


class Sourced(Model):
    """Anything that says something: it names its source."""

    source: SourceId = Field(description="The id of its source in `sources`")
    at: Text | None = Field(default=None, description='The place in the source: "Bab 2, butir 4"; may be left out')


class Statement(Sourced):
    """A sentence with its source."""

    text: Text = Field(description="The sentence as it is printed")


class Talk(Model):
    """Speaker notes of one slide: `say` and `ask` together have at least 40 words."""

    minutes: int = Field(ge=1, le=30, description="A weight from 1 to 30: its share of the session's time")
    say: Text = Field(description="What the speaker says")
    ask: Text = Field(description="A question to the hall")

    @model_validator(mode="after")
    def _has_enough_words(self) -> Self:
        words = len(self.say.split()) + len(self.ask.split())
        if words < MIN_NOTE_WORDS:
            raise PydanticCustomError(
                "talk_words",
                "{said}",
                {
                    "said": say(
                        "say and ask have {count} words together, at least {least} are needed",
                        count=words,
                        least=MIN_NOTE_WORDS,
                    ),
                    "mend": say(
                        "add {count} words or more, so that the notes carry the slide", count=MIN_NOTE_WORDS - words
                    ),
                },
            )
        return self


class Criterion(Model):
    """One criterion, with its meaning, its conduct and a do and don't at the counter."""

    name: Text = Field(description="The criterion in a few words")
    short: Statement = Field(description="One sentence, for the poster")
    meaning: Statement = Field(description="What it means, for handout and slide")
    points: list[Statement] = Field(min_length=1, max_length=6, description="One to six conduct points")
    note: Text | None = Field(default=None, description="A remark in small print; may be left out")
    do: Statement = Field(description="What to do at the counter")
    dont: Statement = Field(description="What to avoid at the counter")
    talk: Talk = Field(description="The slide's speaker notes")


class Criteria(Model):
    """The criteria, the heart of every product."""

    title: Text = Field(description="The heading over the criteria")
    subtitle: Text | None = Field(default=None, description="A line under it; may be left out")
    talk: Talk = Field(description="The overview slide's speaker notes")
    items: list[Criterion] = Field(min_length=2, max_length=5, description="Two to five criteria")


class Pair(Sourced):
    """One thing to do, and what to avoid instead."""

    do: Text = Field(description="What to do")
    dont: Text = Field(description="What to avoid")


class Practice(Model):
    """Do and don't in daily work."""

    title: Text = Field(description='The heading over the things to do: "Biasakan"')
    avoid_title: Text = Field(description='The heading over the things to avoid: "Tinggalkan"')
    talk: Talk = Field(description="The slide's speaker notes")
    pairs: list[Pair] = Field(min_length=3, max_length=5, description="Three to five pairs")


class Case(Model):
    """A case to discuss, and its answer."""

    title: Text = Field(description="The case in a few words")
    story: Text = Field(description="What happened, in two to four sentences")
    questions: list[Text] = Field(min_length=2, max_length=2, description="Two questions to the hall")
    answer_title: Text = Field(description="The answer in a few words")
    answer: list[Text] = Field(min_length=2, max_length=3, description="The answer in two or three points")
    source: SourceId = Field(description="The id of its source in `sources`")
    talk: Talk = Field(description="Speaker notes of the case")
    answer_talk: Talk = Field(description="Speaker notes of the answer")


class Value(Model):
    """One value, with its definition and conduct."""

    name: Text = Field(description="The value's name")
    definition: Statement = Field(description="Its definition, in the law's own words")
    short: Text = Field(description="Its definition in a few words, for the card")
    conduct: list[Statement] = Field(min_length=1, max_length=6, description="Its one to six conduct points")


class Values(Model):
    """The set of values."""

    title: Text = Field(description='The headline: "Tiga nilai, satu langkah."')
    name: Text = Field(description='The set\'s name: "TERANG"')
    subtitle: Text = Field(description='What it is: "Tiga nilai kita"')
    shortened: Text = Field(description="What is said where the definitions are shortened")
    source: SourceId = Field(description="The id of its source in `sources`")
    at: Text = Field(description="The place in the source")
    talk: Talk = Field(description="The slide's speaker notes")
    items: list[Value] = Field(min_length=3, max_length=9, description="Three to nine values")


class Question(Model):
    """A quiz question with three options."""

    question: Text = Field(description="The question")
    options: list[Text] = Field(min_length=3, max_length=3, description="Three options")
    key: int = Field(ge=0, le=2, description="The right option: 0 is the first, 1 the second, 2 the third")
    reason: Text = Field(description="Why it is right")
    source: SourceId = Field(description="The id of its source in `sources`")
    talk: Talk = Field(description="Speaker notes of the question")
    answer_talk: Talk = Field(description="Speaker notes of the answer")


class Band(Model):
    """What a range of ticks means."""

    range: Text = Field(description='How many ticks: "0–2"')
    advice: Text = Field(description="What to do next")


class Checklist(Model):
    """A self-check for the handout."""

    title: Text = Field(description="The heading")
    intro: Text = Field(description="How to use it")
    items: list[Text] = Field(min_length=4, max_length=7, description="Four to seven statements to tick")
    reading_title: Text = Field(description="The heading over the bands")
    bands: list[Band] = Field(min_length=3, max_length=3, description="Three ranges of ticks")
    source: SourceId = Field(description="The id of its source in `sources`")


class Pledge(Model):
    """The pledge, marked as a draft of this kit."""

    title: Text = Field(description="The heading")
    lines: list[Text] = Field(min_length=3, max_length=5, description="Three to five lines")
    note: Text = Field(description='Whose draft it is: "Rancangan panitia"')
    source: SourceId = Field(description="The id of its source in `sources`")
    talk: Talk = Field(description="The slide's speaker notes")


class FirstStep(Model):
    """What someone with a complaint does first."""

    name: Text = Field(description="The step in a few words")
    detail: Text = Field(description="The step in a sentence")


class Channel(Model):
    """One complaint channel."""

    name: Text = Field(description='Its name: "Helpdesk"')
    label: Text = Field(description='What the slide calls it: "SMS helpdesk"')
    value: Text = Field(description='What the slide shows big, in quotes: "100-200"')
    detail: Text = Field(description="All ways to reach it, for the handout")
    source: SourceId = Field(description="The id of its source in `sources`")


class Channels(Model):
    """Where the public can complain."""

    title: Text = Field(description="The heading")
    intro: Text = Field(description="A sentence on when to use them")
    first: FirstStep = Field(description="What comes before any channel")
    items: list[Channel] = Field(min_length=2, max_length=3, description="Two or three channels")
    card_title: Text = Field(description="The heading on the card")
    card: list[Text] = Field(min_length=3, max_length=3, description="Three short lines for the card")
    talk: Talk = Field(description="The slide's speaker notes")


class Closing(Model):
    """The last slide."""

    headline: Text = Field(description='"Mulai sekarang."')
    call: Text = Field(description='What the QR code is for: "Pindai untuk bahannya"')
    talk: Talk = Field(description="The slide's speaker notes")
