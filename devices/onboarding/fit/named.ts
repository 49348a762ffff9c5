import type { Definition } from '../../definition.ts'

/** What a device says of itself; empty texts where it says nothing. */
export interface Said {
  maker: string
  model: string
}

/** How far a definition is meant by what a device says: `other` = it names somebody else, `unsaid` = nobody. */
export type Naming = 'model' | 'maker' | 'other' | 'unsaid'

/** Holds what a device says against the names of a definition. */
export function namingOf({ maker, model, recognise }: Definition, said: Said): Naming {
  if (said.maker === '' && said.model === '') return 'unsaid'
  const makers = [maker, ...(recognise ? [recognise.maker] : [])].map(plain)
  if (!makers.some((name) => plain(said.maker).startsWith(name))) return 'other'
  const saidModel = plain(said.model)
  const isMeant =
    recognise?.models?.some((name) => saidModel.startsWith(plain(name))) === true ||
    typesIn(model).some((name) => saidModel.includes(name))
  return isMeant ? 'model' : 'maker'
}

/** What a free text mentions of a definition. */
export function mentionOf({ maker, model }: Definition, text: string): 'maker' | 'model' | 'both' | undefined {
  const said = plain(text)
  const hasMaker = said.includes(plain(maker))
  const hasModel = [plain(model), ...typesIn(model)].some((name) => said.includes(name))
  if (hasMaker && hasModel) return 'both'
  if (hasModel) return 'model'
  return hasMaker ? 'maker' : undefined
}

/** Type names in a line about models: `EM330, EM340` gives both; words without a digit are none. */
function typesIn(model: string): string[] {
  return model
    .split(/[\s,()]+/)
    .map(plain)
    .filter((word) => word.length >= 3 && /[a-z]/.test(word) && /\d/.test(word))
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}
