/** The parts of a page that every web app of this project shares: forms, fields, dialogs, menus, notices. */
export { Alert, Notice } from './alert.tsx';
export { Button, type ButtonProps } from './button.tsx';
export { Dialog } from './dialog.tsx';
export { Form, type Problem, type Submission, useSubmission } from './form.tsx';
export { Menu, type MenuAction } from './menu.tsx';
export { Notices, useNotify } from './notices.tsx';
export { PasswordField } from './password-field.tsx';
export { checkPassword, defaultPasswordPolicy, type PasswordPolicy, type PasswordRule } from './password-policy.ts';
export { PasswordRules } from './password-rules.tsx';
export { Skeleton, Spinner } from './spinner.tsx';
export { TextField, type TextFieldProps } from './text-field.tsx';
