import { PowerchainError } from '../../../../domain/errors.ts'
import type { HealthRule, RuleEvent, RuleState } from '../../../../domain/health/rules.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { dayMs } from './demo-forecasts.ts'
import { eventsOf, firstRules } from './told/rules.ts'

/** Rules of the demonstration and their versions. */
export class DemoRules {
  readonly #versions: HealthRule[]
  readonly #tried = new Set<string>()
  readonly #now: () => EpochMs
  readonly #startedAt: EpochMs

  constructor({ now }: { now: () => EpochMs }) {
    this.#now = now
    this.#startedAt = now()
    this.#versions = firstRules(this.#startedAt)
  }

  list(): HealthRule[] {
    const ids = [...new Set(this.#versions.map(({ id }) => id))]
    return ids.map((id) => this.versionsOf(id)[0] as HealthRule)
  }

  /** The newest first. */
  versionsOf(id: string): HealthRule[] {
    const found = this.#versions.filter((rule) => rule.id === id).toSorted((a, b) => b.version - a.version)
    if (found.length === 0) throw new PowerchainError('Config.NotFound', 'This rule is no longer there.')
    return found
  }

  events(id: string): RuleEvent[] {
    return eventsOf(id, this.#startedAt)
  }

  /** Steps of trying a text over so many days. */
  async *tryOut({ text, days }: { text: string; days: number }, signal: AbortSignal | undefined) {
    const to = this.#now()
    const known = this.#versions.find((rule) => rule.text === text)
    for (let done = 0; done <= days; done += Math.max(1, Math.floor(days / 12))) {
      if (signal?.aborted === true) return
      yield { step: 'progress' as const, done, total: days, words: `day ${done} of ${days}` }
      await new Promise((resolve) => setTimeout(resolve, 120))
    }
    this.#tried.add(text)
    const events = eventsOf(known?.id ?? 'container-fan-slow', this.#startedAt).filter(
      ({ from }) => from > to - days * dayMs,
    )
    const words = events.length === 1 ? 'once' : `${events.length} times`
    yield {
      step: 'result' as const,
      from: to - days * dayMs,
      to,
      daysWithData: Math.min(days, 84),
      events,
      words: `Would have fired ${words} in ${days} days.`,
    }
  }

  save({ id, text, reason }: { id?: string | undefined; text: string; reason: string }): HealthRule {
    const title = /rule "([^"]+)"/.exec(text)?.[1]
    if (title === undefined) throw new PowerchainError('Config.Invalid', 'A rule begins with its name: rule "Name"')
    const before = id === undefined ? undefined : this.versionsOf(id)[0]
    const made: HealthRule = {
      id: id ?? title.toLowerCase().replaceAll(/\W+/g, '-'),
      version: (before?.version ?? 0) + 1,
      title,
      text,
      state: 'draft',
      isStarter: false,
      kind: before?.kind ?? 'container',
      mode: before?.mode ?? null,
      author: 'I. Petrova',
      reason,
      at: this.#now(),
      fired90d: 0,
    }
    this.#versions.push(made)
    return made
  }

  setState(asked: { id: string; version: number; state: RuleState; untried: boolean }): HealthRule {
    const rule = this.versionsOf(asked.id).find(({ version }) => version === asked.version)
    if (!rule) throw new PowerchainError('Config.NotFound', 'There is no such version.')
    if (asked.state === 'live' && !asked.untried && !rule.isStarter && !this.#tried.has(rule.text))
      throw new PowerchainError('Config.Invalid', 'This version was not tried against history.')
    if (asked.state === 'live')
      for (const other of this.versionsOf(asked.id))
        if (other.state === 'live') this.#put({ ...other, state: 'retired' })
    const after = { ...rule, state: asked.state }
    this.#put(after)
    return after
  }

  #put(rule: HealthRule): void {
    const place = this.#versions.findIndex(({ id, version }) => id === rule.id && version === rule.version)
    this.#versions[place] = rule
  }
}
