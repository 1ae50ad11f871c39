/** What stands in the place of lines of a list: a line that is drawn, or a gap as high as those that are not. */
export interface DrawnLine {
  readonly key: string
  /** Position in the whole list: of the line, or of the first that the gap stands for. */
  readonly index: number
  /** How many lines the gap stands for; 0 for a line. */
  readonly gap: number
}

/** Lines from one position to another, each that is drawn and the gaps between them. */
export function drawnLines(from: number, to: number, isDrawn: (index: number) => boolean): readonly DrawnLine[] {
  const lines: DrawnLine[] = []
  let index = from
  while (index < to) {
    const first = index
    while (index < to && !isDrawn(index)) index++
    if (index > first) lines.push({ key: `gap-${String(first)}`, index: first, gap: index - first })
    else lines.push({ key: `line-${String(index)}`, index: index++, gap: 0 })
  }
  return lines
}
