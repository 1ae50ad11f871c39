/** A list of numbers for each place: those of place `p` are `rows[starts[p] … starts[p + 1] - 1]`. */
export interface Lists {
  readonly starts: Int32Array
  readonly rows: Int32Array
}

/** Lists side by side. */
export function listsOf(lists: readonly (readonly number[])[]): Lists {
  const starts = new Int32Array(lists.length + 1)
  lists.forEach((list, place) => (starts[place + 1] = (starts[place] ?? 0) + list.length))
  return { starts, rows: Int32Array.from(lists.flat()) }
}

/** A table the other way round. @param to where each number leads, -1 for nowhere. @returns for each place who leads there, ascending. */
export function inverse(to: Int32Array, places: number): Lists {
  const starts = new Int32Array(places + 1)
  for (const place of to) if (place >= 0) starts[place + 1] = (starts[place + 1] ?? 0) + 1
  return filled(starts, places, (put) => {
    for (let k = 0; k < to.length; k++) put(to[k] ?? -1, k)
  })
}

/**
 * Lists the other way round, of what their numbers stand for.
 * @param to what each number in the lists stands for, -1 for nothing.
 * @returns for each of these the places in whose lists it stands, ascending.
 */
export function inverseOf({ starts, rows }: Lists, to: (number: number) => number, places: number): Lists {
  const counts = new Int32Array(places + 1)
  for (const row of rows) {
    const place = to(row)
    if (place >= 0) counts[place + 1] = (counts[place + 1] ?? 0) + 1
  }
  return filled(counts, places, (put) => {
    for (let list = 0; list + 1 < starts.length; list++)
      for (let k = starts[list] ?? 0, end = starts[list + 1] ?? 0; k < end; k++) put(to(rows[k] ?? 0), list)
  })
}

/** @param counts how many stand in each list, one place further on. */
function filled(counts: Int32Array, places: number, give: (put: (place: number, number: number) => void) => void): Lists {
  for (let place = 0; place < places; place++) counts[place + 1] = (counts[place + 1] ?? 0) + (counts[place] ?? 0)
  const next = counts.slice()
  const rows = new Int32Array(counts[places] ?? 0)
  give((place, number) => {
    if (place < 0) return
    const at = next[place] ?? 0
    rows[at] = number
    next[place] = at + 1
  })
  return { starts: counts, rows }
}
