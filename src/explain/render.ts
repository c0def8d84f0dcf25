import { type LeafAnswer, leafAnswer } from '../core/conditions/leaf-answer.ts'
import type { Explained } from '../core/conditions/explain.ts'
import type { Names } from '../core/conditions/kind.ts'
import type { ExplainedLeaf } from '../core/conditions/nearest-miss.ts'
import type { ExplainedSegment, ExplainedStage } from './service.ts'

export function renderSegment(
  { isIn, hand, applied, entry, exit, nearestMiss, nextChangeAt }: ExplainedSegment,
  names: Names,
) {
  return {
    holds: isIn,
    by_hand: hand !== null,
    hand,
    applied,
    rules: { entry: renderTree(entry, names), exit: renderTree(exit, names) },
    nearest_miss: nearestMiss && nearestMiss.map((leaf) => renderLeaf(leaf, names)),
    next_change_at: nextChangeAt,
  }
}

export function renderStage(
  { isIn, byHand, applied, conditions, verdict, nearestMiss, nextChangeAt }: ExplainedStage,
  names: Names,
) {
  return {
    holds: isIn,
    by_hand: byHand,
    applied,
    rules: { conditions: renderTree(conditions, names) },
    verdict: {
      id: verdict.stage.id,
      name: verdict.stage.name,
      reason: verdict.reason,
      conditions: renderTree(verdict.conditions, names),
    },
    nearest_miss: nearestMiss && nearestMiss.map((leaf) => renderLeaf(leaf, names)),
    next_change_at: nextChangeAt,
  }
}

function renderTree(node: Explained | null, names: Names): object | null {
  if (node === null) return null
  const { holds } = node
  if ('all' in node) return { holds, all: node.all.map((part) => renderTree(part, names)) }
  if ('any' in node) return { holds, any: node.any.map((part) => renderTree(part, names)) }
  if ('not' in node) return { holds, not: renderTree(node.not, names) }
  return renderLeaf(node, names)
}

function renderLeaf({ holds, leaf, seen }: ExplainedLeaf, names: Names): LeafAnswer {
  return leafAnswer(leaf, holds, seen, names)
}
