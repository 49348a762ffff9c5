import type { Argument, Variant } from 'node-opcua-client'
import { PowerchainError } from '../../../domain/errors.ts'
import { browse } from './explore.ts'
import type { OpcUaLink } from './link.ts'

/**
 * Input arguments of a method in the types that the server names for them.
 * @throws PowerchainError `Device.Illegal` when their number or type does not fit
 */
export async function argumentsOf(link: OpcUaLink, method: string, words: readonly string[]): Promise<Variant[]> {
  const named = (await browse(link, method)).find(({ name }) => name === 'InputArguments')
  const wanted = named ? ((await link.read(named.node)).value.value as Argument[]) : []
  if (wanted.length !== words.length)
    throw illegal(`${method} takes ${wanted.map(({ name }) => name).join(', ') || 'no arguments'}, not ${words.length}`)
  return link.ask(`arguments of ${method}`, (_session, { DataType, Variant }) => {
    const variants = wanted.map((argument, i) => {
      // OPC UA part 6, section 5.1.2: the built-in types are numbered as the library numbers them
      const dataType = Number(argument.dataType.value)
      const value = valueOf(words[i] ?? '', DataType[dataType] ?? '')
      if (value === undefined)
        throw illegal(`${words[i]} is no ${DataType[dataType] ?? 'known type'} (${argument.name})`)
      return new Variant({ dataType, value })
    })
    return Promise.resolve(variants)
  })
}

const numeric = /^(SByte|Byte|U?Int(16|32)|Float|Double)$/

function valueOf(word: string, type: string): number | boolean | string | undefined {
  if (type === 'String') return word
  if (type === 'Boolean') return word === 'true' ? true : word === 'false' ? false : undefined
  const number = Number(word)
  return numeric.test(type) && word.trim() !== '' && Number.isFinite(number) ? number : undefined
}

function illegal(message: string): PowerchainError {
  return new PowerchainError('Device.Illegal', message)
}
