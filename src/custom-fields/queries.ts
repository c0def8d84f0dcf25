import type { FieldDefinition } from '../core/field-types/field-type.ts'
import type { DefinitionsTrx } from '../account/scope.ts'
import { type Columns, RowInsert, RowUpdate } from '../db/rows.ts'

const COLUMNS: Columns<FieldDefinition> = {
  id: 'bigint',
  entity: 'text',
  name: 'text',
  type: 'text',
  code: 'text',
  sort: 'int',
  is_api_only: 'boolean',
  group_id: 'text',
  enums: 'jsonb',
  settings: 'jsonb',
  created_at: 'bigint',
  updated_at: 'bigint',
}
const insert = new RowInsert('custom_fields', COLUMNS)
const update = new RowUpdate('custom_fields', ['id'], COLUMNS)

export function insertFields(
  trx: DefinitionsTrx,
  accountId: number,
  fields: readonly FieldDefinition[],
): void {
  insert.run(trx, accountId, fields)
}

export function updateFields(
  trx: DefinitionsTrx,
  accountId: number,
  fields: readonly FieldDefinition[],
): void {
  update.run(trx, accountId, fields)
}

/** Frees the codes of fields, so that a batch can hand them round: uniqueness is checked row by row. */
export async function clearCodes(
  trx: DefinitionsTrx,
  accountId: number,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return
  await trx.query(
    `update custom_fields set code = null where account_id = $1 and id = any($2::bigint[]) and code is not null`,
    [accountId, ids],
  )
}

export async function deleteFieldRow(trx: DefinitionsTrx, accountId: number, id: number): Promise<void> {
  await trx.query(`delete from custom_fields where account_id = $1 and id = $2`, [accountId, id])
}
