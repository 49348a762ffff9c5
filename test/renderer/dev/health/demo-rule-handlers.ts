import { implement } from '@orpc/server'
import { pointNames, pointSpec } from '../../../../domain/points.ts'
import { contract } from '../../../../domain/rpc/contract.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'
import type { DemoRules } from './demo-rules.ts'

const keywords = [
  'rule',
  'for',
  'when',
  'and',
  'or',
  'then',
  'above',
  'below',
  'by',
  'for',
  'forecast',
  'severity',
  'cause',
  'advice',
]

/** The calls about rules, answered by the demonstration. */
export function createDemoRuleHandlers({ rules, site }: { rules: DemoRules; site: SiteDescription }) {
  const { health } = implement(contract)
  return {
    list: health.rules.list.handler(() => rules.list()),
    get: health.rules.get.handler(({ input }) => {
      const versions = rules.versionsOf(input.id)
      return { rule: versions[0] as (typeof versions)[number], versions, events: rules.events(input.id) }
    }),
    check: health.rules.check.handler(({ input: { text } }) => {
      const kind = /\bfor (\w+)/.exec(text)?.[1]
      const isNamed = text.trim().startsWith('rule "')
      return {
        issues: isNamed
          ? []
          : [
              {
                from: 0,
                to: Math.min(4, text.length),
                line: 1,
                column: 1,
                severity: 'error' as const,
                message: 'a rule begins with its name',
                hint: 'rule "Name"',
              },
            ],
        formatted: isNamed ? `${text.trim()}\n` : null,
        spoken: isNamed ? `For every ${kind ?? 'asset'}: ${text.replaceAll('\n', ' ').trim()}` : null,
        assetIds: site.assets.filter((asset) => asset.kind === kind).map(({ id }) => id),
      }
    }),
    complete: health.rules.complete.handler(({ input: { text, at } }) => {
      const word = /\w*$/.exec(text.slice(0, at))?.[0] ?? ''
      const all = [
        ...keywords.map((label) => ({ label, detail: '', kind: 'keyword' as const })),
        ...pointNames.map((label) => ({ label, detail: pointSpec(label).label, kind: 'point' as const })),
      ]
      return { from: at - word.length, options: all.filter(({ label }) => label.startsWith(word)).slice(0, 40) }
    }),
    tryOut: health.rules.tryOut.handler(({ input, signal }) => rules.tryOut(input, signal)),
    save: health.rules.save.handler(({ input }) => rules.save(input)),
    setState: health.rules.setState.handler(({ input }) => rules.setState(input)),
  }
}
