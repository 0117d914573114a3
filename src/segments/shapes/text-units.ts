// The characters of a text as numbers: reading typed arrays is several times faster than charCodeAt.

/** Bytes where the text is ASCII, else UTF-16 units. */
export type Units = Uint8Array | Uint16Array;

const encoder = new TextEncoder();

export const unitsOf = (text: string): Units => {
  const bytes = new Uint8Array(text.length);
  // Every other character takes more bytes than units: not all of them find room.
  if (encoder.encodeInto(text, bytes).read === text.length) return bytes;
  const units = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at += 1) units[at] = text.charCodeAt(at);
  return units;
};
