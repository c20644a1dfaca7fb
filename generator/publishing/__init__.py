"""From pages and charts to files: the only stage that writes."""
