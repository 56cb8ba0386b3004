"""Where the demo shop's accidents come from: one seeded source, and the clock orders arrive by."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from orderkin.demo.people import ADMIN, AGENT

DAYS: Final = 548
# Orders by hour of the UTC day: little at night, a bump at lunch, most in the evening.
_HOURS: Final = (2, 1, 1, 1, 1, 2, 4, 6, 8, 9, 10, 11, 12, 10, 9, 9, 10, 11, 13, 14, 13, 10, 6, 3)
_OFFICE_HOURS: Final = range(7, 16)


@dataclass(frozen=True, slots=True)
class Draw:
    """Seeded chance, told the midnight (UTC) at which the demo's last day ended."""

    random: Random
    end: datetime

    def moment(self) -> datetime:
        """When one order came in: business more than doubled over the time, winters are busier."""
        while True:
            day = self.random.randrange(1, DAYS + 1)
            at = self.end - timedelta(days=day)
            chance = 1.0 - 0.6 * day / DAYS
            if at.month not in {11, 12, 1}:
                chance *= 0.85
            if self.random.random() < chance:
                break
        hour = self.random.choices(range(24), weights=_HOURS)[0]
        return at + timedelta(hours=hour, seconds=self.random.randrange(3600))

    def office(self, after: datetime, low: int, high: int) -> datetime:
        """A moment in office hours `low` to `high` days after, not later than the last evening."""
        day = (after + timedelta(days=self.random.randint(low, high))).date()
        last = (self.end - timedelta(days=1)).date()
        at = datetime(*min(day, last).timetuple()[:3], tzinfo=self.end.tzinfo)
        at += timedelta(
            hours=self.random.choice(_OFFICE_HOURS), seconds=self.random.randrange(3600)
        )
        return at if at > after else self.soon(after)

    def soon(self, after: datetime) -> datetime:
        """A little later, but within the last day."""
        room = int((self.end - after).total_seconds()) - 1
        return after + timedelta(seconds=self.random.randint(1, max(1, min(2_400, room))))

    def colleague(self) -> str:
        """Who did it: mostly the agent, now and then the Client Admin."""
        return self.random.choices((AGENT.email, ADMIN.email), weights=(4, 1))[0]

    def digits(self, count: int) -> str:
        return "".join(str(self.random.randrange(10)) for _ in range(count))

    def letters(self, count: int) -> str:
        return "".join(self.random.choice("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(count))
