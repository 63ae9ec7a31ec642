import { describe, expect, test } from 'vitest';
import { matches } from './constraints.ts';
import { contract } from './contract.ts';
import { validateInput } from './validate.ts';

describe('patterns', () => {
  const patterns = new Map<string, number>();
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('pattern' in value && typeof value.pattern === 'string')
      patterns.set(value.pattern, 'max' in value ? Number(value.max) : 131_072);
    Object.values(value).forEach(collect);
  };
  collect(contract.structures);

  test('every pattern of the contract compiles and is quick with texts made to delay it', () => {
    expect(patterns.size).toBeGreaterThan(30);
    for (const [pattern, max] of patterns) {
      const startedAt = performance.now();
      for (const part of ['a', '-', ':', '@', '{##', '##}', 'arn:a:', 'x_', '{####}'])
        for (const end of [' ', '\n', '\u0001'])
          matches(pattern, part.repeat(Math.floor(Math.min(max, 20_000) / part.length) - 1) + end);
      expect(performance.now() - startedAt, pattern).toBeLessThan(1000);
    }
  });

  test('white space is what the service takes for it', () => {
    expect(matches('[\\S]+', 'a\u00a0b')).toBe(true);
    expect(matches('[\\S]+', 'a b')).toBe(false);
    expect(matches('[\\w\\s+=,.@-]+', 'my pool')).toBe(true);
    expect(matches('^[\\S]+.*[\\S]+$', 'Pass phrase 1!')).toBe(true);
    expect(matches('^[\\S]+.*[\\S]+$', ' Pass1!')).toBe(false);
    expect(matches('^[\\S]+.*[\\S]+$', 'x')).toBe(false);
    expect(matches('(?s).*', 'two\nlines')).toBe(true);
  });

  test('a link message needs a whole placeholder', () => {
    const link = (EmailMessageByLink: string) =>
      validateInput('CreateUserPool', { PoolName: 'pool', VerificationMessageTemplate: { EmailMessageByLink } });
    expect(() => link('Please {##click here##} soon\n{##')).not.toThrow();
    expect(() => link('{####}')).not.toThrow();
    for (const text of ['Please ##} click {##', 'no link here', '{##}', '{##bell \u0007##}'])
      expect(() => link(text), text).toThrow('Member must satisfy regular expression pattern');
  });
});
