import { type AssetKind, assetKinds } from '../../../../../domain/asset.ts'
import { failureMode, failureModeNames, type FailureModeName } from '../../../../../domain/health/failure-modes.ts'
import type { RuleIssue } from '../../../../../domain/health/rules.ts'
import { chemistryNames } from '../../../../../domain/models/chemistries.ts'
import { containerNames } from '../../../../../domain/models/containers.ts'
import type { RuleTree, Word } from '../ast.ts'
import { checkCondition } from './check-conditions.ts'
import { tellUnknownAsset, type ValueCheck } from './check-values.ts'
import { createIssues } from './issues.ts'
import { type Vocabulary } from '../names.ts'
import { nearest } from './nearest.ts'
import { readRule } from '../read-rule.ts'

/** A text that was looked through; `tree` is there when it has no errors. */
export interface CheckedText {
  issues: RuleIssue[]
  tree?: RuleTree
}

/** Reads a text and tells everything that is wrong with it. */
export function checkText(text: string, vocabulary: Vocabulary): CheckedText {
  const issues = createIssues(text)
  const tree = readRule(text, issues)
  if (tree) checkRule({ issues, vocabulary, kinds: tree.kinds.map((kind) => kind.text) }, tree)
  const list = issues.list()
  return tree && !list.some(({ severity }) => severity === 'error') ? { issues: list, tree } : { issues: list }
}

const has = (words: readonly Word[], text: string) => words.some((word) => word.text === text)

/** Assets a rule watches: of its kinds, of its make, and named where it names any. */
export function assetsOf({ kinds, makes, assets }: RuleTree, vocabulary: Vocabulary): Vocabulary['assets'] {
  return vocabulary.assets.filter(
    (asset) =>
      has(kinds, asset.kind) &&
      (makes.length === 0 || has(makes, makeOf(asset))) &&
      (assets.length === 0 || has(assets, asset.name)),
  )
}

/** Chemistry of a battery or what a container hashes; the kind itself for others. */
export function makeOf(asset: Vocabulary['assets'][number]): string {
  if (asset.kind === 'battery') return asset.chemistry
  return asset.kind === 'container' ? asset.container : asset.kind
}

function checkRule(check: ValueCheck, tree: RuleTree): void {
  const { issues, vocabulary } = check
  if (tree.title.text === '' && tree.title.to > 0) issues.error(tree.title, 'A rule needs a name.')
  for (const kind of tree.kinds) checkWord(check, kind, assetKinds, 'kind of asset')
  checkMakes(check, tree)
  for (const name of tree.assets)
    if (!vocabulary.assets.some((asset) => asset.name === name.text)) tellUnknownAsset(check, name)
  if (tree.when) checkCondition(check, tree.when)
  checkCondition(check, tree.condition)
  checkOutcome(check, tree)
  if (![1, 2, 3].includes(tree.severity.value) && !Number.isNaN(tree.severity.value))
    issues.error(tree.severity, 'Severity is 1 (look now), 2 (this week) or 3 (when there is time).')
  const [first] = tree.kinds
  if (first?.text && vocabulary.assets.length > 0 && assetsOf(tree, vocabulary).length === 0)
    issues.warn(first, 'The site has no such asset: the rule watches nothing.')
}

function checkMakes(check: ValueCheck, { makes }: RuleTree): void {
  const known = [
    ...(check.kinds.includes('battery') ? chemistryNames : []),
    ...(check.kinds.includes('container') ? containerNames : []),
  ]
  for (const make of makes) checkWord(check, make, known, 'make of this kind')
}

function checkWord({ issues }: ValueCheck, word: Word, known: readonly string[], what: string): void {
  if (word.text === '' || known.includes(word.text)) return
  const likely = nearest(word.text, known)
  const hint = likely ? `Did you mean ${likely}?` : known.length > 0 ? `Known are ${known.join(', ')}.` : ''
  issues.error(word, `There is no ${what} "${word.text}".`, hint)
}

function checkOutcome(check: ValueCheck, { outcome }: RuleTree): void {
  if (outcome?.type !== 'forecast' || outcome.mode.text === '') return
  const { mode } = outcome
  const ofKinds = failureModeNames.filter((name) => fits(name, check.kinds))
  if (!(failureModeNames as string[]).includes(mode.text)) {
    const likely = nearest(mode.text, ofKinds) ?? nearest(mode.text, failureModeNames)
    const hint = likely ? `Did you mean ${likely}?` : `Known are ${ofKinds.join(', ')}.`
    check.issues.error(mode, `There is no failure "${mode.text}".`, hint)
    return
  }
  if (fits(mode.text as FailureModeName, check.kinds)) return
  const { kinds } = failureMode(mode.text as FailureModeName)
  const message = `${mode.text} is a failure of ${kinds.join(', ')}, not of ${check.kinds.join(', ')}.`
  check.issues.error(mode, message, ofKinds.length > 0 ? `Known here are ${ofKinds.join(', ')}.` : '')
}

function fits(mode: FailureModeName, kinds: readonly string[]): boolean {
  return kinds.every((kind) => failureMode(mode).kinds.includes(kind as AssetKind))
}
