/**
 * What cannot be seen: control characters, those that turn the direction of writing, join or hide, blank fillers, tags and
 * halves of characters. Marks that choose a form of a Han character stay, and so does what joins and parts Mongolian letters.
 */
const invisible =
  /(?<![\u1820-\u18AA\u180B-\u180D])[\u180E\u200C\u200D]|[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u17B4\u17B5\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u2800\u3164\uFEFF\uFFA0\uFFF0-\uFFFB\u{E0000}-\u{E007F}\p{Surrogate}]/u
const allInvisible = new RegExp(invisible, 'gu')
/** The same in a text of several lines. */
const hiddenInLines = new RegExp(`(?![\\t\\n\\r])(?:${invisible.source})`, 'u')
const allHiddenInLines = new RegExp(hiddenInLines, 'gu')

/** Whether a text holds what cannot be seen on the screen. */
export const hasInvisible = (text: string): boolean => invisible.test(text)

/** The text as it looks: tabs and breaks become spaces, what cannot be seen goes, and nothing stands at its ends. */
export const visibleText = (text: string): string =>
  text
    .replace(/[\t\r\n\u2028\u2029]+/g, ' ')
    .replace(allInvisible, '')
    .trim()

/** A text of several lines without what cannot be seen; the same text where there is nothing of the kind. */
export const visibleLines = (text: string): string => (hiddenInLines.test(text) ? text.replace(allHiddenInLines, '') : text)

/** A text from outside as part of a message: what cannot be seen is named, and what is long is cut. */
export function shownText(text: string, most = 80): string {
  const named = text
    .slice(0, most + 1)
    .replace(allInvisible, (hidden) => `\u2039U+${(hidden.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}\u203A`)
  return text.length > most ? `${named.slice(0, most)}\u2026` : named
}
