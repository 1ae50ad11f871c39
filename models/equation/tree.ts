import type { Block } from './block'
import type { RowAccess } from './routes'

/** What is left of an equation when sums, mappings and places have been seen to: arithmetic on one row of every operand. */
export type Operator = 'plus' | 'minus' | 'times' | 'over' | 'min' | 'max'
export type Tree =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'leaf'; readonly leaf: Leaf }
  | { readonly kind: 'operation'; readonly op: Operator; readonly left: Tree; readonly right: Tree }
  | { readonly kind: 'choice'; readonly condition: Tree; readonly then: Tree; readonly otherwise: Tree }

/** What is read of a block: a row, and in it the reader's year, the one before, the first, or the only number there is. */
export interface Leaf {
  readonly block: Block
  readonly access: RowAccess
  readonly year: 'same' | 'before' | 'first' | 'none'
}

/** Whether a leaf is one number for all years of a row. */
export const isSteady = ({ year }: Leaf): boolean => year === 'first' || year === 'none'

export function leavesIn(tree: Tree): readonly Leaf[] {
  switch (tree.kind) {
    case 'constant':
      return []
    case 'leaf':
      return [tree.leaf]
    case 'operation':
      return [...leavesIn(tree.left), ...leavesIn(tree.right)]
    case 'choice':
      return [...leavesIn(tree.condition), ...leavesIn(tree.then), ...leavesIn(tree.otherwise)]
  }
}

/** A choice that is made once for all years of a row. */
export interface Guard {
  readonly leaf: Leaf
  readonly is: boolean
}

/** A leaf where it stands in a tree: it counts only in rows in which all guards hold. */
export interface Use {
  readonly leaf: Leaf
  readonly guards: readonly Guard[]
}

export function usesIn(tree: Tree, guards: readonly Guard[] = []): readonly Use[] {
  switch (tree.kind) {
    case 'constant':
      return []
    case 'leaf':
      return [{ leaf: tree.leaf, guards }]
    case 'operation':
      return [...usesIn(tree.left, guards), ...usesIn(tree.right, guards)]
    case 'choice': {
      const leaf = steadyLeaf(tree.condition)
      const under = (is: boolean): readonly Guard[] => (leaf === undefined ? guards : [...guards, { leaf, is }])
      return [...usesIn(tree.condition, guards), ...usesIn(tree.then, under(true)), ...usesIn(tree.otherwise, under(false))]
    }
  }
}

/** The leaf that a tree is, if it is one number for all years. */
export const steadyLeaf = (tree: Tree): Leaf | undefined => (tree.kind === 'leaf' && isSteady(tree.leaf) ? tree.leaf : undefined)

export const isSameLeaf = (a: Leaf, b: Leaf): boolean => a.block === b.block && a.year === b.year && isSameAccess(a.access, b.access)

const isSameAccess = (a: RowAccess, b: RowAccess): boolean =>
  a.kind === 'mapped' && b.kind === 'mapped' ? a.map === b.map : a.kind === 'one' && b.kind === 'one' ? a.row === b.row : a.kind === b.kind

/** The tree where a choice was made in every place in which it is asked for. */
export function assume(tree: Tree, guard: Guard): Tree {
  switch (tree.kind) {
    case 'constant':
    case 'leaf':
      return tree
    case 'operation':
      return { ...tree, left: assume(tree.left, guard), right: assume(tree.right, guard) }
    case 'choice': {
      const leaf = steadyLeaf(tree.condition)
      if (leaf !== undefined && isSameLeaf(leaf, guard.leaf)) return assume(guard.is ? tree.then : tree.otherwise, guard)
      return {
        ...tree,
        condition: assume(tree.condition, guard),
        then: assume(tree.then, guard),
        otherwise: assume(tree.otherwise, guard),
      }
    }
  }
}

/** The first choice of a tree that is made once for all years of a row. */
export function firstGuard(tree: Tree): Leaf | undefined {
  switch (tree.kind) {
    case 'constant':
    case 'leaf':
      return undefined
    case 'operation':
      return firstGuard(tree.left) ?? firstGuard(tree.right)
    case 'choice':
      return steadyLeaf(tree.condition) ?? firstGuard(tree.condition) ?? firstGuard(tree.then) ?? firstGuard(tree.otherwise)
  }
}
