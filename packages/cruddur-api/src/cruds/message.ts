/** The most Unicode code points a crud or a reply may have. The web app counts the same way: `[...text].length`. */
export const maxMessageLength = 240;

/** What is wrong with a message. */
export type MessageProblem = 'message_blank' | 'message_exceed_max_chars';

/**
 * The message as it is stored: line ends as `\n`, no control characters but that and the tab, no blanks at either end. Halves of
 * surrogate pairs become U+FFFD, since UTF-8 cannot hold them.
 */
export function tidyMessage(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}

/** @param message tidied */
export function findMessageProblems(message: string): MessageProblem[] {
  if (!/[^\s\p{Cf}]/u.test(message)) return ['message_blank'];
  return [...message].length > maxMessageLength ? ['message_exceed_max_chars'] : [];
}
