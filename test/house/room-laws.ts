// The laws of rooms, as functions from a tree of source texts to sentences about what breaks them.

import { posix } from 'node:path';
import { type Import, importsOf } from './imports.ts';
import type { Room, SideDoor } from './room-table.ts';

/** Paths from the root of the repository, with the text of each file. */
export type SourceTree = ReadonlyMap<string, string>;

export const roomOf = (path: string, rooms: readonly Room[]): Room | undefined =>
  rooms.find(({ place }) => (place.endsWith('/') ? path.startsWith(place) : path === place));

const isRelative = (specifier: string): boolean => specifier.startsWith('.');

/** The path that a relative import means. */
const target = (file: string, specifier: string): string =>
  posix.normalize(posix.join(posix.dirname(file), specifier));

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const doorOf = (room: Room): string => (room.place.endsWith('/') ? `${room.place}index.ts` : room.place);

type Looking = { readonly file: string; readonly room: Room; readonly rooms: readonly Room[] };

const faultOfPackage = ({ room, rooms }: Looking, specifier: string): string | undefined => {
  if (specifier === '(computed)') return 'may not import what is only known when it runs';
  if (specifier.startsWith('node:')) return room.mayUseNode ? undefined : `may not import "${specifier}"`;
  const name = packageOf(specifier);
  if (room.packages.includes(name)) return undefined;
  const owner = rooms.find(({ packages }) => packages.includes(name));
  return owner === undefined
    ? `may not use the package "${name}", which no room may`
    : `may not use the package "${name}", which only ${owner.name} may`;
};

const faultOfOwnRoom = ({ file, room }: Looking, to: string): string | undefined => {
  const isOwnDoor =
    to === doorOf(room) || (to.endsWith('/index.ts') && file.startsWith(`${posix.dirname(to)}/`));
  return isOwnDoor ? `may not import its own room's ${posix.basename(to)} ("${to}")` : undefined;
};

const faultOfOtherRoom = (
  { room }: Looking,
  to: string,
  other: Room,
  doors: readonly SideDoor[],
): string | undefined => {
  if (!room.mayEnter.includes(other.name)) return `may not enter ${other.name} ("${to}")`;
  if (to === doorOf(other) || doors.some((door) => door.from === room.name && door.to === to))
    return undefined;
  return `may enter ${other.name} only through ${doorOf(other)}, not "${to}"`;
};

const faultOf = (looking: Looking, { specifier }: Import, doors: readonly SideDoor[]): string | undefined => {
  if (!isRelative(specifier)) return faultOfPackage(looking, specifier);
  const to = target(looking.file, specifier);
  const other = roomOf(to, looking.rooms);
  if (other === undefined) return `may not import "${to}", which is in no room`;
  return other === looking.room ? faultOfOwnRoom(looking, to) : faultOfOtherRoom(looking, to, other, doors);
};

/** Every import that the table does not allow: file, line, room, and what is not allowed. */
export const roomFaults = (
  tree: SourceTree,
  rooms: readonly Room[],
  doors: readonly SideDoor[],
): readonly string[] =>
  [...tree].flatMap(([file, text]) => {
    const room = roomOf(file, rooms);
    if (room === undefined) return [`${file}: stands in no room`];
    return importsOf(text).flatMap((imported) => {
      const fault = faultOf({ file, room, rooms }, imported, doors);
      return fault === undefined ? [] : [`${file}:${imported.lineNumber}: ${room.name} ${fault}`];
    });
  });

/** Side doors that nobody uses any more. */
export const unusedDoors = (
  tree: SourceTree,
  rooms: readonly Room[],
  doors: readonly SideDoor[],
): readonly string[] => {
  const used = new Set(
    [...tree].flatMap(([file, text]) =>
      importsOf(text).map(({ specifier }) => `${roomOf(file, rooms)?.name} ${target(file, specifier)}`),
    ),
  );
  return doors.filter(({ from, to }) => !used.has(`${from} ${to}`)).map(({ from, to }) => `${from} → ${to}`);
};

const reachableFrom = (start: string, edges: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> => {
  const seen = new Set<string>();
  const waiting = [...(edges.get(start) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...(edges.get(next) ?? []));
  }
  return seen;
};

/** Knots of files that import each other, in types too: each a sorted list of files. */
export const importCycles = (tree: SourceTree): readonly (readonly string[])[] => {
  const edges = new Map(
    [...tree].map(([file, text]) => [
      file,
      importsOf(text)
        .filter(({ specifier }) => isRelative(specifier))
        .map(({ specifier }) => target(file, specifier)),
    ]),
  );
  const reach = new Map([...tree.keys()].map((file) => [file, reachableFrom(file, edges)]));
  const knots = new Map<string, readonly string[]>();
  for (const [file, reached] of reach) {
    if (!reached.has(file)) continue;
    const knot = [...reached].filter((other) => reach.get(other)?.has(file)).sort();
    knots.set(knot.join(), knot);
  }
  return [...knots.values()];
};
