// Which signatures are one pattern: a tree of fixed depth, after Drain (He et al., ICWS 2017). Drain meets
// lines as they come and so depends on their order; here the lines are the different signatures, in an order
// of their own, so the answer depends on nothing else.
//
// The levels of the tree: what stands still (separators, keys, levels, severity; Drain has the number of words),
// then the first word of text that serves as a name (Drain: the first tokens), then a list of templates, of
// which the most similar takes the signature if more than half of their words of text are equal.

import { type Dissected, dissect } from './dissect.ts';
import { severityOf } from './severity.ts';
import { BLANK_WORD, countMarks, JOIN } from './token-kinds.ts';

export type Cluster = {
  /** Words by position; undefined where the members differ. */
  readonly template: (string | undefined)[];
  readonly separators: readonly string[];
  readonly members: Member[];
};

export type Member = {
  /** The place of the signature in the list that was given. */
  readonly index: number;
  readonly words: readonly string[];
  /** The words of text, by number: equal words have equal numbers. */
  readonly texts: Int32Array;
};

/** Members that have the same separators and fixed words, and so the same roles. */
type Group = {
  readonly separators: readonly string[];
  readonly textPlaces: readonly number[];
  readonly members: Member[];
};

/** A place with more different words than this is no name (Drain: 100 children). */
const BRANCHES_MOST = 100;
/** Places that are tried for a name: behind an address, two dashes and a time comes the method. */
const PLACES_TRIED = 8;
/** Templates a signature is compared with, which keeps the work linear in the number of signatures. */
const COMPARED_MOST = 100;

const standingOf = (signature: string, { words, separators, roles }: Dissected): string => {
  let key: string = severityOf(signature);
  words.forEach((word, i) => {
    key += JOIN + separators[i]! + JOIN + (roles[i] === 'fixed' ? word : BLANK_WORD);
  });
  return key + JOIN + separators[words.length]!;
};

type Numbering = Map<string, number>;

const numberOf = (numbering: Numbering, word: string): number => {
  const known = numbering.get(word);
  if (known !== undefined) return known;
  numbering.set(word, numbering.size);
  return numbering.size - 1;
};

const groupsOf = (signatures: readonly string[]): Iterable<Group> => {
  const numbering: Numbering = new Map();
  const groups = new Map<string, Group>();
  signatures.forEach((signature, index) => {
    const dissected = dissect(signature);
    const { words, separators, roles } = dissected;
    const standing = standingOf(signature, dissected);
    let group = groups.get(standing);
    if (group === undefined) {
      const textPlaces = words.flatMap((_, place) => (roles[place] === 'text' ? [place] : []));
      group = { separators, textPlaces, members: [] };
      groups.set(standing, group);
    }
    const texts = new Int32Array(group.textPlaces.length);
    for (let i = 0; i < texts.length; i += 1) texts[i] = numberOf(numbering, words[group.textPlaces[i]!]!);
    group.members.push({ index, words, texts });
  });
  return groups.values();
};

const letter = /\p{L}/u;

/** `GET` and `Starting` are names, `-` and what holds a token are not. */
const isName = (word: string): boolean => countMarks(word) === 0 && letter.test(word);

/** The members by their i-th word of text, or undefined if these are no names or too many. */
const branchesAt = ({ members, textPlaces }: Group, i: number): Map<number, Member[]> | undefined => {
  const branches = new Map<number, Member[]>();
  for (const member of members) {
    const branch = branches.get(member.texts[i]!);
    if (branch !== undefined) {
      branch.push(member);
      continue;
    }
    if (branches.size === BRANCHES_MOST || !isName(member.words[textPlaces[i]!]!)) return undefined;
    branches.set(member.texts[i]!, [member]);
  }
  return branches;
};

const branchesOf = (group: Group): Iterable<readonly Member[]> => {
  for (let i = 0; i < Math.min(PLACES_TRIED, group.textPlaces.length); i += 1) {
    const branches = branchesAt(group, i);
    if (branches !== undefined) return branches.values();
  }
  return [group.members];
};

const DIFFERS = -1;

/** The words of text of what is becoming a cluster, DIFFERS where the members differ. */
type Template = { readonly texts: Int32Array; readonly members: Member[] };

/** How many words of text are equal; -1 as soon as `least` is out of reach. */
const similarity = (template: Int32Array, texts: Int32Array, least: number): number => {
  let missable = texts.length - least;
  for (let i = 0; i < texts.length; i += 1) {
    if (template[i] === texts[i]) continue;
    missable -= 1;
    if (missable < 0) return -1;
  }
  return least + missable;
};

/** More than half of the words of text must be equal (Drain's threshold is near it); of two, one. */
const leastEqual = (texts: number): number => (texts <= 2 ? Math.ceil(texts / 2) : Math.floor(texts / 2) + 1);

/** The most similar template, the first of equally similar ones. */
const mostSimilar = (templates: readonly Template[], texts: Int32Array): Template | undefined => {
  let least = leastEqual(texts.length);
  let best: Template | undefined;
  for (let i = 0; i < templates.length && i < COMPARED_MOST; i += 1) {
    const equal = similarity(templates[i]!.texts, texts, least);
    if (equal < 0) continue;
    best = templates[i];
    if (equal === texts.length) break;
    least = equal + 1;
  }
  return best;
};

const templatesOf = (members: readonly Member[]): readonly Template[] => {
  const templates: Template[] = [];
  for (const member of members) {
    const template = mostSimilar(templates, member.texts);
    if (template === undefined) {
      templates.push({ texts: member.texts.slice(), members: [member] });
      continue;
    }
    template.members.push(member);
    for (let i = 0; i < member.texts.length; i += 1)
      if (template.texts[i] !== member.texts[i]) template.texts[i] = DIFFERS;
  }
  return templates;
};

/** Values differ without having been compared, so the words themselves decide. */
const clusterOf = (separators: readonly string[], members: Member[]): Cluster => {
  const template: (string | undefined)[] = [...members[0]!.words];
  for (const { words } of members)
    for (let i = 0; i < words.length; i += 1) if (template[i] !== words[i]) template[i] = undefined;
  return { template, separators, members };
};

/** Signatures, in an order that is theirs, to clusters. */
export const cluster = (signatures: readonly string[]): Cluster[] => {
  const clusters: Cluster[] = [];
  for (const group of groupsOf(signatures))
    for (const members of branchesOf(group))
      for (const template of templatesOf(members))
        clusters.push(clusterOf(group.separators, template.members));
  return clusters;
};
