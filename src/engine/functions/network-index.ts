// Which of many networks holds an address: of those that do, the one with the longest prefix.
//
// One map for each length of prefix that occurs, asked from the longest on: 10,000 networks cost an address
// no more than 33 look-ups (IPv6: 129), and mostly a handful.

import { maskV4, maskV6, parseIpAddress, parseIpNetwork } from '../../values/index.ts';

type Prefixes<Bits> = readonly (readonly [prefix: number, rows: ReadonlyMap<Bits, number>])[];

type Row<Bits> = { readonly bits: Bits; readonly prefix: number; readonly row: number };

const prefixesOf = <Bits>(rows: readonly Row<Bits>[]): Prefixes<Bits> => {
  const maps = new Map<number, Map<Bits, number>>();
  for (const { bits, prefix, row } of rows) {
    const map = maps.get(prefix) ?? new Map<Bits, number>();
    maps.set(prefix, map);
    if (!map.has(bits)) map.set(bits, row);
  }
  return [...maps].sort(([a], [b]) => b - a);
};

/**
 * The index of the network with the longest prefix that holds the address (the first of equal ones); -1 when
 * none does. Texts that are no network hold nothing; a bare address is the network of it alone.
 */
export const networkIndex = (cidrs: readonly string[]): ((address: string) => number) => {
  const networks = cidrs.map(parseIpNetwork);
  const v4 = prefixesOf(
    networks.flatMap((network, row) => (network?.family === 4 ? [{ ...network, row }] : [])),
  );
  const v6 = prefixesOf(
    networks.flatMap((network, row) => (network?.family === 6 ? [{ ...network, row }] : [])),
  );
  return (text) => {
    const address = parseIpAddress(text);
    if (address?.family === 4) {
      for (const [prefix, rows] of v4) {
        const row = rows.get(maskV4(address.bits, prefix));
        if (row !== undefined) return row;
      }
    } else if (address !== undefined) {
      for (const [prefix, rows] of v6) {
        const row = rows.get(maskV6(address.bits, prefix));
        if (row !== undefined) return row;
      }
    }
    return -1;
  };
};
