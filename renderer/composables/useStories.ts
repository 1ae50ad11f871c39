import zh from '../i18n/zh-CN.json'
import { useWords } from './useWords'

type StoryId = keyof typeof zh.shelf.story
const ids = Object.keys(zh.shelf.story) as readonly StoryId[]

/**
 * Names and stories of the scenarios that are shipped with the program, in the language of the interface. A scenario file holds
 * one text, the Chinese one; it is known by that, so a copy keeps its story until somebody writes another.
 */
export function useStories() {
  const { t } = useWords()
  const worded = (part: 'name' | 'note', text: string): string => {
    const id = ids.find((one) => zh.shelf.story[one][part] === text)
    return id === undefined ? text : t(`shelf.story.${id}.${part}`)
  }
  return {
    nameOf: (name: string): string => worded('name', name),
    noteOf: (note: string): string => worded('note', note),
  }
}
