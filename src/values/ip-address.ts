// IP addresses and networks from their texts: IPv4 as four decimal numbers, IPv6 in the forms of RFC 4291
// section 2.2. Strict: no leading zeros, no zone, no brackets, no blanks (docs/fidelity.md, "ip-addresses").
//
// Written here and not left to a package: the checker and the engine both need it, the engine for every row.

/** `bits` is the address as a number; IPv4 fits a number, IPv6 does not. */
export type IpAddress =
  | { readonly family: 4; readonly bits: number }
  | { readonly family: 6; readonly bits: bigint };

/** Addresses whose first `prefix` bits are those of `bits`; the bits behind them are 0. */
export type IpNetwork =
  | { readonly family: 4; readonly bits: number; readonly prefix: number }
  | { readonly family: 6; readonly bits: bigint; readonly prefix: number };

const DOT = 46;
const ZERO = 48;
const NINE = 57;

/** The 32 bits of a dotted quad, or undefined. */
export const parseIpv4 = (text: string): number | undefined => {
  if (text.length > 15) return undefined;
  let bits = 0;
  let part = -1;
  let dots = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === DOT && part >= 0) {
      bits = bits * 256 + part;
      part = -1;
      dots += 1;
    } else if (code < ZERO || code > NINE || part === 0) return undefined;
    else part = (part < 0 ? 0 : part * 10) + code - ZERO;
    if (part > 255) return undefined;
  }
  return dots === 3 && part >= 0 ? bits * 256 + part : undefined;
};

const group = /^[0-9a-fA-F]{1,4}$/;

/** Groups between colons, a dotted quad at the end as two of them; undefined where one is none. */
const parseGroups = (text: string, mayEndInQuad: boolean): readonly number[] | undefined => {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    const quad = mayEndInQuad && i === parts.length - 1 ? parseIpv4(part) : undefined;
    if (quad !== undefined) groups.push(Math.floor(quad / 65_536), quad % 65_536);
    else if (group.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
};

const GROUPS = 8;

/** The longest text: eight groups, the last two of them a dotted quad. */
const LONGEST_V6 = 45;

/** The 128 bits of an IPv6 address, or undefined. `::` stands for one group of zeros or more. */
const parseV6 = (text: string): bigint | undefined => {
  if (text.length > LONGEST_V6) return undefined;
  const gap = text.indexOf('::');
  const head = parseGroups(gap === -1 ? text : text.slice(0, gap), gap === -1);
  const tail = parseGroups(gap === -1 ? '' : text.slice(gap + 2), true);
  if (head === undefined || tail === undefined) return undefined;
  const zeros = GROUPS - head.length - tail.length;
  if (gap === -1 ? zeros !== 0 : zeros < 1) return undefined;
  let bits = 0n;
  for (const part of head) bits = (bits << 16n) | BigInt(part);
  bits <<= BigInt(16 * zeros);
  for (const part of tail) bits = (bits << 16n) | BigInt(part);
  return bits;
};

export const parseIpAddress = (text: string): IpAddress | undefined => {
  if (text.includes(':')) {
    const bits = parseV6(text);
    return bits === undefined ? undefined : { family: 6, bits };
  }
  const bits = parseIpv4(text);
  return bits === undefined ? undefined : { family: 4, bits };
};

/** The first `prefix` bits of an IPv4 address, the others 0. */
export const maskV4 = (bits: number, prefix: number): number => {
  const size = 2 ** (32 - prefix);
  return Math.floor(bits / size) * size;
};

/** The first `prefix` bits of an IPv6 address, the others 0. */
export const maskV6 = (bits: bigint, prefix: number): bigint => {
  const rest = BigInt(128 - prefix);
  return (bits >> rest) << rest;
};

const prefixLength = /^(?:0|[1-9]\d{0,2})$/;

/** `10.0.0.0/8`, `2001:db8::/32`; a bare address is the network of it alone. */
export const parseIpNetwork = (text: string): IpNetwork | undefined => {
  const slash = text.indexOf('/');
  const address = parseIpAddress(slash === -1 ? text : text.slice(0, slash));
  if (address === undefined) return undefined;
  const longest = address.family === 4 ? 32 : 128;
  const written = text.slice(slash + 1);
  if (slash !== -1 && !prefixLength.test(written)) return undefined;
  const prefix = slash === -1 ? longest : Number(written);
  if (prefix > longest) return undefined;
  return address.family === 4
    ? { family: 4, bits: maskV4(address.bits, prefix), prefix }
    : { family: 6, bits: maskV6(address.bits, prefix), prefix };
};

/** An address of the other family is in no network. */
export const isInNetwork = (address: IpAddress, network: IpNetwork): boolean =>
  address.family === 4
    ? network.family === 4 && maskV4(address.bits, network.prefix) === network.bits
    : network.family === 6 && maskV6(address.bits, network.prefix) === network.bits;
