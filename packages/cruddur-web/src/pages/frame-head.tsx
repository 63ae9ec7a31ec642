import { Button } from '@cruddur/ui';
import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import { type Identity, ProfileMenu } from '../features/account/index.ts';
import { HomeIcon, PencilIcon, PersonIcon } from '../theme/icons.tsx';
import { Logo } from '../theme/logo.tsx';

function NavItem({ to, icon, children }: { to: string; icon: ReactNode; children: string }) {
  return (
    <li>
      {/* NavLink marks the current page with aria-current. */}
      <NavLink to={to} end className="nav-link" title={children}>
        {icon}
        <span className="nav-text">{children}</span>
      </NavLink>
    </li>
  );
}

/** The left column: logo, navigation, and for the signed-in the way to write and to leave. */
export function FrameHead({ identity, onCompose }: { identity: Identity | undefined; onCompose(): void }) {
  return (
    <header className="frame-head">
      <Link to="/" className="frame-logo" aria-label="Cruddur home">
        <Logo />
      </Link>
      <nav className="frame-nav" aria-label="Main">
        <ul>
          <NavItem to="/" icon={<HomeIcon />}>
            Home
          </NavItem>
          {identity && (
            <NavItem to={`/@${encodeURIComponent(identity.handle)}`} icon={<PersonIcon />}>
              Profile
            </NavItem>
          )}
        </ul>
      </nav>
      {identity ? (
        <>
          <Button className="frame-crud" title="Crud" onClick={onCompose}>
            <PencilIcon />
            <span className="nav-text">Crud</span>
          </Button>
          <div className="frame-profile">
            <ProfileMenu identity={identity} />
          </div>
        </>
      ) : (
        <div className="frame-entry">
          <Link to="/signin">Sign In</Link>
          <Link to="/signup" className="pill">
            Join Now!
          </Link>
        </div>
      )}
    </header>
  );
}
