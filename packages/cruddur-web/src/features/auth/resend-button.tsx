import { Alert, Button, type Problem } from '@cruddur/ui';
import { useEffect, useRef, useState } from 'react';

const coolDown = 30;

/** Counts the seconds down to 0 once started. */
function useCountdown(): [number, () => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left === 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1_000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, () => setLeft(coolDown)];
}

interface ResendButtonProps {
  label: string;
  /** Said after each code that went out. */
  sentText: string;
  /** Asks for another code; answers with what is wrong, and does not throw. */
  send(): Promise<Problem | undefined>;
}

/** Asks for another code, then rests for a while, so that impatience does not use up the hourly allowance. */
export function ResendButton({ label, sentText, send }: ResendButtonProps) {
  const [isBusy, setBusy] = useState(false);
  const [isSent, setSent] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [secondsLeft, startCountdown] = useCountdown();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem) panel.current?.focus();
  }, [problem]);

  async function resend() {
    setBusy(true);
    setSent(false);
    setProblem(undefined);
    const refusal = await send();
    setBusy(false);
    setProblem(refusal);
    if (refusal) return;
    setSent(true);
    startCountdown();
  }

  return (
    <div className="auth-resend">
      {problem?.text && (
        <Alert text={problem.text} detail={problem.detail} ref={panel}>
          {problem.wayOut}
        </Alert>
      )}
      <p className="auth-resend-sent" role="status">
        {isSent && sentText}
      </p>
      <Button look="secondary" isBusy={isBusy} aria-disabled={secondsLeft > 0} onClick={() => void resend()}>
        {label}
      </Button>
      {secondsLeft > 0 && <p className="auth-resend-wait">You can ask again in {secondsLeft} s.</p>}
    </div>
  );
}
