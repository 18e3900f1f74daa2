"""The memory that a command may use, where the system can hold it to that.

The command line alone is held to it: a program that uses the package decides for itself.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

# Libraries and the 59 pages of the first appendix take 0.35 GiB of address space; a list of 15,000
# rows on 370 pages takes 0.8, so that 1,600 such pages fit, with as much again to spare.
COMMAND_MEMORY_BYTES = 4 * 1024**3


@contextlib.contextmanager
def limited_memory(limit: int = COMMAND_MEMORY_BYTES) -> Iterator[None]:
    """Hold the process to a limit of address space, and let it go again.

    What would need more ends in a MemoryError, where else the system would grow slow and then end
    a process of its own choice.

    Args:
        limit: bytes of address space.
    """
    try:
        import resource
    except ImportError:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    lower = limit if soft == resource.RLIM_INFINITY else min(limit, soft)
    # macOS refuses a limit below what is mapped already.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (lower, hard))
    try:
        yield
    finally:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
