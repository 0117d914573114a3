// Functions of IP addresses, call by call. What an address is, test/values/ip-address.test.ts says.

import { callTable } from './call-table.ts';

callTable(
  'isValidIp, isValidIpV4, isValidIpV6',
  `
  isValidIp("10.0.0.1")        → 1
  isValidIp("::1")             → 1
  isValidIp("10.0.0.256")      → 0
  isValidIp("host")            → 0
  isValidIp(10)                → 0
  isValidIp(null)              → (missing)
  isValidIp(["10.0.0.1"])      → (missing)
  isValidIpV4("10.0.0.1")      → 1
  isValidIpV4("::ffff:10.0.0.1") → 0
  isValidIpV6("::ffff:10.0.0.1") → 1
  isValidIpV6("10.0.0.1")      → 0
  `,
);

callTable(
  'isIpInSubnet and its kin: false for what is no address, missing for what is no network',
  `
  isIpInSubnet("192.0.2.7", "192.0.2.0/24")       → 1
  isIpInSubnet("192.0.3.7", "192.0.2.0/24")       → 0
  isIpInSubnet("2001:db8::1", "2001:db8::/32")    → 1
  isIpInSubnet("10.0.0.1", "::/0")                → 0
  isIpInSubnet("::1", "0.0.0.0/0")                → 0
  isIpInSubnet("10.0.0.1", "10.0.0.1")            → 1
  isIpInSubnet("10.0.0.2", "10.0.0.1")            → 0
  isIpInSubnet("::1", "::1")                      → 1
  isIpInSubnet("10.9.9.9", "10.1.2.3/8")          → 1
  isIpInSubnet("host", "10.0.0.0/8")              → 0
  isIpInSubnet("10.0.0.1", "10.0.0.0/33")         → (missing)
  isIpInSubnet(null, "10.0.0.0/8")                → (missing)
  isIpInSubnet("10.0.0.1", null)                  → (missing)
  isIpv4InSubnet("192.0.2.7", "192.0.2.0/24")     → 1
  isIpv4InSubnet("2001:db8::1", "2001:db8::/32")  → 0
  isIpv6InSubnet("2001:db8::1", "2001:db8::/32")  → 1
  isIpv6InSubnet("192.0.2.7", "192.0.2.0/24")     → 0
  `,
);

callTable(
  'ipv4ToNumber',
  `
  ipv4ToNumber("0.0.0.0")          → 0
  ipv4ToNumber("10.0.0.1")         → 167772161
  ipv4ToNumber("255.255.255.255")  → 4294967295
  ipv4ToNumber("::1")              → (missing)
  ipv4ToNumber("1.2.3")            → (missing)
  ipv4ToNumber(null)               → (missing)
  `,
);

callTable(
  'isPrivateIP: RFC 1918 and RFC 4193, to the last address',
  `
  isPrivateIP("10.255.255.255")    → 1
  isPrivateIP("11.0.0.0")          → 0
  isPrivateIP("172.15.255.255")    → 0
  isPrivateIP("172.16.0.0")        → 1
  isPrivateIP("172.31.255.255")    → 1
  isPrivateIP("172.32.0.0")        → 0
  isPrivateIP("192.168.0.1")       → 1
  isPrivateIP("fd00::1")           → 1
  isPrivateIP("fe00::1")           → 0
  isPrivateIP("127.0.0.1")         → 0
  isPrivateIP("no address")        → 0
  isPrivateIP(null)                → (missing)
  `,
);

callTable(
  'isReservedIP',
  `
  isReservedIP("0.1.2.3")          → 1
  isReservedIP("100.64.0.0")       → 1
  isReservedIP("100.128.0.0")      → 0
  isReservedIP("127.0.0.1")        → 1
  isReservedIP("169.254.169.254")  → 1
  isReservedIP("192.0.0.1")        → 1
  isReservedIP("192.0.2.1")        → 1
  isReservedIP("198.19.255.255")   → 1
  isReservedIP("198.51.100.1")     → 1
  isReservedIP("203.0.113.1")      → 1
  isReservedIP("224.0.0.1")        → 1
  isReservedIP("255.255.255.255")  → 1
  isReservedIP("::")               → 1
  isReservedIP("::1")              → 1
  isReservedIP("::2")              → 0
  isReservedIP("fe80::1")          → 1
  isReservedIP("ff02::1")          → 1
  isReservedIP("2001:db8::1")      → 1
  isReservedIP("10.0.0.1")         → 0
  isReservedIP("8.8.8.8")          → 0
  isReservedIP("no address")       → 0
  `,
);

callTable(
  'isPublicIP: neither private nor reserved',
  `
  isPublicIP("8.8.8.8")            → 1
  isPublicIP("2606:4700::1111")    → 1
  isPublicIP("10.0.0.1")           → 0
  isPublicIP("127.0.0.1")          → 0
  isPublicIP("fd00::1")            → 0
  isPublicIP("no address")         → 0
  isPublicIP(null)                 → (missing)
  `,
);
