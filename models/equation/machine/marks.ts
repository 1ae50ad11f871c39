import { FunctionBody } from './assembler'
import { eachReached } from './digits'
import { Operands } from './operands'
import type { Integers } from '../block'
import type { Reach } from '../reach'
import type { Guard } from '../tree'

/**
 * From a row that is read to the rows that read it: along one way after the other (none where a row is read by the row of the
 * same number), or by lists, those of row `r` being `rows[starts[r] … starts[r + 1] - 1]`.
 */
export type Readers = readonly Reach[] | { readonly starts: Integers; readonly rows: Integers }

/** Where rows that have to be written again are put down: for every row the last run in which it was, and a list of them. */
export interface Marks {
  readonly runs: Integers
  readonly list: Integers
}

/**
 * A function that marks the rows of a reader that read one of the listed rows, each once a run. It is given the list
 * (address and length; no list: all rows), the run and how many rows are marked already, and says how many there are then.
 */
export function markReaders(readers: Readers, marks: Marks, guards: readonly Guard[]): FunctionBody {
  const body = new FunctionBody(['i32', 'i32', 'i32', 'i32'], 'i32')
  const [given, count, run, marked] = [0, 1, 2, 3]
  const [place, source] = [body.local('i32'), body.local('i32')]
  const mark = (row: number): void => {
    markRow(body, { row, run, marked }, marks, guards)
  }
  body.block().loop()
  body.get(place).get(count).do('i32.ge_u').branchIf(1)
  body.get(given).if('i32')
  body.get(given).get(place).integer(2).do('i32.shl').do('i32.add').reach('i32.load', 0)
  body.do('else').get(place).do('end').set(source)
  if (!('starts' in readers)) along(body, source, readers, mark)
  else {
    const [at, end, row] = [body.local('i32'), body.local('i32'), body.local('i32')]
    body.get(source).integer(2).do('i32.shl').reach('i32.load', readers.starts.address).set(at)
    body
      .get(source)
      .integer(2)
      .do('i32.shl')
      .reach('i32.load', readers.starts.address + 4)
      .set(end)
    body.block().loop()
    body.get(at).get(end).do('i32.ge_u').branchIf(1)
    body.get(at).integer(2).do('i32.shl').reach('i32.load', readers.rows.address).set(row)
    mark(row)
    body.get(at).integer(1).do('i32.add').set(at).branch(0)
    body.do('end').do('end')
  }
  body.get(place).integer(1).do('i32.add').set(place).branch(0)
  body.do('end').do('end')
  return body.get(marked)
}

/** Do something for every row that is reached along one way after the other. */
function along(body: FunctionBody, from: number, [first, ...others]: readonly Reach[], give: (row: number) => void): void {
  if (first === undefined) give(from)
  else
    eachReached(body, from, first, (row) => {
      along(body, row, others, give)
    })
}

/** A function that marks every row whose guards let it be read, each once a run. It is given the run and how many rows are marked already, and says how many there are then. */
export function markRows(marks: Marks, guards: readonly Guard[]): FunctionBody {
  const body = new FunctionBody(['i32', 'i32'], 'i32')
  const [run, marked] = [0, 1]
  const row = body.local('i32')
  body.block().loop()
  body.get(row).integer(marks.runs.length).do('i32.ge_u').branchIf(1)
  markRow(body, { row, run, marked }, marks, guards)
  body.get(row).integer(1).do('i32.add').set(row).branch(0)
  body.do('end').do('end')
  return body.get(marked)
}

/** Numbers of the locals with a row, the run and how many rows are marked. */
interface Locals {
  readonly row: number
  readonly run: number
  readonly marked: number
}

function markRow(body: FunctionBody, { row, run, marked }: Locals, { runs, list }: Marks, guards: readonly Guard[]): void {
  body.block()
  body.get(row).integer(2).do('i32.shl').reach('i32.load', runs.address).get(run).do('i32.eq').branchIf(0)
  const operands = new Operands(body, row)
  for (const { leaf, is } of guards) {
    body
      .get(operands.steadyValue(leaf, false))
      .number(0)
      .do(is ? 'f64.eq' : 'f64.ne')
      .branchIf(0)
  }
  body.get(row).integer(2).do('i32.shl').get(run).reach('i32.store', runs.address)
  body.get(marked).integer(2).do('i32.shl').get(row).reach('i32.store', list.address)
  body.get(marked).integer(1).do('i32.add').set(marked)
  body.do('end')
}
