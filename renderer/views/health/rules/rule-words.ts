import type { HealthRule, RuleState } from '../../../../domain/health/rules.ts'

/** What a person may look at of the rules. */
export const ruleFilters = { all: 'All', live: 'Live', draft: 'Draft', retired: 'Retired' } as const
/** One of {@link ruleFilters}. */
export type RuleFilter = keyof typeof ruleFilters

/** Rules in a state that hold the words typed, by kind of asset, those that fired first. */
export function foundRules(rules: readonly HealthRule[], given: { filter: RuleFilter; words: string }): HealthRule[] {
  const words = given.words.toLowerCase().split(/\s+/).filter(Boolean)
  return rules
    .filter(({ state }) => given.filter === 'all' || state === given.filter)
    .filter(({ title, text, kind }) => words.every((w) => `${title} ${kind} ${text}`.toLowerCase().includes(w)))
    .toSorted((a, b) => a.kind.localeCompare(b.kind) || b.fired90d - a.fired90d || a.title.localeCompare(b.title))
}

/** What a version may become, with the words of the button. */
export function nextStates(rule: Pick<HealthRule, 'state'>): { state: RuleState; act: string }[] {
  return rule.state === 'live' ? [{ state: 'retired', act: 'Retire…' }] : [{ state: 'live', act: 'Go live…' }]
}

/** A rule as the beginning of another: its text under a name that is not taken. */
export function copyOf(rule: Pick<HealthRule, 'title' | 'text'>, taken: readonly string[]): string {
  let title = `${rule.title}, changed`
  for (let n = 2; taken.includes(title); n++) title = `${rule.title}, changed ${n}`
  return rule.text.replace(`"${rule.title}"`, `"${title}"`)
}
