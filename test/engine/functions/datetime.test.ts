// Functions of time, call by call.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDatePattern, checkStrftime, isTimeZone } from '../../../src/values/index.ts';
import { callTable } from './call-table.ts';

// 1712406299999 is 2024-04-06 12:24:59.999 UTC.
callTable(
  'bin, datefloor, dateceil',
  `
  bin("@1712406299999", "25m")       → 2024-04-06 12:00:00.000
  bin("@1712406300000", "25m")       → 2024-04-06 12:25:00.000
  bin("@1712407799999", "25 min")    → 2024-04-06 12:25:00.000
  bin("@1712408399999", "25m")       → 2024-04-06 12:50:00.000
  bin("@1712406299999", "300s")      → 2024-04-06 12:24:00.000
  bin(1712406299999, "1h")           → 2024-04-06 12:00:00.000
  bin(null, "1h")                    → (missing)
  datefloor("@1712406299999", "1h")  → 2024-04-06 12:00:00.000
  date_floor("@1712406299999", "5m") → 2024-04-06 12:20:00.000
  datefloor("now", "1h")             → (missing)
  dateceil("@1712406299999", "1h")   → 2024-04-06 13:00:00.000
  dateceil("@1712408400000", "1h")   → 2024-04-06 13:00:00.000
  `,
);

callTable(
  'fromMillis, toMillis and the times of the query',
  `
  fromMillis(1712406299999)               → 2024-04-06 12:24:59.999
  fromMillis("1712406299999")             → 2024-04-06 12:24:59.999
  fromMillis(null)                        → (missing)
  toMillis("@1642195111000")              → 1642195111000
  toMillis("2022-01-14T13:18:31-08:00")   → 1642195111000
  toMillis("2022-01-14T13:18:31.000-08:00") → 1642195111000
  toMillis(1642195111000)                 → 1642195111000
  toMillis("yesterday")                   → (missing)
  now()                                   → 1642195171
  queryStartTime()                        → 1642191511000
  queryEndTime()                          → 1642195111500
  queryTimeRange()                        → 3600500
  `,
);

callTable(
  'parseDate: Java patterns, UTC where no zone is given',
  `
  parseDate("2024-04-06", "yyyy-MM-dd", "UTC")                        → 1712361600000
  parseDate("2024-04-06", "yyyy-MM-dd")                               → 1712361600000
  parseDate("2024-04-06 12:24:59.999", "yyyy-MM-dd HH:mm:ss.SSS")     → 1712406299999
  parseDate("2024-04-06T12:24:59.999123Z", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX") → 1712406299999
  parseDate("2024-04-06T14:24:59+02:00", "yyyy-MM-dd'T'HH:mm:ssXXX")  → 1712406299000
  parseDate("06/Apr/2024:14:24:59 +0200", "dd/MMM/yyyy:HH:mm:ss Z")   → 1712406299000
  parseDate("20240406122459", "yyyyMMddHHmmss")                       → 1712406299000
  parseDate("Sat, 06 Apr 2024 12:24:59 GMT", "EEE, dd MMM yyyy HH:mm:ss z") → 1712406299000
  parseDate("Saturday, April 6, 24 at 1 o'clock PM", "EEEE, MMMM d, yy 'at' h 'o''clock' a") → 1712408400000
  parseDate("2024-04-06 05:24:59 America/Los_Angeles", "yyyy-MM-dd HH:mm:ss VV") → 1712406299000
  parseDate("2024-04-06 05:24:59 PDT", "yyyy-MM-dd HH:mm:ss z")       → 1712406299000
  parseDate("2024-04-06 14:24", "yyyy-MM-dd HH:mm", "Europe/Berlin")  → 1712406240000
  parseDate("2024-01-06 13:24", "yyyy-MM-dd HH:mm", "Europe/Berlin")  → 1704543840000
  parseDate("2024-04-06 21:24", "yyyy-MM-dd HH:mm", "+09:00")         → 1712406240000
  parseDate("2024 097", "yyyy DDD")                                   → 1712361600000
  parseDate("2024-04", "yyyy-MM")                                     → 1711929600000
  parseDate("2023-02-31", "yyyy-MM-dd")                               → 1677542400000
  parseDate("2024-04-05 24:00", "yyyy-MM-dd HH:mm")                   → 1712361600000
  parseDate("12:00 AM 2024-04-06", "hh:mm a yyyy-MM-dd")              → 1712361600000
  # A clock set forward at 02:00: 02:30 does not exist; set back at 03:00: 02:30 comes twice.
  parseDate("2024-03-31 02:30", "yyyy-MM-dd HH:mm", "Europe/Berlin")  → 1711848600000
  parseDate("2024-10-27 02:30", "yyyy-MM-dd HH:mm", "Europe/Berlin")  → 1729989000000
  `,
);

callTable(
  'parseDate: what does not fit is missing',
  `
  parseDate("06.04.2024", "yyyy-MM-dd")               → (missing)
  parseDate("2024-04-06 and more", "yyyy-MM-dd")      → (missing)
  parseDate("2024-13-06", "yyyy-MM-dd")               → (missing)
  parseDate("2024-04-32", "yyyy-MM-dd")               → (missing)
  parseDate("2024-04-06 25:00", "yyyy-MM-dd HH:mm")   → (missing)
  parseDate("Sun 2024-04-06", "EEE yyyy-MM-dd")       → (missing)
  parseDate("06 apr 2024", "dd MMM yyyy")             → (missing)
  parseDate("Apr 06 12:24:59", "MMM dd HH:mm:ss")     → (missing)
  parseDate("2024-04-06", "yyyy-MM-dd", "Nowhere/At_All") → (missing)
  parseDate("2024-04-06", "QQQ")                      → (missing)
  parseDate(null, "yyyy-MM-dd")                       → (missing)
  parseDate("2024-04-06", "yyyy-MM-dd", null)         → (missing)
  `,
);

callTable(
  'formatDate: strftime, UTC where no zone is given',
  `
  formatDate("@1712406299999", "%Y-%m-%d", "UTC")        → 2024-04-06
  strftime("@1712406299999", "%Y-%m-%d")                 → 2024-04-06
  formatDate(1712406299999, "%F %T.%L")                  → 2024-04-06 12:24:59.999
  formatDate("@1712406299999", "%H:%M:%S %f")            → 12:24:59 999000
  formatDate("@1712406299999", "%a %A %b %B %d %e")      → Sat Saturday Apr April 06  6
  formatDate("@1712406299999", "%y %j %I %p %s %D %R %u %w %h") → 24 097 12 PM 1712406299 04/06/24 12:24 6 6 Apr
  formatDate("@1712361600000", "%I %p")                  → 12 AM
  formatDate("@1712406299999", "%H %z %Z", "America/Los_Angeles") → 05 -0700 PDT
  formatDate("@1712406299999", "%H %z %Z", "Asia/Kolkata") → 17 +0530 GMT+5:30
  formatDate("@1712406299999", "%z %Z")                  → +0000 UTC
  formatDate("@1712406299999", "100%%")                  → 100%
  formatDate("@1712406299999", "%Q")                     → (missing)
  formatDate("@1712406299999", "%Y", "Nowhere")          → (missing)
  formatDate(null, "%Y")                                 → (missing)
  `,
);

test('patterns are checked before the query runs', () => {
  assert.equal(checkDatePattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX"), undefined);
  assert.equal(checkDatePattern('yyyy-QQ'), 'QQ');
  assert.equal(checkDatePattern('yyyy-MM[-dd]'), '[');
  assert.equal(checkDatePattern("yyyy 'at"), "'");
  assert.equal(checkStrftime('%Y-%m-%d'), undefined);
  assert.equal(checkStrftime('%Y %Q %d'), '%Q');
  assert.equal(checkStrftime('100%'), '%');
  assert.equal(isTimeZone('America/New_York'), true);
  assert.equal(isTimeZone('Mars/Olympus'), false);
});
