import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Certificate, type Certificates, parties, type Party } from '../../../../domain/rpc/field/trust.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { useClient } from '../../../connection/connected.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { ReasonDialog } from '../../operate/reason-dialog.tsx'
import { CertificateCard } from './certificate-card.tsx'
import { nameOf } from './certificate-words.ts'
import css from './certificates.module.css'
import { partyWords } from './party-words.ts'
import { TrustDialog } from './trust-dialog.tsx'

const listKey = ['certificates']

/** Certificates of OPC UA links: which wait for a decision, which are trusted, which is ours. */
export function CertificatesTab() {
  const client = useClient()
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: listKey,
    queryFn: () => client.trust.list(),
    refetchInterval: 5_000,
  })
  if (!data)
    return error ? (
      <EmptyState
        title="The certificates cannot be read"
        action={<Button onClick={() => void refetch()}>Read again</Button>}
      >
        {problemOf(error).message}
      </EmptyState>
    ) : (
      <p className={css.quiet}>Reading the certificates</p>
    )
  const onChange = () => void queries.invalidateQueries({ queryKey: listKey })
  // Most sites offer nothing to other systems.
  const shown = parties.filter((party) => party === 'devices' || !isEmpty(data.others))
  return (
    <div className={css.tab}>
      {shown.map((party) => (
        <section key={party} aria-label={partyWords[party].title}>
          {shown.length > 1 && <h2 className={css.party}>{partyWords[party].title}</h2>}
          <Lists party={party} certificates={data[party]} onChange={onChange} />
        </section>
      ))}
    </div>
  )
}

function isEmpty({ own, trusted, issuers, rejected }: Certificates): boolean {
  return own === null && trusted.length + issuers.length + rejected.length === 0
}

interface Deciding {
  certificate: Certificate
  act: 'trust' | 'withdraw'
}

function Lists({ party, certificates, onChange }: { party: Party; certificates: Certificates; onChange: () => void }) {
  const { own, rejected, trusted, issuers } = certificates
  const words = partyWords[party]
  const [deciding, setDeciding] = useState<Deciding>()
  const close = () => {
    setDeciding(undefined)
    onChange()
  }
  const decided = deciding && { party, certificate: deciding.certificate, onClose: close }
  return (
    <div className={css.body}>
      <div className={css.column}>
        <Waiting
          words={words}
          certificates={rejected}
          onTrust={(certificate) => setDeciding({ certificate, act: 'trust' })}
        />
        <Trusted
          words={words}
          certificates={trusted}
          onWithdraw={(certificate) => setDeciding({ certificate, act: 'withdraw' })}
        />
      </div>
      <div className={css.column}>
        <Own words={words} certificate={own} />
        <Issuers words={words} certificates={issuers} />
      </div>
      {decided && deciding.act === 'trust' && <TrustDialog {...decided} />}
      {decided && deciding.act === 'withdraw' && <Withdraw {...decided} />}
    </div>
  )
}

function Withdraw({ party, certificate, onClose }: { party: Party; certificate: Certificate; onClose: () => void }) {
  return (
    <ReasonDialog
      title={`Withdraw the trust in ${nameOf(certificate.subject)}`}
      act="Withdraw"
      explanation={partyWords[party].afterWithdraw}
      call={(client, reason) => client.trust.withdraw({ party, thumbprint: certificate.thumbprint, reason })}
      onClose={onClose}
    />
  )
}

interface ListProps {
  words: (typeof partyWords)[Party]
  certificates: readonly Certificate[]
}

function Waiting({ words, certificates, onTrust }: ListProps & { onTrust: (certificate: Certificate) => void }) {
  const obstacle = useObstacle('engineer')
  return (
    <Panel title={words.lists.waiting} note={certificates.length === 0 ? 'none' : `${certificates.length} to decide`}>
      {certificates.length === 0 ? (
        <EmptyState title="No certificate waits">{words.waitingNone}</EmptyState>
      ) : (
        <>
          <ol className={css.compare} aria-label="How to compare">
            {words.compare.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <div className={css.cards}>
            {certificates.map((certificate) => (
              <CertificateCard
                key={certificate.thumbprint}
                certificate={certificate}
                act={
                  <ActButton isPrimary obstacle={obstacle} onClick={() => onTrust(certificate)}>
                    Trust…
                  </ActButton>
                }
              />
            ))}
          </div>
        </>
      )}
    </Panel>
  )
}

function Trusted({ words, certificates, onWithdraw }: ListProps & { onWithdraw: (certificate: Certificate) => void }) {
  const obstacle = useObstacle('engineer')
  return (
    <Panel
      title={words.lists.trusted}
      note={certificates.length === 0 ? 'none' : `${certificates.length}, by an engineer`}
    >
      {certificates.length === 0 && <EmptyState title="No certificate is trusted">{words.trustedNone}</EmptyState>}
      <div className={css.cards}>
        {certificates.map((certificate) => (
          <CertificateCard
            key={certificate.thumbprint}
            certificate={certificate}
            act={
              <ActButton obstacle={obstacle} onClick={() => onWithdraw(certificate)}>
                Withdraw…
              </ActButton>
            }
          />
        ))}
      </div>
    </Panel>
  )
}

function Own({ words, certificate }: Pick<ListProps, 'words'> & { certificate: Certificate | null }) {
  return (
    <Panel title={words.lists.own} note={words.ownNote}>
      {certificate === null ? (
        <EmptyState title="Not made yet">{words.ownNone}</EmptyState>
      ) : (
        <>
          <p className={css.quiet}>{words.ownHint}</p>
          <CertificateCard certificate={certificate} />
        </>
      )}
    </Panel>
  )
}

function Issuers({ words, certificates }: ListProps) {
  return (
    <Panel title={words.lists.issuers} note="whoever they vouch for is trusted too">
      {certificates.length === 0 && (
        <EmptyState title="No issuer">
          Certificates of an authority of your own, put into the data folder, appear here. None is needed.
        </EmptyState>
      )}
      <div className={css.cards}>
        {certificates.map((certificate) => (
          <CertificateCard key={certificate.thumbprint} certificate={certificate} />
        ))}
      </div>
    </Panel>
  )
}
