/**
 * Pages as official documents are set (GB/T 9704): A4, 37 mm above, 28 mm to the left, a type area of 156 × 225 mm with 22 lines of
 * 28 characters of size 3 (15.75 pt). Wide tables lie across the page with the same type area turned.
 */
const song = "'FangSong', 'FangSong_GB2312', 'STFangsong', 'Noto Serif CJK SC', 'Songti SC', serif"
const black = "'SimHei', 'Noto Sans CJK SC', 'Heiti SC', sans-serif"

/** Fonts of the official form: one of each row is there, or another is put in its place and that is said. */
export const officialFonts = ['FangSong', 'FangSong_GB2312', 'STFangsong'] as const

const quote = (text: string): string => `"${text.replace(/["\\\n\r\f<]/g, ' ')}"`

/** @param running what every page carries, a line each. */
export const pageRules = (running: readonly string[]): string => `
@page {
  size: A4;
  margin: 37mm 26mm 35mm 28mm;
  @top-left { content: ${running.map(quote).join(' "\\a" ')}; white-space: pre; font: 7.5pt/1.3 ${song}; color: #333; vertical-align: bottom; padding-bottom: 4mm; }
  @bottom-center { content: "— " counter(page) " —"; font: 14pt/1 ${song}; vertical-align: top; padding-top: 7mm; }
}
@page wide { size: A4 landscape; margin: 28mm 35mm 26mm 37mm; }
${body}`

const body = `
.report { font: 15.75pt/28.95pt ${song}; color: #000; text-align: justify; }
.report h1, .report h2, .report p, .report dl, .report dd, .report ul, .report figure { margin: 0; padding: 0; }
.report h1 { font: 600 22pt/1.5 'FZXiaoBiaoSong-B05S', ${song}; text-align: center; padding: 22mm 0 16mm; overflow-wrap: anywhere; }
.report .cover { break-after: page; }
.report .cover dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1em; margin: 0 4mm; }
.report .cover dt { text-align: left; white-space: nowrap; }
.report .cover dd { border-bottom: 0.5pt solid #777; min-height: 28.95pt; text-align: left; overflow-wrap: anywhere; }
.report h2 { font: 400 15.75pt/28.95pt ${black}; text-indent: 2em; break-after: avoid; }
.report p { text-indent: 2em; orphans: 2; widows: 2; overflow-wrap: anywhere; }
.report p.verdict { font-family: ${black}; }
.report p.note { text-indent: 0; font-size: 9pt; line-height: 1.5; margin: 1mm 0 3mm; text-align: left; }
.report h2 + p.note { break-after: avoid; }
.report .wide { page: wide; }
.report table { width: 100%; border-collapse: collapse; font: 10.5pt/1.35 ${song}; margin: 2mm 0 4mm; }
.report table.whole { break-inside: avoid; }
.report thead { display: table-header-group; }
.report tr { break-inside: avoid; }
.report th, .report td { border: 0.5pt solid #555; padding: 1.6pt 3pt; color: #000; background: none; height: auto; position: static; font-size: 10.5pt; text-align: left; overflow-wrap: break-word; }
.report th { font-weight: 600; text-align: center; white-space: normal; }
.report .top th { border: 0; padding: 0 0 1pt; }
.report .caption { display: grid; grid-template-columns: 1fr; }
.report .caption strong { font: 400 12pt/1.5 ${black}; text-align: center; }
.report .caption .unit { font-weight: 400; font-size: 10pt; text-align: right; min-height: 13pt; }
.report td.figure { text-align: right; white-space: nowrap; overflow-wrap: normal; font-variant-numeric: tabular-nums; }
.report .short { white-space: nowrap; }
.report .long { min-width: 32mm; overflow-wrap: anywhere; }
.report .total td { font-weight: 700; }
.report table.form td { height: 9mm; }
.report figure { break-inside: avoid; margin: 2mm 0 3mm; }
.report .chart { width: 100%; display: block; font-family: ${song}; }
.report figcaption { font: 400 12pt/1.5 ${black}; text-align: center; }
.report .signing { list-style: none; break-inside: avoid; margin-top: 2mm; }
.report .signing li { border-bottom: 0.5pt solid #777; margin: 0 8mm; line-height: 10mm; }
.report section:has(.signing) { break-before: page; }
.report[lang='en'] { font-size: 12pt; line-height: 1.5; }
.report[lang='en'] h2 { font-size: 13pt; }
.report[lang='en'] p, .report[lang='en'] h2 { text-indent: 0; }
.report[lang='en'] p { margin-bottom: 2mm; }
`
