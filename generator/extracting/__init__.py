"""From an article to its facts: a pure function, no disk, no clock, no other articles."""
