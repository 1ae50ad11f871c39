/** A row of figures before it has a place: what it is called, and the groups it stands in, the widest first. */
export interface Leaf {
  readonly id: string
  readonly label: string
  readonly groups: readonly { readonly id: string; readonly label: string }[]
}

/** A line of a table: the whole, a group, or a row. */
export interface TreeNode {
  readonly id: string
  readonly label: string
  /** 0 for the whole. */
  readonly level: number
  readonly parent: number
  readonly children: readonly number[]
  /** Position in the list of leaves; -1 for a group. */
  readonly leaf: number
}

/** Lines in the order of the leaves, every group before its own; the whole is the first. */
export type Tree = readonly TreeNode[]

/** Put leaves under their groups, in their order; a group is one wherever its leaves come from, as long as they follow each other. */
export function treeOf(leaves: readonly Leaf[], whole: string): Tree {
  interface Open {
    id: string
    label: string
    level: number
    parent: number
    children: number[]
    leaf: number
  }
  const nodes: Open[] = [{ id: 'all', label: whole, level: 0, parent: -1, children: [], leaf: -1 }]
  const add = (node: Omit<Open, 'children'>): number => {
    nodes.push({ ...node, children: [] })
    nodes[node.parent]?.children.push(nodes.length - 1)
    return nodes.length - 1
  }
  let open: number[] = [0]
  leaves.forEach((leaf, position) => {
    const shared = leaf.groups.findIndex((group, k) => nodes[open[k + 1] ?? -1]?.id !== pathId(leaf, k, group.id))
    open = open.slice(0, (shared < 0 ? leaf.groups.length : shared) + 1)
    for (const [k, group] of leaf.groups.entries())
      if (open[k + 1] === undefined)
        open.push(add({ id: pathId(leaf, k, group.id), label: group.label, level: k + 1, parent: open[k] ?? 0, leaf: -1 }))
    add({ id: leaf.id, label: leaf.label, level: leaf.groups.length + 1, parent: open[leaf.groups.length] ?? 0, leaf: position })
  })
  return nodes
}
/** Ids of groups tell where they stand, and are never those of rows. */
const pathId = (leaf: Leaf, level: number, id: string): string =>
  ['group', ...leaf.groups.slice(0, level).map((group) => group.id), id].join('/')

/** Figures of all lines, one column beside the other: of a leaf as given, of a group the sum of its own. */
export function sumsOf(tree: Tree, columns: number, valueOf: (leaf: number, column: number) => number): Float64Array {
  const sums = new Float64Array(tree.length * columns)
  // Groups come before their own, so that from the end every line is whole when it is added to its group.
  for (let line = tree.length - 1; line >= 0; line--) {
    const node = tree[line]
    if (node === undefined) continue
    for (let column = 0; column < columns; column++) {
      const at = line * columns + column
      if (node.leaf >= 0) sums[at] = valueOf(node.leaf, column)
      if (node.parent >= 0) sums[node.parent * columns + column] = (sums[node.parent * columns + column] ?? 0) + (sums[at] ?? 0)
    }
  }
  return sums
}

export interface Sort {
  /** Position of the column; -1 for the names. */
  readonly column: number
  readonly isDescending: boolean
}

/**
 * Lines as they are shown below the whole: every group with its own, sorted inside its group, without what is folded away.
 * @param keyOf what a line is sorted by: a figure, or null to put it last.
 */
export function listed(
  tree: Tree,
  closed: ReadonlySet<string>,
  sort: Sort | undefined,
  keyOf: (line: number, column: number) => number | null,
  compareNames: (a: string, b: string) => number,
): readonly number[] {
  const lines: number[] = []
  const visit = (line: number): void => {
    const node = tree[line]
    if (node === undefined) return
    if (line !== 0) lines.push(line)
    if (line === 0 || !closed.has(node.id)) inOrder(tree, node.children, sort, keyOf, compareNames).forEach(visit)
  }
  visit(0)
  return lines
}

function inOrder(
  tree: Tree,
  lines: readonly number[],
  sort: Sort | undefined,
  keyOf: (line: number, column: number) => number | null,
  compareNames: (a: string, b: string) => number,
): readonly number[] {
  if (sort === undefined) return lines
  const sign = sort.isDescending ? -1 : 1
  if (sort.column < 0) return lines.toSorted((a, b) => sign * compareNames(tree[a]?.label ?? '', tree[b]?.label ?? ''))
  const keys = new Map(lines.map((line) => [line, keyOf(line, sort.column)]))
  return lines.toSorted((a, b) => {
    const [left, right] = [keys.get(a) ?? null, keys.get(b) ?? null]
    if (left === null || right === null) return (left === null ? 1 : 0) - (right === null ? 1 : 0)
    return sign * (left - right)
  })
}
