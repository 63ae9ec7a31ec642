/** What a user pool knows of its attributes: the standard twenty, custom ones, and who may read and write which. */
export { type AttributeRules, attributesFrom, attributesTo, checkAttributes } from './check-attributes.ts';
export { completeSchema } from './complete-schema.ts';
export { checkWritable, readable } from './permissions.ts';
export { type Attribute, type Attributes, standardAttributes } from './standard.ts';
