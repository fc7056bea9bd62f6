"""Numbers, dates, outcomes and kinds in words, the same wherever they are told."""
