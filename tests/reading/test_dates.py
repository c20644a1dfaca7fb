from __future__ import annotations

import datetime as dt

import pytest

from generator.reading.dates import day, first_date, text_date, url_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-07-03 09:12", "2024-07-03"),
        ("2024年7月3日", "2024-07-03"),
        ("2024/7/3", "2024-07-03"),
        ("2024.07.03", "2024-07-03"),
        ("20240703", "2024-07-03"),
        ("2024-13-40", None),
        ("13812024070312", None),
    ],
)
def test_stated_dates(text: str, date: str | None) -> None:
    found = first_date(text)
    assert (found.date.isoformat() if found else None) == date
    assert found is None or not found.inferred


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("https://example.cn/2024/0703/c12-3.html", "2024-07-03"),
        ("https://example.cn/art/2024-07-03/12.html", "2024-07-03"),
        ("https://example.cn/202407/t20240703_88.html", "2024-07-03"),
        ("https://example.cn/content/646840/52/14010959.html", None),
        (None, None),
    ],
)
def test_dates_of_addresses(url: str | None, date: str | None) -> None:
    found = url_date(url)
    assert (found.date.isoformat() if found else None) == date


@pytest.mark.parametrize(
    ("text", "date", "inferred"),
    [
        ("新华社青溪2024年8月17日电", "2024-08-17", False),
        ("某网8月17日电 2024年上半年,园区新增企业。2024年6月,2023年相比。", "2024-08-17", True),
        ("9月20日,召开2024年推进会。", "2024-09-20", True),
        ("园区环境越来越好。", None, False),
        ("到2030年,园区要建成。", None, False),
    ],
)
def test_dates_inferred_from_the_text(text: str, date: str | None, inferred: bool) -> None:  # noqa: FBT001
    found = text_date(text)
    assert (found.date.isoformat() if found else None) == date
    assert found is None or found.inferred is inferred


def test_impossible_days_are_none() -> None:
    assert day(2023, 2, 29) is None
    assert day(2024, 2, 29) == dt.date(2024, 2, 29)
