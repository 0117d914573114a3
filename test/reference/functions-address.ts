// Functions of internet addresses (insights functions "IP address"). No argument is missing here.

import { type Family, isWithin, isWithinAny, readAddress, readNetwork } from './addresses.ts';
import { textOf, type Value } from './values.ts';

type StrictFunction = (values: readonly Value[]) => Value;

/** RFC 1918, and the unique local addresses of RFC 4193. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'];

/** What is set aside for a use other than being somebody's address in public (RFC 6890 and others). */
const RESERVED = [
  ...['0.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24'],
  ...['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ...['::', '::1', 'fe80::/10', 'ff00::/8', '2001:db8::/32'],
];

/** Valid, and of one of the families. */
const isValid =
  (...families: Family[]): StrictFunction =>
  ([value]) => {
    const text = textOf(value);
    if (text === undefined) return undefined;
    const address = readAddress(text);
    return address !== undefined && families.includes(address.family);
  };

const isInSubnet =
  (...families: Family[]): StrictFunction =>
  (values) => {
    const [text, cidr] = values.map(textOf);
    const network = cidr === undefined ? undefined : readNetwork(cidr);
    if (text === undefined || network === undefined) return undefined;
    const address = readAddress(text);
    return address !== undefined && families.includes(address.family) && isWithin(address, network);
  };

const isAmong =
  (isOne: (isPrivate: boolean, isReserved: boolean) => boolean): StrictFunction =>
  ([value]) => {
    const text = textOf(value);
    if (text === undefined) return undefined;
    const address = readAddress(text);
    if (address === undefined) return false;
    return isOne(isWithinAny(address, PRIVATE), isWithinAny(address, RESERVED));
  };

const ipv4ToNumber: StrictFunction = ([value]) => {
  const address = readAddress(textOf(value) ?? '');
  return address?.family === 4 ? Number(address.bits) : undefined;
};

export const addressFunctions: Readonly<Record<string, StrictFunction>> = {
  isvalidip: isValid(4, 6),
  isvalidipv4: isValid(4),
  isvalidipv6: isValid(6),
  isipinsubnet: isInSubnet(4, 6),
  isipv4insubnet: isInSubnet(4),
  isipv6insubnet: isInSubnet(6),
  ipv4tonumber: ipv4ToNumber,
  isprivateip: isAmong((isPrivate) => isPrivate),
  isreservedip: isAmong((_, isReserved) => isReserved),
  ispublicip: isAmong((isPrivate, isReserved) => !isPrivate && !isReserved),
};
