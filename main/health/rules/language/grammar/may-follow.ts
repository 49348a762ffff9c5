import {
  Alternation,
  type Alternative,
  type IToken,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatoryWithSeparator,
  type Rule,
  Terminal,
  type TokenType,
} from 'chevrotain'

/*
 * Which tokens may follow, found by walking the grammar itself along the tokens that are there. All ways of reading them
 * are kept at once, so a bracket that may open a value or a condition is both until what follows decides.
 */

type Step = Rule['definition'][number]

const stepsOf = (one: Step): readonly Step[] => (one as Alternative).definition

/** A place in the grammar, and the place to go on at after it. */
interface Place {
  steps: readonly Step[]
  at: number
  /** Rule of the grammar it lies in. */
  rule: string
  onward: Place | undefined
}

/** A token that may come, and where the grammar stands after it. */
interface Way {
  token: TokenType
  within: string
  after: Place
}

/** Ways kept at once; texts of people need a handful. */
const mostWays = 500

/** Tokens that may follow `tokens`, with the rule of the grammar they would be read by; none where `tokens` are wrong. */
export function mayFollow(rule: Rule, tokens: readonly IToken[]): { token: TokenType; within: string }[] {
  let ways = waysFrom({ steps: rule.definition, at: 0, rule: rule.name, onward: undefined })
  for (const { tokenType } of tokens) {
    const fitting = ways.filter(({ token }) => token === tokenType)
    ways = fitting.flatMap(({ after }) => waysFrom(after)).slice(0, mostWays)
  }
  const seen = new Set<string>()
  return ways.filter(({ token, within }) => {
    const key = `${token.name} ${within}`
    return !seen.has(key) && seen.add(key)
  })
}

function waysFrom(place: Place | undefined): Way[] {
  if (!place) return []
  const { steps, at, rule, onward } = place
  const step = steps[at]
  if (!step) return waysFrom(onward)
  const after: Place = { steps, at: at + 1, rule, onward }
  const inside = (definition: readonly Step[], onward: Place) => waysFrom({ steps: definition, at: 0, rule, onward })
  if (step instanceof Terminal) return [{ token: step.terminalType, within: rule, after }]
  if (step instanceof NonTerminal) {
    const { definition, name } = step.referencedRule
    return waysFrom({ steps: definition, at: 0, rule: name, onward: after })
  }
  if (step instanceof Alternation) return step.definition.flatMap((one) => inside(stepsOf(one), after))
  if (step instanceof Option) return [...inside(step.definition, after), ...waysFrom(after)]
  if (step instanceof Repetition) return [...inside(step.definition, place), ...waysFrom(after)]
  if (step instanceof RepetitionMandatoryWithSeparator) {
    const separator = new Terminal({ terminalType: step.separator })
    const more = new Repetition({ definition: [separator, ...step.definition] })
    return inside([...step.definition, more], after)
  }
  throw new Error(`the grammar has a step that is not walked yet: ${step.constructor.name}`)
}
