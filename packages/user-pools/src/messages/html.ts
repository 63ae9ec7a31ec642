const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Makes text safe as HTML content and as a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const named = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
]);

/** Reads each character once or twice: a tag ends at the next `>` and holds no `<`; a lone `<` is text. */
const token = /<!--|-->|<[/!]?[a-z][^<>]*>|[^<-]+|[<-]/gi;
const unseen = new Set(['style', 'script', 'head', 'title']);
const blocks = /^(?:p|div|h[1-6]|li|tr|table|ul|ol|blockquote)$/;

/**
 * What a mail program without HTML shows of a template: line breaks where blocks end, the address behind a link, no markup.
 * Only for templates, which the pool's owner writes: it is no filter for hostile HTML. It takes no longer for markup that never
 * ends, since it runs for every message.
 */
export function htmlToText(html: string): string {
  const lastEnd = lastEnds(html);
  let text = '';
  let hiddenUntil: string | undefined;
  let link: { address: string; from: number } | undefined;
  for (const { 0: part, index } of html.matchAll(token)) {
    const [, slash, name] = /^<([/!]?)([a-z][a-z\d]*)/i.exec(part) ?? [];
    const tag = name && `${slash}${name.toLowerCase()}`;
    if (hiddenUntil) {
      if ((tag ?? part) === hiddenUntil) hiddenUntil = undefined;
    } else if (part === '<!--' || (tag && unseen.has(tag))) {
      const end = part === '<!--' ? '-->' : `/${tag}`;
      if ((lastEnd.get(end) ?? -1) > index) hiddenUntil = end;
    } else if (!tag) text += part;
    else if (tag === 'a') link = openLink(part, text.length);
    else if (tag === '/a' && link) {
      text = text.slice(0, link.from) + linkText(link.address, text.slice(link.from));
      link = undefined;
    } else if (tag === 'br' || (slash === '/' && blocks.test(tag.slice(1)))) text += '\n';
  }
  return tidy(text);
}

/** Where each thing that hides text ends for the last time: what never ends hides nothing. */
function lastEnds(html: string): Map<string, number> {
  const lower = html.toLowerCase();
  const ends = [...unseen].map((name): [string, number] => [`/${name}`, lower.lastIndexOf(`</${name}`)]);
  return new Map([...ends, ['-->', lower.lastIndexOf('-->')]]);
}

function openLink(tag: string, from: number): { address: string; from: number } | undefined {
  const [, address] = /\bhref\s*=\s*["']([^"']+)["']/i.exec(tag) ?? [];
  return address === undefined ? undefined : { address, from };
}

function linkText(address: string, label: string): string {
  return label.trim() === address ? address : `${label} (${address})`;
}

/** Entities decoded, no blanks at the end of a line, and one empty line at most. */
function tidy(text: string): string {
  return text
    .replace(/&(#\d+|#x[\da-f]+|[a-z]+);/gi, decodeEntity)
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function decodeEntity(entity: string, name: string): string {
  if (!name.startsWith('#')) return named.get(name.toLowerCase()) ?? entity;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  // Half a surrogate pair, or a NUL, is no character.
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : entity;
}
