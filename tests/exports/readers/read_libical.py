"""Print one JSON line per file named on the command line: what libical reads in it. For the system's own Python."""

import json
import sys
from pathlib import Path

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib as ICal  # noqa: E402


def told(calendar, event, kind):
    """Seconds since 1970, or a date, or a local time without zone; None where there is none."""
    found = event.get_first_property(kind)
    if found is None:
        return None
    time = found.get_dtstart() if kind == ICal.PropertyKind.DTSTART_PROPERTY else found.get_dtend()
    if time.is_date():
        return f"{time.get_year():04}-{time.get_month():02}-{time.get_day():02}"
    if time.is_utc():
        return time.as_timet()
    zone = found.get_first_parameter(ICal.ParameterKind.TZID_PARAMETER)
    if zone is not None:
        return time.as_timet_with_zone(calendar.get_timezone(zone.get_tzid()))
    return (
        f"{time.get_year():04}-{time.get_month():02}-{time.get_day():02}"
        f"T{time.get_hour():02}:{time.get_minute():02}:{time.get_second():02}"
    )


def main():
    """Read and print."""
    for name in sys.argv[1:]:
        calendar = ICal.Component.new_from_string(Path(name).read_bytes().decode("utf-8"))
        assert calendar.count_errors() == 0, name
        events = []
        event = calendar.get_first_component(ICal.ComponentKind.VEVENT_COMPONENT)
        while event is not None:
            events.append(
                {
                    "uid": event.get_uid(),
                    "start": told(calendar, event, ICal.PropertyKind.DTSTART_PROPERTY),
                    "end": told(calendar, event, ICal.PropertyKind.DTEND_PROPERTY),
                    "title": event.get_summary(),
                    "status": ICal.Property.status_to_string(event.get_status()),
                }
            )
            event = calendar.get_next_component(ICal.ComponentKind.VEVENT_COMPONENT)
        print(json.dumps(events))


main()
