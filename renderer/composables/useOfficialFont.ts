import { officialFonts } from '../../models/report/pageRules'

/** Letters whose widths tell fonts apart. */
const sample = 'mmmiii1234WWW'

/** Whether a font of official documents is installed: then it is set otherwise than what would stand in its place. */
export function hasOfficialFont(): boolean {
  const context = document.createElement('canvas').getContext('2d')
  if (context === null) return false
  const width = (family: string): number => {
    context.font = `40px ${family}`
    return context.measureText(sample).width
  }
  return officialFonts.some((font) => ['monospace', 'serif'].every((other) => width(`'${font}', ${other}`) !== width(other)))
}
