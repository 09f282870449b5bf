// Reads a calendar on stdin as node-ical does; prints uid, start and end in seconds, summary.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const ical = createRequire(`${process.argv[2]}/`)("node-ical");
for (const event of Object.values(ical.sync.parseICS(readFileSync(0, "utf-8")))) {
  if (event.type !== "VEVENT") continue;
  const summary = event.summary?.val ?? event.summary;
  console.log([event.uid, event.start.getTime() / 1000, event.end.getTime() / 1000, summary].join("\t"));
}
