/** Starts the pages in the browser: configuration, session, then the first page. */
import '@cruddur/ui/ui.css';
import './theme/tokens.css';
import './theme/base.css';
import './theme/auth.css';
import './theme/frame.css';
import './theme/cruds.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { configureAmplify } from './lib/amplify.ts';
import { createApiClient } from './lib/api-client.ts';
import { AppProvider } from './lib/app-context.tsx';
import { ConfigurationError, loadConfig } from './lib/config.ts';
import { fetchAccessToken, startSession } from './lib/session.ts';
import { ConfigurationErrorPage } from './pages/configuration-error.tsx';
import { routes } from './routes.tsx';
import { applyTheme, readTheme } from './theme/theme.ts';

async function prepareApp(): Promise<ReactNode> {
  const config = await loadConfig();
  configureAmplify(config);
  await startSession();
  const api = createApiClient(config.apiUrl, fetchAccessToken);
  // What fails is shown with a Retry button at once, rather than after silent attempts.
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 15_000 } } });
  return (
    <AppProvider app={{ config, api }}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={createBrowserRouter(routes)} />
      </QueryClientProvider>
    </AppProvider>
  );
}

async function start(container: HTMLElement): Promise<void> {
  applyTheme(readTheme());
  const root = createRoot(container);
  try {
    root.render(await prepareApp());
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    root.render(<ConfigurationErrorPage problems={error.problems} />);
  }
}

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no element with the id root');
void start(container);
