"""``casebook review``: people decide on the terminal about what the machine read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from generator.commands.console import corpus_option, errors, say, started
from generator.errors import BadRegistry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.comparing.review import Doubt, ReviewItem
    from generator.model.casebook import FactRecord
    from generator.reviewing import Review

_DOUBTS = {
    "conflict": "数值冲突",
    "unplaced": "园区未定",
    "unsure": "读法存疑",
    "low-margin": "主题难定",
    "inferred": "期间系推断",
    "compared": "用于比较",
    "key": "重点",
    "new": "新增",
}
_CHOICES = {
    "c": "确认",
    "e": "更正",
    "w": "撤回",
    "a": "补充本文漏读的事实",
    "s": "跳过",
    "q": "结束",
}


@click.command()
@corpus_option
@click.option("--list", "listing", is_flag=True, help="只列出待核的事实，不作决定。")
@click.option("--who", help="复核人姓名。")
@click.option("--limit", type=click.IntRange(min=1), help="最多看几条。")
@click.option(
    "--when",
    type=click.DateTime(["%Y-%m-%d"]),
    help="决定的日期；默认今天。",
)
def review(
    corpus: Path, *, listing: bool, who: str | None, limit: int | None, when: dt.datetime | None
) -> None:
    """逐条复核：最需要看的在前，决定记入 decisions.yml。

    先列数值冲突、园区未定、读法存疑、主题难定和推断的期间，再列比较所用的、重点的和新增的事实。
    """
    with errors(), started():
        from generator.reviewing import open_review

        opened = open_review(corpus)
        say(counts_line(opened.casebook))
        items = opened.items[:limit]
        if listing or not items:
            say("\n".join(_line(item) for item in items) or "没有待核的事实。")
            if not listing:
                opened.close()  # a run that was killed at its end may not have done so
            return
        name = who or click.prompt("复核人")
        day = when.date() if when else dt.datetime.now().astimezone().date()
        _Session(opened, str(name), day).run(items)


def counts_line(casebook: Any) -> str:  # noqa: ANN401 - Casebook, imported lazily
    """How many facts have which status, in a line."""
    from generator.comparing.review import status_counts
    from generator.rendering.labels import STATUSES

    counts = (f"{STATUSES[status]} {n}" for status, n in status_counts(casebook).items())
    return f"人工复核：{'，'.join(counts)}。"


def _named(doubts: Sequence[Doubt]) -> str:
    return "、".join(_DOUBTS[doubt.value] for doubt in doubts)


def _line(item: ReviewItem) -> str:
    from generator.rendering.escaping import legible

    fact = item.record.fact
    words = f"{fact.surface.text}\t{fact.indicator}\t{fact.park}"
    return legible(f"{item.record.id}\t{_named(item.doubts)}\t") + "\t".join(
        legible(part) for part in words.split("\t")
    )


class _Session:
    """One person's decisions in a row; every one is written at once."""

    def __init__(self, opened: Review, who: str, when: dt.date) -> None:
        self._opened, self._who, self._when = opened, who, when

    def run(self, items: Sequence[ReviewItem]) -> None:
        done = 0
        for number, item in enumerate(items, 1):
            say(f"\n[{number}/{len(items)}] {item.record.id}  {_named(item.doubts)}")
            _show(item.record)
            answer = self._answer(item.record)
            if answer == "q":
                break
            done += answer != "s"
        self._opened.close()
        say(f"\n记入 {done} 条决定：{self._opened.path}")

    def _answer(self, record: FactRecord) -> str:
        """Ask until the fact is decided, skipped or the person stops."""
        menu = "  ".join(f"[{key}]{name}" for key, name in _CHOICES.items())
        while True:
            say(menu)
            answer: str = click.prompt(
                "决定", type=click.Choice(list(_CHOICES)), show_choices=False
            )
            if answer in {"s", "q"}:
                return answer
            try:
                self._opened.decide(self._entry(answer, record))
            except BadRegistry as error:
                say(f"未记入：{error.problem}；{error.remedy}。")
                continue
            except click.Abort:
                say("未记入。")
                return "q"
            if answer != "a":  # after an addition the fact itself is still to be decided
                return answer

    def _entry(self, answer: str, record: FactRecord) -> dict[str, Any]:
        fact = record.fact
        if answer == "a":
            return self._signed(_addition(record), "程序漏读")
        entry: dict[str, Any] = {
            "fact": record.id,
            "action": {"c": "confirm", "e": "correct", "w": "withdraw"}[answer],
            "article": fact.article,
            "surface": fact.surface.text,
            "quote": fact.quote.text,
        }
        if answer == "e":
            entry["change"] = _asked_fields("更正（字段: 值，空行结束）")
        return self._signed(entry, "" if answer == "c" else None)

    def _signed(self, entry: dict[str, Any], why: str | None) -> dict[str, Any]:
        reason = click.prompt("理由", default=why, show_default=bool(why))
        if reason:
            entry["why"] = str(reason)
        return entry | {"who": self._who, "when": self._when}


def _show(record: FactRecord) -> None:
    """The words, the figure in them bold, and what was read from them."""
    from generator.rendering import wording
    from generator.rendering.escaping import legible

    fact = record.fact
    at = fact.surface.span.start - fact.quote.span.start
    before, behind = fact.quote.text[:at], fact.quote.text[at + len(fact.surface.text) :]
    figure = click.style(legible(fact.surface.text), bold=True)
    say(f"来源：{legible(record.article.title)}（{legible(fact.article)}）")
    say(f"原句：{legible(before)}{figure}{legible(behind)}")
    reading = {
        "indicator": fact.indicator,
        "value": f"{fact.quantity.value.normalize():f}",
        "unit": fact.quantity.unit,
        "bound": fact.quantity.bound.value,
        "role": fact.role.value,
        "parks": fact.park,
        "theme": fact.theme,
        "entity": fact.entity,
        "measure": fact.measure,
        "period": wording.period(fact.period, record.article),
        "speaker": fact.speaker,
        "key": "true" if fact.key else "false",
    }
    shown = (f"{name}: {legible(str(value))}" for name, value in reading.items() if value)
    say("读作：" + "；".join(shown))


def _asked_fields(heading: str) -> dict[str, Any]:
    """Fields as people type them, each in the form of YAML: ``value: 12``."""
    import yaml

    say(heading)
    fields: dict[str, Any] = {}
    while line := click.prompt("  ", default="", show_default=False, prompt_suffix=""):
        name, mark, value = line.replace("：", ":", 1).partition(":")
        try:
            typed = yaml.safe_load(value)
        except (yaml.YAMLError, ValueError):
            mark = ""
        if mark:
            fields[name.strip()] = typed
        else:
            say("  请写成“字段: 值”，例如 value: 12。")
    return fields


def _addition(record: FactRecord) -> dict[str, Any]:
    quote = click.prompt("原句（逐字）")
    surface = click.prompt("数字（逐字）")
    parks = list(record.fact.parks)
    say(f"园区默认为{'、'.join(parks)}，主题默认为 {record.fact.theme}。")
    asked = _asked_fields("读作（至少 value、unit、role、indicator；空行结束）")
    reading = {"parks": parks, "theme": record.fact.theme} | asked
    return {
        "action": "add",
        "article": record.fact.article,
        "quote": quote,
        "surface": surface,
        "reading": reading,
    }
