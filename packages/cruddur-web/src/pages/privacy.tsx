import { usePageTitle } from '../lib/page-title.ts';
import { TextPage } from './text-page.tsx';

/** What is stored about people, and where. */
export function PrivacyPage() {
  usePageTitle('Privacy Policy');
  return (
    <TextPage title="Privacy Policy">
      <h2>Visitors</h2>
      <p>
        You can read without an account. These pages set no cookies, load nothing from other sites and measure nothing.
        If you choose a theme, your browser remembers it.
      </p>
      <h2>Your account</h2>
      <p>
        The user pool stores your name, your email address, your username and a form of your password from which the
        password cannot be read. It uses your email address to send you codes. Other people see your name and your
        handle, never your email address.
      </p>
      <h2>What you write</h2>
      <p>
        Cruds and replies are public until they expire; then they are deleted from the database. Copies that others have
        made meanwhile, and backups made by whoever runs this site, are beyond our reach.
      </p>
      <h2>In your browser</h2>
      <p>
        While you are signed in, your browser keeps the tokens that prove it, in this site's own storage. They are sent
        to the user pool and to this site's API only, and are removed when you sign out.
      </p>
    </TextPage>
  );
}
