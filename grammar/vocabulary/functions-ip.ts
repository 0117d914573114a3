// Functions of IP addresses (insights-ql 3.7).

import type { FunctionRecord } from './function-record.ts';
import { network, text } from './functions-parameters.ts';

const source = 'CWL_QuerySyntax-operations-functions, IP address functions';
const question = { family: 'ip', result: 'boolean', source } as const;
const ofAddress = { ...question, parameters: [text('address')] } as const;
const ofNetwork = { ...question, parameters: [text('address'), network('network')] } as const;

export const ipFunctions = [
  {
    ...ofAddress,
    name: 'isValidIp',
    spellings: ['is_valid_ip'],
    summary: 'Is the text an IPv4 or IPv6 address?',
  },
  {
    ...ofAddress,
    name: 'isValidIpV4',
    spellings: ['is_valid_ip_v4'],
    summary: 'Is the text an IPv4 address?',
  },
  {
    ...ofAddress,
    name: 'isValidIpV6',
    spellings: ['is_valid_ip_v6'],
    summary: 'Is the text an IPv6 address?',
  },
  {
    ...ofNetwork,
    name: 'isIpInSubnet',
    spellings: ['is_ip_in_subnet'],
    summary: 'Is the text an address in the network, such as 10.0.0.0/8 or 2001:db8::/32?',
  },
  {
    ...ofNetwork,
    name: 'isIpv4InSubnet',
    spellings: ['is_ipv4_in_subnet'],
    summary: 'Is the text an IPv4 address in the network, such as 10.0.0.0/8?',
  },
  {
    ...ofNetwork,
    name: 'isIpv6InSubnet',
    spellings: ['is_ipv6_in_subnet'],
    summary: 'Is the text an IPv6 address in the network, such as 2001:db8::/32?',
  },
  {
    family: 'ip',
    name: 'ipv4ToNumber',
    spellings: ['ipv4_to_number'],
    parameters: [text('address')],
    result: 'number',
    summary: 'The 32 bits of an IPv4 address as a number.',
    source,
  },
  {
    ...ofAddress,
    name: 'isPrivateIP',
    spellings: ['is_private_ip'],
    summary: 'Is the text an address of a private network (RFC 1918, RFC 4193)?',
  },
  {
    ...ofAddress,
    name: 'isPublicIP',
    spellings: ['is_public_ip'],
    summary: 'Is the text an address that is neither private nor reserved?',
  },
  {
    ...ofAddress,
    name: 'isReservedIP',
    spellings: ['is_reserved_ip'],
    summary: 'Is the text an address set apart: loopback, link-local, multicast, documentation and such?',
  },
] as const satisfies readonly FunctionRecord[];
