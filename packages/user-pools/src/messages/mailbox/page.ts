import { escapeHtml } from '../html.ts';
import type { ReceivedMessage } from './transport.ts';

/** How many mails the list shows; the search finds the others. */
const longestList = 100;

/** The list, newest first. @param to the address searched for, or nothing. */
export function listPage(mails: ReceivedMessage[], to: string): string {
  const shown = mails.slice(0, longestList);
  const more = mails.length - shown.length;
  return page(
    'Development mailbox',
    `${searchForm(to)}
    <p class="count" role="status" id="count">${escapeHtml(countText(mails.length, to))}</p>
    <ul class="mails" id="mails" data-refresh>${shown.map(mailItem).join('')}</ul>
    ${shown.length === 0 ? emptyState(to) : ''}
    ${more > 0 ? `<p class="count">${more} older mails are not shown. Search by address to see them.</p>` : ''}`,
  );
}

/** One mail: its headers, its code, and the body as it would look. */
export function mailPage(mail: ReceivedMessage): string {
  const { id, from, to, subject, text, sentAt } = mail;
  return page(
    subject,
    `<p class="back"><a href="/">${arrow} All mail</a></p>
    <article class="mail">
      <h2>${escapeHtml(subject)}</h2>
      <dl>
        <div><dt>From</dt><dd>${escapeHtml(from)}</dd></div>
        <div><dt>To</dt><dd><a href="/?to=${encodeURIComponent(to)}">${escapeHtml(to)}</a></dd></div>
        <div><dt>Sent</dt><dd>${time(sentAt)}</dd></div>
      </dl>
      ${codeBox(mail)}
      <iframe title="The mail as it looks" sandbox src="/mails/${encodeURIComponent(id)}/body"></iframe>
      <details><summary>Plain text</summary><pre>${escapeHtml(text)}</pre></details>
    </article>`,
  );
}

/** The mail's own HTML as a document, for the sandboxed frame. */
export function bodyPage({ html, subject }: ReceivedMessage): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title>
<style>body{margin:20px;background:#fff;color:#1b1b1f;font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}</style>
</head><body>${html}</body></html>`;
}

export function missingPage(): string {
  return page(
    'Not here',
    `<div class="empty"><h2>This mail is not here</h2>
    <p>Mails stay for 24 hours, or until their user pool is deleted.</p>
    <p><a href="/">${arrow} All mail</a></p></div>`,
  );
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${escapeHtml(title)}</title>
    <link rel="icon" href="/files/mailbox.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/files/mailbox.css">
    <script src="/files/mailbox.js" defer></script>
  </head>
  <body>
    <header>
      <div class="frame">
        <a class="home" href="/"><img src="/files/mailbox.svg" alt="" width="32" height="32"><h1>Development mailbox</h1></a>
        <p>Nothing leaves this machine</p>
      </div>
    </header>
    <main class="frame">${content}</main>
  </body>
</html>`;
}

function searchForm(to: string): string {
  const clear = to ? '<a class="clear" href="/">Show all</a>' : '';
  return `<form role="search" action="/" method="get">
      <label for="to">Mail to</label>
      <input id="to" name="to" type="search" inputmode="email" autocomplete="off" spellcheck="false" placeholder="user@example.com" value="${escapeHtml(to)}">
      <button type="submit">Search</button>${clear}
    </form>`;
}

function mailItem(mail: ReceivedMessage): string {
  const { id, to, subject, text, sentAt } = mail;
  return `<li>
      <a href="/mails/${encodeURIComponent(id)}" id="mail-${escapeHtml(id)}">
        <span class="to">${escapeHtml(to)}</span> ${time(sentAt)}
        <span class="subject">${escapeHtml(subject)}</span>
        <span class="text">${escapeHtml(text.slice(0, 160))}</span>
      </a>
      ${codeBox(mail)}
    </li>`;
}

function codeBox({ id, code }: ReceivedMessage): string {
  const name = /^\d{6}$/.test(code) ? 'code' : 'temporary password';
  return `<div class="code">
      <code id="code-${escapeHtml(id)}">${escapeHtml(code)}</code>
      <button type="button" data-copy="${escapeHtml(code)}" aria-label="Copy the ${name} ${escapeHtml(code)}">Copy</button>
    </div>`;
}

function emptyState(to: string): string {
  if (to) {
    return `<div class="empty"><h2>No mail to this address</h2>
      <p>Was it written this way when the user signed up?</p></div>`;
  }
  return `<div class="empty"><img src="/files/mailbox.svg" alt="" width="72" height="72"><h2>No mail yet</h2>
    <p>Sign up, ask for a new password or invite a user: what would have been mailed appears here at once, with its code to copy.</p>
    <p>Mails stay for 24 hours. To send real mail, set <code>USER_POOLS_SMTP_URL</code>.</p></div>`;
}

function countText(count: number, to: string): string {
  const mails = count === 1 ? '1 mail' : `${count} mails`;
  return to ? `${mails} to ${to}` : mails;
}

function time(sentAt: string): string {
  return `<time datetime="${sentAt}">${sentAt.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

const arrow = '<span aria-hidden="true">←</span>';
