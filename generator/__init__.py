"""Casebook: from a folder of articles to a checked, comparative casebook."""
