import { Link } from 'react-router';
import { usePageTitle } from '../lib/page-title.ts';
import { TextPage } from './text-page.tsx';

/** What users and the people who run the site can expect of each other. */
export function TermsPage() {
  usePageTitle('Terms of Service');
  return (
    <TextPage title="Terms of Service">
      <p>
        This site runs the open-source software Cruddur. Whoever runs it for you is responsible for it and may set
        further rules; the software itself comes without any warranty, as the Apache License 2.0 says.
      </p>
      <h2>What you write</h2>
      <p>
        It stays yours, and you answer for it. Write only what you may publish: every crud and every reply can be read
        by anyone, signed in or not, until it expires. A crud cannot be taken back before that, so choose its lifetime
        with care.
      </p>
      <h2>Your account</h2>
      <p>
        Keep your password to yourself. Whoever runs this site can close accounts that are misused, and can stop the
        service at any time.
      </p>
      <p>
        What is stored about you is in the <Link to="/privacy">Privacy Policy</Link>.
      </p>
    </TextPage>
  );
}
