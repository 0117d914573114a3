// VPC flow log records in the default format, version 2. Each stream is a network interface. ASCII by nature.

import { evenlySpread, type SetLines } from './event-set.ts';
import { type Random, skewed } from './random.ts';

const NO_DATA_SHARE = 0.002;
const MINUTE_S = 60;

/** A few hosts have most of the traffic. */
const address = (random: Random): string => {
  const host = skewed(random, 4 * 256 * 254);
  return `10.${Math.floor(host / 65_024)}.${Math.floor(host / 254) % 256}.${1 + (host % 254)}`;
};

const ports = [22, 53, 80, 443, 443, 443, 3306, 5432, 6379, 8080] as const;

export const flowRecord = (random: Random, ms: number, interfaceId: string): string => {
  const start = Math.floor(ms / 1000);
  const head = `2 123456789012 ${interfaceId}`;
  const times = `${start} ${start + MINUTE_S}`;
  if (random.next() < NO_DATA_SHARE) return `${head} - - - - - - - ${times} - NODATA`;
  const packets = 1 + skewed(random, 5_000);
  const ends = `${address(random)} ${address(random)} ${1024 + random.whole(60_000)} ${random.pick(ports)}`;
  const volume = `${random.pick([6, 6, 6, 17])} ${packets} ${packets * (40 + random.whole(1_400))}`;
  return `${head} ${ends} ${volume} ${times} ${random.pick(['ACCEPT', 'ACCEPT', 'ACCEPT', 'REJECT'])} OK`;
};

export const vpcLines: SetLines = (random, count, clock, text) => {
  const interfaceId = `eni-0${random.hex(16)}`;
  return evenlySpread((own, ms) => flowRecord(own, ms, interfaceId))(random, count, clock, text);
};
