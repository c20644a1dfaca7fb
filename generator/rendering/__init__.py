"""From a casebook to pages and charts, in memory."""
