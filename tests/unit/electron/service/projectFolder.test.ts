import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clampedYears, projectFolder, projectionToCsv, projectionToJson } from '../../../../electron/service/projectFolder'
import type { Fault } from '../../../../models/shared/outcome'

let folder = ''
const ages = Array.from({ length: 101 }, (_, age) => age)
const bySex = (header: string, year: number, value: (sex: string, age: number) => number): string =>
  [
    header,
    ...['male', 'female'].flatMap((sex) => ages.map((age) => `${String(year)},${sex},${String(age)},${String(value(sex, age))}`)),
    '',
  ].join('\n')
const header = 'time_start,sex,age_start,value'
const write = (file: string, text: string): Promise<void> => writeFile(join(folder, file), text)
const edit = async (file: string, change: (text: string) => string): Promise<void> =>
  write(file, change(await readFile(join(folder, file), 'utf8')))
const faultsOf = async (): Promise<readonly Fault[]> => {
  const outcome = await projectFolder(folder)
  if (outcome.ok) throw new Error('the folder was accepted')
  return outcome.faults
}
const only = async (): Promise<Fault | undefined> => {
  const faults = await faultsOf()
  expect(faults).toHaveLength(1)
  return faults[0]
}

/** One year: 100 men and 200 women of every age, q of a third at every age, no births, five men of 30 leave. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'project-'))
  await write(
    'base_population_2000.csv',
    bySex(header, 2000, (sex) => (sex === 'male' ? 100 : 200)),
  )
  await write(
    'nMx.csv',
    bySex(header, 2000, () => 0.4),
  )
  await write('asfr.csv', 'time_start,age_start,value\n2000,20,0\n2000,22,0\n')
  await write('srb.csv', 'time_start,value\n2000,1.05\n')
  await write(
    'net_migration.csv',
    bySex(header, 2000, (sex, age) => (sex === 'male' && age === 30 ? -5 : 0)),
  )
})
afterEach(() => rm(folder, { recursive: true }))

test('a sound folder is projected to the first of January after its last year', async () => {
  const outcome = await projectFolder(folder)
  if (!outcome.ok) throw new Error('the folder was refused')
  const lines = projectionToCsv(outcome.value).split('\n')
  expect(lines).toHaveLength(1 + 202 + 1)
  expect(lines[0]).toBe('year,sex,age,value')
  expect(lines[1]).toBe('2001,male,0,0')
  const value = (sex: string, age: number): number =>
    Number(
      lines
        .find((line) => line.startsWith(`2001,${sex},${String(age)},`))
        ?.split(',')
        .at(3),
    )
  // With q = 1/3 everywhere two thirds reach every next age; two times as many go into the open group.
  expect(value('female', 40)).toBeCloseTo((200 * 2) / 3, 10)
  expect(value('male', 30)).toBeCloseTo((100 * 2) / 3 - 5, 10)
  expect(value('male', 100)).toBeCloseTo((200 * 2) / 3, 10)
})

test('JSON holds the same rows as CSV', async () => {
  const outcome = await projectFolder(folder)
  if (!outcome.ok) throw new Error('the folder was refused')
  const rows = JSON.parse(projectionToJson(outcome.value)) as Record<string, unknown>[]
  const lines = rows.map(({ year, sex, age, value }) => [year, sex, age, value].join(','))
  expect(['year,sex,age,value', ...lines, ''].join('\n')).toBe(projectionToCsv(outcome.value))
})

test('persons that were added where too many left are told by year', async () => {
  await edit('net_migration.csv', (text) => text.replace('male,30,-5', 'male,30,-100'))
  const outcome = await projectFolder(folder)
  if (!outcome.ok) throw new Error('the folder was refused')
  expect(clampedYears(outcome.value)).toEqual([{ year: 2000, persons: expect.closeTo(100 / 3, 10) as number }])
})

test('a byte order mark, Windows line ends, blank lines, more columns and rows of both sexes do no harm', async () => {
  const before = await projectFolder(folder)
  await edit(
    'nMx.csv',
    (text) => `\uFEFF${text.replace(header, `${header},note`).replaceAll('0.4', '0.4,x').replaceAll('\n', '\r\n')}\r\n\r\n`,
  )
  await edit('net_migration.csv', (text) => `${text}2000,both,0,7\n`)
  expect(await projectFolder(folder)).toEqual(before)
})

test('a folder or a file that is not there is named', async () => {
  await rm(join(folder, 'srb.csv'))
  expect(await only()).toMatchObject({ file: 'srb.csv', code: 'file-missing' })
  await rm(join(folder, 'base_population_2000.csv'))
  expect(await only()).toMatchObject({ file: 'base_population_YYYY.csv', code: 'file-missing' })
  const outcome = await projectFolder(join(folder, 'nowhere'))
  expect(outcome).toMatchObject({ ok: false, faults: [{ code: 'folder-missing' }] })
})

test('a directory in the place of a file is refused, not thrown at', async () => {
  await rm(join(folder, 'asfr.csv'))
  await mkdir(join(folder, 'asfr.csv'))
  expect(await only()).toMatchObject({ file: 'asfr.csv', code: 'file-missing' })
})

test('two base populations leave open where to start', async () => {
  await cp(join(folder, 'base_population_2000.csv'), join(folder, 'base_population_2001.csv'))
  expect(await only()).toMatchObject({ code: 'file-several', params: { files: 'base_population_2000.csv, base_population_2001.csv' } })
})

test('a missing column is named', async () => {
  await edit('nMx.csv', (text) => text.replace('age_start', 'age'))
  expect(await only()).toMatchObject({ file: 'nMx.csv', code: 'column-missing', params: { column: 'age_start' } })
})

test.each(['', 'n/a', '1 5', '0x10', 'Infinity', 'NaN', '1e999'])('"%s" is no number', async (text) => {
  await edit('net_migration.csv', (file) => file.replace('male,30,-5', `male,30,${text}`))
  expect(await only()).toMatchObject({
    file: 'net_migration.csv',
    path: 'line 32, column value',
    code: 'not-a-number',
    params: { line: 32, column: 'value', text },
  })
})

test('a decimal comma makes a row too long', async () => {
  await edit('srb.csv', (text) => text.replace('1.05', '1,05'))
  expect(await only()).toMatchObject({ file: 'srb.csv', path: 'line 2', code: 'row-too-long' })
})

test('an open quotation mark is told once it has swallowed rows', async () => {
  await edit('srb.csv', (text) => text.replace('1.05', '"1.05'))
  expect((await faultsOf()).map(({ code }) => code)).toContain('quotes-broken')
})

test('a row given twice is told with what it is', async () => {
  await edit('base_population_2000.csv', (text) => `${text}2000,female,7,1\n`)
  expect(await only()).toMatchObject({ code: 'row-doubled', path: 'line 204', params: { line: 204, year: 2000, sex: 'female', age: 7 } })
})

test('sexes, ages and years that are none are told', async () => {
  await edit('nMx.csv', (text) =>
    text.replace('2000,male,0,', '2000,m,0,').replace('2000,male,1,', '2000,male,101,').replace('2000,male,2,', '2000.5,male,2,'),
  )
  expect((await faultsOf()).map(({ code, path }) => [code, path])).toEqual([
    ['sex-unknown', 'line 2, column sex'],
    ['age-outside', 'line 3, column age_start'],
    ['year-outside', 'line 4, column time_start'],
  ])
})

test('missing ages are drawn together in one fault', async () => {
  await edit('nMx.csv', (text) => text.replace(/^2000,female,(3|5|6|7),.*\n/gm, ''))
  expect(await only()).toMatchObject({ file: 'nMx.csv', code: 'ages-missing', params: { year: 2000, sex: 'female', ages: '3, 5–7' } })
})

test('a year that one file has and another has not is missing there', async () => {
  await edit('srb.csv', (text) => `${text}2002,1.06\n`)
  expect((await faultsOf()).map(({ file, code, params }) => [file, code, params?.['years']])).toEqual([
    ['nMx.csv', 'years-missing', '2001–2002'],
    ['asfr.csv', 'years-missing', '2001–2002'],
    ['srb.csv', 'years-missing', '2001'],
    ['net_migration.csv', 'years-missing', '2001–2002'],
  ])
})

test('a year far away is refused and not projected to', async () => {
  await edit('srb.csv', (text) => `${text}999999999,1.06\n`)
  expect(await only()).toMatchObject({ file: 'srb.csv', path: 'line 3, column time_start', code: 'year-outside' })
})

test('values that cannot be are told: negative persons and rates, no boys, nobody dying at the end', async () => {
  await edit('base_population_2000.csv', (text) => text.replace('male,4,100', 'male,4,-1'))
  await edit('asfr.csv', (text) => text.replace('20,0', '20,-0.1'))
  await edit('srb.csv', (text) => text.replace('1.05', '0'))
  await edit('nMx.csv', (text) => text.replace('female,100,0.4', 'female,100,0'))
  expect((await faultsOf()).map(({ file, code }) => [file, code])).toEqual([
    ['nMx.csv', 'not-positive'],
    ['asfr.csv', 'negative'],
    ['srb.csv', 'not-positive'],
    ['base_population_2000.csv', 'negative'],
  ])
})

test('a file that is wrong throughout does not drown the others', async () => {
  await edit('nMx.csv', (text) => text.replaceAll('0.4', 'x'))
  await edit('srb.csv', (text) => text.replace('1.05', 'y'))
  const faults = await faultsOf()
  expect(faults.filter(({ file }) => file === 'nMx.csv')).toHaveLength(41)
  expect(faults.at(-1)).toMatchObject({ file: 'nMx.csv', code: 'more-faults', params: { count: 162 } })
  expect(faults.some(({ file }) => file === 'srb.csv')).toBe(true)
})

test('life expectancies shift one year’s rates, a total fertility rate scales one year’s pattern', async () => {
  await write('e0.csv', 'time_start,sex,value\n2000,male,50\n2000,female,60\n2001,male,52\n2001,female,61\n')
  await write('tfr.csv', 'time_start,value\n2000,1\n2001,2\n')
  await write('asfr.csv', 'time_start,age_start,value\n1999,30,4\n1999,31,12\n')
  await write(
    'nMx.csv',
    bySex(header, 1999, (_, age) => Math.min(1, 0.001 + age * age * 0.00005)),
  )
  await write('srb.csv', 'time_start,value\n2000,1\n2001,1\n')
  const still = bySex(header, 2000, () => 0) + bySex(header, 2001, () => 0).replace(`${header}\n`, '')
  await write('net_migration.csv', still)
  const outcome = await projectFolder(folder)
  if (!outcome.ok) throw new Error(outcome.faults.map(({ message }) => message).join())
  expect(outcome.value.map(({ year }) => year)).toEqual([2000, 2001])
  const [first] = outcome.value
  // Women of 30 and 31, 200 each at both ends but for deaths: a quarter of a child and three quarters.
  const women = (age: number): number => (200 + (first?.female[age] ?? Number.NaN)) / 2
  expect(first?.births).toBeCloseTo(0.25 * women(30) + 0.75 * women(31), 9)
  // More of the women live: their life expectancy is ten years longer, and there are twice as many.
  expect(first?.female[60]).toBeGreaterThan(2 * (first?.male[60] ?? Number.NaN))
})

test('a life expectancy out of reach is told with its place', async () => {
  await write('e0.csv', 'time_start,sex,value\n2000,male,50\n2000,female,99\n')
  expect(await only()).toMatchObject({ file: 'e0.csv', path: 'year 2000, female, age 0', code: 'e0-outside' })
})
