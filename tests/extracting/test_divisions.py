"""Divisions by name: full and short names, and what lies in what."""

from __future__ import annotations

import pytest

from generator.extracting.divisions import Divisions, Level
from generator.resources import lexicon_data


@pytest.fixture(scope="module")
def divisions() -> Divisions:
    return Divisions(tuple(lexicon_data("parks_suffixes")["ethnic"]))


def test_a_county_knows_what_it_lies_in(divisions: Divisions) -> None:
    (county,) = divisions["昆山市"]
    assert county.path == ("江苏省", "苏州市", "昆山市")
    assert (county.level, county.kind, county.short) == (Level.COUNTY, "县级市", "昆山")
    assert county.within(divisions["苏州市"][0])
    assert not divisions["苏州市"][0].within(county)
    assert county.address == "江苏省苏州市昆山市"


def test_a_name_has_all_divisions_that_are_called_so(divisions: Divisions) -> None:
    assert len({place.path for place in divisions["朝阳区"]}) > 1
    assert [place.name for place in divisions["昆山"]] == ["昆山市"]
    assert divisions["昆山"] == divisions["昆山市"]
    # 吉林 is short for the province and for the city.
    assert {place.level for place in divisions["吉林"]} == {Level.PROVINCE, Level.CITY}


def test_short_names_leave_out_the_peoples(divisions: Divisions) -> None:
    assert "恩施" in divisions.shorts
    assert {place.name for place in divisions["恩施"]} >= {"恩施土家族苗族自治州", "恩施市"}
    assert "内蒙古" in divisions.shorts


def test_every_name_finds_divisions_that_have_it(divisions: Divisions) -> None:
    assert len(divisions) == len(list(divisions)) > 6000
    assert divisions.shorts < set(divisions)
    for name in divisions:
        assert all(name in {place.name, place.short} for place in divisions[name])
        assert (name in divisions.shorts) == all(place.name != name for place in divisions[name])


def test_what_is_no_division_has_no_name(divisions: Divisions) -> None:
    assert "桃花源市" not in divisions
    assert divisions.get("桃花源市") is None
    with pytest.raises(KeyError):
        divisions["桃花源市"]
