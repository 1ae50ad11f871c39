import { fileStem } from '../../models/shared/fileStem'

/** A file name made of words: every system takes it, whatever stands in them. */
export function fileName(words: readonly string[], extension: string): string {
  const name = words.filter((word) => word !== '').join('_')
  return `${fileStem(name) ?? fileStem(`_${name}`) ?? '_'}.${extension}`
}
