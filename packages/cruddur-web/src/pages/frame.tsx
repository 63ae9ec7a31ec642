import { useState } from 'react';
import { Outlet } from 'react-router';
import { type Identity, useIdentity } from '../features/account/index.ts';
import { ComposeDialog } from '../features/cruds/index.ts';
import { FrameHead } from './frame-head.tsx';
import { FrameSide } from './frame-side.tsx';

/** What the frame tells the page inside it. */
export interface FrameContext {
  /** Nothing for a visitor. */
  identity: Identity | undefined;
}

/** The three columns around the feeds and texts: navigation, the page itself, and what stands beside it. */
export function Frame() {
  const identity = useIdentity();
  const [isComposing, setComposing] = useState(false);
  return (
    <div className="frame" data-user={identity ? 'user' : 'visitor'}>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <FrameHead identity={identity} onCompose={() => setComposing(true)} />
      <main className="frame-main" id="main" tabIndex={-1}>
        <Outlet context={{ identity } satisfies FrameContext} />
      </main>
      <FrameSide isVisitor={!identity} />
      {identity && <ComposeDialog isOpen={isComposing} onClose={() => setComposing(false)} />}
    </div>
  );
}
