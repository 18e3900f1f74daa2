"""`python -m pipeline` is the command `liitetaulukko`."""

import sys

from pipeline.cli.main import main

sys.exit(main())
