// Internet addresses: which texts are any, and which networks hold them.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readAddress } from './addresses.ts';
import { ask } from './asking.ts';

describe('an address is', () => {
  const cases: readonly (readonly [string, bigint | undefined])[] = [
    ['0.0.0.0', 0n],
    ['10.0.0.1', 0x0a000001n],
    ['255.255.255.255', 0xffffffffn],
    ['::', 0n],
    ['::1', 1n],
    ['1::', 1n << 112n],
    ['1:2:3:4:5:6:7:8', 0x00010002000300040005000600070008n],
    ['1:2:3:4:5:6:7::', 0x00010002000300040005000600070000n],
    ['2001:DB8::ff00', (0x20010db8n << 96n) + 0xff00n],
    ['::ffff:1.2.3.4', 0xffff01020304n],
    ['01.2.3.4', undefined],
    ['1.2.3', undefined],
    ['1.2.3.256', undefined],
    ['1.2.3.4 ', undefined],
    ['1:2:3:4:5:6:7', undefined],
    ['1:2:3:4:5:6:7:8::', undefined],
    ['1::2::3', undefined],
    [':1::2', undefined],
    ['12345::', undefined],
    ['fe80::1%eth0', undefined],
    ['[::1]', undefined],
    ['1.2.3.4::', undefined],
    ['', undefined],
  ];
  for (const [text, bits] of cases) {
    test(`${JSON.stringify(text)}: ${bits ?? 'none'}`, () => assert.equal(readAddress(text)?.bits, bits));
  }
});

describe('functions', () => {
  const one = (expression: string): string | undefined => ask(`display ${expression} as x`, ['m'])[1];
  const cases: readonly (readonly [string, string])[] = [
    ['isValidIp("10.0.0.1")', '1'],
    ['isValidIp("::1")', '1'],
    ['isValidIpV4("::1")', '0'],
    ['isValidIpV6("::1")', '1'],
    ['isValidIp("host")', '0'],
    ['isValidIp(gone)', '(missing)'],
    ['isIpInSubnet("10.1.2.3", "10.0.0.0/8")', '1'],
    ['isIpInSubnet("11.1.2.3", "10.0.0.0/8")', '0'],
    ['isIpInSubnet("10.1.2.3", "10.9.9.9/8")', '1'],
    ['isIpInSubnet("10.1.2.3", "10.1.2.3")', '1'],
    ['isIpInSubnet("10.1.2.3", "0.0.0.0/0")', '1'],
    ['isIpInSubnet("10.1.2.3", "::/0")', '0'],
    ['isIpInSubnet("2001:db8::5", "2001:db8::/32")', '1'],
    ['isIpInSubnet("host", "10.0.0.0/8")', '0'],
    ['isIpInSubnet("10.1.2.3", concat("10.0.0.0", "/33"))', '(missing)'],
    ['isIpv4InSubnet("::1", "::/0")', '0'],
    ['isIpv6InSubnet("::1", "::/0")', '1'],
    ['ipv4ToNumber("1.0.0.2")', '16777218'],
    ['ipv4ToNumber("::1")', '(missing)'],
    ['isPrivateIP("172.31.255.255")', '1'],
    ['isPrivateIP("172.32.0.0")', '0'],
    ['isPrivateIP("fd00::1")', '1'],
    ['isReservedIP("127.0.0.1")', '1'],
    ['isReservedIP("198.19.0.1")', '1'],
    ['isReservedIP("fe80::1")', '1'],
    ['isReservedIP("10.0.0.1")', '0'],
    ['isPublicIP("8.8.8.8")', '1'],
    ['isPublicIP("10.0.0.1")', '0'],
    ['isPublicIP("255.255.255.255")', '0'],
    ['isPublicIP("host")', '0'],
    ['isPublicIP(gone)', '(missing)'],
  ];
  for (const [expression, printed] of cases) {
    test(`${expression} is ${printed}`, () => assert.equal(one(expression), printed));
  }
});
