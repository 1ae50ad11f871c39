/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/** A file name made of words: signs that Windows does not take are replaced, and it is not too long. */
export function fileName(words: readonly string[], extension: string): string {
  const name = words
    .filter((word) => word !== '')
    .join('_')
    .replace(/[<>:"/\\|?*\u0000-\u001F\u2236]/g, '-')
    .replace(/\s+/g, ' ')
    .slice(0, 120)
    .replace(/[. ]+$/, '')
  return `${name === '' || reserved.test(name) ? `_${name}` : name}.${extension}`
}
