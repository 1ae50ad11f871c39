import { expect, test } from 'vitest'
import { goesByWire, packWireReply, packWireRequest, unpackWireReply, unpackWireRequest } from '../../../electron/contract/wire'

test('a request comes out as it was put in, line breaks of its JSON and all', () => {
  const request = { number: 7, command: 'simulation:run', body: '{"document":\n{"name":"甲\\n"}}' }
  expect(unpackWireRequest(packWireRequest(request))).toEqual(request)
})

test.each([
  ['nothing', ''],
  ['no line of its own', '1 simulation:run'],
  ['no number', 'simulation:run\n{}'],
  ['a number that is none', '1e9 simulation:run\n{}'],
  ['a number below zero', '-1 simulation:run\n{}'],
  ['a number without end', `${'9'.repeat(10)} simulation:run\n{}`],
  ['a command that nobody has', '1 constructor\n{}'],
  ['a command that goes by a request of its own', '1 scenario:delete\n{}'],
  ['more than a command', '1 simulation:run x\n{}'],
  ['a first line without end', `1 ${'a'.repeat(1e6)}\n{}`],
])('%s is no request', (_, text) => {
  expect(unpackWireRequest(text)).toBeUndefined()
})

test('a reply is a frame with its number, whose arrays are arrays again', () => {
  const reply = { number: 3, reply: { ok: true, value: { path: Float64Array.of(1.5, -0) } } }
  expect(unpackWireReply(packWireReply(reply as never).slice().buffer)).toEqual(reply)
})

test('what changes files goes by requests of its own', () => {
  expect(['simulation:run', 'scenario:save', 'scenario:delete', 'work:keep', 'window:leave'].filter(goesByWire)).toEqual(['simulation:run'])
})
