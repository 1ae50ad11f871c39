/** Entries of a list that are looked at before and beyond where the next one is expected: of a long list that is all new, not all. */
const behind = 64
const ahead = 8

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value)

/**
 * Where the entries of a list stood before: lists that are sorted by a figure change their order with it. Records are known as the
 * very same ones, which are nearly all and follow on each other, else by their texts; everything else is told against its own place.
 * @returns -1 for what was not there and whose own place is another's.
 */
export function placesBefore(before: readonly unknown[], after: readonly unknown[]): Int32Array {
  const places = new Int32Array(after.length).fill(-1)
  const isTaken = new Uint8Array(before.length)
  let next = 0
  let unknown = 0
  for (let k = 0; k < after.length; k++) {
    const value = after[k]
    if (!isRecord(value)) {
      places[k] = k
      continue
    }
    const end = Math.min(next + unknown + ahead, before.length)
    let at = Math.max(next, end - behind - ahead)
    while (at < end && before[at] !== value) at++
    if (at >= end) {
      unknown += 1
      continue
    }
    places[k] = at
    isTaken[at] = 1
    next = at + 1
    unknown = 0
  }
  let named: ReadonlyMap<string, number> | undefined
  for (let k = 0; k < after.length; k++) {
    if (places[k] !== -1) continue
    const value = after[k] as Readonly<Record<string, unknown>>
    const own = before[k]
    if (isTaken[k] === 0 && isRecord(own) && hasTextsOf(own, value)) places[k] = k
    else places[k] = (named ??= placesByTexts(before, isTaken)).get(textsOf(value)) ?? (isTaken[k] === 1 ? -1 : k)
  }
  return places
}

/** @param isTaken 1 for entries whose place is known already. */
function placesByTexts(before: readonly unknown[], isTaken: Uint8Array): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (let k = 0; k < before.length; k++) {
    const known = before[k]
    if (isTaken[k] === 0 && isRecord(known)) places.set(textsOf(known), k)
  }
  return places
}

/** The first texts of a record and of the records in it: they say what it is of. */
function textsOf(record: Readonly<Record<string, unknown>>): string {
  let texts = ''
  let left = 5
  const add = (of: Readonly<Record<string, unknown>>): void => {
    for (const name in of) {
      const value = of[name]
      if (left === 0) return
      if (typeof value === 'string') {
        left -= 1
        texts += `${value}\n`
      } else if (isRecord(value)) add(value)
    }
  }
  add(record)
  return texts
}

/** Whether a record has the texts of another, name by name. */
function hasTextsOf(known: Readonly<Record<string, unknown>>, value: Readonly<Record<string, unknown>>): boolean {
  for (const name in value) {
    const [old, now] = [known[name], value[name]]
    if (typeof now === 'string' ? old !== now : isRecord(now) && !(isRecord(old) && hasTextsOf(old, now))) return false
  }
  return true
}
