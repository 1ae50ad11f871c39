/** Steps that turn one text into another: a letter put in, left out or replaced. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, k) => k)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j++)
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (b[j] === letter ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}

/** The known name that is nearest to what was written, if it is near enough to be meant; else nothing. */
export function nearest(text: string, known: Iterable<string>): string {
  const short = text.slice(0, 60)
  let [best, found] = [Math.max(2, Math.ceil(short.length * 0.5)), '']
  for (const name of known) {
    if (Math.abs(name.length - short.length) > best) continue
    const steps = distance(short, name)
    if (steps < best || (steps === best && found === '')) [best, found] = [steps, name]
  }
  return found
}
