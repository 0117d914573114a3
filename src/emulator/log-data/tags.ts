// Tags of log groups, by name and by ARN: TagResource and its kin, and the older TagLogGroup and its kin.

import type { Context } from '../context.ts';
import { required, requiredText, type TextRules, textMapMember, textsMember } from '../input.ts';
import type { JsonObject, Operation } from '../operation.ts';
import { ServiceError } from '../service-error.ts';
import { type LogGroup, requireGroup, requireGroupOf, saveGroup } from './log-groups.ts';
import { groupNameOf } from './member-rules.ts';

type Act = Operation<Context>;
type Tags = Readonly<Record<string, string>>;

const MOST_TAGS = 50;

export const tagKeyRules: TextRules = { pattern: '^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+)$', min: 1, max: 128 };
const tagValueRules: TextRules = { pattern: '^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$', max: 256 };

export const tagsOf = (input: JsonObject): Tags | undefined =>
  textMapMember(input, 'tags', { min: 1, max: MOST_TAGS }, tagKeyRules, tagValueRules);

/** `values` as ListLogGroups has them: `*` at either end is a wildcard, without regard to case; `!` negates. */
export const isTagged =
  (key: string, values: readonly string[]) =>
  (tags: Tags): boolean => {
    const own = Object.hasOwn(tags, key) ? tags[key] : undefined;
    if (own === undefined) return false;
    if (values.length === 0) return true;
    return values.some((given) => {
      const isNot = given.startsWith('!');
      const text = isNot ? given.slice(1) : given;
      const [opens, ends] = [text.startsWith('*'), text.length > 1 && text.endsWith('*')];
      const bare = text.slice(opens ? 1 : 0, ends ? -1 : undefined).toLowerCase();
      const low = own.toLowerCase();
      if (!opens && !ends) return (own === text) !== isNot;
      const isLike = opens && ends ? low.includes(bare) : opens ? low.endsWith(bare) : low.startsWith(bare);
      return isLike !== isNot;
    });
  };

const addTags = (context: Context, group: LogGroup, added: Tags): undefined => {
  const tags = { ...group.record.tags, ...added };
  if (Object.keys(tags).length > MOST_TAGS)
    throw new ServiceError('TooManyTagsException', 'A resource can have no more than 50 tags.', {
      resourceName: group.name,
    });
  saveGroup(context, group, { ...group.record, tags });
  return undefined;
};

const removeTags = (context: Context, group: LogGroup, keys: readonly string[]): undefined => {
  const kept = Object.entries(group.record.tags).filter(([key]) => !keys.includes(key));
  saveGroup(context, group, { ...group.record, tags: Object.fromEntries(kept) });
  return undefined;
};

const groupOfArn = (input: JsonObject): string =>
  requiredText(input, 'resourceArn', { pattern: '[\\w+=/:,.@-]*', min: 1, max: 1011 });

export const tagResource: Act = ({ input, scope, context }) => {
  const arn = groupOfArn(input);
  const tags = required(tagsOf(input), 'tags');
  return addTags(context, requireGroupOf(context, scope, arn), tags);
};

export const untagResource: Act = ({ input, scope, context }) => {
  const arn = groupOfArn(input);
  const keys = required(textsMember(input, 'tagKeys', { min: 0, max: MOST_TAGS }, tagKeyRules), 'tagKeys');
  return removeTags(context, requireGroupOf(context, scope, arn), keys);
};

export const listTagsForResource: Act = ({ input, scope, context }) => ({
  tags: requireGroupOf(context, scope, groupOfArn(input)).record.tags,
});

export const tagLogGroup: Act = ({ input, scope, context }) => {
  const name = groupNameOf(input);
  const tags = required(tagsOf(input), 'tags');
  return addTags(context, requireGroup(context, scope, name), tags);
};

export const untagLogGroup: Act = ({ input, scope, context }) => {
  const name = groupNameOf(input);
  const keys = required(textsMember(input, 'tags', { min: 1 }, tagKeyRules), 'tags');
  return removeTags(context, requireGroup(context, scope, name), keys);
};

export const listTagsLogGroup: Act = ({ input, scope, context }) => ({
  tags: requireGroup(context, scope, groupNameOf(input)).record.tags,
});
