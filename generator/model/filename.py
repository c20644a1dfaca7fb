"""Names that no file may have, whatever its ending: what is made here is unpacked on any system."""

from __future__ import annotations

_NUMBERED = ("com", "lpt")

DEVICES = frozenset({"con", "prn", "aux", "nul"}) | frozenset(
    f"{name}{number}" for name in _NUMBERED for number in range(10)
)
"""Names that Windows keeps for devices, in small letters (Microsoft, “Naming Files, Paths, and
Namespaces”): neither ``con`` nor ``con.md`` can be written there."""
