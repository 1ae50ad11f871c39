/** Arrays of plain numbers put on one line each, in JSON text that was laid out with a line per value. */
export const compactArrays = (text: string): string =>
  text.replace(/\[\s+(-?[\d.eE+-]+(?:,\s+-?[\d.eE+-]+)*)\s+\]/g, (_, inner: string) => `[${inner.replace(/\s+/g, ' ')}]`)
