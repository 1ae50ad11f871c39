#!/usr/bin/env node
// Puts the figures of the last bench (out/bench.jsonl, or the file that is named) into README's table, between its two marks.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(import.meta.dirname, '../..')
const [begin, end] = ['<!-- bench -->', '<!-- /bench -->']

const grouped = (value, digits) =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: true })
const shown = (value, unit) => `${grouped(value, unit === 'ms' || unit === 'times' ? (value < 1 ? 2 : 1) : 0)} ${unit}`
const limitOf = ({ limit, least, unit }) =>
  limit !== undefined ? `≤ ${shown(limit, unit)}` : least !== undefined ? `≥ ${shown(least, unit)}` : ''

/** @param lines records of the bench. @returns rows of a Markdown table. */
export function tableOf(lines) {
  const rows = lines.map((line) => {
    if (line.skipped !== undefined) return [line.name, `not measured: ${line.skipped}`, '', '', '']
    if (line.value !== undefined) return [line.name, shown(line.value, line.unit), '', '', limitOf(line)]
    return [line.name, shown(line.median, line.unit), shown(line.p95, line.unit), grouped(line.ratio, 2), limitOf(line)]
  })
  const head = ['what', 'median', 'p95', 'ratio to the reference loop', 'goal']
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '/')).join(' | ')} |`)
    .join('\n')
}

/** @throws Error where the text has no place for a table. */
export function withTable(text, table) {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error('README has no place for the table')
  return `${text.slice(0, from + begin.length)}\n${table}\n${text.slice(to)}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lines = readFileSync(process.argv[2] ?? join(root, 'out/bench.jsonl'), 'utf8')
    .trim()
    .split('\n')
  const readme = join(root, 'README.md')
  writeFileSync(readme, withTable(readFileSync(readme, 'utf8'), tableOf(lines.map((line) => JSON.parse(line)))))
}
