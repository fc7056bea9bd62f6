"""What the ledger's figures mean side by side: who speaks for whom, and where the halves do not match."""
