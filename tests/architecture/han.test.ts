import { expect, test } from 'vitest'
import { sourceFiles, textOf } from './source'

/** Interface texts, words of tables that come in and go out, catalogue data, names of shipped scenarios, and the page's title before any text is loaded. */
const allowed =
  /^renderer\/(i18n\/[\w-]+\.json|index\.html)$|^electron\/service\/(table|actuals|workbook|catalogueTable|report)\/words\.json$|^models\/(catalogue\/data|scenario\/shipped)\//

test('Chinese stands in interface texts and catalogue data, not in code', () => {
  const files = sourceFiles(['models', 'electron', 'renderer', '.ci'], /\.(ts|mts|vue|m?js|css|html|json)$/)
  expect(files.filter((path) => allowed.test(path)).length).toBeGreaterThan(10)
  expect(files.filter((path) => !allowed.test(path) && /\p{Script=Han}/u.test(textOf(path)))).toEqual([])
})
