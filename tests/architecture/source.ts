import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, sep } from 'node:path'
import ts from 'typescript'

export const root = join(import.meta.dirname, '../..')

/** Files of our own below the given folders, with forward slashes from the project's root. */
export function sourceFiles(folders: readonly string[], pattern: RegExp): readonly string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => posix.join(folder, name.split(sep).join('/'))),
    )
    .filter((path) => pattern.test(path) && !path.includes('node_modules/') && !path.includes('/fixtures/'))
}

export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8')

export interface Import {
  /** Undefined where the source is worked out at run time. */
  readonly source: string | undefined
  readonly typeOnly: boolean
}

/** The scripts of a component, or the text itself. */
export function scriptOf(path: string, text: string): string {
  if (!path.endsWith('.vue')) return text
  return [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '').join('\n')
}

/** Everything a file imports, as the compiler reads it: static, exported again, dynamic, required, or named in a type. */
export function importsOf(path: string, text: string): readonly Import[] {
  const found: Import[] = []
  const add = (node: ts.Node | undefined, typeOnly: boolean): void => {
    found.push({ source: node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined, typeOnly })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeImport(node.importClause))
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined)
      add(node.moduleSpecifier, node.isTypeOnly || isTypeList(node.exportClause))
    else if (ts.isImportTypeNode(node)) add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true)
    else if (ts.isExternalModuleReference(node)) add(node.expression, false)
    else if (ts.isCallExpression(node) && loads(node.expression)) add(node.arguments[0], false)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(`${path}.ts`, scriptOf(path, text), ts.ScriptTarget.ESNext, true))
  return found
}

const loads = (callee: ts.Expression): boolean =>
  callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')

const isTypeImport = (clause: ts.ImportClause | undefined): boolean =>
  clause !== undefined &&
  (clause.phaseModifier === ts.SyntaxKind.TypeKeyword || (clause.name === undefined && isTypeList(clause.namedBindings)))

/** Every name of the list is marked as a type, and there is at least one: an empty list still loads the file. */
const isTypeList = (list: ts.NamedImportBindings | ts.NamedExportBindings | undefined): boolean =>
  list !== undefined &&
  (ts.isNamedImports(list) || ts.isNamedExports(list)) &&
  list.elements.length > 0 &&
  list.elements.every((element) => element.isTypeOnly)
