/** Signing up, confirming, signing in, recovering a password: the forms and the pages' two frames. */
export { AccountLink } from './account-link.tsx';
export { CardPage } from './card-page.tsx';
export { ConfirmPanel } from './confirm-panel.tsx';
export { NewPasswordForm } from './new-password-form.tsx';
export { RecoverPanel } from './recover-panel.tsx';
export { SignInForm } from './sign-in-form.tsx';
export { SignUpForm } from './sign-up-form.tsx';
export { SplitPage } from './split-page.tsx';
