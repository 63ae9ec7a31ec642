import type { RouteObject } from 'react-router';
import { AboutPage } from './pages/about.tsx';
import { ConfirmPage } from './pages/confirm.tsx';
import { ErrorPage } from './pages/error.tsx';
import { ForgotPage } from './pages/forgot.tsx';
import { Frame } from './pages/frame.tsx';
import { HomePage } from './pages/home.tsx';
import { NewPasswordPage } from './pages/new-password.tsx';
import { NotFoundPage } from './pages/not-found.tsx';
import { PrivacyPage } from './pages/privacy.tsx';
import { Root } from './pages/root.tsx';
import { SignInPage } from './pages/sign-in.tsx';
import { SignUpPage } from './pages/sign-up.tsx';
import { TermsPage } from './pages/terms.tsx';
import { UserFeedPage } from './pages/user-feed.tsx';
import { VisitorsOnly } from './pages/visitors-only.tsx';

/** Every address and its page. */
export const routes: RouteObject[] = [
  {
    element: <Root />,
    errorElement: <ErrorPage />,
    children: [
      {
        element: <VisitorsOnly />,
        children: [
          { path: '/signin', element: <SignInPage /> },
          { path: '/signup', element: <SignUpPage /> },
          { path: '/confirm', element: <ConfirmPage /> },
          { path: '/new-password', element: <NewPasswordPage /> },
        ],
      },
      { path: '/forgot', element: <ForgotPage /> },
      {
        element: <Frame />,
        children: [
          { index: true, element: <HomePage /> },
          { path: '/about', element: <AboutPage /> },
          { path: '/terms', element: <TermsPage /> },
          { path: '/privacy', element: <PrivacyPage /> },
          // A part of an address is either fixed or free, so the @ is checked by the page.
          { path: '/:at', element: <UserFeedPage /> },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
];
