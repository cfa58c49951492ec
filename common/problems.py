"""What a machine is told when something is wrong: the same form from every address of the open data."""

from __future__ import annotations

from typing import Annotated

from ninja import Field, Schema

API_VERSION = "1"


class ProblemOut(Schema):
    """One thing that is wrong. `code` is stable; `message` is a sentence for people, in the language of the question."""

    version: Annotated[str, Field(description="of this form and of its codes")] = API_VERSION
    code: str = Field(examples=["no-such-page"])
    field: str = Field(description="the parameter that is meant, or nothing", examples=["page"])
    message: str = Field(examples=["There is no page “0”."])
