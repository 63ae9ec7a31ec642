import { usePageTitle } from '../lib/page-title.ts';
import { TextPage } from './text-page.tsx';

/** What this site is. */
export function AboutPage() {
  usePageTitle('About');
  return (
    <TextPage title="About">
      <p>
        Cruddur is a micro-blog that forgets. What you write here is called a crud. It has at most 240 characters, and
        when you send it you choose how long it lives: from one hour to thirty days. Then it is gone, and the replies to
        it are gone with it.
      </p>
      <p>
        Anyone can read along. To write, you need an account, which takes a name, an email address to confirm, a
        username and a password.
      </p>
      <h2>How it is made</h2>
      <p>
        Accounts are kept by a user pool: a service of its own that speaks the language of Amazon Cognito. It checks
        your password and hands your browser signed tokens. The micro-blog never sees your password; it only checks the
        tokens. Cruddur is open-source software under the Apache License 2.0.
      </p>
    </TextPage>
  );
}
