export type Tag = { readonly id: number; readonly name: string; readonly color: string | null }

/** A tag as it stands in answers, as JSON text, made once for each: lists show the same few over and over. */
export function tagJson(tag: Tag): string {
  let json = tagJsons.get(tag)
  if (json === undefined) {
    json = JSON.stringify({ id: tag.id, name: tag.name, color: tag.color })
    tagJsons.set(tag, json)
  }
  return json
}

const tagJsons = new WeakMap<Tag, string>()
