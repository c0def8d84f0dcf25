import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The tables of a page, each as its rows of trimmed cells, without the heading. */
export function tablesOf(page: string): string[][][] {
  const tables: string[][][] = []
  let rows: string[][] | undefined
  for (const line of page.split('\n')) {
    if (!line.startsWith('|')) rows = undefined
    else if (rows === undefined) tables.push((rows = []))
    else rows.push(cellsOf(line))
  }
  return tables.map(([, ...body]) => body)
}

/** The tables between a heading and the next one. */
export function tablesUnder(page: string, heading: string): string[][][] {
  const lines = page.split('\n')
  const start = lines.indexOf(heading)
  if (start === -1) throw new Error(`there is no heading "${heading}"`)
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith('#'))
  return tablesOf(lines.slice(start + 1, length === -1 ? undefined : start + 1 + length).join('\n'))
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim())
}

/** The text of a page of the documentation, by its path below `docs`. */
export function pageText(path: string): string {
  return readFileSync(join(import.meta.dirname, '../../docs', path), 'utf8')
}

/** The blocks of code of a page in a language. */
export function blocksOf(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, block = '']) => block,
  )
}
