/**
 * WebAssembly modules put together byte by byte: what the specification's binary format (core specification 2.0, section 5)
 * asks for, and of its instructions those that loops over numbers need.
 */

export const valueTypes = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const
export type ValueType = keyof typeof valueTypes

/** Instructions without an operand of their own. */
const plain = {
  else: [0x05],
  end: [0x0b],
  select: [0x1b],
  'i32.eqz': [0x45],
  'i32.eq': [0x46],
  'i32.ne': [0x47],
  'i32.ge_s': [0x4e],
  'i32.ge_u': [0x4f],
  'i32.add': [0x6a],
  'i32.mul': [0x6c],
  'i32.div_u': [0x6e],
  'i32.rem_u': [0x70],
  'i32.or': [0x72],
  'i32.shl': [0x74],
  'i64.ne': [0x52],
  'i64.xor': [0x85],
  'f64.eq': [0x61],
  'f64.ne': [0x62],
  'f64.add': [0xa0],
  'f64.sub': [0xa1],
  'f64.mul': [0xa2],
  'f64.div': [0xa3],
  'f64.min': [0xa4],
  'f64.max': [0xa5],
  'i64.reinterpret_f64': [0xbd],
  'f64.reinterpret_i64': [0xbf],
  'f64x2.splat': [0xfd, 0x14],
  'f64x2.ne': [0xfd, 0x48],
  'v128.and': [0xfd, 0x4e],
  'v128.or': [0xfd, 0x50],
  'v128.xor': [0xfd, 0x51],
  'v128.bitselect': [0xfd, 0x52],
  'v128.any_true': [0xfd, 0x53],
  'f64x2.add': [0xfd, 0xf0, 0x01],
  'f64x2.sub': [0xfd, 0xf1, 0x01],
  'f64x2.mul': [0xfd, 0xf2, 0x01],
  'f64x2.div': [0xfd, 0xf3, 0x01],
  'f64x2.min': [0xfd, 0xf4, 0x01],
  'f64x2.max': [0xfd, 0xf5, 0x01],
} as const
export type PlainInstruction = keyof typeof plain

/** Instructions that reach into memory; the alignment is a power of two that the address is known to have. */
const memory = {
  'i32.load': { code: [0x28], align: 2 },
  'i32.store': { code: [0x36], align: 2 },
  'f64.load': { code: [0x2b], align: 3 },
  'f64.store': { code: [0x39], align: 3 },
  'v128.load': { code: [0xfd, 0x00], align: 3 },
  'v128.store': { code: [0xfd, 0x0b], align: 3 },
  'v128.load64_splat': { code: [0xfd, 0x0a], align: 3 },
} as const
export type MemoryInstruction = keyof typeof memory

/** Unsigned LEB128. @param value a whole number from 0 to 2³² − 1. */
function unsigned(value: number): readonly number[] {
  const bytes: number[] = []
  for (let rest = value; ;) {
    const low = rest % 128
    rest = (rest - low) / 128
    if (rest === 0) return [...bytes, low]
    bytes.push(low + 128)
  }
}

/** Signed LEB128. @param value a whole number in the range of an i32. */
function signed(value: number): readonly number[] {
  const bytes: number[] = []
  for (let rest = value; ; rest >>= 7) {
    const low = rest & 0x7f
    const isLast = rest >> 6 === 0 || rest >> 6 === -1
    bytes.push(isLast ? low : low + 128)
    if (isLast) return bytes
  }
}

/** The eight bytes of a number, lowest first, as WebAssembly has them on every machine. */
function float(value: number): readonly number[] {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setFloat64(0, value, true)
  return [...bytes]
}

/** A function under way: its parameters and locals by number, and its instructions so far. */
export class FunctionBody {
  readonly parameters: readonly ValueType[]
  readonly result: ValueType
  private readonly locals: ValueType[] = []
  private readonly bytes: number[] = []

  constructor(parameters: readonly ValueType[], result: ValueType) {
    this.parameters = parameters
    this.result = result
  }

  /** A new local, zero at first. @returns its number. */
  local(type: ValueType): number {
    this.locals.push(type)
    return this.parameters.length + this.locals.length - 1
  }

  get(local: number): this {
    return this.put(0x20, ...unsigned(local))
  }
  set(local: number): this {
    return this.put(0x21, ...unsigned(local))
  }
  tee(local: number): this {
    return this.put(0x22, ...unsigned(local))
  }
  integer(value: number): this {
    return this.put(0x41, ...signed(value))
  }
  number(value: number): this {
    return this.put(0x44, ...float(value))
  }
  /** Twice the same number. */
  pair(value: number): this {
    return this.put(0xfd, 0x0c, ...float(value), ...float(value))
  }
  do(instruction: PlainInstruction): this {
    return this.put(...plain[instruction])
  }
  /** @param offset added to the address on the stack. */
  reach(instruction: MemoryInstruction, offset: number): this {
    const { code, align } = memory[instruction]
    return this.put(...code, ...unsigned(align), ...unsigned(offset))
  }
  /** Which of two lanes the number on the stack replaces. */
  replaceLane(lane: 0 | 1): this {
    return this.put(0xfd, 0x22, lane)
  }
  block(): this {
    return this.put(0x02, 0x40)
  }
  loop(): this {
    return this.put(0x03, 0x40)
  }
  if(type?: ValueType): this {
    return this.put(0x04, type === undefined ? 0x40 : valueTypes[type])
  }
  /** Leave a block, or begin a loop again. @param depth how many blocks further out. */
  branch(depth: number): this {
    return this.put(0x0c, ...unsigned(depth))
  }
  branchIf(depth: number): this {
    return this.put(0x0d, ...unsigned(depth))
  }

  /** The function as the code section holds it. */
  encode(): readonly number[] {
    const locals = this.locals.flatMap((type) => [1, valueTypes[type]])
    const body = [...unsigned(this.locals.length), ...locals, ...this.bytes, 0x0b]
    return [...unsigned(body.length), ...body]
  }

  private put(...bytes: readonly number[]): this {
    for (const byte of bytes) this.bytes.push(byte)
    return this
  }
}

const pageBytes = 65_536

/**
 * A module with a memory of its own, which it gives away as `memory`, and functions, given away by their place in the list.
 * @param bytes how large the memory is.
 */
export function encodeModule(functions: readonly FunctionBody[], bytes: number): Uint8Array<ArrayBuffer> {
  const types: string[] = []
  const typeOf = ({ parameters, result }: FunctionBody): number => {
    const type = [0x60, ...vector(parameters.map((name) => [valueTypes[name]])), 1, valueTypes[result]].join()
    if (!types.includes(type)) types.push(type)
    return types.indexOf(type)
  }
  const declared = functions.map((body) => unsigned(typeOf(body)))
  const pages = unsigned(Math.ceil(bytes / pageBytes))
  const exported = [[...name('memory'), 0x02, 0], ...functions.map((_, index) => [...name(String(index)), 0x00, ...unsigned(index)])]
  const sections: readonly (readonly [number, readonly number[]])[] = [
    [1, vector(types.map((type) => type.split(',').map(Number)))],
    [3, vector(declared)],
    [5, [1, 1, ...pages, ...pages]],
    [7, vector(exported)],
    [10, vector(functions.map((body) => body.encode()))],
  ]
  const parts = sections.flatMap(([id, content]) => [[id, ...unsigned(content.length)], content])
  return joined([[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], ...parts])
}

const name = (text: string): readonly number[] => [...unsigned(text.length), ...Array.from(text, (character) => character.charCodeAt(0))]

function vector(entries: readonly (readonly number[])[]): readonly number[] {
  const out = [...unsigned(entries.length)]
  for (const entry of entries) for (const byte of entry) out.push(byte)
  return out
}

function joined(parts: readonly (readonly number[])[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
