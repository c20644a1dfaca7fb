"""From extractions to a casebook: alignment over parks and themes, verdicts, coverage."""
