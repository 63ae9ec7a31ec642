import { createContext, type ReactNode, useContext } from 'react';
import type { ApiClient } from './api-client.ts';
import type { WebConfig } from './config.ts';

interface App {
  config: WebConfig;
  api: ApiClient;
}

const AppContext = createContext<App | undefined>(undefined);

/** Gives the configuration and the API client to everything below. */
export function AppProvider({ app, children }: { app: App; children: ReactNode }) {
  return <AppContext value={app}>{children}</AppContext>;
}

function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('There is no <AppProvider> above this component');
  return app;
}

/** The API client. */
export function useApi(): ApiClient {
  return useApp().api;
}

/** The configuration of this installation. */
export function useConfig(): WebConfig {
  return useApp().config;
}
