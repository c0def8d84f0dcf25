/** The tables of a page, each as its rows of trimmed cells, without the heading. */
export function tablesOf(page: string): string[][][] {
  const tables: string[][][] = []
  let rows: string[][] | undefined
  for (const line of page.split('\n')) {
    if (!line.startsWith('|')) rows = undefined
    else if (rows === undefined) tables.push((rows = []))
    else rows.push(line.slice(1, -1).split('|').map(trimmed))
  }
  return tables.map(([, ...body]) => body)
}

function trimmed(cell: string): string {
  return cell.trim()
}
