import { describe, expect, test } from 'vitest'
import { scaleOf } from '../../../../models/report/chart'
import type { ReportDocument } from '../../../../models/report/document'
import { markupText, reportMarkup } from '../../../../models/report/markup'
import { pageRules } from '../../../../models/report/pageRules'

const hostile = '</style><script>alert(1)</script>"&\n'
const report: ReportDocument = {
  kind: 'assessment',
  language: 'zh',
  title: hostile,
  cover: [
    { label: hostile, value: hostile },
    { label: 'to be filled in', value: '' },
  ],
  running: [hostile],
  sections: [
    {
      title: hostile,
      blocks: [
        { kind: 'text', text: hostile },
        {
          kind: 'table',
          title: hostile,
          unit: hostile,
          head: ['a', hostile],
          rows: [
            [hostile, '1'],
            ['sum', '1'],
          ],
          words: [0],
          addsDown: true,
        },
        { kind: 'chart', title: hostile, unit: hostile, years: [2020, 2021, 2022], lines: [{ label: hostile, values: [1, -2, 3] }] },
        { kind: 'signing', lines: [hostile] },
      ],
    },
    { title: 'wide', isWide: true, blocks: [{ kind: 'note', text: 'n' }] },
  ],
}

describe('a report as pages', () => {
  const text = markupText(reportMarkup(report))
  test('nothing of a user becomes an element', () => {
    expect(text).not.toMatch(/<script|<\/style/)
    expect(text.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(9)
  })
  test('every element that is opened is closed', () => {
    const open: string[] = []
    for (const [, isEnd, tag = ''] of text.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
      if (isEnd === '') open.push(tag)
      else expect(open.pop()).toBe(tag)
    }
    expect(open).toEqual([])
  })
  test('nothing is set by an attribute that the page’s policy forbids, and a chart carries no colour', () => {
    expect(text).not.toMatch(/ (style|on\w+|href|src)=/)
    const colours = [...text.matchAll(/ (?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour)
    expect(colours.length).toBeGreaterThan(10)
    expect(new Set(colours)).toEqual(new Set(['#000', '#bbb', 'none']))
  })
  test('a head and its caption are repeated together, the last row of a sum stands out, blanks are left', () => {
    expect(text).toMatch(/<thead><tr class="top"><th colspan="2">/)
    expect(text).toMatch(/<tr class="total"><td class="short">sum/)
    expect(text).toContain('<dd class="blank"></dd>')
    expect(text).toContain('<section class="wide">')
  })
  test('what every page carries cannot end its rule', () => {
    const rules = pageRules([hostile, 'second'])
    const [, content = ''] = /content: (.*); white-space/.exec(rules) ?? []
    expect(content.match(/^"([^"\\\n<]*)" "\\a" "second"$/)?.[1]).toMatch(/script>alert\(1\)/)
    expect(rules).not.toContain('</style')
  })
})

describe('the scale of a chart', () => {
  test.each([
    [[0, 0], { low: 0, high: 0.2, step: 0.2 }],
    [[3, 17], { low: 0, high: 20, step: 5 }],
    [[-71.02, 20], { low: -80, high: 20, step: 20 }],
    [[34426], { low: 0, high: 40000, step: 10000 }],
  ])('of %j has round steps around it', (values, { low, high, step }) => {
    const scale = scaleOf(values)
    expect(scale.low).toBeLessThanOrEqual(Math.min(0, ...values))
    expect(scale.high).toBeGreaterThanOrEqual(Math.max(0, ...values))
    expect([scale.low, scale.high, scale.step].map((value) => Number(value.toPrecision(12)))).toEqual([low, high, step])
  })
})
