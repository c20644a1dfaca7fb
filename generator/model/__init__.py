"""The nouns that all stages share: frozen, typed, no I/O."""
