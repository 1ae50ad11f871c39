import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packFrame, unpackFrame } from '../../../electron/contract/frame'

const crossed = (value: unknown): unknown => unpackFrame(packFrame(value).slice().buffer as ArrayBuffer)

test('a value comes out as it went in, arrays of numbers to the bit wherever they stand', () => {
  const numbers = fc.array(fc.double(), { maxLength: 5 }).map((list) => Float64Array.from(list))
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      numbers,
      fc.string(),
      fc.integer(),
      fc.constant(null),
      fc.boolean(),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }))
  fc.assert(
    fc.property(value, (given) => {
      expect(crossed(given)).toEqual(given)
    }),
  )
})

test('a name that means something else to the language is a name like any other', () => {
  const given: unknown = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}')
  Object.defineProperty((given as Record<string, unknown>)['__proto__' as string] ?? {}, 'b', {
    value: Float64Array.of(3),
    enumerable: true,
  })
  const own = Object.defineProperty({}, '__proto__', { value: Float64Array.of(1, 2), enumerable: true, configurable: true, writable: true })
  const made = crossed({ given, own }) as { readonly given: object; readonly own: object }
  expect(Object.getPrototypeOf(made.own)).toBe(Object.prototype)
  expect(Object.getOwnPropertyDescriptor(made.own, '__proto__')?.value).toEqual(Float64Array.of(1, 2))
  expect(Object.getPrototypeOf(made.given)).toBe(Object.prototype)
  expect(Object.getOwnPropertyDescriptor(made.given, '__proto__')?.value).toMatchObject({ a: 1 })
})

test('bytes that are no frame, or are cut off, are refused', () => {
  const bytes = packFrame({ deep: [{ numbers: Float64Array.of(1, 2, 3) }] }).slice()
  for (const length of [0, 7, 12, bytes.length - 8]) expect(() => unpackFrame(bytes.slice(0, length).buffer)).toThrow(RangeError)
  bytes[0] = 0
  expect(() => unpackFrame(bytes.buffer)).toThrow(RangeError)
})
