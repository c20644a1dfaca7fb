"""How commands end."""

OK, FAILED, INCOMPLETE = 0, 1, 3
"""Exit statuses: all went well; nothing could be done; done, but something was left out."""
