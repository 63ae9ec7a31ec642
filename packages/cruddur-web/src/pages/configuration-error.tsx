import { Button } from '@cruddur/ui';
import { usePageTitle } from '../lib/page-title.ts';
import { Logo } from '../theme/logo.tsx';

const example = `{
  "region": "us-east-1",
  "userPoolId": "us-east-1_AbCdEfGhI",
  "userPoolClientId": "1example23456789",
  "userPoolEndpoint": "http://localhost:4568",
  "apiUrl": "http://localhost:4567"
}`;

/** Shown instead of everything else when /config.json is missing or wrong. */
export function ConfigurationErrorPage({ problems }: { problems: readonly string[] }) {
  usePageTitle('Not set up');
  return (
    <main className="plain-page">
      <Logo />
      <h1>Cruddur is not set up correctly</h1>
      <p>These pages need a configuration, which they read from /config.json. It cannot be used:</p>
      <div role="alert">
        <ul>
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      </div>
      <h2>How to mend it</h2>
      <p>
        If you run this site: <code>npm start</code> writes the configuration itself. Where you serve the pages
        yourself, put a file like this beside them, with the ids of your user pool and app client. Leave out
        userPoolEndpoint when the pool is Amazon's.
      </p>
      <pre>{example}</pre>
      <p>If you do not run this site, please tell those who do.</p>
      <p className="plain-page-actions">
        <Button onClick={() => window.location.reload()}>Try again</Button>
      </p>
    </main>
  );
}
