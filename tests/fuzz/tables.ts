import { writeXlsx } from 'hucre/xlsx'
import fc from 'fast-check'
import { hostileNumerals, hostileTexts } from './hostile'
import { withBrokenBytes, withBrokenWords } from './mutate'
import type { Random } from './random'
import { unzip, zip, type ZipPart } from './zip'

type Value = string | number | null

/** Tables as people make them, with what they do wrong: rows of heads, areas, years, ages, totals, figures. */
const cell: fc.Arbitrary<Value> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 30_000 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '合计',
      '0-4岁',
      '100岁及以上',
      '男',
      '女',
      '呼和浩特市',
      '150100',
      '2021',
      '2021年',
      '万人',
      '—',
      '12.5%',
      '1,234',
      '1.2万',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(...hostileTexts, ...hostileNumerals) },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.constant(null) },
)
const head = fc.constantFrom(
  '年龄',
  '男',
  '女',
  '合计',
  '地区',
  '地区代码',
  '年份',
  '城镇男',
  '城镇女',
  '性别',
  '人数（万人）',
  'id',
  '指标',
  '单位',
  '2021',
  '2022',
  '税收收入（万元）',
  '非税收入',
  '支出',
  '来源',
  '等级',
  '',
)
export const table: fc.Arbitrary<readonly (readonly Value[])[]> = fc
  .tuple(fc.array(head, { minLength: 1, maxLength: 9 }), fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 40 }))
  .map(([heads, rows]) => [heads, ...rows])

const quoted = (value: Value, random: Random): string => {
  const text = value === null ? '' : String(value)
  return random.chance(0.1) || /[",\n]/.test(text) ? `"${random.chance(0.9) ? text.replaceAll('"', '""') : text}"` : text
}

/** A table as CSV, in one of the encodings that are read or in none. */
export function csvBytes(rows: readonly (readonly Value[])[], random: Random): Uint8Array {
  const separator = random.pick([',', ',', ';', '\t', '|'])
  const text = rows.map((row) => row.map((value) => quoted(value, random)).join(separator)).join(random.pick(['\n', '\r\n', '\r']))
  return encoded(text, random)
}

export function encoded(text: string, random: Random): Uint8Array {
  const kind = random.below(6)
  if (kind === 0) return new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))
  if (kind === 1) return new Uint8Array(Buffer.from(text, 'latin1'))
  if (kind === 2) return new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf8'))
  return new Uint8Array(Buffer.from(text, 'utf8'))
}

/** A table that a thousand rows, columns, merged cells or quotation marks were made of. */
export function giantCsv(random: Random): Uint8Array {
  const n = random.pick([1000, 20_000, 120_000])
  const kinds: readonly (() => string)[] = [
    () => ','.repeat(n),
    () => '年龄,男,女\n'.repeat(n / 4),
    () => `"${'a'.repeat(n)}`,
    () => '"a"b,'.repeat(n / 4),
    () => `年龄,男,女\n${'合计,1,2\n'.repeat(n / 4)}`,
    () => `年龄,男,女\n${'5,1,2\n'.repeat(n / 8)}${'合计,1,2\n'.repeat(n / 8)}`,
    () => `${'-'.repeat(200)},`.repeat(n / 200),
    () =>
      `地区,年份,年龄,男,女\n${Array.from({ length: n / 20 }, (_, k) => `呼和浩特市,${String(1950 + (k % 150))},${String(k % 101)},1,1`).join('\n')}`,
    () => `id,指标,单位,2021\n${Array.from({ length: n / 20 }, (_, k) => `x${String(k)},y,z,1`).join('\n')}`,
    () => '\uFDFA'.repeat(n),
  ]
  return new Uint8Array(Buffer.from(random.pick(kinds)()))
}

export const workbookOf = (rows: readonly (readonly Value[])[]): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      {
        name: 'a',
        rows: rows.map((row) => row.map((value) => (typeof value === 'string' ? value.slice(0, 30_000) : value))),
      },
    ],
  })

/** A workbook of ours with its markup broken, its parts renamed, doubled, lying about their size, or with giants in them. */
export function withBrokenParts(workbook: Uint8Array, random: Random): Uint8Array {
  const parts = [...unzip(workbook)]
  for (let left = 1 + random.below(2); left > 0; left--) {
    const at = random.below(parts.length)
    const part = parts[at]
    if (part !== undefined) parts.splice(at, 1, ...brokenPart(part, random))
  }
  const archive = zip(parts)
  return random.chance(0.1) ? withBrokenBytes(archive, random) : archive
}

function brokenPart(part: ZipPart, random: Random): readonly ZipPart[] {
  const text = part.content.toString('utf8')
  const again = (changed: string): readonly ZipPart[] => [{ ...part, content: Buffer.from(changed) }]
  switch (random.below(8)) {
    case 0:
      return [{ ...part, says: random.pick([0, 1, part.content.length - 1, part.content.length * 2, 2 ** 31, 2 ** 32 - 1]) }]
    case 1:
      return [
        {
          ...part,
          name: random.pick([
            '../../x.xml',
            '/etc/passwd',
            part.name.toUpperCase(),
            `${part.name}\u0000`,
            '',
            'xl/workbook.xml',
            '__proto__',
          ]),
        },
      ]
    case 2:
      return [part, part]
    case 3:
      return []
    case 4:
      return again(
        text.replace(
          /r="([A-Z]+)(\d+)"/,
          () => `r="${random.pick(['A1', 'XFD1048576', 'ZZZZ9', 'A0', 'a1', '1A', '', 'A99999999999', 'OJ150000'])}"`,
        ),
      )
    case 5:
      return again(
        text.replace(
          /<\/sheetData>/,
          `</sheetData><mergeCells>${'<mergeCell ref="A1:C900"/>'.repeat(random.pick([1, 50, 3000]))}</mergeCells>`,
        ),
      )
    case 6:
      return again(
        text
          .replace(
            /<\?xml[^>]*\?>/,
            '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>',
          )
          .replace(/<v>[^<]*<\/v>/, '<v>&b;&c;</v>'),
      )
    default:
      return again(withBrokenWords(text, random))
  }
}
