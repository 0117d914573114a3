// The bytes a text takes in UTF-8, without encoding it.

const beyondAscii = /[^\x00-\x7f]/;

export const utf8Length = (text: string): number => {
  // Most logs are ASCII, and a regular expression runs over them three times as fast.
  if (!beyondAscii.test(text)) return text.length;
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (unit >= 0xd800 && unit < 0xdc00 && at + 1 < text.length) {
      // A surrogate pair: two units, four bytes.
      bytes += 2;
      at += 1;
    } else bytes += 2;
  }
  return bytes;
};
