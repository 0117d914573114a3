// Regular expressions of filter patterns run as automata: in a time that grows with the text alone, however
// the expression is made. JavaScript's own search can take years, and nothing else runs meanwhile.
//
// There are no groups (regex.ts): an expression is choices of sequences of characters, each repeated or not.

/** A character, and how often it stands there. `accepts`: of a code point. */
type Atom = {
  readonly accepts: (code: number) => boolean;
  readonly least: number;
  /** Undefined: without an end. */
  readonly most: number | undefined;
};

type Part = Atom | '^' | '$';

/** What may come next, laid one behind the other: where a character is taken, the next one may come. */
type Position = {
  /** Of a code point; undefined where none is taken. */
  readonly accepts?: (code: number) => boolean;
  /** When what comes next may come in its place. */
  readonly isSkipped: 'always' | 'at the start' | 'at the end' | 'never';
  /** It may come again. */
  readonly repeats?: boolean;
  /** All of a choice has been. */
  readonly isFound?: boolean;
};

export type Automaton = {
  /** Does any part of the text match? */
  readonly matches: (text: string) => boolean;
  /** No fewer than the steps in which a search that goes back and tries again is through. */
  readonly mostTries: (length: number) => number;
};

/** Characters of an expression with its repetitions written out. Ours: RE2 repeats nothing more than 1,000 times. */
const MOST_CHARACTERS = 1000;

/** As regex.ts writes them. */
const atoms = /\[(?:[^\]\\]|\\.)*\]|\\x[0-9A-Fa-f]{2}|[^*+?{}|^$]/y;
const repetitions = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y;

const ASCII = 128;

/** The table is made when it is first used: most expressions are only read, or searched for by JavaScript. */
const acceptor = (source: string): Atom['accepts'] => {
  const whole = new RegExp(`^${source}$`, 'u');
  const test = (code: number): boolean => whole.test(String.fromCodePoint(code));
  let ascii: readonly boolean[] | undefined;
  return (code) => {
    ascii ??= Array.from({ length: ASCII }, (_, each) => test(each));
    return ascii[code] ?? test(code);
  };
};

const spanOf = (repetition: RegExpExecArray): Pick<Atom, 'least' | 'most'> => {
  const [, sign, least = '', comma, most = ''] = repetition;
  if (sign !== undefined) return { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : undefined };
  if (comma === '') return { least: Number(least), most: Number(least) };
  return { least: Number(least), most: most === '' ? undefined : Number(most) };
};

const readChoices = (source: string): readonly (readonly Part[])[] => {
  const choices: Part[][] = [[]];
  let at = 0;
  while (at < source.length) {
    const character = source[at];
    if (character === '|') choices.push([]);
    if (character === '^' || character === '$') choices.at(-1)?.push(character);
    if (character === '|' || character === '^' || character === '$') {
      at += 1;
      continue;
    }
    atoms.lastIndex = at;
    const atom = atoms.exec(source)?.[0] ?? '';
    at += atom.length;
    repetitions.lastIndex = at;
    const repetition = repetitions.exec(source);
    at += repetition?.[0].length ?? 0;
    const span = repetition === null ? { least: 1, most: 1 } : spanOf(repetition);
    choices.at(-1)?.push({ accepts: acceptor(atom), ...span });
  }
  return choices;
};

const charactersOf = ({ least, most = least + 1 }: Atom): number => Math.max(least, most);

const layAtom = ({ accepts, least, most }: Atom): readonly Position[] => {
  const fixed = Array.from({ length: least }, (): Position => ({ accepts, isSkipped: 'never' }));
  if (most === undefined) return [...fixed, { accepts, isSkipped: 'always', repeats: true }];
  const free = Array.from({ length: most - least }, (): Position => ({ accepts, isSkipped: 'always' }));
  return [...fixed, ...free];
};

const layPart = (part: Part): readonly Position[] => {
  if (part === '^') return [{ isSkipped: 'at the start' }];
  return part === '$' ? [{ isSkipped: 'at the end' }] : layAtom(part);
};

/** One bit a position. */
type Bits = Uint32Array;

type Program = {
  readonly starts: Bits;
  readonly found: Bits;
  readonly repeats: Bits;
  /** By the place in the text: within it, at its start, at its end. */
  readonly skips: Readonly<Record<'within' | 'start' | 'end' | 'both', Bits>>;
  /** The positions that take a code point. */
  readonly taking: (code: number) => Bits;
};

/** Code points beyond ASCII whose positions are kept; then they are found anew. */
const MOST_KEPT = 4096;

const takingOf = (positions: readonly Position[], noBits: () => Bits): Program['taking'] => {
  const sets = new Map<(code: number) => boolean, Bits>();
  positions.forEach(({ accepts }, at) => {
    if (accepts === undefined) return;
    const set = sets.get(accepts) ?? noBits();
    set[at >>> 5]! |= 1 << (at & 31);
    sets.set(accepts, set);
  });
  const make = (code: number): Bits => {
    const bits = noBits();
    for (const [accepts, set] of sets)
      if (accepts(code))
        set.forEach((word, index) => {
          bits[index]! |= word;
        });
    return bits;
  };
  const ascii: Bits[] = [];
  const others = new Map<number, Bits>();
  return (code) => {
    if (code < ASCII) {
      ascii[code] ??= make(code);
      return ascii[code];
    }
    const known = others.get(code);
    if (known !== undefined) return known;
    if (others.size >= MOST_KEPT) others.clear();
    const made = make(code);
    others.set(code, made);
    return made;
  };
};

const layOut = (choices: readonly (readonly Part[])[]): Program => {
  const laid = choices.map((parts): readonly Position[] => [
    ...parts.flatMap(layPart),
    { isSkipped: 'never', isFound: true },
  ]);
  const positions = laid.flat();
  const firsts = new Set(laid.map(([first]) => first));
  const noBits = (): Bits => new Uint32Array((positions.length + 31) >>> 5);
  const bitsWhere = (test: (position: Position) => boolean): Bits => {
    const bits = noBits();
    positions.forEach((position, at) => {
      if (test(position)) bits[at >>> 5]! |= 1 << (at & 31);
    });
    return bits;
  };
  const skipsWhen = (...when: readonly Position['isSkipped'][]): Bits =>
    bitsWhere(({ isSkipped }) => isSkipped === 'always' || when.includes(isSkipped));
  return {
    starts: bitsWhere((position) => firsts.has(position)),
    found: bitsWhere(({ isFound }) => isFound === true),
    repeats: bitsWhere(({ repeats }) => repeats === true),
    skips: {
      within: skipsWhen(),
      start: skipsWhen('at the start'),
      end: skipsWhen('at the end'),
      both: skipsWhen('at the start', 'at the end'),
    },
    taking: takingOf(positions, noBits),
  };
};

/**
 * From what may come to what may come after one more character; true when a choice is found. To add a bit to a
 * run of bits that may be skipped turns over all of the run from there on and the bit behind it: just those
 * that are reached so (Navarro and Raffinot: extended Shift-And).
 */
const advance = (bits: Bits, taken: Bits, skips: Bits, { starts, repeats, found }: Program): boolean => {
  let [carry, carrySkip, isFound] = [0, 0, 0];
  for (let index = 0; index < bits.length; index += 1) {
    const hit = bits[index]! & taken[index]!;
    const reached = (hit << 1) | carry | (hit & repeats[index]!) | starts[index]! | carrySkip;
    carry = hit >>> 31;
    const skip = skips[index]!;
    const sum = ((reached & skip) >>> 0) + skip;
    carrySkip = sum > 0xffff_ffff ? 1 : 0;
    const all = reached | (sum ^ skip);
    bits[index] = all;
    isFound |= all & found[index]!;
  }
  return isFound !== 0;
};

/** All that may come after the text so far, character by character: a match may begin at each. */
const follow = (program: Program, text: string): boolean => {
  const { starts, skips, taking } = program;
  const bits: Bits = new Uint32Array(starts.length);
  // Nothing is taken before the first.
  if (advance(bits, bits, text === '' ? skips.both : skips.start, program)) return true;
  let at = 0;
  while (at < text.length) {
    const code = text.codePointAt(at) as number;
    at += code > 0xffff ? 2 : 1;
    if (advance(bits, taking(code), at === text.length ? skips.end : skips.within, program)) return true;
  }
  return false;
};

/** Of an expression that regex.ts has read; undefined where its repetitions make it too large. */
export const automatonOf = (source: string): Automaton | undefined => {
  const choices = readChoices(source);
  const repeated = choices.flat().filter((part) => typeof part !== 'string');
  const size = repeated.reduce((sum, part) => sum + charactersOf(part), 0);
  if (size > MOST_CHARACTERS) return undefined;
  let program: Program | undefined;
  return {
    matches: (text) => {
      program ??= layOut(choices);
      return follow(program, text);
    },
    mostTries: (length) =>
      repeated.reduce(
        (tries, { least, most }) => tries * (1 + (most === undefined ? length : most - least)),
        (length + 1) * (size + 1),
      ),
  };
};
