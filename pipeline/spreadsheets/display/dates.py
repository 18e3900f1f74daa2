"""Dates and times, which are numbers of days, as a section of a number format shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.spreadsheets.display.codes import Section, Token, UnknownFormatError
from pipeline.spreadsheets.signs import NumberSigns

SECONDS_A_DAY, SECONDS_AN_HOUR, SECONDS_A_MINUTE = 86_400, 3600, 60
NOON = 12
# Day 1 is the first of January 1900, and day 60 a 29th of February that there never was: both are
# as in Lotus 1-2-3 (ECMA-376 part 1, 18.17.4.1).
BEFORE_LEAP_DAY, AFTER_LEAP_DAY = date(1899, 12, 31), date(1899, 12, 30)
LEAP_DAY = 60
FIRST_OF_1904 = date(1904, 1, 1)
LAST_DAY = 2_958_465
DAYS_FROM_1900_TO_1904 = 1462
SATURDAY = 6
# Numbers of languages (MS-LCID), their last byte: of Finnish, English and Swedish.
FINNISH, ENGLISH, SWEDISH = 0x0B, 0x09, 0x1D
LANGUAGE_BYTE = 0xFF
LANGUAGE_TAGS = {"fi": FINNISH, "en": ENGLISH, "sv": SWEDISH}
# Codes that stand for the long date and the time of the system that shows them.
SYSTEM_CODES = ("F800", "F400")
MONTHS = {
    FINNISH: (
        *("tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu"),
        *("heinäkuu", "elokuu", "syyskuu", "lokakuu", "marraskuu", "joulukuu"),
    ),
    ENGLISH: (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    SWEDISH: (
        *("januari", "februari", "mars", "april", "maj", "juni"),
        *("juli", "augusti", "september", "oktober", "november", "december"),
    ),
}
SHORT_MONTHS = {
    FINNISH: tuple(name.removesuffix("kuu") for name in MONTHS[FINNISH]),
    ENGLISH: tuple(name[:3] for name in MONTHS[ENGLISH]),
    SWEDISH: tuple(name[:3] for name in MONTHS[SWEDISH]),
}
# From Monday on.
DAYS = {
    FINNISH: (
        *("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai"),
    ),
    ENGLISH: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    SWEDISH: ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
}
SHORT_DAY_LETTERS = {FINNISH: 2, ENGLISH: 3, SWEDISH: 3}
FULL_NAME, SHORT_NAME, INITIAL = 4, 3, 5
# *4. maaliskuuta*: months end so behind a day.
PARTITIVE = "ta"
DAY_TOKENS = (Token("date", "d"), Token("date", "dd"))


@dataclass(frozen=True, slots=True)
class Moment:
    """A date and a time of day, and the seconds since the first day of all.

    Args:
        year: of the date.
        month: of the date.
        day: of the date; 0 for the day before the first one.
        weekday: from 0 for Monday.
        seconds: of the day.
        since: since the first day.
    """

    year: int
    month: int
    day: int
    weekday: int
    seconds: float
    since: float

    @property
    def hour(self) -> int:
        """Of the day."""
        return int(self.seconds // SECONDS_AN_HOUR)

    @property
    def minute(self) -> int:
        """Of the hour."""
        return int(self.seconds // SECONDS_A_MINUTE % SECONDS_A_MINUTE)


def shown_date(
    value: float, section: Section, code: str, signs: NumberSigns, from_1904: bool
) -> str:
    """A date or time as a section shows it.

    Raises:
        UnknownFormatError: the section or its language is not understood, or no date is the value.
    """
    if value < 0 or section.language.upper() in SYSTEM_CODES:
        raise UnknownFormatError(code)
    tokens = with_partitives(with_minutes(section.tokens), section.language, code)
    decimals = max((len(t.text.partition(".")[2]) for t in tokens if t.kind == "date"), default=0)
    moment = moment_of(value, decimals, from_1904, code)
    twelve = any(token.text in ("am/pm", "a/p") for token in tokens)
    parts = []
    for token in tokens:
        if token.kind == "elapsed":
            parts.append(elapsed(token.text, moment))
        elif token.kind == "date":
            parts.append(date_part(token.text, moment, twelve, section.language, code, signs))
        elif token.kind in ("text", "point", "comma"):
            parts.append(token.text)
        else:
            raise UnknownFormatError(code)
    return "".join(parts)


def with_minutes(tokens: tuple[Token, ...]) -> list[Token]:
    """The tokens, with `m` told apart from `n` for minutes: behind hours, or before seconds."""
    found = list(tokens)
    times = [index for index, token in enumerate(found) if token.kind in ("date", "elapsed")]
    for number, index in enumerate(times):
        if found[index].kind == "elapsed" or found[index].text not in ("m", "mm"):
            continue
        before = found[times[number - 1]].text if number else ""
        after = found[times[number + 1]].text if number + 1 < len(times) else ""
        if before.startswith("h") or after.startswith("s"):
            found[index] = Token("date", "n" * len(found[index].text))
    return found


def with_partitives(tokens: list[Token], language: str, code: str) -> list[Token]:
    """The tokens, with the ending that Finnish months have behind a day, unless it stands there.

    Raises:
        UnknownFormatError: the language is not known.
    """
    places = [index for index, token in enumerate(tokens) if token == Token("date", "mmmm")]
    days = [index for index, token in enumerate(tokens) if token in DAY_TOKENS]
    if not places or language_of(language, code) != FINNISH:
        return tokens
    found = list(tokens)
    for place in reversed(places):
        following = "".join(token.text for token in tokens[place + 1 : place + 3])
        if days and days[0] < place and not following.startswith(PARTITIVE):
            found.insert(place + 1, Token("text", PARTITIVE))
    return found


def moment_of(value: float, decimals: int, from_1904: bool, code: str) -> Moment:
    """The date and time of a number of days, to some decimals of its seconds.

    Raises:
        UnknownFormatError: it is after the last day there is.
    """
    since = round(value * SECONDS_A_DAY, decimals)
    days, seconds = divmod(since, SECONDS_A_DAY)
    number = int(days)
    if number + from_1904 * DAYS_FROM_1900_TO_1904 > LAST_DAY:
        raise UnknownFormatError(code)
    if from_1904:
        found = FIRST_OF_1904 + timedelta(days=number)
        return Moment(found.year, found.month, found.day, found.weekday(), seconds, since)
    weekday = (number - 2) % 7
    if number == LEAP_DAY:
        return Moment(1900, 2, 29, weekday, seconds, since)
    if number == 0:
        return Moment(1900, 1, 0, weekday, seconds, since)
    found = (AFTER_LEAP_DAY if number > LEAP_DAY else BEFORE_LEAP_DAY) + timedelta(days=number)
    return Moment(found.year, found.month, found.day, weekday, seconds, since)


def elapsed(letters: str, moment: Moment) -> str:
    """Hours, minutes or seconds since the first day."""
    unit = {"h": SECONDS_AN_HOUR, "m": SECONDS_A_MINUTE, "s": 1}[letters[0]]
    return str(int(moment.since // unit)).rjust(len(letters), "0")


def date_part(
    letters: str, moment: Moment, twelve: bool, language: str, code: str, signs: NumberSigns
) -> str:
    """What some letters of a code show of a date and time.

    Raises:
        UnknownFormatError: they are none, or their language is not known.
    """
    if letters in ("am/pm", "a/p"):
        names = letters.upper().split("/")
        return names[moment.hour >= NOON]
    if letters in ("yy", "y"):
        return f"{moment.year % 100:02}"
    if letters.startswith("y"):
        return f"{moment.year:04}"
    if letters[0] in "md" and len(letters) >= SHORT_NAME:
        return named(letters, moment, language_of(language, code), code)
    if letters[0] == "s":
        return seconds_shown(letters, moment, signs)
    hour = (moment.hour % NOON or NOON) if twelve else moment.hour
    numbers = {"m": moment.month, "d": moment.day, "h": hour, "n": moment.minute}
    if len(letters) > len("mm"):
        raise UnknownFormatError(code)
    return str(numbers[letters[0]]).rjust(len(letters), "0")


def seconds_shown(letters: str, moment: Moment, signs: NumberSigns) -> str:
    """The seconds of the minute, with decimals where the letters have any."""
    whole, _, decimals = letters.partition(".")
    seconds = moment.seconds % SECONDS_A_MINUTE
    text = f"{seconds:.{len(decimals)}f}" if decimals else str(int(seconds))
    first, point, rest = text.partition(".")
    return first.rjust(len(whole), "0") + (signs.decimal if point else "") + rest


def named(letters: str, moment: Moment, language: int, code: str) -> str:
    """The name of a month or a day of the week.

    Raises:
        UnknownFormatError: there is none of that length.
    """
    if letters[0] == "m":
        name, short = MONTHS[language][moment.month - 1], SHORT_MONTHS[language][moment.month - 1]
    else:
        name = DAYS[language][moment.weekday]
        short = name[: SHORT_DAY_LETTERS[language]]
    if len(letters) == SHORT_NAME:
        return short
    if len(letters) == FULL_NAME:
        return name
    if len(letters) == INITIAL and letters[0] == "m":
        return name[0].upper()
    raise UnknownFormatError(code)


def language_of(language: str, code: str) -> int:
    """The language that a section names; Finnish where it names none.

    Raises:
        UnknownFormatError: its names of months and days are not known.
    """
    if not language:
        return FINNISH
    tag = LANGUAGE_TAGS.get(language.lower().partition("-")[0])
    try:
        number = tag if tag is not None else int(language, 16) & LANGUAGE_BYTE
    except ValueError:
        raise UnknownFormatError(code) from None
    if number not in MONTHS:
        raise UnknownFormatError(code)
    return number
