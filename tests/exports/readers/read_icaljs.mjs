// Print one JSON line per file named on the command line: what ical.js (Thunderbird's parser) reads in it.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const told = (component, name) => {
  const property = component.getFirstProperty(name);
  if (!property) return null;
  const time = property.getFirstValue();
  if (time.isDate) return time.toString();
  if (time.zone === ICAL.Timezone.localTimezone) return time.toString();
  return time.toUnixTime();
};

for (const file of process.argv.slice(2)) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents("vevent").map((event) => ({
    uid: event.getFirstPropertyValue("uid"),
    start: told(event, "dtstart"),
    end: told(event, "dtend"),
    title: event.getFirstPropertyValue("summary"),
    status: event.getFirstPropertyValue("status"),
  }));
  console.log(JSON.stringify(events));
}
