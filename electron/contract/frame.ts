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
  const start = Math.ceil((8 + length) / 8) * 8
  const text = new TextDecoder().decode(new Uint8Array(buffer, 8, length))
  return JSON.parse(text, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || !(key in inner)) return inner
    const place = (inner as Record<string, unknown>)[key]
    if (!Array.isArray(place)) return inner
    const [offset, count] = place as [number, number]
    if (start + (offset + count) * 8 > buffer.byteLength) throw new RangeError('the frame is cut off')
    return new Float64Array(buffer, start + offset * 8, count)
  })
}
