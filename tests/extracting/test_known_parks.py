"""A registry's names are found in a text whatever the size of the registry."""

from __future__ import annotations

from generator.extracting.gazetteer import Gazetteer
from generator.extracting.known_parks import NOBODY, KnownParks, known_parks
from generator.extracting.regions import regions_in
from generator.model.subject import Park

PARKS = (
    Park("yunhe", "云禾园", ("云禾科创园", "云禾"), place="江苏省苏州市昆山市"),
    Park("luoxi", "洛溪园"),
    Park("again", "洛溪新园", ("洛溪园",)),
)


def test_names_that_stand_in_a_text_are_found_with_their_park() -> None:
    found = dict(KnownParks(PARKS).in_text("云禾科创园和云禾都说到了。"))
    assert found == {
        "云禾科创园": ("云禾园", "江苏省苏州市昆山市"),
        "云禾": ("云禾园", "江苏省苏州市昆山市"),
    }


def test_of_two_parks_with_one_name_the_last_is_meant() -> None:
    known = KnownParks(PARKS)
    assert known.listed["洛溪园"] == "洛溪新园"
    assert dict(known.in_text("洛溪园今年新增企业5家。")) == {"洛溪园": ("洛溪新园", "")}


def test_a_name_of_one_character_is_found_too() -> None:
    assert dict(KnownParks([Park("a", "甲")]).in_text("在甲。")) == {"甲": ("甲", "")}


def test_the_same_registry_is_filed_once() -> None:
    assert known_parks(PARKS) is known_parks(PARKS)
    assert known_parks(()) is NOBODY


def test_mentions_carry_the_registrys_names() -> None:
    mentions = regions_in("云禾科创园引进企业5家。", Gazetteer.load(), known_parks(PARKS))
    assert [(m.surface, m.name) for m in mentions] == [("云禾科创园", "云禾园")]
