import type { Catalogue } from '../../../models/catalogue/schema'
import { refused, type Refused } from './amount'
import { squeezed } from './grid'
import { saysTotal, tableWords } from './words'

/** Areas by what people call them. */
export interface AreaNames {
  readonly codes: ReadonlySet<string>
  readonly byName: ReadonlyMap<string, string>
}

/** Areas of a catalogue by code and by their names in both languages, with or without what kind of area they are. */
export const areaNamesOf = ({
  regions,
}: {
  readonly regions: readonly Pick<Catalogue['regions'][number], 'code' | 'name' | 'parent'>[]
}): AreaNames => ({
  codes: new Set(regions.map(({ code }) => code)),
  byName: new Map(
    regions.flatMap(({ code, name, parent }) =>
      [name.zh, withoutSuffix(name.zh), name.en, ...(parent === null ? tableWords.wholeRegion : [])].map(
        (text) => [squeezed(text), code] as const,
      ),
    ),
  ),
})

/** A name as people write it in tables, without what kind of area it is. */
const withoutSuffix = (name: string): string =>
  name.slice(0, name.length - (tableWords.areaSuffixes.find((end) => name.endsWith(end)) ?? '').length)

type NamedArea = { readonly ok: true; readonly area: string } | (Refused & { readonly in: 'code' | 'name' })

/** The area that a row names by code, by name or by both; `all` for a total over areas. */
export function areaNamed(names: AreaNames, code: string, name: string): NamedArea {
  if (saysTotal(code) || saysTotal(name)) return { ok: true, area: 'all' }
  const [fromCode, fromName] = [names.codes.has(squeezed(code)) ? squeezed(code) : undefined, names.byName.get(squeezed(name))]
  if (code !== '' && fromCode === undefined) return { ...refused('code-unknown', { text: code.slice(0, 40) }), in: 'code' }
  if (code !== '' && name !== '' && fromName !== undefined && fromName !== fromCode)
    return { ...refused('area-disagrees', { code, name: name.slice(0, 40) }), in: 'name' }
  if (code === '' && name !== '' && fromName === undefined) return { ...refused('area-unknown', { text: name.slice(0, 40) }), in: 'name' }
  const area = fromCode ?? fromName
  return area === undefined ? { ...refused('area-blank'), in: 'code' } : { ok: true, area }
}
