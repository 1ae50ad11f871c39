import { onMounted, shallowRef } from 'vue'
import type { Spell } from '../search/rank'

const known = shallowRef<Spell>()

/** The spelling of Chinese in Latin letters: its list of syllables is fetched when somebody searches, and kept. */
export function useSpell() {
  onMounted(async () => {
    if (known.value !== undefined) return
    const { default: pinyin } = await import('pinyin-match')
    known.value = (text, letters) => pinyin.match(text, letters)
  })
  return known
}
