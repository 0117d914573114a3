// Presence, choice and size, call by call.

import { callTable } from './call-table.ts';

callTable(
  'ispresent, isNumeric: 1 or 0, for a missing value too',
  `
  ispresent("x")     → 1
  ispresent("")      → 1
  ispresent(0)       → 1
  ispresent(null)    → 0
  isNumeric("12.5")  → 1
  isNumeric(" 12 ")  → 1
  isNumeric(3)       → 1
  isNumeric("12px")  → 0
  isNumeric("")      → 0
  isNumeric("0x10")  → 0
  isNumeric(true)    → 0
  isNumeric(null)    → 0
  `,
);

callTable(
  'coalesce: the first that is not missing; the empty text is not missing',
  `
  coalesce(null, "b", "c") → b
  coalesce(null, null)     → (missing)
  coalesce("", "b")        → ""
  coalesce(null, 0)        → 0
  `,
);

callTable(
  'if and case: a missing condition does not hold',
  `
  if(true, "a", "b")       → a
  if(false, "a", "b")      → b
  if(null, "a", "b")       → b
  if(0, "a", "b")          → b
  if("500", "a", "b")      → a
  if(true, null, "b")      → (missing)
  case(true, 1, true, 2)   → 1
  case(false, 1, true, 2)  → 2
  case(false, 1, null, 2)  → (missing)
  case(false, 1, false, 2, 3) → 3
  `,
);

callTable(
  'messageSize: bytes of UTF-8',
  `
  messageSize("hello")  → 5
  messageSize("")       → 0
  messageSize("grün 🌱") → 10
  messageSize(12.50)    → 4
  messageSize(null)     → (missing)
  `,
);
