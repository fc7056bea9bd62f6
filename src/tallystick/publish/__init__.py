"""What readers see: the report of rival counts, and single records with their words, in several formats."""
