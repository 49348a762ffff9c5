import { Button } from '@mantine/core'
import { Check, X } from 'lucide-react'
import type { ProofCheck } from '../../../../domain/rpc/dispatch/proof.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { formatNumber } from '../../../format/number.ts'
import { useState } from 'react'
import css from './proofs.module.css'

/** Has the engine walk over all records: hashes, signatures, samples. */
export function ChainCheck() {
  const [found, setFound] = useState<ProofCheck>()
  const { run, isBusy, problem } = useCommand<undefined, ProofCheck>((client) => client.proof.verify())
  const Icon = found?.broken ? X : Check
  return (
    <>
      {problem && <span role="alert">{problem.message}</span>}
      {found && (
        <output className={css.check} title={found.broken?.reason}>
          <Icon size={14} aria-hidden /> {checkWords(found)}
        </output>
      )}
      <Button
        className={css.small}
        loading={isBusy}
        onClick={() => void run(undefined).then((answer) => answer && setFound(answer))}
      >
        Verify all
      </Button>
    </>
  )
}

/** What the walk found, in one sentence. */
export function checkWords({ records, broken }: ProofCheck): string {
  if (broken) return `Record ${formatNumber(broken.n)} is not as it was signed: ${broken.reason}`
  return records === 1
    ? 'The one record is as it was signed'
    : `All ${formatNumber(records)} records are as they were signed`
}
