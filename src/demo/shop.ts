import type { UnixSeconds } from '../core/actor.ts'
import { addDays, type DayNumber, dayOf, startOfDay } from '../core/time.ts'
import { fieldsOf, segmentsOf, tagsOf } from './details.ts'
import { type Bought, Catalogue } from './catalogue.ts'
import { People } from './people.ts'
import type { Draft, PlannedCustomer, ShopSetting } from './plan.ts'
import { Random } from './random.ts'
import { type Habit, type HabitName, HABITS, isGiftSeason, rhythmOf } from './rhythm.ts'
import type { Words } from './words.ts'

const SEED = 20_230_914
const VIPS = 24
const HOUR = 3600

/**
 * The customers of the demo shop as they stand at a moment, oldest first: the same for one setting and moment. Each `branch` has
 * customers of its own, of whom some have namesakes in others.
 */
export function planShop(setting: ShopSetting, branch = 0): PlannedCustomer[] {
  const planner = new Planner(setting, branch)
  const drafts = (Object.keys(HABITS) as HabitName[]).flatMap((habit) =>
    Array.from({ length: HABITS[habit].customers }, () => planner.draft(habit)),
  )
  const spendings = drafts.filter((draft) => !draft.isCompany).map(spentBy)
  const vipFrom = spendings.sort((a, b) => b - a)[VIPS - 1] as number
  return drafts
    .map((draft) => planner.finished(draft, !draft.isCompany && spentBy(draft) >= vipFrom))
    .sort((a, b) => a.createdAt - b.createdAt)
}

class Planner {
  readonly #setting: ShopSetting
  readonly #random: Random
  readonly #people: People
  readonly #catalogue: Catalogue
  readonly #today: DayNumber

  constructor(setting: ShopSetting, branch: number) {
    this.#setting = setting
    this.#random = new Random(SEED + branch)
    this.#people = new People(this.#random, setting.words, branch)
    this.#catalogue = new Catalogue(this.#random, setting.words, setting.currency)
    this.#today = dayOf(setting.zone, setting.now)
  }

  draft(name: HabitName): Draft {
    const random = this.#random
    const habit: Habit = HABITS[name]
    const isCompany = habit.buys === 'kilos'
    const coffees = [...this.#setting.words.coffees.keys()]
    const draft = {
      habit: name,
      contact: isCompany ? this.#people.company() : this.#people.person(),
      isCompany,
      isGuest: habit.buys === 'bags' && random.chance(0.2),
      isGiver: habit.buys === 'bags' && random.chance(0.3),
      taste: {
        coffees: random.some(coffees, random.whole([1, 3])),
        amount: random.whole(isCompany ? [1, 4] : [1, 3]),
      },
      rhythm: rhythmOf(random, habit, this.#today),
      purchases: [],
    }
    const purchases = draft.rhythm.purchaseDays.map((day) => ({
      ...this.#purchase(draft, day),
      at: this.#openingHour(day),
    }))
    return { ...draft, purchases }
  }

  finished(draft: Draft, isVip: boolean): PlannedCustomer {
    const { rhythm, purchases } = draft
    const { zone, now, words } = this.#setting
    const nextAfter = (at: UnixSeconds) => addDays(zone, at, rhythm.periodDays)
    const [first] = purchases
    const last = purchases.at(-1)
    const nextPrice = this.#usualPrice(purchases)
    const monthly = (nextPrice * 30) / rhythm.periodDays
    return {
      name: draft.contact.name,
      // Somebody is entered just before paying for the first time, or on asking about the shop.
      createdAt: first
        ? first.at - this.#random.whole([60, HOUR])
        : Math.min(this.#openingHour(rhythm.joinedDay), now),
      keeper: keeperOf(draft, isVip),
      periodicity: rhythm.periodDays,
      nextDate: last ? nextAfter(last.at) : startOfDay(zone, rhythm.nextDay) + 12 * HOUR,
      nextPrice,
      ...this.#details(draft, words, this.#catalogue.rounded(monthly)),
      segments: segmentsOf(this.#random, draft, (at) => isGiftSeason(dayOf(zone, at))),
      purchases: purchases.map((purchase) => ({ ...purchase, nextDate: nextAfter(purchase.at) })),
    }
  }

  #purchase({ habit, isGuest, isGiver, taste }: Draft, day: DayNumber): Bought {
    const { buys } = HABITS[habit]
    if (buys === 'kilos') return this.#catalogue.kilos(taste)
    if (buys === 'subscription') return this.#catalogue.subscription(taste)
    if (isGiver && isGiftSeason(day)) return this.#catalogue.gift()
    return isGuest && this.#random.chance(0.3) ? this.#catalogue.workshop() : this.#catalogue.bags(taste)
  }

  #details(draft: Draft, words: Words, budget: number): Pick<PlannedCustomer, 'fields' | 'tags'> {
    const random = this.#random
    const brewing = draft.isCompany ? [] : random.some(words.brewing, random.whole([1, 3]))
    const birthday = startOfDay(this.#setting.zone, this.#today - random.whole([19 * 365, 76 * 365]))
    return {
      fields: fieldsOf(random, words, draft, { brewing, birthday, budget }),
      tags: tagsOf(random, words, draft, brewing),
    }
  }

  /** A moment between half past eight and seven in the evening. */
  #openingHour(day: DayNumber): UnixSeconds {
    return startOfDay(this.#setting.zone, day) + this.#random.whole([8.5 * HOUR, 19 * HOUR])
  }

  /** The average of the last purchases; of none, the price of a bag. */
  #usualPrice(purchases: readonly Bought[]): number {
    const last = purchases.slice(-5)
    if (last.length === 0) return this.#catalogue.price(16)
    return this.#catalogue.rounded(last.reduce((sum, { price }) => sum + price, 0) / last.length)
  }
}

function spentBy({ purchases }: Draft): number {
  return purchases.reduce((sum, { price }) => sum + price, 0)
}

function keeperOf({ isCompany, habit }: Draft, isVip: boolean): PlannedCustomer['keeper'] {
  if (isCompany) return 'wholesale'
  if (isVip) return 'owner'
  return habit === 'subscriber' || habit === 'regular' ? 'subscriptions' : 'counter'
}
