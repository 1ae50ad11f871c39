import type { Preferences, WindowPlace } from '../contract/preferences'
import type { Answer } from '../service/answer'
import type { ShellWords } from '../service/shellWords'

/** What of this shell follows the user's preferences: the words outside the window, and where the window stands. */
export interface Desk {
  /** Answers as the service does, and learns on the way. */
  readonly answer: Answer
  words(): ShellWords
  /** Where the window stood last. */
  place(): WindowPlace | null
  /** Keep the place for the next start. */
  keep(place: WindowPlace): void
  /** When the last place is written. */
  settled(): Promise<void>
}

/** @param speak shows the menu in a language: at the start, and whenever the user chooses another in the window. */
export async function followPreferences(
  answer: Answer,
  wordsOf: (language: Preferences['language']) => ShellWords,
  speak: (words: ShellWords) => void,
): Promise<Desk> {
  let language: Preferences['language'] | undefined
  let words: ShellWords = { menu: {}, terminal: {} }
  let place: WindowPlace | null = null
  let written: Promise<unknown> = Promise.resolve()
  const learn: Answer = async (command, raw) => {
    const reply = await answer(command, raw)
    if (!reply.ok || !['preferences:read', 'preferences:write'].includes(command)) return reply
    const now = reply.value as Preferences
    place = now.window
    if (now.language !== language) {
      language = now.language
      words = wordsOf(language)
      speak(words)
    }
    return reply
  }
  await learn('preferences:read', null)
  return {
    answer: learn,
    words: () => words,
    place: () => place,
    keep: (last) => {
      written = answer('preferences:write', { window: last })
    },
    settled: async () => {
      await written
    },
  }
}
