/** Names from the service model, and the four of the AWS front end that guards it. */
export type ErrorName = `${string}Exception`;

/**
 * What a caller did wrong, in AWS's words. Thrown anywhere, caught only at the edge.
 * `message` is public; a private cause goes into `cause` and the log, never to the caller.
 */
export class CognitoError extends Error {
  override readonly name: ErrorName;

  constructor(name: ErrorName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}

export const error = (name: ErrorName, message: string) => new CognitoError(name, message);
export const invalid = (message: string) => error('InvalidParameterException', message);
export const notAuthorized = (message: string) => error('NotAuthorizedException', message);
