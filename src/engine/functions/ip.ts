// Functions of IP addresses. A text that is no address is no error: the answer is false.

import {
  type IpAddress,
  type IpNetwork,
  isInNetwork,
  missing,
  parseIpAddress,
  parseIpNetwork,
  type Value,
} from '../../values/index.ts';
import { type FunctionContext, type Kernel, ofText, ofTwoTexts } from './kernel.ts';

type Networks = { readonly v4: readonly IpNetwork[]; readonly v6: readonly IpNetwork[] };

const networksOf = (list: string): Networks => {
  const networks = list.split(/\s+/).flatMap((text) => parseIpNetwork(text) ?? []);
  return {
    v4: networks.filter(({ family }) => family === 4),
    v6: networks.filter(({ family }) => family === 6),
  };
};

/** RFC 1918 and RFC 4193. */
const privateNetworks = networksOf('10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7');

/** The other addresses that no public host has (RFC 6890; docs/fidelity.md, "reserved-addresses"). */
const reservedNetworks = networksOf(
  `0.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 192.0.0.0/24 192.0.2.0/24 198.18.0.0/15
   198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
   ::/128 ::1/128 fe80::/10 ff00::/8 2001:db8::/32`,
);

const isInOneOf = (address: IpAddress, { v4, v6 }: Networks): boolean =>
  (address.family === 4 ? v4 : v6).some((network) => isInNetwork(address, network));

const ofAddress = (test: (address: IpAddress) => boolean): Kernel =>
  ofText((text) => {
    const address = parseIpAddress(text);
    return address !== undefined && test(address);
  });

/** Networks are mostly constants: the ones read last are remembered, so that a row reads none. */
const MOST_REMEMBERED = 256;
const remembered = new Map<string, IpNetwork | undefined>();

const networkOf = (text: string): IpNetwork | undefined => {
  if (remembered.has(text)) return remembered.get(text);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const network = parseIpNetwork(text);
  remembered.set(text, network);
  return network;
};

/** `family`: whose addresses count; both when undefined. */
const inSubnet = (family?: IpAddress['family']): Kernel =>
  ofTwoTexts((text, written) => {
    const network = networkOf(written);
    if (network === undefined) return missing;
    const address = parseIpAddress(text);
    return (
      address !== undefined &&
      (family === undefined || address.family === family) &&
      isInNetwork(address, network)
    );
  });

/** Tests of addresses alone, by the functions of that name. */
const testsOfOne = {
  isValidIp: () => true,
  isValidIpV4: ({ family }: IpAddress) => family === 4,
  isValidIpV6: ({ family }: IpAddress) => family === 6,
  isPrivateIP: (address: IpAddress) => isInOneOf(address, privateNetworks),
  isReservedIP: (address: IpAddress) => isInOneOf(address, reservedNetworks),
  isPublicIP: (address: IpAddress) =>
    !isInOneOf(address, privateNetworks) && !isInOneOf(address, reservedNetworks),
} satisfies Record<string, (address: IpAddress) => boolean>;

const familiesOfSubnets: Readonly<Record<string, IpAddress['family'] | undefined>> = {
  isIpInSubnet: undefined,
  isIpv4InSubnet: 4,
  isIpv6InSubnet: 6,
};

export const ipKernels = {
  isValidIp: ofAddress(testsOfOne.isValidIp),
  isValidIpV4: ofAddress(testsOfOne.isValidIpV4),
  isValidIpV6: ofAddress(testsOfOne.isValidIpV6),
  isIpInSubnet: inSubnet(),
  isIpv4InSubnet: inSubnet(4),
  isIpv6InSubnet: inSubnet(6),
  ipv4ToNumber: ofText((text) => {
    const address = parseIpAddress(text);
    return address?.family === 4 ? address.bits : missing;
  }),
  isPrivateIP: ofAddress(testsOfOne.isPrivateIP),
  isReservedIP: ofAddress(testsOfOne.isReservedIP),
  isPublicIP: ofAddress(testsOfOne.isPublicIP),
} satisfies Record<string, Kernel>;

/** A test of addresses whose other arguments are known. */
export type AddressTest = {
  /** Of an IPv4 address. */
  readonly ofBits: (bits: number) => boolean;
  readonly ofText: (text: string) => Value;
};

const testOfBits = (
  name: keyof typeof ipKernels,
  [written]: readonly Value[],
): AddressTest['ofBits'] | undefined => {
  if (name in testsOfOne) {
    const test = testsOfOne[name as keyof typeof testsOfOne];
    return (bits) => test({ family: 4, bits });
  }
  const network = name in familiesOfSubnets && typeof written === 'string' ? networkOf(written) : undefined;
  if (network === undefined) return undefined;
  if (familiesOfSubnets[name] === 6 || network.family === 6) return () => false;
  const end = network.bits + 2 ** (32 - network.prefix);
  return (bits) => bits >= network.bits && bits < end;
};

/** Undefined where the function is no test of an address, or the network none. */
export const addressTest = (
  name: string,
  constants: readonly Value[],
  context: FunctionContext,
): AddressTest | undefined => {
  if (!(name in ipKernels)) return undefined;
  const known = name as keyof typeof ipKernels;
  const ofBits = testOfBits(known, constants);
  const ofText = (text: string): Value => ipKernels[known]([text, ...constants], context);
  return ofBits && { ofBits, ofText };
};
