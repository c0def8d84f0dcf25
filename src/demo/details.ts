import type { UnixSeconds } from '../core/actor.ts'
import type { Draft, HandSegment, PlannedCustomer } from './plan.ts'
import type { Random } from './random.ts'
import { ESPRESSO_METHODS, type TagName, type Words } from './words.ts'

/** What there is to know of somebody besides the contact. */
type Details = {
  readonly brewing: readonly string[]
  readonly birthday: UnixSeconds
  readonly budget: number
}

/** The custom fields of a customer: never all of them are filled in. */
export function fieldsOf(
  random: Random,
  words: Words,
  { contact, isCompany, taste }: Draft,
  { brewing, birthday, budget }: Details,
): PlannedCustomer['fields'] {
  const isPerson = !isCompany
  const roast = words.roasts[(taste.coffees[0] as number) % words.roasts.length] as string
  const likelihoods = {
    phone: [0.88, [contact.phone]],
    email: [0.92, [contact.email]],
    website: [isCompany ? 0.8 : 0, [contact.website ?? '']],
    birthday: [isPerson ? 0.62 : 0, [birthday]],
    roast: [0.85, [roast]],
    brewing: [isPerson ? 0.75 : 0, brewing],
    newsletter: [0.8, [random.chance(0.7)]],
    budget: [0.35, [budget]],
    address: [isCompany ? 1 : 0.5, [contact.address]],
    notes: [isPerson ? 0.14 : 0, [random.pick(words.notes)]],
  } as const satisfies Record<string, readonly [number, readonly (string | number | boolean)[]]>
  return Object.fromEntries(
    Object.entries(likelihoods).flatMap(([field, [likelihood, values]]) =>
      random.chance(likelihood) ? [[field, values]] : [],
    ),
  )
}

/** The tags that somebody at the counter would give. */
export function tagsOf(random: Random, words: Words, draft: Draft, brewing: readonly string[]): TagName[] {
  const { isCompany, contact, taste } = draft
  const isOffice = words.offices.some((office) => contact.name.startsWith(office))
  const isDecaf = taste.coffees.includes(words.coffees.length - 1)
  const isEspresso = words.brewing.slice(0, ESPRESSO_METHODS).includes(brewing[0] ?? '')
  return chosen<TagName>({
    wholesale: isCompany,
    cafe: isCompany && !isOffice,
    office: isOffice,
    subscription: draft.habit === 'subscriber',
    workshop: draft.isGuest,
    gifts: draft.isGiver && random.chance(0.5),
    decaf: isDecaf && random.chance(0.8),
    espresso: isEspresso && random.chance(0.5),
    filter: !isCompany && !isEspresso && random.chance(0.35),
    delivery: random.chance(isCompany ? 0.9 : 0.25),
    friend: random.chance(0.12),
    jar: !isCompany && random.chance(0.1),
  })
}

/** The segments into which customers are sorted by hand: nearly all who belong there. */
export function segmentsOf(
  random: Random,
  { isGuest, isGiver, purchases }: Draft,
  isGiftSeason: (at: UnixSeconds) => boolean,
): HandSegment[] {
  return chosen<HandSegment>({
    workshop: isGuest,
    gifts: isGiver && purchases.some(({ at }) => isGiftSeason(at)),
  }).filter(() => random.chance(0.93))
}

function chosen<Name extends string>(facts: Record<Name, boolean>): Name[] {
  return (Object.keys(facts) as Name[]).filter((name) => facts[name])
}
