import { escapeHtml } from '../html.ts';
import type { ReceivedMail, ReceivedMessage, ReceivedText } from './transport.ts';

/** How many messages the list shows; the search finds the others. */
const longestList = 100;

/**
 * The list, newest first.
 *
 * @param to the address or number searched for, or nothing.
 * @param takesTexts false where text messages go to a gateway.
 */
export function listPage(messages: ReceivedMessage[], to: string, takesTexts: boolean): string {
  const shown = messages.slice(0, longestList);
  const more = messages.length - shown.length;
  return page(
    'Development mailbox',
    `${searchForm(to)}
    <p class="count" role="status" id="count">${escapeHtml(countText(messages.length, to))}</p>
    <ul class="mails" id="mails" data-refresh>${shown.map(messageItem).join('')}</ul>
    ${shown.length === 0 ? emptyState(to, takesTexts) : ''}
    ${more > 0 ? `<p class="count">${more} older messages are not shown. Search by address or number to see them.</p>` : ''}`,
  );
}

/** One message: whom it went to, its code, and the body as it would look. */
export function messagePage(message: ReceivedMessage): string {
  return message.medium === 'SMS' ? textPage(message) : mailPage(message);
}

function mailPage(mail: ReceivedMail): string {
  const { id, from, subject, text } = mail;
  return page(
    subject,
    `${backLink}
    <article class="mail">
      <h2>${escapeHtml(subject)}</h2>
      <dl>
        <div><dt>From</dt><dd>${escapeHtml(from)}</dd></div>
        ${receiver(mail)}
      </dl>
      ${codeBox(mail)}
      <iframe title="The mail as it looks" sandbox src="/mails/${encodeURIComponent(id)}/body"></iframe>
      <details><summary>Plain text</summary><pre>${escapeHtml(text)}</pre></details>
    </article>`,
  );
}

function textPage(message: ReceivedText): string {
  return page(
    `Text message to ${message.to}`,
    `${backLink}
    <article class="mail">
      <h2>Text message</h2>
      <dl>${receiver(message)}</dl>
      ${codeBox(message)}
      <p class="bubble">${escapeHtml(message.text)}</p>
    </article>`,
  );
}

function receiver({ to, sentAt }: ReceivedMessage): string {
  return `<div><dt>To</dt><dd><a href="/?to=${encodeURIComponent(to)}">${escapeHtml(to)}</a></dd></div>
        <div><dt>Sent</dt><dd>${time(sentAt)}</dd></div>`;
}

/** The mail's own HTML as a document, for the sandboxed frame. */
export function bodyPage({ html, subject }: ReceivedMail): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title>
<style>body{margin:20px;background:#fff;color:#1b1b1f;font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}</style>
</head><body>${html}</body></html>`;
}

export function missingPage(): string {
  return page(
    'Not here',
    `<div class="empty"><h2>This message is not here</h2>
    <p>Messages stay for 24 hours, or until their user pool is deleted.</p>
    <p><a href="/">${arrow} All messages</a></p></div>`,
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
        <p>Nothing shown here left this machine</p>
      </div>
    </header>
    <main class="frame">${content}</main>
  </body>
</html>`;
}

function searchForm(to: string): string {
  const clear = to ? '<a class="clear" href="/">Show all</a>' : '';
  return `<form role="search" action="/" method="get">
      <label for="to">Sent to</label>
      <input id="to" name="to" type="search" autocomplete="off" autocapitalize="none" spellcheck="false" placeholder="Address or number" value="${escapeHtml(to)}">
      <button type="submit">Search</button>${clear}
    </form>`;
}

function messageItem(message: ReceivedMessage): string {
  const { id, to, sentAt } = message;
  return `<li>
      <a href="/mails/${encodeURIComponent(id)}" id="mail-${escapeHtml(id)}">
        <span class="to">${escapeHtml(to)}</span> ${time(sentAt)}
        ${summary(message)}
      </a>
      ${codeBox(message)}
    </li>`;
}

function summary(message: ReceivedMessage): string {
  if (message.medium === 'SMS')
    return `<span class="subject">Text message</span>
        <span class="text">${escapeHtml(message.text)}</span>`;
  return `<span class="subject">${escapeHtml(message.subject)}</span>
        <span class="text">${escapeHtml(message.text.slice(0, 160))}</span>`;
}

function codeBox({ id, code }: ReceivedMessage): string {
  const name = /^\d{6}$/.test(code) ? 'code' : 'temporary password';
  return `<div class="code">
      <code id="code-${escapeHtml(id)}">${escapeHtml(code)}</code>
      <button type="button" data-copy="${escapeHtml(code)}" aria-label="Copy the ${name} ${escapeHtml(code)}">Copy</button>
    </div>`;
}

function emptyState(to: string, takesTexts: boolean): string {
  if (to) {
    const isNumber = /^[\d+ ().-]+$/.test(to);
    return `<div class="empty"><h2>Nothing sent to this ${isNumber ? 'number' : 'address'}</h2>
      <p>${isNumber ? 'Numbers begin with + and the country code.' : 'Was it written this way when the user signed up?'}</p></div>`;
  }
  const [sent, advice] = takesTexts
    ? ['mailed or texted', '; to send real text messages, <code>USER_POOLS_SMS_WEBHOOK_URL</code>']
    : ['mailed', ''];
  return `<div class="empty"><img src="/files/mailbox.svg" alt="" width="72" height="72"><h2>No messages yet</h2>
    <p>Sign up, ask for a new password or invite a user: what would have been ${sent} appears here at once, with its code to copy.</p>
    <p>Messages stay for 24 hours. To send real mail, set <code>USER_POOLS_SMTP_URL</code>${advice}.</p></div>`;
}

function countText(count: number, to: string): string {
  const messages = count === 1 ? '1 message' : `${count} messages`;
  return to ? `${messages} to ${to}` : messages;
}

function time(sentAt: string): string {
  return `<time datetime="${sentAt}">${sentAt.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

const arrow = '<span aria-hidden="true">←</span>';
const backLink = `<p class="back"><a href="/">${arrow} All messages</a></p>`;
