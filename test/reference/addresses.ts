// Internet addresses and networks as plain integers. IPv4 is a strict dotted quad, IPv6 the text form of
// RFC 4291 without zones and brackets.

export type Family = 4 | 6;
export type Address = { readonly family: Family; readonly bits: bigint };
export type Network = { readonly family: Family; readonly bits: bigint; readonly prefix: number };

const WIDTH = { 4: 32, 6: 128 } as const;

export const readAddress = (text: string): Address | undefined => {
  const quad = readQuad(text);
  if (quad !== undefined) return { family: 4, bits: quad };
  const bits = readGroups(text);
  return bits === undefined ? undefined : { family: 6, bits };
};

const readQuad = (text: string): bigint | undefined => {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let bits = 0n;
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined;
    bits = bits * 256n + BigInt(part);
  }
  return bits;
};

/** Groups of four hexadecimal digits, where `::` stands once for as many zeros as are lacking, at least one. */
const readGroups = (text: string): bigint | undefined => {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [before, after] = halves.map((half, i) => wordsOf(half, i === halves.length - 1));
  if (before === undefined || (halves.length === 2 && after === undefined)) return undefined;
  const lacking = 8 - before.length - (after?.length ?? 0);
  if (halves.length === 1 ? lacking !== 0 : lacking < 1) return undefined;
  const words = [...before, ...Array.from({ length: lacking }, () => 0n), ...(after ?? [])];
  return words.reduce((bits, word) => bits * 65536n + word, 0n);
};

/** The 16-bit words of one half; only the end of the address may be a dotted quad. */
const wordsOf = (half: string, isEnd: boolean): bigint[] | undefined => {
  if (half === '') return [];
  const words: bigint[] = [];
  const groups = half.split(':');
  for (const [i, group] of groups.entries()) {
    const quad = isEnd && i === groups.length - 1 ? readQuad(group) : undefined;
    if (quad !== undefined) words.push(quad / 65536n, quad % 65536n);
    else if (/^[0-9a-fA-F]{1,4}$/.test(group)) words.push(BigInt(`0x${group}`));
    else return undefined;
  }
  return words;
};

/** `10.0.0.0/8`; an address alone is the network of itself. What stands behind the prefix does not count. */
export const readNetwork = (text: string): Network | undefined => {
  const [written = '', length, ...more] = text.split('/');
  const address = readAddress(written);
  if (address === undefined || more.length > 0) return undefined;
  const width = WIDTH[address.family];
  if (length === undefined) return { ...address, prefix: width };
  if (!/^(0|[1-9]\d{0,2})$/.test(length) || Number(length) > width) return undefined;
  return { ...address, prefix: Number(length) };
};

/** An address of the other family is in no network. */
export const isWithin = (address: Address, network: Network): boolean => {
  if (address.family !== network.family) return false;
  const rest = BigInt(WIDTH[network.family] - network.prefix);
  return address.bits >> rest === network.bits >> rest;
};

export const isWithinAny = (address: Address, networks: readonly string[]): boolean =>
  networks.some((text) => {
    const network = readNetwork(text);
    return network !== undefined && isWithin(address, network);
  });
