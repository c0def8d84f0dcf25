import { addFields, fieldIds, fieldValues, removeOption } from './fields.ts'
import { RULED_SEGMENTS } from './rules.ts'
import type { Shop } from './shop.ts'

const DAY = 86_400
const MAX_NUMBER = Number.MAX_SAFE_INTEGER
/** The most whole euros that are kept in cents. */
const MAX_AMOUNT = 90_071_992_547_409
const SLOTS_OF_A_HALF = 50
const STUDIED = { tags_to_add: [{ name: 'studied' }] }
const COMPOSED = 'Caf\u00e9'
const DECOMPOSED = 'Cafe\u0301'

/** A shop in segments mode; a chapter ends wherever time passes. */
export async function* segmentsShop(shop: Shop): AsyncGenerator<void, void> {
  const lee = await shop.addUser({
    name: 'Lee',
    group: 'Support',
    rights: { view: 'G', edit: 'M', delete: 'D' },
  })
  const rita = await shop.addUser({ name: 'Rita' })
  const root = await shop.addUser({ name: 'Root', isAdmin: true })
  await shop.addOldTokens(lee.id)
  await addFields(shop)
  const fields = await fieldIds(shop)

  const segments: Record<string, number> = {}
  for (const [name] of RULED_SEGMENTS) segments[name] = await shop.addSegment(name)
  // With those, some of what follows have slots of the upper half of a mask.
  for (let i = RULED_SEGMENTS.length + 1; i < SLOTS_OF_A_HALF; i++) await shop.addSegment(`Filler ${i}`)
  const hand = await shop.addSegment('By hand', {
    color: 'bf2600',
    available_products_price_types: [11, 12],
    ...fieldValues({
      OWNER: 'Lee',
      BUDGET: 1234567890.12345,
      CHANNELS: [{ value: 'Mail' }],
      SINCE: '2026-01-31T12:00:00Z',
    }),
  })
  const twin = await shop.addSegment('By hand')
  const passing = await shop.addSegment('Passing')

  const tags = [COMPOSED, DECOMPOSED, 'CAFÉ', 'vip', 'VIP', ' vip ', 'Straße', 'STRASSE', 'regular', 'gone']
  await shop.post(
    '/api/v4/customers/tags',
    tags.map((name) => ({ name })),
  )
  for (const [name, entry, exit] of RULED_SEGMENTS)
    await shop.ruleSegment(segments[name] as number, { entry, ...(exit && { exit }) })

  const tagged = await shop.addCustomer({
    name: 'Twin tags',
    _embedded: { tags: tags.slice(0, 6).map((name) => ({ name })) },
  })
  await shop.addCustomer({ name: 'Composed only', _embedded: { tags: [{ name: COMPOSED }] } })
  await shop.addCustomer({ name: 'Decomposed only', _embedded: { tags: [{ name: DECOMPOSED }] } })
  await shop.addCustomer({ name: `${DECOMPOSED} in the Hauptstraße`, tags_to_add: [{ name: 'Straße' }] })
  await shop.addCustomer({ name: '', next_date: null, ...STUDIED })
  const odd = await shop.addCustomer({ name: ' "\\ \t\n {},% _ \u{1F600} ', ...STUDIED })

  const values = await shop.addCustomer({
    name: 'Every field',
    ...fieldValues({
      TEXT: 'Łódź',
      TEXTAREA: `${'a long way '.repeat(22)}far down\n\t"\\`,
      URL: 'https://shop.example/?a=1&b=2',
      STREETADDRESS: 'Hauptstraße 1',
      NUMERIC: 123456789012345,
      MONETARY: '999.12',
      CHECKBOX: true,
      SELECT: 'Dark',
      RADIOBUTTON: 'Beans',
      MULTISELECT: [{ value: 'Tea' }, { value: 'Cups' }],
      DATE: '1960-02-29T12:00:00Z',
      DATE_TIME: '2025-06-01T10:00:00+02:00',
      CHAINED_LIST: [
        { catalog_id: 71, catalog_element_id: 7101 },
        { catalog_id: 72, catalog_element_id: 7201 },
      ],
      FILE: {
        file_uuid: '8c1ab0e9-5d7d-4a0e-8a39-1f5d6c2f7b10',
        version_uuid: null,
        file_name: 'contract.pdf',
        file_size: MAX_NUMBER,
      },
    }),
  })
  const numbers = [
    '123456789012345',
    '1234567890123456',
    '12345678901234567',
    '99999999999999999',
    '0.1',
    '12.345678901234567',
    '-0.000001',
    '1e21',
    '5e-324',
  ]
  for (const NUMERIC of numbers)
    await shop.addCustomer({
      name: `Number ${NUMERIC}`,
      ...fieldValues({ NUMERIC, MONETARY: NUMERIC, SELECT: 'Light', CHECKBOX: false }),
    })

  const rich = await shop.addCustomer({
    name: 'At the limit',
    next_price: MAX_AMOUNT,
    periodicity: MAX_NUMBER,
  })
  await shop.buy(rich, { price: MAX_AMOUNT, comment: 'All of it' }, { price: 0 })
  const emptied = await shop.addCustomer({ name: 'At the limit and back' })
  const [, whole] = await shop.buy(emptied, { price: 1 }, { price: MAX_AMOUNT - 1 })
  await shop.takeBack(whole)
  const nothing = await shop.addCustomer({ name: 'Bought for nothing', ...STUDIED })
  await shop.buy(nothing, { price: 0 })
  const half = await shop.addCustomer({ name: 'Average of a half' })
  await shop.buy(half, { price: 19 }, { price: 20 })

  const late = await shop.addCustomer({
    name: 'Recorded late',
    created_at: shop.now - 1500 * DAY,
    ...STUDIED,
  })
  const element = {
    catalog_elements: [{ id: 1203, metadata: { catalog_id: 77, quantity: 1.5, price_id: null } }],
  }
  await shop.buy(late, { price: 700, _embedded: element }, { price: 800, completed_at: shop.now - 50 * DAY })
  await shop.buy(late, { price: 900, completed_at: shop.now + 20 * DAY, comment: 'Ahead of time' })
  const robot = await shop.addCustomer({
    name: 'Made by the robot',
    created_by: 0,
    responsible_user_id: rita.id,
    updated_at: shop.now - DAY,
    ...STUDIED,
  })
  await shop.buy(robot, { price: 30, created_by: 0 })
  const own = await lee.shop.addCustomer({
    name: 'Seen by its group',
    responsible_user_id: lee.id,
    ...STUDIED,
  })
  await lee.shop.buy(own, { price: 15 })

  const marked = await shop.addCustomer({ name: 'Marked by hand', ...STUDIED })
  await shop.change(marked, { segments_to_add: [{ id: hand }, { id: twin }, { id: passing }] })
  await shop.change(marked, { segments_to_delete: [{ id: twin }] })
  const listed = await shop.addCustomer({
    name: 'Listed by hand',
    _embedded: { segments: [{ id: hand }, { id: passing }, { id: segments['Big'] as number }] },
  })
  const held = await shop.addCustomer({ name: 'Put where the exit holds', ...STUDIED })
  await shop.buy(held, { price: 100 })
  await shop.change(held, { segments_to_add: [{ id: segments['Overdue'] as number }] })
  await shop.link(marked, [
    ['contacts', 501],
    ['companies', MAX_NUMBER],
    ['catalog_elements', 1203, { catalog_id: 77, quantity: 0.5 }],
  ])
  const removed = await shop.addCustomer({ name: 'Deleted long ago' })
  await shop.buy(removed, { price: 5 })
  await shop.deleteCustomer(removed)
  yield

  const once = { 'idempotency-key': 'once' }
  await shop.post('/api/v4/customers', [{ name: 'Once', next_price: 250 }], once)
  await root.shop.patch(`/api/v4/customers/${nothing}`, { name: 'Bought for nothing at all' }, once)
  await shop.delete(`/api/v4/customers/transactions/${(await shop.buy(half, { price: 1 }))[0]}`, {
    'idempotency-key': 'a delete, which has no body',
  })
  await shop.ruleSegment(passing, { entry: { ltv: { gte: 10 } } })
  await shop.ruleSegment(passing, {}, { keepMembers: true })
  await shop.ruleSegment(segments['Big'] as number, {
    entry: { ltv: { gte: 500 } },
    exit: { ltv: { lt: 100 } },
  })
  await shop.ruleSegment(segments['Big'] as number, { entry: { ltv: { gt: 400 } } })
  await shop.put('/api/patron/v1/rules', {
    version: 1,
    segments: [{ name: 'From a file', entry: { segment: { any: ['Big', 'Passing'] } }, exit: null }],
  })
  await shop.change(tagged, {
    tags_to_delete: [{ name: 'VIP' }],
    tags_to_add: [{ name: 'newsletter' }, { name: 'regular' }],
  })
  await shop.change(
    values,
    fieldValues({ MULTISELECT: [{ value: 'Cups' }, { value: 'Tea' }, { value: 'Filters' }], NUMERIC: null }),
  )
  yield

  const old = await shop.addCustomer({ name: 'Deleted too long ago to be restored' })
  const back: number[] = []
  for (const what of ['segments', 'a tag', 'a field'])
    back.push(
      await shop.addCustomer({
        name: `Restored without ${what}`,
        ...(what === 'segments' && { segments_to_add: [{ id: twin }, { id: passing }] }),
        ...(what === 'a tag' && { tags_to_add: [{ name: 'gone' }, { name: ' vip ' }] }),
        ...(what === 'a field' && fieldValues({ OLD_STREET: 'Nowhere 1', RADIOBUTTON: 'Ground' })),
      }),
    )
  for (const id of [old, ...back]) await shop.deleteCustomer(id)
  await shop.delete(`/api/v4/customers/segments/${twin}`)
  await shop.delete(`/api/v4/customers/segments/${passing}?force=1`)
  await shop.delete(`/api/patron/v1/tags/${await tagId(shop, 'gone')}?force=1`)
  await shop.delete(`/api/v4/customers/custom_fields/${fields['OLD_STREET']}?force=1`)
  await removeOption(shop, fields['RADIOBUTTON'] as number, 'Ground', { force: true })
  await removeOption(shop, fields['MULTISELECT'] as number, 'Cups')
  // Their slots are those of the deleted ones: masks in events from before mean others.
  const reused = await shop.addSegment('In the slot of another')
  await shop.addSegment('In the slot of another, too')
  await shop.change(marked, { segments_to_add: [{ id: reused }] })
  await shop.change(listed, { segments_to_delete: [{ id: hand }] })
  await shop.switchTo('periodicity')
  await shop.change(odd, { next_date: shop.now + 2 * DAY, periodicity: 14 })
  await shop.buy(odd, { price: 60 })
  await shop.switchTo('segments')
  yield

  for (const id of back) await shop.restore(id)
  await chains(shop)
  await shop.ruleSegment(segments['Made by the robot'] as number, {}, { keepMembers: true })
  await shop.retire(rita.id)
  await shop.change(robot, { next_price: 120 })
  await shop.patch('/api/v4/customers', [
    { id: values, ...fieldValues({ SELECT: 'Light', CHECKBOX: false }) },
    { id: late, name: 'Recorded late, in a batch' },
  ])
  await shop.patch('/api/patron/v1/account', { timezone: 'Asia/Tehran' })
  await shop.patch('/api/patron/v1/account', { timezone: 'Europe/Berlin' })
  yield

  const last = await shop.addSegment('Deleted at the end')
  const away: number[] = []
  for (const what of ['segments', 'a tag', 'a field'])
    away.push(
      await shop.addCustomer({
        name: `Deleted, then its ${what.split(' ').at(-1)} deleted`,
        ...(what === 'segments' && { segments_to_add: [{ id: last }, { id: reused }] }),
        ...(what === 'a tag' && { tags_to_add: [{ name: 'gone, too' }, { name: 'VIP' }] }),
        ...(what === 'a field' && fieldValues({ OLD_PAGE: 'https://shop.example/gone', SELECT: 'Medium' })),
      }),
    )
  await shop.buy(away[0] as number, { price: 44 })
  for (const id of away) await shop.deleteCustomer(id)
  await shop.delete(`/api/v4/customers/segments/${last}`)
  await shop.delete(`/api/patron/v1/tags/${await tagId(shop, 'gone, too')}`)
  await shop.delete(`/api/v4/customers/custom_fields/${fields['OLD_PAGE']}?force=1`)
  await removeOption(shop, fields['SELECT'] as number, 'Medium', { force: true })
  const soon = await shop.addCustomer({ name: 'Due at the end', next_date: shop.now + 4 * DAY, ...STUDIED })
  await shop.buy(soon, { price: 600 })
  await inBulk(shop, { hand, reused })
  yield
}

/** Bulk changes that stand, that were taken back wholly or in part, and one of a deletion; a view that asks for what they left. */
async function inBulk(shop: Shop, { hand, reused }: { hand: number; reused: number }): Promise<void> {
  const ids: number[] = []
  for (const name of ['first', 'second', 'third'])
    ids.push(await shop.addCustomer({ name: `In bulk, the ${name}`, tags_to_add: [{ name: 'regular' }] }))
  const change = {
    tags_to_add: [{ name: 'called' }],
    tags_to_delete: [{ name: 'regular' }],
    segments: [
      { id: hand, hand: 'in' },
      { id: reused, hand: 'out' },
    ],
    ...fieldValues({ TEXT: 'In bulk' }),
  }
  await shop.changeInBulk(ids, change)
  const partly = await shop.changeInBulk(ids, { ...change, ...fieldValues({ TEXT: 'Once more' }) })
  await shop.change(ids[0] as number, fieldValues({ TEXT: 'Changed since' }))
  await shop.takeBackBulk(partly)
  await shop.takeBackBulk(await shop.changeInBulk(ids.slice(1), { delete: true }))
  await shop.changeInBulk(ids.slice(2), { delete: true })
  await shop.post('/api/patron/v1/views', {
    name: 'Called',
    shared: true,
    question: { conditions: { tag: { any: ['called'] } }, order: { ltv: 'desc' } },
    widths: { name: 240 },
  })
}

/** Purchases that set the next date and price, of which the first, one between, or the last is taken back. */
async function chains(shop: Shop): Promise<void> {
  const base = shop.now
  const chainOf = async (name: string) => {
    const id = await shop.addCustomer({ name: `Chain, ${name}`, next_date: base + DAY, next_price: 1 })
    const bought: (number | undefined)[] = []
    for (const i of [1, 2, 3])
      bought.push(...(await shop.buy(id, { price: i, next_date: base + 10 * i * DAY, next_price: 100 * i })))
    return { id, bought }
  }
  await chainOf('whole')
  await shop.takeBack((await chainOf('first taken back')).bought[0])
  await shop.takeBack((await chainOf('middle taken back')).bought[1])
  await shop.takeBack((await chainOf('last taken back')).bought[2])
  const all = await chainOf('all taken back')
  for (const id of all.bought) await shop.takeBack(id)
  const written = await shop.addCustomer({
    name: 'Chain, a hand between',
    next_date: base + DAY,
    next_price: 1,
  })
  const [first] = await shop.buy(written, { price: 1, next_date: base + 10 * DAY, next_price: 100 })
  await shop.change(written, { next_date: base + 15 * DAY, next_price: 150 })
  const [second] = await shop.buy(written, { price: 2, next_date: base + 20 * DAY, next_price: 200 })
  await shop.takeBack(first)
  await shop.takeBack(second)
  const back = await shop.addCustomer({
    name: 'Chain, set back by hand',
    next_date: base + DAY,
    next_price: 1,
  })
  const [set] = await shop.buy(back, { price: 3, next_date: base + 10 * DAY, next_price: 100 })
  await shop.change(back, { next_date: base + DAY, next_price: 1 })
  await shop.buy(back, { price: 4, next_date: base + 10 * DAY, next_price: 100 })
  await shop.takeBack(set)
}

async function tagId(shop: Shop, name: string): Promise<number> {
  const page = await shop.get<{ _embedded: { tags: { id: number; name: string }[] } }>(
    `/api/v4/customers/tags?limit=250`,
  )
  const tag = page._embedded.tags.find((each) => each.name === name)
  if (tag === undefined) throw new Error(`There is no tag ${name}.`)
  return tag.id
}
