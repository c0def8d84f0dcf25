import { type FieldType, type Refuse } from './field-type.ts'
import { integerAt, isAbsent, objectAt, soleValue, textAt, type WrittenObject } from './written.ts'

/** A reference to a file of the file service. Only its id is certain: the official client sends null for the rest when unset. */
export type StoredFile = {
  readonly file_uuid: string
  readonly version_uuid: string | null
  readonly file_name: string | null
  /** Bytes. */
  readonly file_size: number | null
}

const MAX_LENGTH = 255
const PATH = 'values.0.value'

export const file: FieldType<StoredFile> = {
  hasEnums: false,
  parse(values, { refuse: report }) {
    let refused = false
    const refuse: Refuse = (...violation) => {
      refused = true
      report(...violation)
    }
    const value = soleValue(values, refuse)
    const item = value === undefined ? undefined : objectAt(value, PATH, refuse)
    if (item === undefined) return undefined
    if (isAbsent(item.file_uuid) || item.file_uuid === '') refuse('FieldMissing', `${PATH}.file_uuid`)
    const stored: StoredFile = {
      file_uuid: shortText(item, 'file_uuid', refuse) ?? '',
      version_uuid: shortText(item, 'version_uuid', refuse),
      file_name: shortText(item, 'file_name', refuse),
      file_size: isAbsent(item.file_size)
        ? null
        : (integerAt(item.file_size, `${PATH}.file_size`, refuse, 0) ?? null),
    }
    return refused ? undefined : stored
  },
  // The database does not keep the order of keys.
  render: ({ file_uuid, version_uuid, file_name, file_size }) => [
    { value: { file_uuid, version_uuid, file_name, file_size } },
  ],
  words: (stored) => (stored.file_name === null ? [] : [stored.file_name]),
  tokens: (stored) => [stored.file_uuid],
  filterToken: (text) => (text === '' || text.length > MAX_LENGTH ? undefined : text),
}

function shortText(item: WrittenObject, key: keyof StoredFile, refuse: Refuse): string | null {
  if (isAbsent(item[key])) return null
  const text = textAt(item[key], `${PATH}.${key}`, refuse)
  if (text === undefined || text.length <= MAX_LENGTH) return text ?? null
  refuse('TooLong', `${PATH}.${key}`, { limit: MAX_LENGTH })
  return null
}
