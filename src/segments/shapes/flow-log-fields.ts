// The fields that all messages of a shape have where they are lines of a flow log: each is a slot, or stands in the
// pieces. Found in one message of the shape, and proved for the others by what their slots are asked for.

import { flowLogFields, isFlowLogLine } from '../../events/index.ts';
import type { Example, ShapeFields, SlotIs, SlotTest, Told } from './shape-fields.ts';

const count: SlotIs = { least: 1, most: Number.POSITIVE_INFINITY };
const seconds: SlotIs = { least: 9, most: 11 };

/** What the pattern of the line asks of a word that has a digit. */
const slotIs: Readonly<Partial<Record<(typeof flowLogFields)[number], SlotIs>>> = {
  version: 'two',
  accountId: { least: 12, most: 12 },
  interfaceId: 'interface',
  srcAddr: 'address',
  dstAddr: 'address',
  srcPort: count,
  dstPort: count,
  protocol: count,
  packets: count,
  bytes: count,
  startTime: seconds,
  endTime: seconds,
};

/** Undefined where a word is neither a slot nor without one: an address of colons has several. */
export const flowLogFieldsOf = ({ message, starts, ends }: Example): ShapeFields | undefined => {
  if (!isFlowLogLine(message)) return undefined;
  const words = message.trimEnd().split(' ');
  const told: Told[] = [];
  const tests: SlotTest[] = [];
  let slot = 0;
  let start = 0;
  for (const [place, field] of flowLogFields.entries()) {
    const word = words[place]!;
    const end = start + word.length;
    if (slot < starts.length && starts[slot]! < end) {
      const is = slotIs[field];
      if (is === undefined || starts[slot] !== start || ends[slot] !== end) return undefined;
      told.push({ field, slot, made: 'text' });
      tests.push({ slot, is });
      slot += 1;
    } else told.push({ field, slot: undefined, value: word });
    start = end + 1;
  }
  return slot === starts.length ? { told, tests } : undefined;
};
