import { implement } from '@orpc/server'
import { contract } from '../../../../domain/rpc/contract.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'
import { assetsOf, checkText } from '../../../../main/health/rules/language/check/check.ts'
import { completeAt } from '../../../../main/health/rules/language/complete.ts'
import { formatRule } from '../../../../main/health/rules/language/format.ts'
import type { Vocabulary } from '../../../../main/health/rules/language/names.ts'
import { spokenRule } from '../../../../main/health/rules/language/spoken.ts'
import type { DemoRules } from './demo-rules.ts'

/** The calls about rules: the language is the real one, what is stored is of the demonstration. */
export function createDemoRuleHandlers({ rules, site }: { rules: DemoRules; site: SiteDescription }) {
  const { health } = implement(contract)
  const vocabulary: Vocabulary = {
    assets: site.assets,
    connection: { ...site.connection, nominalVoltageV: 20_000 } as unknown as Vocabulary['connection'],
    points: site.points,
  }
  return {
    list: health.rules.list.handler(() => rules.list()),
    get: health.rules.get.handler(({ input }) => {
      const versions = rules.versionsOf(input.id)
      return { rule: versions[0] as (typeof versions)[number], versions, events: rules.events(input.id) }
    }),
    check: health.rules.check.handler(({ input: { text } }) => {
      const { issues, tree } = checkText(text, vocabulary)
      if (!tree) return { issues, formatted: null, spoken: null, assetIds: [] }
      const assetIds = assetsOf(tree, vocabulary).map(({ id }) => id)
      return { issues, formatted: formatRule(tree), spoken: spokenRule(tree), assetIds }
    }),
    complete: health.rules.complete.handler(({ input: { text, at } }) => completeAt(text, at, vocabulary)),
    tryOut: health.rules.tryOut.handler(({ input, signal }) => rules.tryOut(input, signal)),
    save: health.rules.save.handler(({ input }) => rules.save(input)),
    setState: health.rules.setState.handler(({ input }) => rules.setState(input)),
  }
}
