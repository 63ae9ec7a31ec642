import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Alert } from './alert.tsx';

/** Why a form was not accepted: a text for the whole of it, texts by field name, or both. */
export interface Problem {
  text?: string | undefined;
  detail?: string | undefined;
  fields?: Readonly<Record<string, string>> | undefined;
  /** A link that leads out of the trouble. */
  wayOut?: ReactNode;
}

/** The state of a form that is sent to a server. */
export interface Submission {
  isBusy: boolean;
  problem: Problem | undefined;
  handleSubmit(event: FormEvent<HTMLFormElement>): void;
}

/**
 * Runs `send` with the form's fields; it answers with what is wrong, or with nothing when all is well, and does not
 * throw. A second submit while one runs is ignored; the old problem disappears at each new one.
 */
export function useSubmission(send: (fields: FormData) => Promise<Problem | undefined>): Submission {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  // State changes arrive with the next render. A second press can come before the first render, and another one after the
  // answer and before the last: it would send once more what is no longer there.
  const isRunning = useRef(false);
  useEffect(() => {
    if (!isBusy) isRunning.current = false;
  }, [isBusy]);

  async function run(fields: FormData) {
    isRunning.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      setProblem(await send(fields));
    } finally {
      setBusy(false);
    }
  }

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!isRunning.current) void run(new FormData(event.currentTarget));
  }
  return { isBusy, problem, handleSubmit };
}

interface FormProps {
  submission: Submission;
  /** What the form is for, for screen readers. */
  label: string;
  children: ReactNode;
  /** The row with the submit button. */
  actions: ReactNode;
  className?: string;
}

/** The frame of every form: fields, then the panel with what went wrong, then the buttons. */
export function Form({ submission, label, children, actions, className }: FormProps) {
  const { problem, isBusy, handleSubmit } = submission;
  const form = useRef<HTMLFormElement>(null);
  const panel = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!problem) return;
    if (problem.text) panel.current?.focus();
    else form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);

  return (
    <form
      className={`ui-form ${className ?? ''}`}
      ref={form}
      aria-label={label}
      aria-busy={isBusy}
      noValidate
      onSubmit={handleSubmit}
    >
      {children}
      {problem?.text && (
        <Alert text={problem.text} detail={problem.detail} ref={panel}>
          {problem.wayOut}
        </Alert>
      )}
      <div className="ui-form-actions">{actions}</div>
    </form>
  );
}
