import { Link } from 'react-router';
import { ThemeSwitch } from '../theme/theme-switch.tsx';

function JoinCard() {
  return (
    <section className="side-card join-card" aria-labelledby="join-title">
      <h2 className="side-card-title" id="join-title">
        Join The Party!
      </h2>
      <div className="join-content">
        <p>Have something you want to say?</p>
        <p>Don't think about it, just crud it!</p>
        <p>Regret it? No worries, We'll forget it...</p>
        <Link className="pill" to="/signup">
          Join Now!
        </Link>
        <Link className="join-signin" to="/signin">
          Sign In
        </Link>
      </div>
    </section>
  );
}

/** The right column: the invitation for visitors, the theme, and the texts about this site. */
export function FrameSide({ isVisitor }: { isVisitor: boolean }) {
  return (
    <aside className="frame-side" aria-label="About this site">
      {isVisitor && <JoinCard />}
      <ThemeSwitch />
      <footer className="side-footer">
        <Link to="/about">About</Link>
        <Link to="/terms">Terms of Service</Link>
        <Link to="/privacy">Privacy Policy</Link>
      </footer>
    </aside>
  );
}
