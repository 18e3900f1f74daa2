"""What stands beside a PDF in, its decisions ledger and what is known of its source out."""
