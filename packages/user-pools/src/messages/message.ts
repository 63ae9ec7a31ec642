import type { DeliveryMediumType } from '@aws-sdk/client-cognito-identity-provider';

/** The two ways to a person, in the contract's words. */
export type Medium = DeliveryMediumType;

interface Message {
  /** One bare address or phone number. Undefined for a message to nobody: it makes an unknown user's request as costly as a known one's. */
  to: string | undefined;
  text: string;
  /** The code or temporary password in it, which the development mailbox offers for copying. */
  code: string;
}

export interface EmailMessage extends Message {
  medium: 'EMAIL';
  /** `address` or `Name <address>`. */
  from: string;
  replyTo?: string;
  subject: string;
  html: string;
}

export interface TextMessage extends Message {
  medium: 'SMS';
}

/** A message as an operation hands it to the outbox. */
export type OutgoingMessage = EmailMessage | TextMessage;

/** A message with a receiver. */
export type Addressed<M extends OutgoingMessage> = M & { to: string };

/** How messages of one kind leave the outbox. */
export interface Transport<M extends OutgoingMessage = OutgoingMessage> {
  /**
   * Delivers one message.
   *
   * @param row its `id` stays the same when the message is tried again, so that a receiver can drop a second copy.
   * @throws DeliveryError, or anything else for a fault that may pass
   */
  deliver(row: { poolId: string; id: string }, message: Addressed<M>): Promise<void>;
  /** Ends deliveries under way too; they fail. */
  close(): void;
}

/** Why a message was not delivered. */
export class DeliveryError extends Error {
  override name = 'DeliveryError';
  /** True when trying again cannot help: the receiver refused this address or this message for good. */
  readonly permanent: boolean;
  /** True when no message of this kind can be delivered now, because the mail server or the gateway cannot be used at all. */
  readonly unreachable: boolean;

  constructor(reason: string, kind: { permanent?: boolean; unreachable?: boolean }) {
    super(reason);
    this.permanent = kind.permanent ?? false;
    this.unreachable = kind.unreachable ?? false;
  }
}
