import { h, type FunctionalComponent, type VNode } from 'vue'
import type { Markup } from '../../../models/report/markup'

const nodeOf = ({ tag, attributes, children }: Markup): VNode =>
  h(
    tag,
    attributes,
    children.map((child) => (typeof child === 'string' ? child : nodeOf(child))),
  )

/** Elements that are data, made live: texts stay texts. */
export const MarkupNode: FunctionalComponent<{ readonly node: Markup }> = ({ node }) => nodeOf(node)
MarkupNode.props = ['node']
