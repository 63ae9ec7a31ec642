import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Logo } from '../../theme/logo.tsx';
import { PageHeading } from '../../theme/page-heading.tsx';

interface CardPageProps {
  title: string;
  children: ReactNode;
  /** What stands under the card. */
  below?: ReactNode;
}

/** The frame of confirming and recovering: a purple page with the logo on top and one dark card. */
export function CardPage({ title, children, below }: CardPageProps) {
  return (
    <div className="auth-page">
      <header>
        <Link to="/" className="auth-logo" aria-label="Cruddur home">
          <Logo />
        </Link>
      </header>
      <main className="auth-card-column" id="main">
        <section className="auth-card">
          <PageHeading className="auth-title">{title}</PageHeading>
          {children}
        </section>
        {below && <div className="auth-below">{below}</div>}
      </main>
    </div>
  );
}
