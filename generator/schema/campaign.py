"""The campaign: what is taught, in one language. One file a language in `content/campaigns/<topic>/`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from generator.schema.base import FOREIGN, Foreign, Language, Model, Text
from generator.schema.campaign_parts import (
    Case,
    Channels,
    Checklist,
    Closing,
    Criteria,
    Pledge,
    Practice,
    Question,
    Sourced,
    SourceId,
    Statement,
    Talk,
    Values,
)


class Promise(Sourced):
    """What the public is promised: the headline of poster, card and title slide."""

    headline: Text = Field(description='The promise in a few words: "Padamkan, lalu pulang."')
    subtitle: Text = Field(description='The line under it: "Dua cara menghemat listrik"')
    slogan_event: Text = Field(description="The headline of the poster that announces the event")


class Lead(Sourced):
    """The opening sentence of the handout."""

    text: Annotated[Text, StringConstraints(max_length=75)] = Field(description="At most 75 characters")


class Body(Sourced):
    """The opening paragraph of the handout."""

    text: Annotated[Text, StringConstraints(max_length=240)] = Field(description="At most 240 characters")


class Meaning(Model):
    """The opening of the handout."""

    question: Text = Field(description='The question that it answers: "Apa arti hemat listrik?"')
    lead: Lead = Field(description="The answer in one sentence of at most 75 characters")
    body: Body = Field(description="The answer in a paragraph of at most 240 characters")


class Reason(Sourced):
    """One reason why the topic matters."""

    heading: Text = Field(description="The reason in a few words")
    text: Text = Field(description="One or two sentences on it")


class Why(Model):
    """The slide on why the topic matters."""

    title: Text = Field(description="The slide's title")
    reasons: list[Reason] = Field(min_length=3, max_length=3, description="Three reasons")
    talk: Talk = Field(description="The slide's speaker notes")


class BigStatement(Statement):
    """The slide with one big sentence."""

    detail: Text = Field(description="A line under the big sentence")
    talk: Talk = Field(description="The slide's speaker notes")


class Definition(Model):
    """The slide on the value that the campaign is about."""

    value: Text = Field(description="The value's name, exactly as in values.items")
    note: Text | None = Field(
        default=None, description='What is said after the place of its definition: "our translation"; may be left out'
    )
    talk: Talk = Field(description="The slide's speaker notes")


class Source(Model):
    """Where a statement comes from."""

    name: Text = Field(description='The short name that is printed: "Panduan 2027"')
    detail: Text = Field(description='The place or the full title: "Bab 2"')
    kind: Literal["law", "press", "agency", "study", "project"] = Field(
        description='law, press, agency, study, or project ("made for this kit")'
    )


class Campaign(Model):
    """A campaign in one language."""

    language: Language = Field(description='The language of this file, as in its name: "id", "en"')
    title: Text = Field(description="The topic")
    promise: Promise = Field(description="The headline of poster, card and title slide")
    opening: Talk = Field(description="Speaker notes of the title slide")
    agenda_talk: Talk = Field(description="Speaker notes of the agenda slide")
    meaning: Meaning = Field(description="The opening of the handout")
    why: Why = Field(description="Why the topic matters")
    statement: BigStatement = Field(description="One big sentence on a slide of its own")
    definition: Definition = Field(description="The value that the campaign is about")
    criteria: Criteria = Field(description="The criteria, the heart of every product")
    practice: Practice = Field(description="What to do and what to avoid in daily work")
    cases: list[Case] = Field(min_length=3, max_length=3, description="Three cases to discuss")
    values: Values = Field(description="The set of values, each with definition and conduct")
    quiz: list[Question] = Field(min_length=5, max_length=5, description="Five questions")
    checklist: Checklist = Field(description="A self-check for the handout")
    pledge: Pledge = Field(description="The pledge, marked as a draft of this kit")
    channels: Channels = Field(description="Where the public can complain")
    closing: Closing = Field(description="The last slide")
    sources_talk: Talk = Field(description="Speaker notes of the slide with the sources")
    sources: dict[SourceId, Source] = Field(
        min_length=1, description="Every source by the id that statements name it with"
    )
    sources_title: Text = Field(description="The heading over the printed sources")
    sources_note: Text = Field(description="What to check before printing")
    sources_check: Text | None = Field(default=None, description="The same in short, for posters; may be left out")
    foreign: Foreign = FOREIGN
