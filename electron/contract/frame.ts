/**
 * A reply with large arrays as one binary frame: numbers as JSON would cost more than the model itself. Layout: the
 * magic "LLF1", the length of the header (32 bit, little endian), the header as JSON with `{"$f64":[offset,length]}` in
 * place of every Float64Array, zero bytes up to a multiple of 8, then the arrays.
 */
const magic = 0x31464c4c
const key = '$f64'

/** Put a value into a frame; Float64Arrays anywhere inside it travel as they are. */
export function packFrame(value: unknown): Uint8Array {
  const arrays = new Arrays()
  const header = new TextEncoder().encode(JSON.stringify(arrays.placesFor(value)))
  const start = Math.ceil((8 + header.length) / 8) * 8
  const bytes = new Uint8Array(start + arrays.length * 8)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic, true)
  view.setUint32(4, header.length, true)
  bytes.set(header, 8)
  const numbers = new Float64Array(bytes.buffer, start)
  let at = 0
  for (const array of arrays.all) {
    numbers.set(array, at)
    at += array.length
  }
  return bytes
}

/** The arrays of a value in the order in which they are met: a walk, since a replacer is called for every number. */
class Arrays {
  readonly all: Float64Array[] = []
  /** Numbers in all of them. */
  length = 0

  /** The value with places instead of arrays; what has none in it is not copied. */
  placesFor(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value
    if (value instanceof Float64Array) return this.place(value)
    return Array.isArray(value) ? this.ofList(value) : this.ofRecord(value as Readonly<Record<string, unknown>>)
  }

  private place(array: Float64Array): unknown {
    this.all.push(array)
    this.length += array.length
    return { [key]: [this.length - array.length, array.length] }
  }

  private ofList(list: readonly unknown[]): readonly unknown[] {
    let made: unknown[] | undefined
    for (let k = 0; k < list.length; k++) {
      const inner = this.placesFor(list[k])
      if (inner !== list[k]) (made ??= list.slice())[k] = inner
    }
    return made ?? list
  }

  private ofRecord(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    let made: Record<string, unknown> | undefined
    for (const name of Object.keys(record)) {
      const value = record[name]
      const inner = this.placesFor(value)
      if (inner !== value) setOwn((made ??= { ...record }), name, inner)
    }
    return made ?? record
  }
}

/** A name such as `__proto__` stays a name. */
function setOwn(record: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(record, name, { value, writable: true, enumerable: true, configurable: true })
  else record[name] = value
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
    if (made !== inner) setOwn(record, name, made)
  }
  return record
}
