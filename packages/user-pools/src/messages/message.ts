/** An e-mail as an operation hands it to the outbox. */
export interface OutgoingMessage {
  /** `address` or `Name <address>`. */
  from: string;
  replyTo?: string;
  /** One bare address. Undefined for a message to nobody: it makes an unknown user's request as costly as a known one's. */
  to: string | undefined;
  subject: string;
  text: string;
  html: string;
  /** The code or temporary password in it, which the development mailbox offers for copying. */
  code: string;
}

/** A message with a receiver. */
export type AddressedMessage = OutgoingMessage & { to: string };

/** How a message leaves the outbox. */
export interface Transport {
  /**
   * Delivers one message.
   *
   * @param id stays the same when a message is tried again, so that a receiver can drop a second copy.
   * @throws DeliveryError, or anything else for a fault that may pass
   */
  deliver(row: { poolId: string; id: string }, message: AddressedMessage): Promise<void>;
  /** Ends deliveries under way too; they fail. */
  close(): void;
}

/** Why a message was not delivered. */
export class DeliveryError extends Error {
  override name = 'DeliveryError';
  /** True when trying again cannot help: the receiver refused this address or this message for good. */
  readonly permanent: boolean;
  /** True when no message can be delivered now, because the mail server cannot be used at all. */
  readonly unreachable: boolean;

  constructor(reason: string, kind: { permanent?: boolean; unreachable?: boolean }) {
    super(reason);
    this.permanent = kind.permanent ?? false;
    this.unreachable = kind.unreachable ?? false;
  }
}
