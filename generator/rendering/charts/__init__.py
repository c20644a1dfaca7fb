"""Charts: drawn without pyplot, the same bytes on every build, with an alternative in words."""
