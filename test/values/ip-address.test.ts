// IP addresses and networks, against Node's own reading of them and against plain arithmetic.

import assert from 'node:assert/strict';
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { type IpNetwork, isInNetwork, parseIpAddress, parseIpNetwork } from '../../src/values/index.ts';

test('addresses', () => {
  for (const [text, family, bits] of [
    ['0.0.0.0', 4, 0n],
    ['10.0.0.1', 4, 0x0a000001n],
    ['255.255.255.255', 4, 0xffffffffn],
    ['::', 6, 0n],
    ['::1', 6, 1n],
    ['1::', 6, 1n << 112n],
    ['2001:DB8::ff', 6, (0x20010db8n << 96n) | 0xffn],
    ['1:2:3:4:5:6:7:8', 6, 0x00010002000300040005000600070008n],
    ['::ffff:10.0.0.1', 6, 0xffff0a000001n],
    ['1:2:3:4:5:6:1.2.3.4', 6, 0x00010002000300040005000601020304n],
  ] as const) {
    const address = parseIpAddress(text);
    assert.deepEqual([address?.family, address && BigInt(address.bits)], [family, bits], text);
  }
});

const noAddresses = [
  ...['', '.', ':', ':::', '10', '10.0.0', '10.0.0.0.0', '10.0.0.', '.10.0.0', '10..0.0', '256.0.0.0'],
  ...['01.0.0.0', '00.0.0.0', '1.2.3.4 ', ' 1.2.3.4', '1.2.3.-4', '0x1.0.0.0', '1.2.3.4/8', '1.2.3.4a'],
  ...['1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1::2::3', '12345::', ':1::2', '1:', 'g::', 'fe80::1%eth0'],
  ...[
    '[::1]',
    '::1.2.3',
    '::1.2.3.4.5',
    '1.2.3.4::',
    '::1.2.3.04',
    '1:2:3:4:5:6:7:1.2.3.4',
    '1::2:3:4:5:6:7:8',
  ],
];

test('what is no address', () => {
  for (const text of noAddresses) assert.equal(parseIpAddress(text), undefined, text);
});

const anyV4 = fc.ipV4();
const anyV6 = fc.ipV6();
const characters = fc.constantFrom('0', '1', '9', 'a', 'F', ':', '::', '.', '255', '256', 'fe80', '/');

test('an address is what Node takes for one', () => {
  const anything = fc.oneof(
    anyV4,
    anyV6,
    fc.array(characters, { maxLength: 16 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(anything, (text) => {
      assert.equal(parseIpAddress(text)?.family, isIPv4(text) ? 4 : isIPv6(text) ? 6 : undefined, text);
    }),
    { numRuns: 2000 },
  );
});

test('networks: a prefix, or an address alone; bits behind the prefix do not count', () => {
  const same = (a: string, b: string): void => assert.deepEqual(parseIpNetwork(a), parseIpNetwork(b));
  same('10.1.2.3/8', '10.0.0.0/8');
  same('10.1.2.3', '10.1.2.3/32');
  same('::1', '::1/128');
  same('2001:db8:1::/32', '2001:db8::/32');
  for (const text of [
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/',
    '10.0.0.0/08',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '/8',
    'x',
    '',
  ])
    assert.equal(parseIpNetwork(text), undefined, text);
});

const bitsOf = (text: string): bigint => BigInt(parseIpAddress(text)!.bits);

/** The first bits of both are the same: by division, apart from the engine's masks. */
const isWithin = (address: string, network: string, prefix: number, length: number): boolean =>
  bitsOf(address) / 2n ** BigInt(length - prefix) === bitsOf(network) / 2n ** BigInt(length - prefix);

for (const [family, any, length] of [
  ['ipv4', anyV4, 32],
  ['ipv6', anyV6, 128],
] as const)
  test(`an address is in a network when its first bits are the network's (${family})`, () => {
    fc.assert(
      fc.property(any, any, fc.nat(length), fc.boolean(), (address, other, prefix, near) => {
        const network = near ? address : other;
        const parsed = parseIpNetwork(`${network}/${prefix}`) as IpNetwork;
        const list = new BlockList();
        list.addSubnet(network, prefix, family);
        const expected = isWithin(address, network, prefix, length);
        assert.equal(isInNetwork(parseIpAddress(address)!, parsed), expected);
        if (prefix > 0) assert.equal(list.check(address, family), expected);
      }),
    );
  });

test('an address of one family is in no network of the other', () => {
  assert.equal(isInNetwork(parseIpAddress('0.0.0.1')!, parseIpNetwork('::/0')!), false);
  assert.equal(isInNetwork(parseIpAddress('::ffff:10.0.0.1')!, parseIpNetwork('10.0.0.0/8')!), false);
});
