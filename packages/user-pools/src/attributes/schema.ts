/** What a user pool knows of its attributes: the standard twenty, custom ones, and who may read and write which. */
export { type AttributeRules, attributesFrom, attributesTo, checkAttributes, deletionOf } from './check-attributes.ts';
export { addCustomAttributes, completeSchema } from './complete-schema.ts';
export { checkWritable, readable } from './permissions.ts';
export { type Attribute, type Attributes, standardAttributes } from './standard.ts';
