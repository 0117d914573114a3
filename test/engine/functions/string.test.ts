// Functions of text, call by call. The first of each table are the documented examples.

import { callTable } from './call-table.ts';

callTable(
  'trimming: white space, or any of the given characters',
  `
  ltrim("xyZxyfooxyZ", "xyZ")   → fooxyZ
  rtrim("xyZfooxyxyZ", "xyZ")   → xyZfoo
  trim("xyZxyfooxyxyZ", "xyZ")  → foo
  ltrim(" \\t a ")              → "a "
  trim("  a b \\n")             → a b
  trim(" xax ", "x")            → " xax "
  trim("🌱a🌱", "🌱")            → a
  trim("xx", "x")               → ""
  trim(null)                    → (missing)
  trim("a", null)               → (missing)
  rtrim(null, "x")              → (missing)
  `,
);

callTable(
  'strlen and substr count code points, from 0',
  `
  substr("xyZfooxyZ", 3, 3) → foo
  substr("xyZfooxyZ", 3)    → fooxyZ
  substr("abc", 0)          → abc
  substr("abc", 3)          → ""
  substr("abc", 9, 2)       → ""
  substr("abc", 1, 99)      → bc
  substr("abc", 1, 0)       → ""
  substr("abc", -1)         → (missing)
  substr("abc", 0, -1)      → (missing)
  substr("a🌱bc", 1, 2)      → 🌱b
  substr(12345, 1, 2)       → 23
  substr(null, 0)           → (missing)
  substr("abc", "x")        → (missing)
  strlen("hello")           → 5
  strlen("grün 🌱")          → 6
  strlen("")                → 0
  strlen(null)              → (missing)
  `,
);

callTable(
  'isempty and isblank answer 1 for a missing value',
  `
  isempty(null)    → 1
  isempty("")      → 1
  isempty(" ")     → 0
  isblank(null)    → 1
  isblank("")      → 1
  isblank(" \\t\\n") → 1
  isblank(" a ")   → 0
  `,
);

callTable(
  'concat, toupper, tolower, replace',
  `
  concat("Get", "-", 200)        → Get-200
  concat("a")                    → a
  concat("at ", "@1500")         → at 1500
  concat("a", null, "c")         → (missing)
  toupper("straße")              → STRASSE
  tolower("ÄB")                  → äb
  replace("a.b.c", ".", "-")     → a-b-c
  replace("aaa", "aa", "b")      → ba
  replace("price", "price", "$&") → $&
  replace("abc", "", "-")        → abc
  replace("abc", "b", "")        → ac
  replace("abc", "b", null)      → (missing)
  `,
);

callTable(
  'strcontains, startsWith, endsWith answer 1 or 0, with case; a third argument has no effect',
  `
  strcontains("GET /index.html", "GET")       → 1
  strcontains("GET /index.html", "get")       → 0
  strcontains("GET /index.html", "get", true) → 0
  strcontains(39.26, "Init Duration")         → 0
  strcontains(null, "x")                      → (missing)
  startsWith("hello", "he")                   → 1
  startsWith("hello", "lo")                   → 0
  endsWith("hello", "lo")                     → 1
  endsWith("hello", "")                       → 1
  endsWith(null, "lo")                        → (missing)
  `,
);

callTable(
  'regexReplace: all matches; \\1 and $1 are groups',
  `
  regexReplace("a1b22", "[0-9]+", "#")           → a#b#
  regexReplace("john smith", "(\\\\w+) (\\\\w+)", "\\\\2 $1") → smith john
  regexReplace("k=v", "(?<key>k)=", "\${key}: ")   → k: v
  regexReplace("abc", "b", "[$0]")               → a[b]c
  regexReplace("abc", "b", "\\\\$0 \\\\\\\\ $5")        → a$0 \\ $5c
  regexReplace("ac", "a(b)?c", "<$1>")           → <>
  regexReplace("abc", "x*", "-")                 → -a-b-c-
  regexReplace(null, "x", "y")                   → (missing)
  `,
);

callTable(
  'urlencode and urldecode: %20 for a space, + is read as one',
  `
  urlencode("a b/c?d=é&e~f*")       → a%20b%2Fc%3Fd%3D%C3%A9%26e~f%2A
  urldecode("a%20b%2Fc%3Fd%3D%C3%A9") → a b/c?d=é
  urldecode("a+b")                  → a b
  urldecode("100%")                 → (missing)
  urldecode("%ff")                  → (missing)
  urlencode(null)                   → (missing)
  `,
);

callTable(
  'base64: UTF-8, missing where it is none',
  `
  base64encode("Hello")     → SGVsbG8=
  base64encode("grün")      → Z3LDvG4=
  base64decode("SGVsbG8=")  → Hello
  base64decode("SGVsbG8")   → Hello
  base64decode("Z3LDvG4=")  → grün
  base64decode("_w==")      → (missing)
  base64decode("/w==")      → (missing)
  base64decode("!")         → (missing)
  `,
);

callTable(
  'hexadecimal',
  `
  hexToAscii("48656c6c6f") → Hello
  hexToAscii("4865F")      → (missing)
  hexToAscii("zz")         → (missing)
  hexToDec("0xff")         → 255
  hexToDec("FF")           → 255
  hexToDec("-0x10")        → -16
  hexToDec("xyz")          → (missing)
  hexToDec("")             → (missing)
  decToHex(255)            → 0xff
  decToHex(-255)           → -0xff
  decToHex(255.9)          → 0xff
  decToHex(-0.9)           → 0x0
  decToHex("255")          → 0xff
  decToHex("x")            → (missing)
  `,
);
