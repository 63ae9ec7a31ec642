import { errors } from '../../errors.ts';

const mostTags = 50;

/**
 * How long keys and values are, the contract has checked.
 *
 * @returns the tags as they are.
 * @throws UserPoolTaggingException when there are too many, or a key is one of AWS's own.
 * @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 */
export function checkTags(tags: Record<string, string>): Record<string, string> {
  const keys = Object.keys(tags);
  if (keys.length > mostTags) throw errors.tagging(`A user pool can have at most ${mostTags} tags.`); // [U]
  if (keys.some((key) => /^aws:/i.test(key))) throw errors.tagging('Tag keys must not start with aws:.'); // [U]
  return tags;
}
