import { Button, Form, useSubmission } from '@cruddur/ui';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { explainApiError } from '../../lib/api-problems.ts';
import { CharacterCounter } from './character-counter.tsx';
import { useDraft } from './drafts.ts';
import { weighMessage } from './message.ts';

interface MessageFormProps {
  /** Tells this text's draft from others. */
  purpose: string;
  label: string;
  placeholder: string;
  submitLabel: string;
  /** Sends the text; throws what the API says. */
  send(message: string, fields: FormData): Promise<unknown>;
  /** Sent or given up. */
  onClose(): void;
  /** Stands beside the submit button. */
  options?: ReactNode;
}

interface MessageFieldProps extends Pick<MessageFormProps, 'label' | 'placeholder'> {
  text: string;
  isTooLong: boolean;
  onChange(text: string): void;
}

function sendOnControlEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
}

/** Takes the focus when it appears, behind what a draft already says. */
function MessageField({ label, placeholder, text, isTooLong, onChange }: MessageFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const end = field.current?.value.length ?? 0;
    field.current?.focus();
    field.current?.setSelectionRange(end, end);
  }, []);
  return (
    <textarea
      ref={field}
      aria-label={label}
      className="message-text"
      name="message"
      placeholder={placeholder}
      autoComplete="off"
      value={text}
      aria-invalid={isTooLong || undefined}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={sendOnControlEnter}
    />
  );
}

/** A text with a counter and a submit button: what crud and reply have in common. Ctrl+Enter sends. */
export function MessageForm({ purpose, label, placeholder, submitLabel, send, onClose, options }: MessageFormProps) {
  const [text, setText] = useDraft(purpose);
  const { charactersLeft, canBeSent } = weighMessage(text);
  const submission = useSubmission(async (fields) => {
    if (!canBeSent) return;
    try {
      await send(text, fields);
    } catch (error) {
      return { text: explainApiError(error) };
    }
    setText('');
    onClose();
  });
  const actions = (
    <>
      <Button look="plain" onClick={onClose}>
        Cancel
      </Button>
      <CharacterCounter charactersLeft={charactersLeft} />
      <span className="message-send">
        <Button type="submit" isBusy={submission.isBusy} aria-disabled={!canBeSent}>
          {submitLabel}
        </Button>
        {options}
      </span>
    </>
  );
  return (
    <Form label={label} submission={submission} className="message-form" actions={actions}>
      <MessageField
        label={label}
        placeholder={placeholder}
        text={text}
        isTooLong={charactersLeft < 0}
        onChange={setText}
      />
    </Form>
  );
}
