"""`python -m pipeline` is the command `liitetaulukko`."""

from __future__ import annotations

import sys

from pipeline.system.stopping import Stopped, signals_ignored, signals_stop
from pipeline.system.terminal import complain, open_missing_streams


def start() -> int:
    """Run the command line as a process of its own; the exit code."""
    open_missing_streams()
    try:
        with signals_stop():
            # Imported here, so that a signal finds the program ready for it.
            from pipeline.cli.main import main

            code = main()
            # All is done and said; what Python puts away is nobody's loss.
            signals_ignored()
    except Stopped as stop:
        from pipeline.cli.main import stopped_message

        complain(stopped_message())
        code = stop.exit_code
    return code


if __name__ == "__main__":
    sys.exit(start())
