import { expect, test } from 'vitest'
import { shownValue } from '../../../../renderer/format/shownValue'

test.each([
  ['1,234.50', { figure: 1234.5, decimals: 2, form: 'grouped' }],
  ['\u22123.1', { figure: -3.1, decimals: 1, form: 'grouped' }],
  ['+4.11', { figure: 4.11, decimals: 2, form: 'grouped' }],
  ['12.3%', { figure: 0.123, decimals: 1, form: 'share' }],
  ['\u22120.0%', { figure: 0, decimals: 1, form: 'share' }],
  ['2025', { figure: 2025, decimals: 0, form: 'plain' }],
  ['\u2014', ''],
  ['', ''],
  ['=SUM(A1)', '=SUM(A1)'],
  ['@cmd', '@cmd'],
  ['007', '007'],
  ['1,2', '1,2'],
  ['197.74 \u2192 308.98', '197.74 \u2192 308.98'],
])('%s', (shown, wanted) => expect(shownValue(shown)).toEqual(wanted))
