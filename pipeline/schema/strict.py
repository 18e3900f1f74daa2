"""The base of all that a schemas folder declares."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """A part of the description: nothing unknown in it, nothing converted."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
