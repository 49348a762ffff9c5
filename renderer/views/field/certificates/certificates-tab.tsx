import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Certificate, Certificates } from '../../../../domain/rpc/trust.ts'
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
  return <Lists certificates={data} onChange={() => void queries.invalidateQueries({ queryKey: listKey })} />
}

interface Deciding {
  certificate: Certificate
  act: 'trust' | 'withdraw'
}

function Lists({ certificates, onChange }: { certificates: Certificates; onChange: () => void }) {
  const { own, rejected, trusted, issuers } = certificates
  const [deciding, setDeciding] = useState<Deciding>()
  const close = () => {
    setDeciding(undefined)
    onChange()
  }
  return (
    <div className={css.body}>
      <div className={css.column}>
        <Waiting certificates={rejected} onTrust={(certificate) => setDeciding({ certificate, act: 'trust' })} />
        <Trusted certificates={trusted} onWithdraw={(certificate) => setDeciding({ certificate, act: 'withdraw' })} />
      </div>
      <div className={css.column}>
        <Own certificate={own} />
        <Issuers certificates={issuers} />
      </div>
      {deciding?.act === 'trust' && <TrustDialog certificate={deciding.certificate} onClose={close} />}
      {deciding?.act === 'withdraw' && <Withdraw certificate={deciding.certificate} onClose={close} />}
    </div>
  )
}

function Withdraw({ certificate, onClose }: { certificate: Certificate; onClose: () => void }) {
  return (
    <ReasonDialog
      title={`Withdraw the trust in ${nameOf(certificate.subject)}`}
      act="Withdraw"
      explanation="Links that rest on it end at once and stay down until it, or another certificate, is trusted."
      call={(client, reason) => client.trust.withdraw({ thumbprint: certificate.thumbprint, reason })}
      onClose={onClose}
    />
  )
}

interface ListProps {
  certificates: readonly Certificate[]
}

function Waiting({ certificates, onTrust }: ListProps & { onTrust: (certificate: Certificate) => void }) {
  const obstacle = useObstacle('engineer')
  return (
    <Panel title="Waiting" note={certificates.length === 0 ? 'none' : `${certificates.length} to decide`}>
      {certificates.length === 0 ? (
        <EmptyState title="No certificate waits">
          One appears here when an OPC UA server shows a certificate nobody has trusted yet. Its link stays down until
          an engineer has compared the thumbprint.
        </EmptyState>
      ) : (
        <>
          <ol className={css.compare} aria-label="How to compare">
            <li>Read the thumbprint at the server itself: its own screen, its engineering tool, or its papers.</li>
            <li>Compare all 40 digits. The name proves nothing: anybody can write it into a certificate.</li>
            <li>If one digit differs, do not trust it: somebody may stand between us and the server.</li>
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

function Trusted({ certificates, onWithdraw }: ListProps & { onWithdraw: (certificate: Certificate) => void }) {
  const obstacle = useObstacle('engineer')
  return (
    <Panel title="Trusted" note={certificates.length === 0 ? 'none' : `${certificates.length}, by an engineer`}>
      {certificates.length === 0 && (
        <EmptyState title="No certificate is trusted">
          Those an engineer has trusted appear here. Encrypted OPC UA links need one each, or one of an issuer.
        </EmptyState>
      )}
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

function Own({ certificate }: { certificate: Certificate | null }) {
  return (
    <Panel title="Ours" note="to be trusted at each server">
      {certificate === null ? (
        <EmptyState title="Not made yet">
          It is made before the first OPC UA link and appears here, so that it can be trusted at the server in advance.
        </EmptyState>
      ) : (
        <>
          <p className={css.quiet}>
            Servers list it as rejected after the first try. Compare the thumbprint there and trust it; the link then
            connects by itself.
          </p>
          <CertificateCard certificate={certificate} />
        </>
      )}
    </Panel>
  )
}

function Issuers({ certificates }: ListProps) {
  return (
    <Panel title="Issuers" note="whoever they vouch for is trusted too">
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
