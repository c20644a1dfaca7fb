"""People named in a text: office and name, with the body that they belong to.

A name is told by the office before it (局长李明), by a surname, and by what follows it; between a
name of two characters and one of three the text's own usage decides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.extracting.few_names import places_of_names
from generator.extracting.gazetteer import Gazetteer
from generator.extracting.name_marks import matches_at
from generator.extracting.scanning import Ending, Opening, second_characters
from generator.extracting.time_patterns import alternatives
from generator.extracting.wordlist import places_of
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Iterable

_ORGANISATION_REACH = 40
_LONGEST_GIVEN = 2

# 阿不都·外力, 买买提江·阿布力孜: a name of several parts
_DOTTED = r"[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]"
_RE_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{2,6}){1,3}")
_RE_GIVEN = re.compile(r"[\u4e00-\u9fff]{1,2}")
_RE_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONGEST_PART, _SHORTEST_PART = 6, 2
# 做葡萄干的|阿不都·外力|,2018年…: a name of several parts without an office
_RE_BARE_DOTTED = re.compile(
    r"(?<=[的,。“、:是])[\u4e00-\u9fff]{2,6}(?:·[\u4e00-\u9fff]{2,6}){1,3}?(?=[,说称道]|表示|介绍|告诉|坦言|回忆|感慨)"
)
# 副 and the like before a title that the lexicon has without them
_RE_TITLE_PREFIX = Ending(
    re.compile(r"(?:党委|党组|党工委|常务|副|原|总|高级|首席|执行|行政|助理|专职|兼){1,8}$"),
    "委组务副原总级席行政理职兼",
)
_PREFIX = 8
"""Characters of what stands before a title, at most."""

# The first of several offices: 云河县政府 | 副秘书长、办公厅
_RE_FIRST_OFFICE = re.compile(
    r"(?P<body>[^、]{2,30}?)(?:党组|党委|党工委|常务|副){0,4}(?:书记|主任|局长|委员|常委|秘书长|县长|区长|市长|董事长|厅长)(?:、|$)"
)

# What a body's name cannot run across: marks, 的, and words that bring the speaker in
_RE_BODY_START = re.compile(
    r".{0,60}(?:[,;:。!?“”《》\s]|的|记者从|据|来自|正在|对于|[年月日]上午|[年月日]下午)"
)
_RE_LEAD = re.compile(
    r"^(?:对此|此外|同时|随后|日前|近日|目前|如今|其间|期间|而|对|让|使|在|从|由|当|请|[\d年月日]+)+"
)


class SpeechLexicon(Struct, frozen=True, eq=False):
    """What is true of Chinese words of speaking.

    Attributes:
        title: An office followed by a surname.
        gazetteer: Knows where in a text an office may stand.
        surname: A surname at the start of a string.
        not_name: A word at the start of a string that begins like a name.
        after_name: What may follow a name.
        said: A verb of saying.
        said_end: A verb of saying at the end of a string, with what brings it in.
        reported: A verb of reporting before a comma or colon.
        reported_open: A verb of reporting that needs no comma: 表示将.
        pronoun: 他说, 她还记得, with what follows at once.
        addressed: 陈总, 李女士, 小张.
        courtesy: 李女士 or 经办人小张 within a clause.
        view: 在 … 看来, with the speaker as group ``who``.
        manner_end: Words of manner at the end of a string.
        according: 据 … 介绍, with the speaker as group ``who``.
        learned: 记者从 … 获悉, with the speaker as group ``who``.
        representative_end: 负责人 at the end of a string.
        body_end: A body's name at the end of a string.
        nameless: A speaker whom nobody could name.
        askers: Labels of questions.
        answerers: Labels of answers.
    """

    title: re.Pattern[str]
    gazetteer: Gazetteer
    surname: re.Pattern[str]
    not_name: re.Pattern[str]
    after_name: re.Pattern[str]
    said: re.Pattern[str]
    said_end: Ending
    reported: Opening
    reported_open: re.Pattern[str]
    pronoun: Opening
    addressed: re.Pattern[str]
    courtesy: re.Pattern[str]
    view: re.Pattern[str]
    manner_end: re.Pattern[str]
    according: re.Pattern[str]
    learned: re.Pattern[str]
    representative_end: re.Pattern[str]
    body_end: re.Pattern[str]
    nameless: re.Pattern[str]
    askers: re.Pattern[str]
    answerers: re.Pattern[str]

    @classmethod
    def load(cls) -> SpeechLexicon:
        """The lexicon that ships with the product."""
        data: dict[str, Any] = lexicon_data("speech")
        word = {n: alternatives(g["words"]) for n, g in data.items() if isinstance(g, dict)}
        reporting = [*data["reporting"]["words"], "介绍", "通报", "说明"]
        surname = rf"(?:{alternatives(data['compound_surnames'])}|[{data['surnames']}])"
        return cls(
            title=re.compile(rf"(?:{word['titles']})(?P<close>”?)(?={surname}|{_DOTTED})"),
            gazetteer=Gazetteer.load(),
            surname=re.compile(surname),
            not_name=re.compile(rf"(?:{word['not_names']})"),
            after_name=re.compile(rf"(?:{word['after_name']})|[^\u4e00-\u9fff]|$"),
            said=re.compile(rf"(?:{word['verbs']})"),
            said_end=Ending(
                re.compile(rf"(?:{word['verbs']})[:,]?$"),
                {":", ",", *(verb[-1] for verb in data["verbs"]["words"])},
            ),
            reported=Opening(
                re.compile(
                    rf"(?:(?:{word['reporting']})|(?:介绍|通报|说明)了[^,;:。“”\n]{{0,14}}情况)(?=[,:])"
                ),
                _firsts(reporting),
                second_characters(
                    word if word[1:] else f"{word}{mark}" for word in reporting for mark in ",:"
                ),
            ),
            reported_open=re.compile(rf"(?:{word['open_reporting']})(?![,:“。])"),
            pronoun=Opening(
                re.compile(rf"(?<![吉其])(?:他|她)(?:{word['pronoun_reporting']})(?![,:“。])"),
                "他她",
                f"[{_firsts(data['pronoun_reporting']['words'])}]",
            ),
            addressed=re.compile(rf"(?:{surname}(?:{word['addresses']})|[小老]{surname})"),
            courtesy=re.compile(
                rf"{surname}(?:女士|先生)|(?<=[人员长主工民商机者])[小老]{surname}"
            ),
            view=re.compile(r"在(?P<who>[^,;:。!?“”《》\n]{2,30}?)看来(?=,)"),
            manner_end=re.compile(rf"(?:{word['manner']}|,)$"),
            according=re.compile(
                rf"据(?P<who>[^,;:。!?“”《》\n]{{2,40}}?)(?:{word['according']})(?=[,:])"
            ),
            learned=re.compile(
                rf"记者[^,;:。!?“”\n从]{{0,12}}从(?P<who>[^,;:。!?“”《》\n]{{2,40}}?)(?:处)?(?:{word['learned']})(?=[,:])"
            ),
            representative_end=re.compile(rf"(?:相关|有关|主要)?(?:{word['representatives']})$"),
            body_end=re.compile(rf"(?:{word['bodies']})$"),
            nameless=re.compile(rf"(?:{word['nameless']})"),
            askers=re.compile(rf"(?:{word['askers']})$"),
            answerers=re.compile(rf"(?:{word['answerers']})$"),
        )


def _firsts(words: Iterable[str]) -> str:
    return "".join(sorted({word[0] for word in words}))


class Person(Struct, frozen=True, gc=False):
    """Somebody named at a place of the text; ``start`` is where title or name begins."""

    start: int
    end: int
    name: str
    title: str | None
    organisation: str | None


def find_people(text: str, lexicon: SpeechLexicon) -> tuple[Person, ...]:
    """Everybody whom the text names with an office, and every later place of the same name."""
    titled: list[Person] = []
    for match in matches_at(lexicon.title, text, lexicon.gazetteer.marks(text).offices):
        end = _name_end(text, match.end(), lexicon)
        if end:
            titled.append(_person(text, match.start(), match.end(), end))
    titled += _bare_dotted(text, {person.end for person in titled})
    known = {person.name: person for person in reversed(titled)}
    return tuple(sorted([*titled, *_again(text, known, titled)], key=lambda p: p.start))


def _bare_dotted(text: str, taken: set[int]) -> list[Person]:
    """Names of several parts that no office introduces."""
    # The first part is all that stands before a name's first point.
    starts = [
        start
        for point in places_of("·", text)
        for start in range(max(0, point - _LONGEST_PART), point - 1)
    ]
    return [
        Person(match.start(), match.end(), match.group(), None, None)
        for match in matches_at(_RE_BARE_DOTTED, text, starts)
        if match.end() not in taken
    ]


def body_before(text: str, start: int, floor: int) -> str | None:
    """The name of the body whose words end at ``start``, None where there is none."""
    words = text[max(floor, start - _ORGANISATION_REACH) : start]
    cut = _RE_BODY_START.match(words)
    words = _RE_LEAD.sub("", words[cut.end() :] if cut else words)
    return (
        words.rpartition("(")[2]
        if words.count("(") > words.count(")")
        else words.strip("、和与及兼") or None
    )


def _person(text: str, start: int, name_start: int, end: int) -> Person:
    prefix = _RE_TITLE_PREFIX.search_before(text, start, _PREFIX)
    start -= len(prefix.group()) if prefix else 0
    organisation = body_before(text, start, text.rfind("\n", 0, start) + 1)
    title = text[start:name_start].rstrip("”")
    if organisation and (first := _RE_FIRST_OFFICE.match(organisation)):
        office = organisation[first.end("body") :]
        organisation, title = first["body"], f"{office}{'' if '、' in office else '、'}{title}"
    return Person(start, end, text[name_start:end], title, organisation)


def _name_end(text: str, start: int, lexicon: SpeechLexicon) -> int | None:
    """Where the name that begins at ``start`` ends, None where no name stands there."""
    if dotted := _RE_DOTTED.match(text, start):
        return _dotted_end(text, dotted, lexicon)
    return _plain_end(text, start, lexicon)


def _plain_end(text: str, start: int, lexicon: SpeechLexicon) -> int | None:
    """Where a name without points ends; names that begin like 热依汗 may be long."""
    surname = lexicon.surname.match(text, start)
    if not surname or lexicon.not_name.match(text, start):
        return None
    first = surname.end()
    given = _RE_GIVEN.match(text, first)
    if not given:
        return None
    if len(surname.group()) > 1 and (longer := _longer_end(text, given.end(), lexicon)):
        return longer
    return (
        given.end() if len(given.group()) < _LONGEST_GIVEN else _length(text, start, first, lexicon)
    )


def _length(text: str, start: int, first: int, lexicon: SpeechLexicon) -> int:
    """Where a given name of one or two characters ends; it begins at ``first``."""
    short, long = first + 1, first + _LONGEST_GIVEN
    if lexicon.after_name.match(text, short) and not _used(text, start, short, long):
        return short
    if text.count(text[start:short]) > text.count(text[start:long]):
        return short
    return long


def _longer_end(text: str, end: int, lexicon: SpeechLexicon) -> int | None:
    """One character further where only there a word follows that can follow a name: 热依汗古丽|介绍."""
    more = _RE_HAN.match(text, end)
    follows = [bool(lexicon.after_name.match(text, at)) for at in (end - 1, end, end + 1)]
    return end + 1 if more and follows == [False, False, True] else None


def _dotted_end(text: str, match: re.Match[str], lexicon: SpeechLexicon) -> int:
    """Where the last part of 阿不都·外力介绍 ends: before the first word that follows a name."""
    last = text.rindex("·", match.start(), match.end()) + 1
    for size in range(_SHORTEST_PART, _LONGEST_PART + 1):
        if lexicon.after_name.match(text, last + size):
            return min(last + size, match.end())
    return min(last + 3, match.end())


def _used(text: str, start: int, short: int, long: int) -> bool:
    """Whether the longer reading occurs again wherever the shorter one does."""
    return text.count(text[start:long]) > 1 and text.count(text[start:long]) == text.count(
        text[start:short]
    )


def _again(text: str, known: dict[str, Person], titled: list[Person]) -> Iterable[Person]:
    if not known:
        return
    taken = {person.end for person in titled}
    for start, name in places_of_names(known, text):
        end = start + len(name)
        if end not in taken:
            person = known[name]
            yield Person(start, end, name, person.title, person.organisation)
