"""Commands that need more than a few lines; ``generator.cli`` puts them together."""
