/** Takes the cursor off a link, whose signs depend on the rows of the page: what is left is the published link. */
export function withoutCursor(href: string): string {
  return href.replace(/&cursor=[\w-]+$/, '')
}
