import { expect, test } from 'vitest';
import { checkFields, emailAddress, mailedCode, newPasswordChecks, required } from './form-fields.ts';

function formOf(values: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}

test('J061 an empty email is noticed before anything is sent', () => {
  expect(checkFields(formOf({ email: ' ' }), { email: emailAddress })).toEqual({ email: 'Enter your email.' });
});

test.each([
  ['ada@example.com', undefined],
  [' Ada@Example.com ', undefined],
  ['ada', 'This does not look like an email address.'],
  ['ada@', 'This does not look like an email address.'],
  ['ada@exa mple.com', 'This does not look like an email address.'],
])('the address %j', (value, problem) => {
  expect(emailAddress(value)).toBe(problem);
});

test.each([
  ['123456', undefined],
  ['123 456', undefined],
  ['12345', 'The code has 6 digits.'],
  ['abcdef', 'The code has 6 digits.'],
  ['', 'Enter the code from your email.'],
])('the code %j', (value, problem) => {
  expect(mailedCode(value)).toBe(problem);
});

test('J112 two passwords that differ', () => {
  const form = formOf({ password: 'Abcdef1!', passwordAgain: 'Abcdef1?' });
  expect(checkFields(form, newPasswordChecks(form))).toEqual({ passwordAgain: 'Passwords do not match' });
  form.set('passwordAgain', 'Abcdef1!');
  expect(checkFields(form, newPasswordChecks(form))).toBeUndefined();
});

test('a missing field counts as empty', () => {
  expect(checkFields(formOf({}), { name: required('Enter your name.') })).toEqual({ name: 'Enter your name.' });
});
