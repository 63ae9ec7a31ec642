/** The signed-in person: who they are to others, and their way out. */
export { HandleNotice } from './handle-notice.tsx';
export { type Identity, useIdentity } from './identity.ts';
export { ProfileMenu } from './profile-menu.tsx';
