// Reads a calendar on stdin as ical.js does; prints uid, start and end in seconds, summary.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const ICAL = createRequire(`${process.argv[2]}/`)("ical.js");
const calendar = new ICAL.Component((ICAL.default ?? ICAL).parse(readFileSync(0, "utf-8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
for (const part of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(part);
  console.log([event.uid, event.startDate.toUnixTime(), event.endDate.toUnixTime(), event.summary].join("\t"));
}
