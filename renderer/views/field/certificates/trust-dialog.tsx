import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Certificate, Party } from '../../../../domain/rpc/field/trust.ts'
import { EffectLines } from '../../../components/layout/step-dialog.tsx'
import { useCommand } from '../../../connection/use-command.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { TwoStepDialog } from '../../operate/two-step-dialog.tsx'
import { Thumbprint } from './certificate-card.tsx'
import { issuerWords, nameOf, urgencyWords, validityWords } from './certificate-words.ts'
import css from './certificates.module.css'
import { partyWords } from './party-words.ts'

function obstacleOf(isCompared: boolean, reason: string): string | undefined {
  if (!isCompared) return 'Compare all 40 digits first.'
  return reason.trim().length < 3 ? 'A reason of at least 3 letters is needed.' : undefined
}

/** Trusts a certificate: the thumbprint to compare and a reason first, then what it opens, then the act. */
export function TrustDialog({
  party,
  certificate,
  onClose,
}: {
  party: Party
  certificate: Certificate
  onClose: () => void
}) {
  const { thumbprint, subject } = certificate
  const [isCompared, setCompared] = useState(false)
  const [reason, setReason] = useState('')
  const role = useObstacle('engineer')
  const command = useCommand<string, true>(async (client, text) => {
    await client.trust.accept({ party, thumbprint, reason: text })
    return true
  })
  const trust = async () => {
    if (await command.run(reason.trim())) onClose()
  }
  return (
    <TwoStepDialog
      title={`Trust ${nameOf(subject)}`}
      step="Compare"
      act="Trust it"
      obstacle={role ?? obstacleOf(isCompared, reason)}
      command={command}
      onAct={() => void trust()}
      onClose={onClose}
      first={
        <>
          <Thumbprint thumbprint={thumbprint} isLarge />
          <Checkbox
            size="xs"
            label={partyWords[party].compared}
            checked={isCompared}
            onChange={(event) => setCompared(event.currentTarget.checked)}
          />
          <TextInput
            label="Reason (kept in the audit trail)"
            placeholder="Why is it trusted, and where was it compared?"
            required
            withAsterisk={false}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      }
      last={<WhatItDoes party={party} certificate={certificate} reason={reason.trim()} />}
    />
  )
}

function WhatItDoes({ party, certificate, reason }: { party: Party; certificate: Certificate; reason: string }) {
  const { timeZone } = useSite()
  const urgency = urgencyWords(certificate, useNow(60_000))
  return (
    <>
      <Thumbprint thumbprint={certificate.thumbprint} isLarge />
      <EffectLines
        lines={[
          { label: 'From now on', words: partyWords[party].believed },
          { label: 'Subject', words: certificate.subject },
          { label: 'Issuer', words: issuerWords(certificate) },
          {
            label: 'Valid',
            words: `${validityWords(certificate, timeZone)}${urgency === '' ? '' : `, ${urgency}`}`,
          },
          { label: 'Links', words: partyWords[party].afterTrust },
          { label: 'Reason', words: <span className={css.reason}>{reason}</span> },
        ]}
      />
    </>
  )
}
