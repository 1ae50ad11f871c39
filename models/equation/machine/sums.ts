import type { FunctionBody } from './assembler'
import { Operands, Values, type Lane } from './operands'
import { branches, type MakeFunction } from './rows'
import { Digits, eachReached } from './digits'
import type { Integers } from '../block'
import type { Program } from '../lower'
import type { Reach } from '../reach'
import { leavesIn } from '../tree'

/** Rows that are added up for each row of a sum: those of row `r` are `rows[starts[r] … starts[r + 1] - 1]`, ascending. */
interface Listed {
  readonly starts: Integers
  readonly rows: Integers
}

/** Rows that are added up: those of a list, or those that are reached from the sum. */
export type Members = Listed | Reach

/** The lanes of every sum, over all its members in their order, so that a sum that moved is the same to the bit as a new one. */
export const writeSums = (program: Program, members: Members, lanes: readonly Lane[], make: MakeFunction): FunctionBody =>
  make(program.out, lanes, ({ body, row, values, isPaired: inPairs }) => {
    for (const sum of values) {
      if (inPairs) body.pair(0)
      else body.number(0)
      body.set(sum)
    }
    eachMember(body, row, members, (member, digits) => {
      branches(body, new Operands(body, member, digits), program.tree, (part, operands) => {
        // Who adds nothing is passed over.
        if (part.kind === 'constant' && part.value === 0) return
        operands.prepare(leavesIn(part), inPairs)
        lanes.forEach((lane, k) => {
          const sum = values[k] ?? 0
          body.get(sum)
          new Values(body, operands, undefined).put(part, lane)
          body.do(inPairs ? 'f64x2.add' : 'f64.add').set(sum)
        })
      })
    })
  })

function eachMember(body: FunctionBody, row: number, members: Members, give: (member: number, digits: Digits) => void): void {
  if ('places' in members) {
    eachReached(body, row, members, give)
    return
  }
  const { starts, rows } = members
  const [place, end, member] = [body.local('i32'), body.local('i32'), body.local('i32')]
  body.get(row).integer(2).do('i32.shl').reach('i32.load', starts.address).set(place)
  body
    .get(row)
    .integer(2)
    .do('i32.shl')
    .reach('i32.load', starts.address + 4)
    .set(end)
  body.block().loop()
  body.get(place).get(end).do('i32.ge_u').branchIf(1)
  body.get(place).integer(2).do('i32.shl').reach('i32.load', rows.address).set(member)
  give(member, new Digits(body, member))
  body.get(place).integer(1).do('i32.add').set(place).branch(0)
  body.do('end').do('end')
}
