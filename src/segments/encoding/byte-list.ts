// Bytes one after the other, and whole numbers in as few of them as they need: seven bits a byte, the lowest
// first, the highest bit set where more follow (LEB128).

export type ByteList = { bytes: Uint8Array; length: number };

export const newByteList = (room: number): ByteList => ({ bytes: new Uint8Array(room), length: 0 });

/** Of a number from 0 up to 2^31. */
export const appendVarint = (list: ByteList, value: number): void => {
  if (list.length + 5 > list.bytes.length) {
    const wider = new Uint8Array(list.bytes.length * 2 + 5);
    wider.set(list.bytes);
    list.bytes = wider;
  }
  let rest = value;
  for (; rest > 127; rest >>>= 7) list.bytes[list.length++] = (rest & 127) | 128;
  list.bytes[list.length++] = rest;
};

export const readVarints = (bytes: Uint8Array, count: number): Uint32Array => {
  const values = new Uint32Array(count);
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    let byte = bytes[at++]!;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++]!;
      value |= (byte & 127) << shift;
    }
    values[index] = value;
  }
  return values;
};
