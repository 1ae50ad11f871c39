import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** LibreOffice, and a Python that can speak to it. */
export interface Office {
  readonly soffice: string
  readonly python: string
}

const found = (names: readonly string[], env: NodeJS.ProcessEnv): string | undefined =>
  ['/usr/bin', ...(env['PATH'] ?? '').split(delimiter)]
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path))

/** An installed LibreOffice (LIANGLI_SOFFICE names one) with a Python that has `uno` (LIANGLI_UNO_PYTHON); undefined where either is missing. */
export function findOffice(env: NodeJS.ProcessEnv = process.env): Office | undefined {
  const soffice = env['LIANGLI_SOFFICE'] ?? found(['soffice', 'libreoffice'], env)
  const python = env['LIANGLI_UNO_PYTHON'] ?? found(['python3'], env)
  if (soffice === undefined || python === undefined) return undefined
  return spawnSync(python, ['-c', 'import uno']).status === 0 ? { soffice, python } : undefined
}

export interface CellInput {
  readonly sheet: string
  readonly cell: string
  readonly value?: number | string
  readonly formula?: string
}

export interface RecalculationJob {
  readonly file: string
  readonly edits?: readonly CellInput[]
  /** Where the values go. */
  readonly out: string
  /** Where the office saves the workbook. */
  readonly saveAs?: string
}

/** Values of every cell by sheet, row and column. */
export type SheetValues = Readonly<Record<string, readonly (readonly (number | string)[])[]>>

/** Recalculates workbooks one after the other in one office, while others are still being written. */
export class Recalculation {
  private readonly child
  private readonly done: Promise<void>
  private said = ''

  constructor({ soffice, python }: Office) {
    this.child = spawn(python, [join(import.meta.dirname, 'recalculate.py'), soffice], { stdio: ['pipe', 'ignore', 'pipe'] })
    this.child.stderr.on('data', (chunk: Buffer) => (this.said += chunk.toString()))
    this.done = new Promise((resolve, reject) => {
      this.child.on('error', reject)
      this.child.on('close', (code) => {
        if (code === 0) resolve()
        else reject(new Error(`LibreOffice: ${this.said}`))
      })
    })
  }

  add(job: RecalculationJob): void {
    this.child.stdin.write(`${JSON.stringify(job)}\n`)
  }

  /** Wait until all are done. */
  async finish(): Promise<void> {
    this.child.stdin.end()
    await this.done
  }
}

export const valuesIn = async (out: string): Promise<SheetValues> => JSON.parse(await readFile(out, 'utf8')) as SheetValues
