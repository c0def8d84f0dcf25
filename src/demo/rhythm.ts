import { type DayNumber, isoDate } from '../core/time.ts'
import type { Random, Range } from './random.ts'

/** How a group of customers buys. */
export type Habit = {
  readonly customers: number
  readonly buys: 'bags' | 'subscription' | 'kilos' | 'nothing yet'
  readonly periodDays: Range
  /** When the next purchase is due, from today; below 0 it is overdue. Less than the period, so that every purchase is past. */
  readonly dueInDays: Range
  /** How long ago it began. */
  readonly joinedDaysAgo: Range
  /** How far from the period two purchases may be, as a part of it. */
  readonly slack: number
}

const TWO_YEARS = 720

/** The customers of the shop. What is due in the future, today, up to 59 days ago and before gives every stage of periodicity mode its own. */
export const HABITS = {
  wholesale: {
    customers: 17,
    buys: 'kilos',
    periodDays: [7, 7],
    dueInDays: [0, 6],
    joinedDaysAgo: [90, TWO_YEARS],
    slack: 0.15,
  },
  subscriber: {
    customers: 34,
    buys: 'subscription',
    periodDays: [14, 14],
    dueInDays: [1, 13],
    joinedDaysAgo: [60, 600],
    slack: 0.05,
  },
  regular: {
    customers: 76,
    buys: 'bags',
    periodDays: [25, 35],
    dueInDays: [1, 24],
    joinedDaysAgo: [80, TWO_YEARS],
    slack: 0.2,
  },
  dueToday: {
    customers: 15,
    buys: 'bags',
    periodDays: [25, 35],
    dueInDays: [0, 0],
    joinedDaysAgo: [80, TWO_YEARS],
    slack: 0.15,
  },
  occasional: {
    customers: 60,
    buys: 'bags',
    periodDays: [60, 110],
    dueInDays: [1, 59],
    joinedDaysAgo: [150, TWO_YEARS],
    slack: 0.4,
  },
  slipping: {
    customers: 40,
    buys: 'bags',
    periodDays: [21, 45],
    dueInDays: [-45, -2],
    joinedDaysAgo: [150, 700],
    slack: 0.3,
  },
  slippingCompany: {
    customers: 3,
    buys: 'kilos',
    periodDays: [7, 14],
    dueInDays: [-30, -5],
    joinedDaysAgo: [200, 600],
    slack: 0.2,
  },
  lapsed: {
    customers: 41,
    buys: 'bags',
    periodDays: [25, 60],
    dueInDays: [-400, -61],
    joinedDaysAgo: [500, TWO_YEARS],
    slack: 0.3,
  },
  lapsedCompany: {
    customers: 3,
    buys: 'kilos',
    periodDays: [7, 14],
    dueInDays: [-200, -90],
    joinedDaysAgo: [400, TWO_YEARS],
    slack: 0.2,
  },
  newcomer: {
    customers: 22,
    buys: 'bags',
    periodDays: [30, 30],
    dueInDays: [3, 27],
    joinedDaysAgo: [20, 45],
    slack: 0.2,
  },
  prospect: {
    customers: 9,
    buys: 'nothing yet',
    periodDays: [30, 30],
    dueInDays: [2, 25],
    joinedDaysAgo: [1, 40],
    slack: 0,
  },
} as const satisfies Record<string, Habit>
export type HabitName = keyof typeof HABITS

export type Rhythm = {
  readonly periodDays: number
  readonly joinedDay: DayNumber
  /** Ascending; all before today. */
  readonly purchaseDays: readonly DayNumber[]
  readonly nextDay: DayNumber
}

/** When one customer of a habit has bought, and is expected to buy: from the day that is due back to the one it joined. */
export function rhythmOf(random: Random, habit: Habit, today: DayNumber): Rhythm {
  const periodDays = random.whole(habit.periodDays)
  const nextDay = today + random.whole(habit.dueInDays)
  const joinedDay = today - random.whole(habit.joinedDaysAgo)
  if (habit.buys === 'nothing yet') return { periodDays, joinedDay, purchaseDays: [], nextDay }
  const slackDays = Math.round(periodDays * habit.slack)
  const purchaseDays = [nextDay - periodDays]
  let day = nextDay - periodDays
  while ((day -= Math.max(2, periodDays + random.whole([-slackDays, slackDays]))) >= joinedDay)
    if (random.chance(demandOn(day))) purchaseDays.unshift(day)
  return { periodDays, joinedDay: purchaseDays[0] as DayNumber, purchaseDays, nextDay }
}

/** Whether presents are bought on a day. */
export function isGiftSeason(day: DayNumber): boolean {
  return monthOf(day) === 12
}

/** January to December: how many of the usual purchases are made. In summer people are away. */
const SEASON = [0.85, 0.88, 0.93, 0.95, 0.9, 0.78, 0.62, 0.6, 0.88, 0.96, 1, 1]

function demandOn(day: DayNumber): number {
  return SEASON[monthOf(day) - 1] as number
}

function monthOf(day: DayNumber): number {
  return Number(isoDate(day).slice(5, 7))
}
