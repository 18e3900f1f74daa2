"""A parser of a command line that says in one line what is wrong with it."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from pipeline.errors import WrongUsageError
from pipeline.inputs.beside import DOCUMENT_SUFFIXES
from pipeline.text.nearest import did_you_mean

# What argparse says of a word that is none of those it may be.
WRONG_CHOICE = re.compile(r"invalid choice: (['\"])(?P<word>.*)\1 \(choose from (?P<known>.*)\)")
# Begins what is said of words that belong to nothing.
LEFT_OVER = "unrecognized arguments"
# A word of a command line that is an option, with or without a value behind it.
OPTION_WORD = re.compile(r"(?P<name>--?[A-Za-z][\w-]*)(=.*)?", re.DOTALL)
# An option with the sign behind which no options come, in place of a value.
NO_VALUE = re.compile(r"--[A-Za-z][\w-]*=--")


class OneLineParser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line, and what was probably meant."""

    # The words that it was given.
    given: Sequence[str] = ()
    # What is wrong with arguments that do not go together; nothing where they do.
    wrong_together: Callable[[argparse.Namespace], str] = staticmethod(lambda options: "")

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        """Take the arguments; whatever is left over is wrong, for a command too."""
        self.given = sys.argv[1:] if args is None else list(args)
        if unnamed := next(filter(NO_VALUE.fullmatch, self.given), ""):
            # Python 3.11 and 3.12 take it for an empty list.
            self.error(f"argument {unnamed.removesuffix('=--')}: -- is no value")
        found, left_over = super().parse_known_args(self.given, namespace)
        if left_over:
            self.error(f"{LEFT_OVER}: {' '.join(left_over)}")
        if problem := self.wrong_together(found):
            self.error(problem)
        return found, left_over

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, what was probably meant, and where to read on."""
        unknown = self.unknown_option()
        if meant := did_you_mean(unknown, self.option_names()):
            # It may be the reason for which another one seems to be missing.
            message = f"there is no option {unknown}"
        elif choice := WRONG_CHOICE.search(message):
            meant = self.meant_choice(choice["word"], choice["known"])
        elif unknown and message.startswith(LEFT_OVER):
            message = f"there is no option {unknown}"
        advice = f"{meant} See" if meant else "see"
        raise WrongUsageError(f"{message}: {advice} {self.prog} --help.")

    def option_names(self) -> list[str]:
        """The names of its options."""
        return [name for action in self._actions for name in action.option_strings]

    def unknown_option(self) -> str:
        """The first option it was given that is neither one of its own nor begins one."""
        for word in self.given:
            # All options of a command stand behind its name, and are looked at there.
            if word == "--" or (self._subparsers and not word.startswith("-")):
                break
            option = OPTION_WORD.fullmatch(word)
            if option and not any(n.startswith(option["name"]) for n in self.option_names()):
                return option["name"]
        return ""

    def meant_choice(self, word: str, known: str) -> str:
        """The question which of some words was meant.

        Args:
            word: the wrong one.
            known: the right ones, as argparse lists them.
        """
        if self._subparsers and word.lower().endswith(DOCUMENT_SUFFIXES):
            return f"did you mean build {word}?"
        return did_you_mean(word, [one.strip("'\"") for one in known.split(", ")])
