"""Blocks of plain pages. W13: images are chooser + alt text of our own; texts are never null; no tables."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

FEATURES = ["h3", "bold", "ol", "ul", "link", "document-link"]


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(label=_("what the picture shows"), max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=80)
    text = blocks.RichTextBlock(label=_("text"), features=["bold", "link"])

    class Meta:
        label = _("Step")


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("question"), max_length=160)
    answer = blocks.RichTextBlock(label=_("answer"), features=FEATURES)

    class Meta:
        icon = "help"
        label = _("Question and answer")


class LinkBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("text"), max_length=80)
    page = blocks.PageChooserBlock(label=_("page"), required=False)
    address = blocks.URLBlock(label=_("address"), required=False)

    class Meta:
        icon = "link"
        label = _("Button")


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(label=_("Heading"), icon="title", max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=FEATURES)
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), icon="list-ol")
    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions"), icon="help")
    picture = PictureBlock()
    link = LinkBlock()
