// Messages by their shapes: what lines of one kind share is kept once, what differs as columns.

export { charactersOf, charactersOfColumn, isWithin, TIME_CHARACTERS } from './character-set.ts';
export { type CutMessages, cutMessages, dropCut } from './cut-messages.ts';
export type { ShapeFields, Told, ToldSlot } from './shape-fields.ts';
export { FEWEST_ROWS, type ShapedMessages, shapeMessages } from './shape-messages.ts';
export { type SlotReader, slotReader } from './shaped-texts.ts';
export type { SlotColumn } from './slot-columns.ts';
export { fieldsOfShapes, isAsTold, type SlotFields, type ToldMessages } from './told-messages.ts';
