import { describe, expect, test } from 'vitest';
import type { Pool, PoolSettings } from '../storage/pools.ts';
import { htmlToText } from './html.ts';
import { renderMail, renderText } from './render.ts';

const pool = (settings: PoolSettings = {}): Pool => ({
  id: 'us-east-1_abc',
  name: 'p',
  settings,
  createdAt: 0,
  updatedAt: 0,
});
const values = { username: 'ada@example.com', code: '012345' };

describe('without texts of its own, J121 J129 J134', () => {
  test.each([
    ['sign-up', 'Your verification code', 'Your confirmation code is 012345'],
    ['resend', 'Your verification code', 'Your confirmation code is 012345'],
    ['forgot-password', 'Your verification code', 'Your password reset code is 012345'],
    ['verify-attribute', 'Your verification code', 'Your verification code is 012345'],
    ['update-attribute', 'Your verification code', 'Your verification code is 012345'],
    ['invitation', 'Your temporary password', 'Your username is ada@example.com and temporary password is 012345'],
  ] as const)('a pool sends for %s: %s', (kind, subject, text) => {
    expect(renderMail(pool(), kind, values)).toEqual({ subject, text, html: text });
    expect(renderText(pool(), kind, values)).toBe(text);
  });
});

describe('J122 with texts of its own', () => {
  const own = pool({
    VerificationMessageTemplate: {
      EmailSubject: 'Hi {username}',
      EmailMessage: '<p>Dear {username},</p><p>{####} and {####}</p>',
    },
    AdminCreateUserConfig: { InviteMessageTemplate: { EmailSubject: 'Come in', EmailMessage: '{username}: {####}' } },
  });

  test('a pool sends one template for all codes, another for invitations', () => {
    for (const kind of ['sign-up', 'resend', 'forgot-password', 'verify-attribute', 'update-attribute'] as const) {
      expect(renderMail(own, kind, values)).toEqual({
        subject: 'Hi ada@example.com',
        text: 'Dear ada@example.com,\n012345 and 012345',
        html: '<p>Dear ada@example.com,</p><p>012345 and 012345</p>',
      });
    }
    expect(renderMail(own, 'invitation', values)).toMatchObject({
      subject: 'Come in',
      text: 'ada@example.com: 012345',
    });
  });

  test('half a template leaves the other half as it was', () => {
    const half = pool({ VerificationMessageTemplate: { EmailSubject: 'Code' } });
    expect(renderMail(half, 'forgot-password', values)).toMatchObject({
      subject: 'Code',
      text: 'Your password reset code is 012345',
    });
  });

  test('values are text: in HTML they are escaped, and no placeholder inside them is filled', () => {
    const hostile = { username: '<b>{####}</b>&', code: '$&<\'">{username}' };
    const { text, html } = renderMail(own, 'invitation', hostile);
    expect(text).toBe(`${hostile.username}: ${hostile.code}`);
    expect(html).toBe('&lt;b&gt;{####}&lt;/b&gt;&amp;: $&amp;&lt;&#39;&quot;&gt;{username}');
  });
});

describe('text messages of its own', () => {
  const own = pool({
    VerificationMessageTemplate: { SmsMessage: '<{####}> & {username}', EmailMessage: 'mail {####}' },
    AdminCreateUserConfig: { InviteMessageTemplate: { SMSMessage: '{username}: {####}' } },
  });

  test('are plain text, one template for all codes, another for invitations', () => {
    for (const kind of ['sign-up', 'resend', 'forgot-password', 'verify-attribute', 'update-attribute'] as const)
      expect(renderText(own, kind, values)).toBe('<012345> & ada@example.com');
    expect(renderText(own, 'invitation', { username: '{####}', code: '<1>' })).toBe('{####}: <1>');
  });

  test('leave the mails as they were, and mails of its own leave the text messages', () => {
    expect(renderMail(own, 'sign-up', values).text).toBe('mail 012345');
    const mailing = pool({ VerificationMessageTemplate: { EmailMessage: 'mail {####}' } });
    expect(renderText(mailing, 'sign-up', values)).toBe('Your confirmation code is 012345');
  });
});

test.each([
  ['<h1>Hello</h1><p>One<br/>two</p>', 'Hello\nOne\ntwo'],
  ['<style>p{color:red}</style><p>Hi</p><!-- no -->', 'Hi'],
  ['<a href="https://example.com/x">Here</a>', 'Here (https://example.com/x)'],
  ["<a class='b' href='https://example.com/x'>https://example.com/x</a>", 'https://example.com/x'],
  ['1 &lt; 2 &amp;&nbsp;3 &#39;x&#x27; &constructor; &#99999999;', "1 < 2 & 3 'x' &constructor; &#99999999;"],
  ['<!doctype html><html><body>Hi</body></html>', 'Hi'],
  ['<SCRIPT>if (a < b) alert("<p>")</SCRIPT >Hi', 'Hi'],
  ['<style>never closed: {####}', 'never closed: {####}'],
  ['<!-- never closed {####}', 'never closed {####}'],
  ['a --> b - c', 'a --> b - c'],
  ['<a>no address</a> <a href="x">never closed', 'no address never closed'],
  ['&#55296; &#xdfff; &#0; &#128512;', '&#55296; &#xdfff; &#0; 😀'],
  ['2 < 3 and 4 > 3', '2 < 3 and 4 > 3'],
  ['plain {####}', 'plain {####}'],
])('%s reads %j', (html, text) => expect(htmlToText(html)).toBe(text));

test('markup made to delay is read as quickly as any', () => {
  const half = 10_000;
  for (const part of [
    '<a ',
    '<a href="x"',
    '<a href="x">',
    '<p ',
    '<style>',
    '<style></styl',
    '<!--',
    '<',
    '-',
    '&a',
    '  ',
  ])
    for (const rest of ['', '<', `>${'y'.repeat(half)}`]) {
      const startedAt = performance.now();
      htmlToText(part.repeat(half / part.length) + rest);
      expect(performance.now() - startedAt, part).toBeLessThan(500);
    }
});
