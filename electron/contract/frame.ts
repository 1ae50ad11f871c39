/**
 * A reply with large arrays as one binary frame: numbers as JSON would cost more than the model itself. Layout: the
 * magic "LLF1", the length of the header (32 bit, little endian), the header as JSON with `{"$f64":[offset,length]}` in
 * place of every Float64Array, zero bytes up to a multiple of 8, then the arrays.
 */
const magic = 0x31464c4c
const key = '$f64'

/** Put a value into a frame; Float64Arrays anywhere inside it travel as they are. */
export function packFrame(value: unknown): Uint8Array {
  const arrays: Float64Array[] = []
  let length = 0
  const header = new TextEncoder().encode(
    JSON.stringify(value, (_, inner: unknown) => {
      if (!(inner instanceof Float64Array)) return inner
      arrays.push(inner)
      length += inner.length
      return { [key]: [length - inner.length, inner.length] }
    }),
  )
  const start = Math.ceil((8 + header.length) / 8) * 8
  const bytes = new Uint8Array(start + length * 8)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic, true)
  view.setUint32(4, header.length, true)
  bytes.set(header, 8)
  const numbers = new Float64Array(bytes.buffer, start)
  let at = 0
  for (const array of arrays) {
    numbers.set(array, at)
    at += array.length
  }
  return bytes
}

/**
 * Take a frame apart; the arrays are views into its memory.
 * @throws RangeError when the bytes are no frame or are cut off.
 */
export function unpackFrame(buffer: ArrayBuffer): unknown {
  if (buffer.byteLength < 8) throw new RangeError('not a frame')
  const view = new DataView(buffer)
  const length = view.getUint32(4, true)
  if (view.getUint32(0, true) !== magic || 8 + length > buffer.byteLength) throw new RangeError('not a frame')
  const text = new TextDecoder().decode(new Uint8Array(buffer, 8, length))
  return withArrays(JSON.parse(text), buffer, Math.ceil((8 + length) / 8) * 8)
}

/** Put the arrays in their places: a walk, since a reviver is called for every number and takes three times as long. */
function withArrays(value: unknown, buffer: ArrayBuffer, start: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    for (let k = 0; k < value.length; k++) {
      const inner: unknown = value[k]
      if (typeof inner === 'object' && inner !== null) value[k] = withArrays(inner, buffer, start)
    }
    return value
  }
  const record = value as Record<string, unknown>
  const place = record[key]
  if (Array.isArray(place)) {
    const [offset, count] = place as [number, number]
    if (start + (offset + count) * 8 > buffer.byteLength) throw new RangeError('the frame is cut off')
    return new Float64Array(buffer, start + offset * 8, count)
  }
  for (const name of Object.keys(record)) {
    const inner = record[name]
    if (typeof inner !== 'object' || inner === null) continue
    const made = withArrays(inner, buffer, start)
    // A name such as `__proto__` stays a name.
    if (made !== inner) Object.defineProperty(record, name, { value: made, writable: true, enumerable: true, configurable: true })
  }
  return record
}
