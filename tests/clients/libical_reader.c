/* Reads a calendar on stdin as libical does; prints uid, start and end in seconds, summary; fails on what is not strict. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

static char *slurp(void) {
  size_t size = 0, room = 1 << 16;
  char *text = malloc(room);
  size_t got;
  while ((got = fread(text + size, 1, room - size - 1, stdin)) > 0) {
    size += got;
    if (room - size < 2) text = realloc(text, room *= 2);
  }
  text[size] = 0;
  return text;
}

static int complaints(icalcomponent *part) {
  int found = 0;
  for (icalproperty *p = icalcomponent_get_first_property(part, ICAL_XLICERROR_PROPERTY); p;
       p = icalcomponent_get_next_property(part, ICAL_XLICERROR_PROPERTY)) {
    fprintf(stderr, "%s", icalproperty_as_ical_string(p));
    found++;
  }
  for (icalcomponent *c = icalcomponent_get_first_component(part, ICAL_ANY_COMPONENT); c;
       c = icalcomponent_get_next_component(part, ICAL_ANY_COMPONENT))
    found += complaints(c);
  return found;
}

static long long seconds(icalcomponent *event, icalproperty_kind kind) {
  icalproperty *p = icalcomponent_get_first_property(event, kind);
  struct icaltimetype at = icalproperty_get_datetime_with_component(p, NULL);
  return (long long)icaltime_as_timet_with_zone(at, icaltime_get_timezone(at));
}

int main(void) {
  ical_set_unknown_token_handling_setting(ICAL_TREAT_AS_ERROR);
  icalcomponent *calendar = icalparser_parse_string(slurp());
  if (!calendar || complaints(calendar) || !icalrestriction_check(calendar) || complaints(calendar)) return 1;
  for (icalcomponent *e = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); e;
       e = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
    const char *summary = icalcomponent_get_summary(e);
    printf("%s\t%lld\t%lld\t%s\n", icalcomponent_get_uid(e), seconds(e, ICAL_DTSTART_PROPERTY),
           seconds(e, ICAL_DTEND_PROPERTY), summary ? summary : "");
  }
  return 0;
}
