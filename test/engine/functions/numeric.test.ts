// Functions of numbers, call by call.

import { callTable } from './call-table.ts';

callTable(
  'abs, ceil, floor, sqrt and log take numbers and texts that are numbers',
  `
  abs(-3.5)        → 3.5
  abs("-3.5")      → 3.5
  abs(" 12 ")      → 12
  abs(true)        → 1
  abs("@1500")     → 1500
  ceil(1.2)        → 2
  ceil(-1.2)       → -1
  ceil(-0.5)       → 0
  floor(1.8)       → 1
  floor(-1.2)      → -2
  sqrt(9)          → 3
  log(1)           → 0
  log(2.718281828459045) → 1
  `,
);

callTable(
  'what is missing, no number or without a result is missing',
  `
  abs(null)        → (missing)
  abs("three")     → (missing)
  abs("")          → (missing)
  sqrt(-1)         → (missing)
  log(0)           → (missing)
  log(-1)          → (missing)
  round(1.5, null) → (missing)
  haversine(0, 0, 0, null) → (missing)
  `,
);

callTable(
  'greatest and least pass over what is missing',
  `
  greatest(1, 3, 2)     → 3
  greatest(null, 0)     → 0
  greatest("10", "9")   → 10
  greatest("x", 2)      → 2
  greatest(null, null)  → (missing)
  least(4, 3, 5)        → 3
  least(null, 7)        → 7
  `,
);

callTable(
  'round: ties go away from zero, as the digits are written',
  `
  round(2.4)          → 2
  round(2.5)          → 3
  round(-2.5)         → -3
  round(0.49999999999999994) → 0
  round(1.005, 2)     → 1.01
  round(2.675, 2)     → 2.68
  round(-1.25, 1)     → -1.3
  round(1234.5678, 3) → 1234.568
  round(1250, -2)     → 1300
  round(1e300, 2)     → ${BigInt(1e300)}
  round(0.0000001, 3) → 0
  `,
);

callTable(
  'toNumber, toInt, toLong, toDouble: what does not convert is missing',
  `
  toNumber("42")          → 42
  toNumber("4.5")         → 4.5
  toNumber("abc")         → (missing)
  toNumber(null)          → (missing)
  toDouble("3.25")        → 3.25
  toInt("12.9")           → 12
  toInt("-12.9")          → -12
  toInt("-0.5")           → 0
  toInt("2147483647")     → 2147483647
  toInt("2147483648")     → (missing)
  toInt("-2147483648")    → -2147483648
  toInt("-2147483649")    → (missing)
  toLong("2147483648.7")  → 2147483648
  toLong("9223372036854775808") → (missing)
  `,
);

callTable(
  'haversine: kilometres on a sphere of radius 6371 km',
  `
  haversine(0, 0, 0, 0)     → 0
  haversine(0, 0, 0, 180)   → 20015.0868
  haversine(52.5, 13.4, 48.85, 2.35) → 876.7991
  `,
);
