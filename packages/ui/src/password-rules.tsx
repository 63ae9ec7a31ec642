import { checkPassword } from './password-policy.ts';

/** The password rules as a list, ticked while the password is typed. */
export function PasswordRules({ id, password }: { id: string; password: string }) {
  return (
    <ul className="ui-rules" id={id} aria-label="Password rules">
      {checkPassword(password).map((rule) => (
        <li key={rule.text} className="ui-rule" data-met={rule.isMet}>
          <svg className="ui-rule-mark" viewBox="0 0 16 16" aria-hidden="true">
            {rule.isMet ? <path d="M3 8.5 6.5 12 13 4.5" /> : <circle cx="8" cy="8" r="2" />}
          </svg>
          {rule.text}
          <span className="ui-visually-hidden">{rule.isMet ? ': met' : ': missing'}</span>
        </li>
      ))}
    </ul>
  );
}
