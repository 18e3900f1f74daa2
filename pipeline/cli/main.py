"""The command line: which command runs, and how an error is told.

Nothing heavy is imported before it is needed.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence

from pipeline.bounds import Deadline, memory_named
from pipeline.cli.arguments import make_parser
from pipeline.cli.build import build_all
from pipeline.cli.documents import document_path
from pipeline.cli.memory import limited_memory
from pipeline.cli.progress import page_reader
from pipeline.errors import INTERNAL_EXIT, InputError, PipelineError, complain, unforeseen_message

INTERRUPTED_EXIT = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    # A terminal that cannot show a letter gets its number instead of an error.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    debug = False
    try:
        options = make_parser().parse_args(arguments)
        debug = options.debug
        # The process is short and calculates little: looking for cycles while the libraries load
        # would take a tenth of its time, and starting threads for linear algebra another.
        gc.disable()
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        with limited_memory():
            code = run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads the output has seen enough of it; there is nobody to tell that to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except PipelineError as error:
        if debug:
            raise
        complain(str(error))
        return error.exit_code
    except MemoryError:
        complain("there is more to read than the memory holds: name less at once. [memory-limit]")
        return InputError.exit_code
    except KeyboardInterrupt:
        complain("stopped: outputs are as they were.")
        return INTERRUPTED_EXIT
    except Exception as error:
        if debug:
            raise
        complain(unforeseen_message(error))
        return INTERNAL_EXIT
    return code


def run(options: argparse.Namespace) -> int:
    """Run the command that was called; the exit code."""
    if options.command == "build":
        return build_all(options)
    if options.command == "decide":
        return run_decide(options)
    if options.command == "compare":
        from pipeline.cli.compare import compare

        return compare(options)
    if options.command == "checks":
        from pipeline.cli.checks import list_checks

        return list_checks(options)
    if options.command == "inspect":
        return run_inspect(options)
    raise AssertionError(options.command)


def run_inspect(options: argparse.Namespace) -> int:
    """Show what a document holds; the exit code."""
    deadline = Deadline(options.pdf, options.time_limit)
    with memory_named(options.pdf):
        with page_reader(options.pdf, options) as reader:
            # Imported here, so that the child reads the PDF while these take their time.
            from pipeline.cli.inspect import show_document

            document = reader.document()
        show_document(document, deadline, options)
    return 0


def run_decide(options: argparse.Namespace) -> int:
    """Record decisions on a document; the exit code."""
    pdf = document_path(options.name)
    deadline = Deadline(pdf, options.time_limit)
    with memory_named(pdf):
        with page_reader(pdf, options) as reader:
            from pipeline.cli.decide import record_decisions

            document = reader.document()
        record_decisions(document, deadline, options)
    return 0
