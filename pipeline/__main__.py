"""`python -m pipeline` is the command `liitetaulukko`."""

import sys

from pipeline.cli import main

sys.exit(main())
