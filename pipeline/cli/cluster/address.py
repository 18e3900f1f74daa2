"""The address of a Dask cluster as the command line takes it."""

from __future__ import annotations

import argparse
import re

SCHEME = "dask://"
# A name or number of a host, one of IPv6 in brackets, and a port.
HOST_AND_PORT = re.compile(r"(?P<host>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.%]+\]):(?P<port>[0-9]{1,5})/?")
HIGHEST_PORT = 65535


def dask_address(text: str) -> str:
    """HOST:PORT of dask://HOST:PORT."""
    found = HOST_AND_PORT.fullmatch(text.removeprefix(SCHEME))
    if not text.startswith(SCHEME) or not found or not 0 < int(found["port"]) <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(
            f"“{text}” is no address like {SCHEME}10.0.0.1:8786, of the scheduler of a Dask cluster"
        )
    return f"{found['host']}:{int(found['port'])}"
