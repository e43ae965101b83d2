"""Calendar intervals with their TIMEX3 values: making them, stepping from one to the next, narrowing them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from communique.text.printed_dates import days_in_month, is_day

PRECISION = {
    "D": "day", "T": "day", "W": "week", "WE": "range", "M": "month", "S": "season", "Y": "year",
    "Q": "range", "H": "range", "DE": "range", "CE": "range",
}  # fmt: skip
SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
SEASON_ORDER = ("SP", "SU", "FA", "WI")
WEEK = timedelta(days=7)
DAY = timedelta(days=1)


class Moment(NamedTuple):
    """A calendar interval. `grain` is its unit (D W WE M Q H S Y DE CE, T for a time of day); year is
    negative before Christ (no year 0). first and last are null for years outside 1–9999 or where only part
    is known."""

    value: str
    grain: str
    first: date | None
    last: date | None
    year: int | None = None
    month: int | None = None

    @property
    def precision(self) -> str:
        """The name of the grain in the records."""
        return PRECISION.get(self.grain, "unknown") if self.first else "unknown"


def year_text(year: int) -> str:
    """ "1914", "BC0493"."""
    return f"BC{-year:04d}" if year < 0 else f"{year:04d}"


def day_of(on: date) -> Moment:
    """One day."""
    return Moment(on.isoformat(), "D", on, on, on.year, on.month)


def week_of(on: date) -> Moment:
    """The ISO week that holds a day."""
    iso = on.isocalendar()
    monday = on - DAY * (iso.weekday - 1)
    return Moment(f"{iso.year:04d}-W{iso.week:02d}", "W", monday, _plus(monday, 6), on.year, on.month)


def weekend_of(on: date) -> Moment:
    """Saturday and Sunday of the ISO week that holds a day."""
    week = week_of(on)
    assert week.first is not None
    return Moment(week.value + "-WE", "WE", _plus(week.first, 5), week.last, on.year, on.month)


def month_of(year: int, month: int) -> Moment:
    """A month."""
    value = f"{year_text(year)}-{month:02d}"
    if not 1 <= year <= 9999:
        return Moment(value, "M", None, None, year, month)
    return Moment(
        value, "M", date(year, month, 1), date(year, month, days_in_month(year, month)), year, month
    )


def year_of(year: int) -> Moment:
    """A year."""
    return _years(year_text(year), "Y", year, year)


def quarter_of(year: int, quarter: int) -> Moment:
    """A quarter of a year, 1–4."""
    return _months(f"{year_text(year)}-Q{quarter}", "Q", year, 3 * quarter - 2, 3)


def half_of(year: int, half: int) -> Moment:
    """A half of a year, 1 or 2."""
    return _months(f"{year_text(year)}-H{half}", "H", year, 6 * half - 5, 6)


def season_of(year: int, season: str, winter_begins: bool = True) -> Moment:
    """A northern season: March to May and so on. The winter of Y begins in December of Y, or ends in
    February of Y where `winter_begins` is false."""
    start_year = year - 1 if season == "WI" and not winter_begins else year
    return _months(f"{year_text(year)}-{season}", "S", start_year, SEASON_START[season], 3)._replace(
        year=year
    )


def decade_of(decade: int, bc: bool = False) -> Moment:
    """The decade 199 is 1990–1999; BC 48 is the 480s BC."""
    if bc:
        return Moment(f"BC{decade:03d}", "DE", None, None, -decade * 10 - 9)
    return _years(f"{decade:03d}", "DE", decade * 10, decade * 10 + 9)


def century_of(number: int, bc: bool = False) -> Moment:
    """The 20th century (value 19) taken as 1900–1999, as TIMEX3 and newspapers do."""
    if bc:
        return Moment(f"BC{number - 1:02d}", "CE", None, None, -number * 100)
    return _years(f"{number - 1:02d}", "CE", number * 100 - 100, number * 100 - 1)


def _years(value: str, grain: str, first: int, last: int) -> Moment:
    if first < 1 or last > 9999:
        return Moment(value, grain, None, None, first)
    return Moment(value, grain, date(first, 1, 1), date(last, 12, 31), first)


def _months(value: str, grain: str, year: int, month: int, n_months: int) -> Moment:
    if not 1 <= year <= 9998:
        return Moment(value, grain, None, None, year, month)
    end_year, end_month = year + (month + n_months - 2) // 12, (month + n_months - 2) % 12 + 1
    return Moment(
        value,
        grain,
        date(year, month, 1),
        date(end_year, end_month, days_in_month(end_year, end_month)),
        year,
        month,
    )


def _plus(on: date, days: int) -> date:
    """A day later or earlier, at most the ends of the calendar."""
    ordinal = min(max(on.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def plus_days(on: date, days: int) -> date:
    """The day so many days away, held within years 1–9999."""
    return _plus(on, days)


def plus_months(year: int, month: int, n: int) -> tuple[int, int]:
    """Year and month so many months away."""
    index = year * 12 + month - 1 + n
    return index // 12, index % 12 + 1


def season_at(on: date) -> tuple[int, str]:
    """Season and the year it begins in."""
    season = SEASON_ORDER[(on.month - 3) % 12 // 3]
    return (on.year - 1 if on.month <= 2 else on.year), season


def holding(unit: str, base: Moment) -> Moment | None:
    """The unit that holds (the beginning of) an interval; None when the interval is too coarse to say."""
    return stepped(unit, base, 0)


def stepped(unit: str, base: Moment, steps: int) -> Moment | None:
    """The unit `steps` away from the one that holds the base."""
    year, month = base.year, base.month
    if unit == "Y" and year is not None:
        return year_of(_over_zero(year, steps))
    if unit == "DE" and year is not None:
        return decade_of(abs(year) // 10 + (steps if year > 0 else -steps), year < 0)
    if unit == "CE" and year is not None:
        return century_of(abs(year) // 100 + 1 + (steps if year > 0 else -steps), year < 0)
    if unit == "ML" and year is not None and year > 0:
        start = year // 1000 * 1000 + steps * 1000
        return _years(str(start // 1000), "CE", max(start, 1), start + 999)
    if unit in ("M", "Q", "H") and year is not None and month is not None:
        n = {"M": 1, "Q": 3, "H": 6}[unit]
        if year > 0:
            to_year, to_month = plus_months(year, month, steps * n)
        else:
            to_year, to_month = year, month + steps * n
            if not 1 <= to_month <= 12:
                return None
        if unit == "M":
            return month_of(to_year, to_month)
        return (
            quarter_of(to_year, (to_month + 2) // 3) if unit == "Q" else half_of(to_year, (to_month + 5) // 6)
        )
    if base.first is None or base.grain not in ("D", "T", "W", "WE"):
        return None
    if unit == "D" and base.grain in ("D", "T"):
        return day_of(_plus(base.last or base.first, steps) if steps > 0 else _plus(base.first, steps))
    if unit == "W":
        return week_of(_plus(base.first, 7 * steps))
    if unit == "2W":
        return week_of(_plus(base.first, 14 * steps))
    if unit == "WE":
        return weekend_of(_plus(base.first, 7 * steps))
    return None


def _over_zero(year: int, steps: int) -> int:
    to = year + steps
    if year < 0 <= to:
        return to + 1
    return to - 1 if year > 0 >= to else to


def shifted(base: Moment, amount: float, unit: str) -> Moment | None:
    """The base moved by an amount of units, in the grain of the unit: "two weeks ago" is a week, "a year
    later" a year.

    From a day, months and years keep to month and year. None when the base is too coarse for the unit.
    """
    whole = int(amount)
    if unit == "Y" and amount != whole:
        return shifted(base, amount * 12, "M")
    if unit in ("M", "W") and amount != whole and base.first is not None and base.grain in ("D", "T"):
        days = round(amount * (30.44 if unit == "M" else 7))
        return day_of(_plus(base.first, days))
    if unit in ("D", "W", "2W", "WE"):
        if base.grain not in ("D", "T", "W", "WE") or base.first is None:
            return None
        if unit == "D":
            return day_of(_plus(base.first, whole)) if base.grain in ("D", "T") else None
        return week_of(_plus(base.first, whole * (14 if unit == "2W" else 7)))
    if unit in ("M", "Q"):
        return stepped("M", base, whole * (3 if unit == "Q" else 1)) if base.month else None
    if unit == "Y":
        return stepped("Y", base, whole)
    if unit == "DE" and base.year is not None:
        return year_of(_over_zero(base.year, whole * 10)) if base.grain == "Y" else stepped("DE", base, whole)
    if unit == "CE":
        return stepped("CE", base, whole)
    return None


def moved_day(on: date, amount: float, unit: str) -> date:
    """The day an amount of units away, for the bounds of durations; months and years keep the day where
    there is one."""
    days = {"D": 1, "W": 7, "2W": 14, "WE": 7}
    if unit in days:
        return _plus(on, round(amount * days[unit]))
    if unit in ("TS", "TM", "TH"):
        seconds = {"TS": 1, "TM": 60, "TH": 3600}[unit] * amount
        return _plus(on, int(seconds // 86400) if seconds >= 0 else -int(-seconds // 86400))
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}[unit] * amount
    year, month = plus_months(on.year, on.month, round(months))
    if year < 1:
        return date.min
    if year > 9999:
        return date.max
    return date(year, month, min(on.day, days_in_month(year, month)))


def narrowed(moment: Moment, mod: str | None) -> tuple[date | None, date | None]:
    """First and last day of the part that a modifier names: START, MID and END are the thirds, so that
    "early", "mid" and "late" are never finer than they may mean."""
    first, last = moment.first, moment.last
    if first is None or last is None or mod in (None, "FULL", "BEFORE", "AFTER") or first == last:
        return first, last
    if moment.grain == "M":
        cuts = {"START": (1, 10), "MID": (11, 20), "END": (21, last.day)}[mod or ""]
        return first.replace(day=cuts[0]), first.replace(day=cuts[1])
    n_days = (last - first).days + 1
    third = n_days // 3
    if moment.grain in ("Y", "H", "Q", "S") and is_day(first.year, first.month, 1):
        n_months = round(n_days / 30.4)
        start = 0 if mod == "START" else n_months // 3 if mod == "MID" else n_months - max(n_months // 3, 1)
        end = n_months // 3 if mod == "START" else n_months - n_months // 3 if mod == "MID" else n_months
        begin_year, begin_month = plus_months(first.year, first.month, start)
        last_year, last_month = plus_months(first.year, first.month, max(end, start + 1) - 1)
        return date(begin_year, begin_month, 1), date(
            last_year, last_month, days_in_month(last_year, last_month)
        )
    if mod == "START":
        return first, _plus(first, max(third, 1) - 1)
    if mod == "MID":
        return _plus(first, third), _plus(last, -third)
    return _plus(last, -max(third, 1) + 1), last
