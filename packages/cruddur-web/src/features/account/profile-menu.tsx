import { Menu, useNotify } from '@cruddur/ui';
import { useNavigate } from 'react-router';
import { useConfig } from '../../lib/app-context.tsx';
import { signOutEverywhere } from '../../lib/sign-out.ts';
import { Avatar } from '../../theme/avatar.tsx';
import { EllipsisIcon } from '../../theme/icons.tsx';
import type { Identity } from './identity.ts';

/** The box with one's own name; a press opens the way out. */
export function ProfileMenu({ identity }: { identity: Identity }) {
  const config = useConfig();
  const navigate = useNavigate();
  const notify = useNotify();

  async function signOut() {
    const ending = signOutEverywhere(config);
    await navigate('/');
    if (!(await ending)) notify('You are signed out here. Your other devices could not be signed out.');
  }

  return (
    <Menu
      className="profile-box"
      label="Account"
      actions={[{ id: 'sign-out', label: 'Sign Out', act: () => void signOut() }]}
    >
      <span className="ui-visually-hidden">Account of </span>
      <Avatar name={identity.displayName} handle={identity.handle} />
      <span className="profile-names">
        <span className="profile-name">{identity.displayName}</span>{' '}
        <span className="profile-handle">@{identity.handle}</span>
      </span>
      <EllipsisIcon />
    </Menu>
  );
}
