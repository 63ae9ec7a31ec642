import type { ReactNode, Ref } from 'react';

interface AlertProps {
  text: string;
  /** What else helps: the service's own explanation, or a hint. */
  detail?: string | undefined;
  /** Usually a link that leads out of the trouble. */
  children?: ReactNode;
  ref?: Ref<HTMLDivElement>;
}

/** The red panel that says what went wrong. It can take the focus, so that the next Tab leads to the way out. */
export function Alert({ text, detail, children, ref }: AlertProps) {
  return (
    <div className="ui-alert" role="alert" tabIndex={-1} ref={ref}>
      <p className="ui-alert-text">{text}</p>
      {detail && <p className="ui-alert-detail">{detail}</p>}
      {children && <p className="ui-alert-detail">{children}</p>}
    </div>
  );
}

/** A quiet panel with news that is no failure. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <div className="ui-notice" role="status">
      {children}
    </div>
  );
}
