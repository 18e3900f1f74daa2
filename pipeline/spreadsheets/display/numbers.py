"""Numbers as a section of a number format shows them.

Programs show at most 15 digits of a number, and round halves away from zero.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext

from pipeline.spreadsheets.display.codes import Section, Token, UnknownFormatError
from pipeline.spreadsheets.signs import NumberSigns

# Digits of a number that count, and letters of a cell in the General format.
SIGNIFICANT_DIGITS, GENERAL_WIDTH = 15, 11
GENERAL_DIGITS = GENERAL_WIDTH - 1
# Digits of a number in General whose exponent is told.
EXPONENT_DIGITS = 6
# From these powers of ten on, and below these, General tells the exponent.
LARGEST_PLAIN, SMALLEST_PLAIN = 10, -4
GROUP = 3
# Room for every number there is, whose powers of ten go from -324 to 308.
PRECISION = 700


def general(value: float, signs: NumberSigns) -> str:
    """A number in the General format: eleven letters at most, or with an exponent."""
    number = rounded_digits(value, SIGNIFICANT_DIGITS)
    if number == 0:
        return "0"
    power = number.adjusted()
    if SMALLEST_PLAIN <= power <= LARGEST_PLAIN:
        decimals = GENERAL_DIGITS - 1 - power if power >= 0 else GENERAL_DIGITS - 1
        text = plain(rounded_to(number, max(0, decimals)))
        if power < 0 and len(text.lstrip("-")) < GENERAL_WIDTH:
            text = plain(rounded_to(number, GENERAL_DIGITS - 1))
        return text.replace(".", signs.decimal)
    exact = plain(number)
    if power < SMALLEST_PLAIN and len(exact.lstrip("-")) <= GENERAL_WIDTH:
        return exact.replace(".", signs.decimal)
    return with_exponent(number).replace(".", signs.decimal)


def with_exponent(number: Decimal) -> str:
    """A number with six digits and its exponent, as General shows large and small ones."""
    short = rounded_digits(number, EXPONENT_DIGITS)
    power = short.adjusted()
    digits = plain(short.scaleb(-power))
    return f"{digits}E{'-' if power < 0 else '+'}{abs(power):02}"


def rounded_digits(value: float | Decimal, digits: int) -> Decimal:
    """A number rounded to some digits, halves away from zero."""
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    with localcontext() as context:
        context.prec, context.rounding = digits, ROUND_HALF_UP
        return +number


def rounded_to(number: Decimal, decimals: int) -> Decimal:
    """A number rounded to some decimals, halves away from zero."""
    with localcontext() as context:
        context.prec, context.rounding = PRECISION, ROUND_HALF_UP
        return number.quantize(Decimal(1).scaleb(-decimals))


def plain(number: Decimal) -> str:
    """A number in digits, without zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown_number(value: float, section: Section, code: str, signs: NumberSigns) -> str:
    """A number as a section shows it.

    Raises:
        UnknownFormatError: the section is no format of a number.
    """
    if section.has("general"):
        around = [
            general(abs(value), signs) if t.kind == "general" else t.text for t in section.tokens
        ]
        return minus(value < 0) + "".join(around)
    if not section.has("digit"):
        return minus(value < 0) + "".join(token.text for token in section.tokens)
    pattern = Pattern(section.tokens, code)
    number = rounded_digits(value, SIGNIFICANT_DIGITS)
    with localcontext() as context:
        context.prec = PRECISION
        number = number.scaleb(2 * pattern.percents - GROUP * pattern.thousands)
    power = pattern.power_of(number) if pattern.exponent else 0
    number = rounded_to(number.scaleb(-power), pattern.decimals)
    text = pattern.filled(abs(number), power, signs)
    return minus(number < 0) + text


def minus(is_negative: bool) -> str:
    """The sign before a negative number."""
    return "-" if is_negative else ""


class Pattern:
    """The places for digits of a section, and what stands around and between them.

    Args:
        tokens: of the section.
        code: the whole code, for errors.

    Raises:
        UnknownFormatError: its signs stand in an order that is not understood.
    """

    def __init__(self, tokens: tuple[Token, ...], code: str) -> None:
        self.tokens = tokens
        kinds = [token.kind for token in tokens]
        if kinds.count("point") > 1 or kinds.count("exponent") > 1 or "at" in kinds:
            raise UnknownFormatError(code)
        self.exponent_at = kinds.index("exponent") if "exponent" in kinds else len(tokens)
        digits = [index for index, kind in enumerate(kinds) if kind == "digit"]
        self.mantissa = [index for index in digits if index < self.exponent_at]
        if not self.mantissa:
            raise UnknownFormatError(code)
        point = kinds.index("point") if "point" in kinds else self.exponent_at
        if point > self.exponent_at:
            raise UnknownFormatError(code)
        self.whole = [index for index in self.mantissa if index < point]
        self.fraction = [index for index in self.mantissa if index > point]
        self.power_digits = [index for index in digits if index > self.exponent_at]
        self.percents = kinds.count("percent")
        commas = [index for index, kind in enumerate(kinds) if kind == "comma"]
        last = self.whole[-1] if self.whole else point
        self.grouped = any(index < last for index in commas)
        # Commas behind the last place divide by a thousand each.
        self.thousands = sum(index > last for index in commas)

    @property
    def decimals(self) -> int:
        """How many places stand behind the decimal sign."""
        return len(self.fraction)

    @property
    def exponent(self) -> bool:
        """Whether the exponent is told."""
        return self.exponent_at < len(self.tokens)

    def power_of(self, number: Decimal) -> int:
        """The exponent of a number: a multiple of the places before the decimal sign."""
        if number == 0:
            return 0
        step = max(1, len(self.whole))
        power = number.adjusted() // step * step
        shown = rounded_to(number.scaleb(-power), self.decimals)
        return power + step if shown.adjusted() >= step else power

    def filled(self, number: Decimal, power: int, signs: NumberSigns) -> str:
        """A number that is not negative, rounded, in its places."""
        digits = f"{number:f}"
        whole, _, fraction = digits.partition(".")
        filled = self.whole_digits(whole.lstrip("0"), signs)
        filled |= self.fraction_digits(fraction)
        filled |= self.exponent_text(power)
        parts = []
        for index, token in enumerate(self.tokens):
            if token.kind == "digit":
                parts.append(filled.get(index, ""))
            elif token.kind == "point":
                parts.append(self.before_point(whole, signs) + signs.decimal)
            elif token.kind == "exponent":
                parts.append("E" + ("-" if power < 0 else "+" if token.text[1] == "+" else ""))
            elif token.kind != "comma":
                parts.append(token.text)
        return "".join(parts)

    def before_point(self, whole: str, signs: NumberSigns) -> str:
        """The whole part where the format has no place for it (`.00`); nothing where it has."""
        return "" if self.whole else whole.lstrip("0")

    def whole_digits(self, whole: str, signs: NumberSigns) -> dict[int, str]:
        """What stands in each place before the decimal sign: the first takes all that are left."""
        filled: dict[int, str] = {}
        shown = 0
        for index in reversed(self.whole):
            digit, whole = whole[-1:], whole[:-1]
            filled[index] = digit or filler(self.tokens[index].text)
            if index == self.whole[0]:
                filled[index] = whole + filled[index]
            if self.grouped and filled[index].strip():
                filled[index], shown = grouped(filled[index], shown, signs.thousands)
        return filled

    def fraction_digits(self, fraction: str) -> dict[int, str]:
        """What stands in each place behind the decimal sign; zeros that say nothing go."""
        filled: dict[int, str] = {}
        is_needed = False
        for index, digit in reversed([*zip(self.fraction, fraction, strict=True)]):
            place = self.tokens[index].text
            is_needed = is_needed or digit != "0" or place == "0"
            filled[index] = digit if is_needed else filler(place)
        return filled

    def exponent_text(self, power: int) -> dict[int, str]:
        """What stands in each place behind the sign of the exponent."""
        if not self.power_digits:
            return {}
        text = str(abs(power)).rjust(len(self.power_digits), "0")
        spare = len(text) - len(self.power_digits)
        first, *rest = self.power_digits
        return {first: text[: spare + 1], **dict(zip(rest, text[spare + 1 :], strict=True))}


def filler(place: str) -> str:
    """What stands in a place that has no digit."""
    return {"0": "0", "?": " ", "#": ""}[place]


def grouped(digits: str, shown: int, sign: str) -> tuple[str, int]:
    """Digits with the thousands sign between groups, counted from the right.

    Args:
        digits: those of one place.
        shown: how many stand right of them.
        sign: between groups.
    """
    text = ""
    for digit in reversed(digits):
        if shown and shown % GROUP == 0:
            text = sign + text
        text = digit + text
        shown += 1
    return text, shown
