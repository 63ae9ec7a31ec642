/** Cruds: the feeds that show them, and the dialogs to write and to answer them. */
export { ComposeDialog } from './compose-dialog.tsx';
export { Feed } from './feed.tsx';
export { useHomeFeed, useUserFeed } from './queries.ts';
