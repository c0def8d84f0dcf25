import { type Definitions, findDefinitions } from '../../src/account/definitions.ts'
import type { Vocabulary } from '../../src/core/conditions/testing/vocabulary.ts'
import type { Condition } from '../../src/core/conditions/tree.ts'
import { slotsOf } from '../../src/core/segment-mask.ts'
import { addFieldOfEachType } from '../helpers/fields.ts'
import { addSegment } from '../helpers/rules.ts'
import type { TestAccount } from '../helpers/server.ts'
import type { Data, Standing } from './model.ts'

/** What rules of a shop may ask about, and what writes to its customers use. */
export type Subjects = Pick<Vocabulary, 'tags' | 'segments' | 'users' | 'fields' | 'elements'>

/** An account with users, tags, segments and fields of every type that rules can ask about. */
export class EngineShop {
  readonly account: TestAccount
  readonly subjects: Subjects
  constructor(account: TestAccount, subjects: Subjects) {
    this.account = account
    this.subjects = subjects
  }

  static async open(account: TestAccount, segments: number): Promise<EngineShop> {
    const { admin } = account
    const { id: user } = await account.newUser()
    const fields = await addFieldOfEachType(account)
    const tags = await admin.post('/api/v4/customers/tags', [{ name: 'VIP' }, { name: 'New' }]).expect(200)
    const ids: number[] = []
    for (let i = 0; i < segments; i++) ids.push(await addSegment(account, `Segment ${i}`))
    return new EngineShop(account, {
      tags: (tags.json as { _embedded: { tags: { id: number }[] } })._embedded.tags.map(({ id }) => id),
      segments: ids,
      users: [account.adminId, user],
      fields,
      elements: [71, 72, 73],
    })
  }

  get now(): number {
    return this.account.server.clock.now
  }

  async definitions(): Promise<Definitions> {
    return (await findDefinitions(this.account.server.deps.db, this.account.id)) as Definitions
  }

  async setSegmentRules(
    id: number,
    rules: { entry: Condition | null; exit: Condition | null },
  ): Promise<void> {
    await this.account.admin.put(`/api/patron/v1/segments/${id}/conditions`, rules).expect(200)
  }

  async setStageRule(id: number, conditions: Condition | null): Promise<void> {
    await this.account.admin.put(`/api/patron/v1/stages/${id}/conditions`, { conditions }).expect(200)
  }

  /** What is stored of a customer, apart from where it stands. */
  async dataOf(id: number): Promise<Data> {
    const { db } = this.account.server.deps
    const [row] = await db.query<Data>(
      `select name, next_date, next_price_minor, created_at, created_by, responsible_user_id, periodicity, ltv_minor,
         purchases_count, first_purchase_at, last_purchase_at, tag_ids, fields,
         (select coalesce(jsonb_agg(jsonb_build_object('made_at', made_at, 'price_minor', price_minor,
           'element_ids', jsonb_path_query_array(catalog_elements, '$[*].id'))), '[]')
          from transactions t where t.account_id = c.account_id and t.customer_id = c.id and not is_deleted) as purchases
       from customers c where account_id = $1 and id = $2`,
      [this.account.id, id],
    )
    return row as Data
  }

  /** Where a customer stands, and stood, by what is stored. */
  async standing(id: number): Promise<Standing> {
    const { db } = this.account.server.deps
    const { segmentsBySlot } = await this.definitions()
    const [row] = await db.query<{
      deleted: boolean
      status: number
      placed_at: number | null
      verdict: number
      segments_low: number
      segments_high: number
      hand_segments_low: number
      hand_segments_high: number
      out_segments_low: number
      out_segments_high: number
    }>(
      `select deleted_at is not null as deleted, status_id as status, placed_at, verdict_id as verdict,
         segments_low, segments_high, hand_segments_low, hand_segments_high, out_segments_low, out_segments_high
       from customers where account_id = $1 and id = $2`,
      [this.account.id, id],
    )
    if (row === undefined) throw new Error(`there is no customer ${id}`)
    const stays = await db.query<{ target: string; from_at: number; to_at: number | null }>(
      `select kind || ' ' || place_id as target, from_at, to_at from stays where account_id = $1 and customer_id = $2`,
      [this.account.id, id],
    )
    const idsOf = (low: number, high: number) =>
      slotsOf({ low, high })
        .map((slot) => segmentsBySlot[slot]?.id ?? -slot)
        .sort((a, b) => a - b)
    return {
      deleted: row.deleted,
      status: row.status,
      placedAt: row.placed_at,
      verdict: row.verdict,
      in: idsOf(row.segments_low, row.segments_high),
      hand: idsOf(row.hand_segments_low, row.hand_segments_high),
      out: idsOf(row.out_segments_low, row.out_segments_high),
      stays: stays.map(({ target, from_at, to_at }) => `${target} ${from_at}-${to_at ?? ''}`).sort(),
    }
  }
}
