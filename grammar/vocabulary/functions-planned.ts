// Functions of the service that are part of the language but not built yet: the checker says so instead
// of calling them unknown. A function moves out of here when its record is written.

export type PlannedFunction = { readonly name: string; readonly spellings?: readonly string[] };

export const plannedFunctions: readonly PlannedFunction[] = [
  // JSON and structures
  { name: 'jsonParse', spellings: ['json_parse'] },
  { name: 'jsonStringify', spellings: ['json_stringify'] },
  { name: 'jsonArraySize', spellings: ['json_array_size'] },
  { name: 'jsonArrayContains', spellings: ['json_array_contains'] },
  // IP addresses
  { name: 'isValidIp', spellings: ['is_valid_ip'] },
  { name: 'isValidIpV4', spellings: ['is_valid_ip_v4'] },
  { name: 'isValidIpV6', spellings: ['is_valid_ip_v6'] },
  { name: 'isIpInSubnet', spellings: ['is_ip_in_subnet'] },
  { name: 'isIpv4InSubnet', spellings: ['is_ipv4_in_subnet'] },
  { name: 'isIpv6InSubnet', spellings: ['is_ipv6_in_subnet'] },
  { name: 'ipv4ToNumber', spellings: ['ipv4_to_number'] },
  { name: 'isPrivateIP', spellings: ['is_private_ip'] },
  { name: 'isPublicIP', spellings: ['is_public_ip'] },
  { name: 'isReservedIP', spellings: ['is_reserved_ip'] },
  // Hashes and masking
  { name: 'md5' },
  { name: 'sha256' },
  { name: 'unmask' },
  // Aggregates
  { name: 'values', spellings: ['collect_values'] },
  { name: 'topk' },
  { name: 'rate' },
  { name: 'countOverTime', spellings: ['count_over_time'] },
  { name: 'sumOverTime', spellings: ['sum_over_time'] },
  { name: 'histogram' },
];
