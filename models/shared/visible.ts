/** Control characters, and those that turn the direction of writing or hide. */
const invisible = /[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/

/** Whether a text holds what cannot be seen on the screen. */
export const hasInvisible = (text: string): boolean => invisible.test(text)

/** The text as it looks: tabs and breaks become spaces, what cannot be seen goes, and nothing stands at its ends. */
export const visibleText = (text: string): string =>
  text
    .replace(/[\t\r\n]+/g, ' ')
    .replace(new RegExp(invisible, 'g'), '')
    .trim()
