// Where a percentile of the service lies on its histogram: from 100 different numbers on it answers (1 + ε)^k
// with ε = 0.001 · 2^i, the ε of a group growing by a rule nobody knows, each bucket and each doubling rounding
// down (evidence 2, 4, 5).

export type GridPlace = { readonly epsilon: number; readonly exponent: number };

const FINEST = 0.001;
/** The recorded ones reach 0.032; one doubling more is allowed for. */
const epsilons: readonly number[] = Array.from({ length: 7 }, (_, i) => FINEST * 2 ** i);

/** Half a unit of the last printed digit: four decimals from 1 on, four significant digits below (evidence 10). */
export const printedTolerance = (value: number): number => {
  const magnitude = Math.abs(value);
  return magnitude >= 1 || magnitude === 0 ? 0.5e-4 : 0.5 * 10 ** (Math.floor(Math.log10(magnitude)) - 3);
};

/** Where printed digits leave more than this share of the room between two edges, a place says nothing. */
const MOST_CHANCE = 0.1;

const placeOn = (magnitude: number, epsilon: number): GridPlace | undefined => {
  const tolerance = printedTolerance(magnitude) * 1.02;
  if (2 * tolerance > MOST_CHANCE * epsilon * magnitude) return undefined;
  const exponent = Math.round(Math.log(magnitude) / Math.log1p(epsilon));
  return Math.abs((1 + epsilon) ** exponent - magnitude) <= tolerance ? { epsilon, exponent } : undefined;
};

/** The coarsest grid on which a printed number lies; undefined when it lies on none, or is too small to tell. */
export const gridPlaceOf = (value: number): GridPlace | undefined => {
  const magnitude = Math.abs(value);
  if (magnitude === 0) return undefined;
  return epsilons.map((epsilon) => placeOn(magnitude, epsilon)).findLast((place) => place !== undefined);
};

/** By which factor at most a number shrinks on its way to a grid: a floor at each ε up to that one. */
const shrinkingTo = (epsilon: number): number =>
  epsilons.reduce((factor, one) => (one <= epsilon * 1.0001 ? factor * (1 + one) : factor), 1);

/** How far off a percentile may be that is not shown itself but reckoned with. */
export const MOST_SHRINKING = shrinkingTo(epsilons.at(-1) ?? FINEST);

/** Can the place be where a number between the two bounds was put? */
export const isPlaceOf = (place: GridPlace, service: number, least: number, most: number): boolean => {
  const slack = printedTolerance(service) + printedTolerance(most);
  const magnitude = Math.abs(service);
  return (
    magnitude <= Math.abs(most) + slack && magnitude >= Math.abs(least) / shrinkingTo(place.epsilon) - slack
  );
};

/** Where the number itself is, if our own answer is the edge of the finest bucket that holds it. */
export const boundsOfOurs = (ours: number): readonly [least: number, most: number] => [
  ours,
  ours * (1 + FINEST),
];
