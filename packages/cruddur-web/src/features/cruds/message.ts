/** The most Unicode code points a crud or a reply may have; the API has the same limit and counts the same way. */
export const maxMessageLength = 240;

/** The message as the API will store it: one kind of line end, nothing invisible, no blanks around it. */
function tidyMessage(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}

/** What a message weighs before it is sent. */
export interface MessageState {
  /** Negative when it is too long. */
  charactersLeft: number;
  canBeSent: boolean;
}

/** Counts a message and says whether the API will take it. */
export function weighMessage(text: string): MessageState {
  const message = tidyMessage(text);
  const charactersLeft = maxMessageLength - [...message].length;
  return { charactersLeft, canBeSent: charactersLeft >= 0 && /[^\s\p{Cf}]/u.test(message) };
}
