import type { Model } from '../../../../domain/rpc/field/field.ts'
import { formatNumber } from '../../../format/number.ts'
import css from '../field.module.css'
import { kindWords } from './kind-words.ts'
import { pointWords, protocolWords, sourceParts } from './model-words.ts'
import models from './models.module.css'

/** Every model: what it is, what it reads, where it was taken from and which devices use it. */
export function ModelTable({ models: rows }: { models: readonly Model[] }) {
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col">Kind</th>
          <th scope="col">Protocol</th>
          <th scope="col" className={css.right}>
            Points
          </th>
          <th scope="col">Setpoint</th>
          <th scope="col">Taken from</th>
          <th scope="col">Origin</th>
          <th scope="col">Used by</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((model) => (
          <Row key={model.id} model={model} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ model }: { model: Model }) {
  return (
    <tr>
      <th scope="row" className={models.model}>
        {model.maker} {model.model}
        <span className={`${css.below} ${css.mono}`}>{model.id}</span>
      </th>
      <td className={css.held}>{kindWords[model.kind]}</td>
      <td className={css.held}>{protocolWords[model.protocol]}</td>
      <td className={css.right} title={pointWords(model.points)}>
        {formatNumber(model.points.length)}
      </td>
      <td className={css.held}>{model.acceptsSetpoint ? 'takes one' : 'none'}</td>
      <td className={models.source}>
        <Source text={model.source} />
      </td>
      <td className={css.held}>{model.origin === 'site' ? 'this site' : 'product'}</td>
      <td className={models.users}>{model.usedBy.length === 0 ? 'no device' : model.usedBy.join(', ')}</td>
    </tr>
  )
}

function Source({ text }: { text: string }) {
  const { before, address, after } = sourceParts(text)
  if (address === '') return text
  const href = address.startsWith('http') ? address : `https://${address}`
  return (
    <>
      {before}
      <a className={models.link} href={href} target="_blank" rel="noreferrer">
        {address}
      </a>
      {after}
    </>
  )
}
