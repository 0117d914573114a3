// What the API's model says of the members that several operations have.

import {
  type RangeRules,
  requiredText,
  type TextRules,
  textMember,
  textsMember,
  wholeMember,
} from '../input.ts';
import type { JsonObject } from '../operation.ts';
import { invalidParameter } from '../service-error.ts';

export const groupNameRules: TextRules = { pattern: '[\\.\\-_/#A-Za-z0-9]+', min: 1, max: 512 };
export const identifierRules: TextRules = { pattern: '[\\w#+=/:,.@-]*', min: 1, max: 2048 };
export const streamNameRules: TextRules = { pattern: '[^:*]*', min: 1, max: 512 };
export const accountRules: TextRules = { pattern: '\\d{12}', min: 12, max: 12 };
export const filterPatternRules: TextRules = { min: 0, max: 1024 };

/** In the order in which the service's refusals list them. */
export const logClasses = ['STANDARD', 'INFREQUENT_ACCESS', 'ESSENTIALS', 'DELIVERY'] as const;
export const logClassRules: TextRules = { values: logClasses };

export const nextTokenOf = (input: JsonObject): string | undefined =>
  textMember(input, 'nextToken', { min: 1 });

/** Epoch ms. */
export const timeRules: RangeRules = { min: 0 };

/** Items of one page, where the request does not say otherwise. */
export const limitOf = (input: JsonObject, max: number, usual = Math.min(max, 50)): number =>
  wholeMember(input, 'limit', { min: 1, max }) ?? usual;

export const groupNameOf = (input: JsonObject): string => requiredText(input, 'logGroupName', groupNameRules);

export const streamNameOf = (input: JsonObject): string =>
  requiredText(input, 'logStreamName', streamNameRules);

export const streamNamesOf = (input: JsonObject, name: string): readonly string[] | undefined =>
  textsMember(input, name, { min: 1, max: 100 }, streamNameRules);

/** The one of logGroupName and logGroupIdentifier that is given. */
export const nameOrIdentifierOf = (input: JsonObject): string => {
  const name = textMember(input, 'logGroupName', groupNameRules);
  const identifier = textMember(input, 'logGroupIdentifier', identifierRules);
  const given = name ?? identifier;
  if (given === undefined || (name !== undefined && identifier !== undefined))
    throw invalidParameter('You must include either logGroupIdentifier or logGroupName, but not both.');
  return given;
};
