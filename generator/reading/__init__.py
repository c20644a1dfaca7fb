"""From files to articles and registries: encodings, layout, script, damage, metadata."""
