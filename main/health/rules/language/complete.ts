import { type IToken, tokenLabel, type TokenType } from 'chevrotain'
import { assetKinds, assetStates } from '../../../../domain/asset.ts'
import { failureMode, failureModeNames } from '../../../../domain/health/failure-modes.ts'
import { chemistryNames } from '../../../../domain/models/chemistries.ts'
import { containerNames } from '../../../../domain/models/containers.ts'
import type { RuleCompletion } from '../../../../domain/rpc/health/rules.ts'
import { lookUp, namesFor, type Vocabulary } from './names.ts'
import { following } from './read-rule.ts'
import { Name, Num, ruleLexer, signs, Text, UnitName, words } from './grammar/tokens.ts'
import { unitOf, unitsOf } from './units.ts'

type Options = RuleCompletion['options']

const plain = (labels: readonly string[]): Options => labels.map((label) => ({ label, detail: '', kind: 'value' }))
const unit = (label: string, detail = ''): Options[number] => ({ label, detail, kind: 'unit' })
const references: ReadonlySet<TokenType> = new Set([words.model, words.peers, words.inItsRow])

/** What may follow at a place of a text: words of the language, points with their unit, units that fit, failures, names. */
export function completeAt(text: string, at: number, vocabulary: Vocabulary): RuleCompletion {
  const before = text.slice(0, at)
  const open = openQuote(before)
  if (open !== undefined) return { from: open, options: quotedOptions(before, open, vocabulary) }
  // a word of the language may be of several words, so the last two are tried together as well
  const words = /[^\s,()"]*$/.exec(before)?.[0] ?? ''
  const pair = /[a-z]+[ \t]+[a-z]*$/.exec(before)?.[0] ?? words
  const options = optionsAfter(before, words, vocabulary)
  if (options.length > 0 || pair === words) return { from: at - words.length, options }
  const ofPair = optionsAfter(before, pair, vocabulary)
  return { from: at - (ofPair.length > 0 ? pair : words).length, options: ofPair }
}

function optionsAfter(before: string, typed: string, vocabulary: Vocabulary): Options {
  const { tokens } = ruleLexer.tokenize(before.slice(0, before.length - typed.length))
  const kinds = kindsIn(tokens)
  const wanted = typed.toLowerCase().replaceAll(/\s+/g, ' ')
  const seen = new Set<string>()
  return following(tokens)
    .flatMap(({ token, within }): Options => {
      if (within === 'unitName') return unitOptions(tokens)
      if (token === Name || within === 'stateName') return nameOptions(within, kinds, vocabulary)
      const label = tokenLabel(token)
      if (token === Num || token === Text || token === UnitName || Object.values(signs).includes(token)) return []
      return [{ label: label.slice(1, -1), detail: '', kind: 'keyword' }]
    })
    .filter(({ label }) => {
      const isNew = !seen.has(label)
      seen.add(label)
      return isNew && label.toLowerCase().includes(wanted)
    })
}

function kindsIn(tokens: readonly IToken[]): string[] {
  const first = tokens.findIndex(({ tokenType }) => tokenType === words.for)
  if (first < 0) return []
  const rest = tokens.slice(first + 1)
  const end = rest.findIndex(({ tokenType }) => tokenType !== Name && tokenType !== signs.Comma)
  return (end < 0 ? rest : rest.slice(0, end)).filter(({ tokenType }) => tokenType === Name).map(({ image }) => image)
}

function nameOptions(within: string, kinds: readonly string[], vocabulary: Vocabulary): Options {
  switch (within) {
    case 'kindName': {
      const here = new Set<string>(vocabulary.assets.map(({ kind }) => kind))
      const count = (kind: string) => vocabulary.assets.filter((asset) => asset.kind === kind).length
      return assetKinds
        .toSorted((a, b) => Number(here.has(b)) - Number(here.has(a)))
        .map((kind) => ({ label: kind, detail: `${count(kind)} at this site`, kind: 'value' }))
    }
    case 'makeName':
      return plain(kinds.includes('container') ? containerNames : chemistryNames)
    case 'modeName':
      return failureModeNames
        .filter((name) => kinds.every((kind) => (failureMode(name).kinds as readonly string[]).includes(kind)))
        .map((name) => ({ label: name, detail: failureMode(name).name, kind: 'mode' }))
    case 'stateName':
      return plain(Object.values(assetStates))
    case 'pointName':
      return namesFor(kinds, vocabulary).map((name) => {
        const { label = '', unit = '' } = lookUp(name) ?? {}
        return { label: name, detail: unit ? `${label}, ${unit}` : label, kind: 'point' }
      })
    default:
      return []
  }
}

/** Units for the number before the place: of time after a word of time, else those of the point spoken of. */
function unitOptions(tokens: readonly IToken[]): Options {
  const last = tokens.at(-1)?.tokenType
  const lead = tokens.findLast(({ tokenType }) => tokenType !== Num && tokenType !== signs.Minus)?.tokenType
  const timeLeads = [words.for, words.within, words.over, words.per]
  if (last === words.per || timeLeads.some((word) => word === lead)) return unitsOf('time').map((name) => unit(name))
  if (lead === words.severity || lead === words.atLeast) return []
  const spoken = tokens.findLast(({ tokenType, image }) => tokenType === Name && lookUp(image))
  const own = spoken && lookUp(spoken.image)?.unit
  if (own === undefined) return []
  const isMargin = lead === words.by || lead === words.moreThan
  const dimension = unitOf(own)?.dimension ?? 'count'
  const fitting = unitsOf(dimension).filter((name) => dimension !== 'temperature' || (name === 'K') === isMargin)
  const isAgainst = tokens.slice(-4).some(({ tokenType }) => references.has(tokenType))
  const relative = isMargin && dimension !== 'percent' ? [unit('%', 'of what it is compared with')] : []
  return [
    ...fitting.toSorted((a, b) => Number(b === own) - Number(a === own)).map((name) => unit(name)),
    ...relative,
    ...(isMargin && isAgainst ? [unit('spreads', 'usual scatter')] : []),
  ]
}

/** Where the text begins that is being written at the end; `undefined` outside of quotes. */
function openQuote(before: string): number | undefined {
  const lineFrom = before.lastIndexOf('\n') + 1
  let open: number | undefined
  for (let i = lineFrom; i < before.length; i++) {
    if (before[i] === '\\') i++
    else if (before[i] === '"') open = open === undefined ? i : undefined
    else if (before[i] === '#' && open === undefined) return undefined
  }
  return open
}

function quotedOptions(before: string, open: number, { assets }: Vocabulary): Options {
  const { tokens } = ruleLexer.tokenize(before.slice(0, open))
  if (!following(tokens).some(({ within }) => within === 'assetName')) return []
  const typed = before.slice(open + 1).toLowerCase()
  const kinds = kindsIn(tokens)
  return assets
    .filter(({ name, kind }) => (kinds.length === 0 || kinds.includes(kind)) && name.toLowerCase().includes(typed))
    .map(({ name, kind }) => ({ label: `"${name}"`, detail: kind, kind: 'value' }))
}
