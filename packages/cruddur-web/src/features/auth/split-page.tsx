import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Logo } from '../../theme/logo.tsx';
import { PageHeading } from '../../theme/page-heading.tsx';

interface SplitPageProps {
  title: string;
  children: ReactNode;
  /** The line at the bottom that leads to the other page. */
  bar: ReactNode;
}

/** The frame of sign-in and sign-up: purple with the logo at the left, a dark panel at the right. */
export function SplitPage({ title, children, bar }: SplitPageProps) {
  return (
    <div className="auth-split">
      <header className="auth-brand">
        <Link to="/" className="auth-logo" aria-label="Cruddur home">
          <Logo />
        </Link>
      </header>
      <main className="auth-panel" id="main">
        <div className="auth-panel-content">
          <PageHeading className="auth-title">{title}</PageHeading>
          {children}
        </div>
        <p className="auth-bar">{bar}</p>
      </main>
    </div>
  );
}
