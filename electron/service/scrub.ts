/** What must not stand in a log: where the user's home is, who the user is, what the computer is called. */
export interface Personal {
  readonly home: string
  readonly user: string
  readonly host: string
}

/** An error as the log keeps it. */
export interface ScrubbedError {
  readonly name: string
  /** Of errors of the system: its code and the operation. */
  readonly code?: string
  readonly message?: string
  /** Where in the program, innermost first: function, file without its folder, line. */
  readonly frames: readonly string[]
}

const mostFrames = 8
const plainWord = /^[A-Za-z][A-Za-z0-9_]{0,60}$/
/** Errors of the language speak of the program's own words; those thrown by us may name what they were about. */
const ofTheLanguage = new Set(['TypeError', 'ReferenceError'])
/** All others may quote what they were reading. */
const ofOurs = new Set(['RangeError', 'Error'])

/**
 * An error without anything personal: no folders, no names of users or files, no text of a scenario. What stands between
 * quotation marks is kept only where it can be but a word of the program; what is not plain ASCII goes.
 */
export function scrubError(error: unknown, personal: Personal): ScrubbedError {
  if (!(error instanceof Error) && !isLikeError(error)) return { name: typeof error, frames: [] }
  const code = 'code' in error && typeof error.code === 'string' && plainWord.test(error.code) ? error.code : undefined
  const name = plainWord.test(error.name) ? error.name : 'Error'
  const frames = framesOf(error, personal)
  if (code !== undefined) {
    const call = 'syscall' in error && typeof error.syscall === 'string' && plainWord.test(error.syscall) ? ` ${error.syscall}` : ''
    return { name, code: `${code}${call}`, frames }
  }
  if (!ofTheLanguage.has(name) && !ofOurs.has(name)) return { name, frames }
  return { name, message: scrubText(error.message, personal, ofTheLanguage.has(name)), frames }
}

interface LikeError {
  readonly name: string
  readonly message: string
  readonly stack?: string | undefined
}
const isLikeError = (error: unknown): error is LikeError =>
  typeof error === 'object' &&
  error !== null &&
  'name' in error &&
  typeof error.name === 'string' &&
  'message' in error &&
  typeof error.message === 'string'

const withoutWords = (text: string, { home, user, host }: Personal): string =>
  [home, user, host].filter((word) => word.length > 2).reduce((rest, word) => rest.split(word).join('~'), text)

/** @param keepsWords whether a plain identifier between quotation marks stays. */
export function scrubText(text: string, personal: Personal, keepsWords: boolean): string {
  return withoutWords(text.slice(0, 2000), personal)
    .replace(/["'`\u2018\u201C]([^"'`\u2018\u2019\u201C\u201D]*)["'`\u2019\u201D]/g, (_, inner: string) =>
      keepsWords && plainWord.test(inner) ? `'${inner}'` : "'...'",
    )
    .replace(/(?:[A-Za-z]:)?[^\s"'(]*[\\/][^\s"')]*/g, '<path>')
    .replace(/[^\x20-\x7E]+/g, '?')
    .slice(0, 300)
}

/** `function file.js:12:3` of each frame; a frame that is not of this form is left out. */
function framesOf({ message, stack = '' }: LikeError, personal: Personal): readonly string[] {
  const found: string[] = []
  // The message stands above the frames, and may have lines that look like some.
  const below = stack.slice(Math.max(0, stack.indexOf(message)) + message.length)
  for (const line of below.slice(0, 20_000).split('\n')) {
    const frame = /^\s*at (?:async )?(?:([\w.<>$ ]{1,80}) \()?(?:[^\s()]*[\\/])?([\w.-]{1,80}):(\d+):(\d+)\)?$/.exec(line)
    if (frame === null) continue
    const [, call, file = '', row = '', column = ''] = frame
    const place = [call, `${file}:${row}:${column}`].filter((part) => part !== undefined).join(' ')
    found.push(withoutWords(place, personal))
    if (found.length === mostFrames) break
  }
  return found
}
