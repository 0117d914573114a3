// Functions of JSON, maps and lists, call by call.

import { callTable } from './call-table.ts';

callTable(
  'jsonParse: objects and arrays, nothing else',
  `
  jsonParse("{\\"a\\": [1.50, null]}") → {"a":[1.50,null]}
  jsonParse(" [] ")        → []
  jsonParse("{\\"a\\": }")  → (missing)
  jsonParse("12")          → (missing)
  jsonParse("\\"text\\"")    → (missing)
  jsonParse("")            → (missing)
  jsonParse(12)            → (missing)
  jsonParse({"a": 1})      → (missing)
  jsonParse(null)          → (missing)
  `,
);

callTable(
  'jsonStringify: structures alone',
  `
  jsonStringify({"a": ["x", true]}) → {"a":["x",true]}
  jsonStringify([])        → []
  jsonStringify("{}")      → (missing)
  jsonStringify(1)         → (missing)
  jsonStringify(null)      → (missing)
  `,
);

callTable(
  'jsonArraySize: of a list or of the text of an array',
  `
  jsonArraySize("[1, [2, 3], null]") → 3
  jsonArraySize("[]")      → 0
  jsonArraySize([1, 2])    → 2
  jsonArraySize("{}")      → (missing)
  jsonArraySize({"a": 1})  → (missing)
  jsonArraySize("abc")     → (missing)
  jsonArraySize(null)      → (missing)
  `,
);

callTable(
  'jsonArrayContains: elements equal as = has it; what is no array contains nothing',
  `
  jsonArrayContains("[\\"a\\", \\"b\\"]", "b") → 1
  jsonArrayContains("[\\"a\\", \\"b\\"]", "B") → 0
  jsonArrayContains(["a", "b"], "a")   → 1
  jsonArrayContains("[1, 2.0]", 2)     → 1
  jsonArrayContains("[1, 2.0]", "2.0") → 1
  jsonArrayContains("[1, 2.0]", "2")   → 0
  jsonArrayContains("[true]", true)    → 1
  jsonArrayContains("[true]", "true")  → 1
  jsonArrayContains("[[1]]", 1)        → 0
  jsonArrayContains("[null]", "null")  → 0
  jsonArrayContains("[]", "")          → 0
  jsonArrayContains("{\\"a\\": 1}", 1)   → 0
  jsonArrayContains("no JSON", "no")   → 0
  jsonArrayContains("[1]", [1])        → 0
  jsonArrayContains(null, 1)           → (missing)
  jsonArrayContains("[1]", null)       → (missing)
  `,
);

callTable(
  'for functions of text, number and time a structure is missing',
  `
  strlen([1])              → (missing)
  abs({"a": 1})            → (missing)
  concat("a", [1])         → (missing)
  fromMillis([1])          → (missing)
  toMillis([1])            → (missing)
  messageSize([1])         → (missing)
  greatest([1], 2)         → 2
  `,
);

callTable(
  'functions of any value pass structures on',
  `
  ispresent({})            → 1
  isempty({})              → 1
  isblank([])              → 1
  isNumeric([1])           → 0
  coalesce(null, [1], 2)   → [1]
  if(true, {"a": 1}, 2)    → {"a":1}
  if({}, 1, 2)             → 1
  case(false, 1, [2])      → [2]
  unmask("a")              → a
  unmask([1])              → [1]
  unmask(null)             → (missing)
  `,
);
