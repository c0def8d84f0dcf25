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
