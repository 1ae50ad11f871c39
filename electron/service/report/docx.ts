import type * as Docx from 'docx'
import type { ISectionOptions, Paragraph, Table } from 'docx'
import { chartMarkup } from '../../../models/report/chart'
import type { ReportBlock, ReportChart, ReportDocument, ReportSection, ReportTable } from '../../../models/report/document'
import { metafileOf } from './metafile'
import { placeholder, withPictures } from './pictures'
import words from './words.json'

type Library = typeof Docx
type Child = Paragraph | Table

/** Half points; size 3 of the official form is 15.75 pt, which a word processor rounds to 16. */
const sizes = { body: 32, english: 24, title: 44, table: 21, note: 18, running: 15, page: 28 } as const
/** Twentieths of a point to the millimetre. */
const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4)
const page = { width: twips(210), height: twips(297) } as const
const upright = { top: twips(37), right: twips(26), bottom: twips(35), left: twips(28), header: twips(24), footer: twips(24) } as const
const across = { top: twips(28), right: twips(35), bottom: twips(26), left: twips(37), header: twips(14), footer: twips(14) } as const
/** Millimetres across the page between its margins. */
const typeArea = 156
/** 22 lines in 225 mm. */
const line = Math.round((twips(225) / 22 / 240) * 240)

/** The report as a file of a word processor, so that the office can edit its wording; charts are pictures of vectors. */
export async function reportDocx(report: ReportDocument, custom: Readonly<Record<string, string>>, author: string): Promise<Uint8Array> {
  // The library is large and seldom wanted.
  const docx = await import('docx')
  const setting = new Setting(docx, report)
  const upper = report.sections.filter(({ isWide = false }) => !isWide)
  const wide = report.sections.filter(({ isWide = false }) => isWide)
  const file = new docx.Document({
    title: report.title,
    creator: author === '' ? 'Liangli' : author,
    customProperties: Object.entries(custom).map(([name, value]) => ({ name, value })),
    styles: {
      default: {
        document: { run: { font: setting.body, size: setting.size }, paragraph: { spacing: { line, lineRule: docx.LineRuleType.EXACT } } },
      },
    },
    sections: [
      setting.section([...setting.cover(), ...upper.flatMap((section) => setting.of(section))], false),
      ...(wide.length === 0
        ? []
        : [
            setting.section(
              wide.flatMap((section) => setting.of(section)),
              true,
            ),
          ]),
    ],
  })
  return withPictures(new Uint8Array(await docx.Packer.toBuffer(file)), setting.pictures)
}

/** Sets blocks of a report as paragraphs and tables. */
class Setting {
  readonly body: { readonly ascii: string; readonly eastAsia: string; readonly hAnsi: string }
  readonly head: { readonly ascii: string; readonly eastAsia: string; readonly hAnsi: string }
  readonly size: number
  /** Charts, in the order in which they were set. */
  readonly pictures: Uint8Array[] = []
  private readonly docx: Library
  private readonly report: ReportDocument

  constructor(docx: Library, report: ReportDocument) {
    const { fonts } = words[report.language]
    this.docx = docx
    this.report = report
    this.body = { ascii: 'FangSong', hAnsi: 'FangSong', eastAsia: fonts.body }
    this.head = { ascii: 'SimHei', hAnsi: 'SimHei', eastAsia: fonts.head }
    this.size = report.language === 'zh' ? sizes.body : sizes.english
  }

  section(children: readonly Child[], isWide: boolean): ISectionOptions {
    const { docx } = this
    const { before, after } = words[this.report.language].page
    const running = this.report.running.map(
      (text) =>
        new docx.Paragraph({
          spacing: { line: 240, lineRule: docx.LineRuleType.AUTO },
          children: [new docx.TextRun({ text, size: sizes.running, font: this.body })],
        }),
    )
    const number = new docx.Paragraph({
      alignment: docx.AlignmentType.CENTER,
      children: [new docx.TextRun({ size: sizes.page, font: this.body, children: [before, docx.PageNumber.CURRENT, after] })],
    })
    const orientation = isWide ? docx.PageOrientation.LANDSCAPE : docx.PageOrientation.PORTRAIT
    return {
      properties: { page: { size: { ...page, orientation }, margin: isWide ? across : upright } },
      headers: { default: new docx.Header({ children: running }) },
      footers: { default: new docx.Footer({ children: [number] }) },
      children: [...children],
    }
  }

  cover(): readonly Child[] {
    const { docx, report } = this
    const title = new docx.Paragraph({
      alignment: docx.AlignmentType.CENTER,
      spacing: { before: twips(28), after: twips(24), line: 720, lineRule: docx.LineRuleType.AUTO },
      children: [new docx.TextRun({ text: report.title, size: sizes.title, bold: true, font: this.body })],
    })
    const lines = report.cover.map(({ label, value }) => this.paragraph(`${label}  ${value}`, { indent: false }))
    return [title, ...lines]
  }

  of({ title, blocks }: ReportSection): readonly Child[] {
    const { docx } = this
    const heading = new docx.Paragraph({
      heading: docx.HeadingLevel.HEADING_1,
      keepNext: true,
      indent: { firstLine: this.size * 20 },
      children: [new docx.TextRun({ text: title, size: this.size, font: this.head, color: '000000' })],
    })
    return [heading, ...blocks.flatMap((block) => this.block(block))]
  }

  private block(block: ReportBlock): readonly Child[] {
    switch (block.kind) {
      case 'table':
        return this.table(block)
      case 'chart':
        return this.chart(block)
      case 'signing':
        return block.lines.map((text) => this.paragraph(text, { indent: false }))
      case 'note':
        return [this.paragraph(block.text, { indent: false, size: sizes.note })]
      default:
        return [this.paragraph(block.text, { indent: true, ...(block.kind === 'verdict' ? { font: this.head } : {}) })]
    }
  }

  private chart(chart: ReportChart): readonly Child[] {
    const { docx } = this
    const { bytes, ratio } = metafileOf(chartMarkup(chart), words[this.report.language].fonts.body, typeArea)
    const data = placeholder(this.pictures.length)
    this.pictures.push(bytes)
    const width = Math.round((typeArea / 25.4) * 96)
    // Lines of a fixed height would cut the picture off.
    const spacing = { line: 240, lineRule: docx.LineRuleType.AUTO }
    const altText = { name: chart.title, title: chart.title, description: chart.lines.map(({ label }) => label).join(' \u00b7 ') }
    const picture = new docx.ImageRun({ type: 'png', data, transformation: { width, height: Math.round(width / ratio) }, altText })
    return [
      new docx.Paragraph({ alignment: docx.AlignmentType.CENTER, keepNext: true, spacing, children: [picture] }),
      new docx.Paragraph({
        alignment: docx.AlignmentType.CENTER,
        spacing: { ...spacing, after: 120 },
        children: [new docx.TextRun({ text: chart.title, size: sizes.table, font: this.head })],
      }),
    ]
  }

  private paragraph(
    text: string,
    { indent, size = this.size, font = this.body }: { indent: boolean; size?: number; font?: Setting['body'] },
  ): Paragraph {
    const { docx } = this
    return new docx.Paragraph({
      ...(indent ? { indent: { firstLine: size * 20 } } : {}),
      ...(size === this.size ? {} : { spacing: { line: 280, lineRule: docx.LineRuleType.AUTO } }),
      children: [new docx.TextRun({ text, size, font })],
    })
  }

  private table({ title, unit, head, rows, words: wordColumns, addsDown = false }: ReportTable): readonly Child[] {
    const { docx } = this
    const small = (text: string, alignment: (typeof docx.AlignmentType)[keyof typeof docx.AlignmentType], bold = false): Paragraph =>
      new docx.Paragraph({
        alignment,
        spacing: { line: 260, lineRule: docx.LineRuleType.AUTO },
        children: [new docx.TextRun({ text, size: sizes.table, bold, font: this.body })],
      })
    const { CENTER, LEFT, RIGHT } = docx.AlignmentType
    const caption = (text: string, alignment: typeof CENTER | typeof RIGHT): Paragraph =>
      new docx.Paragraph({
        alignment,
        keepNext: true,
        spacing: { line: 300, lineRule: docx.LineRuleType.AUTO },
        children: [new docx.TextRun({ text, size: sizes.table, font: this.head })],
      })
    const cell = (text: string, column: number, bold: boolean) =>
      new docx.TableCell({ children: [small(text, wordColumns.includes(column) ? LEFT : RIGHT, bold)] })
    const top = new docx.TableRow({
      tableHeader: true,
      cantSplit: true,
      children: head.map((text) => new docx.TableCell({ children: [small(text, CENTER, true)] })),
    })
    const body = rows.map(
      (row, r) => new docx.TableRow({ cantSplit: true, children: row.map((text, k) => cell(text, k, addsDown && r === rows.length - 1)) }),
    )
    return [
      caption(title, CENTER),
      ...(unit === '' ? [] : [caption(unit, RIGHT)]),
      new docx.Table({ width: { size: 100, type: docx.WidthType.PERCENTAGE }, rows: [top, ...body] }),
      new docx.Paragraph({ spacing: { line: 200, lineRule: docx.LineRuleType.EXACT } }),
    ]
  }
}
