import type { DefinitionsTrx } from '../account/scope.ts'
import type { Condition } from '../core/conditions/tree.ts'
import type { StageType } from '../core/placement.ts'
import { type Columns, RowInsert } from '../db/rows.ts'

export type StageRowToAdd = {
  id: number
  name: string
  sort: number
  type: StageType
  is_default: boolean
  color: string
  conditions: Condition | null
}

const COLUMNS: Columns<StageRowToAdd> = {
  id: 'bigint',
  name: 'text',
  sort: 'bigint',
  type: 'int',
  is_default: 'boolean',
  color: 'text',
  conditions: 'jsonb',
}
const insert = new RowInsert('stages', COLUMNS)

export function insertStages(trx: DefinitionsTrx, accountId: number, stages: readonly StageRowToAdd[]): void {
  insert.run(trx, accountId, stages)
}

export async function updateStage(
  trx: DefinitionsTrx,
  accountId: number,
  { id, name, sort, color, conditions }: Omit<StageRowToAdd, 'type' | 'is_default'>,
): Promise<void> {
  await trx.query(
    `update stages set name = $3, sort = $4, color = $5, conditions = $6 where account_id = $1 and id = $2`,
    [accountId, id, name, sort, color, conditions === null ? null : JSON.stringify(conditions)],
  )
}

export async function deleteStageRow(trx: DefinitionsTrx, accountId: number, id: number): Promise<void> {
  await trx.query(`delete from stages where account_id = $1 and id = $2`, [accountId, id])
}
