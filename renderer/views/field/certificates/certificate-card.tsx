import type { ReactNode } from 'react'
import type { Certificate } from '../../../../domain/rpc/field/trust.ts'
import { Chip, type ChipKind } from '../../../components/chip.tsx'
import { CopyButton } from '../../../components/layout/copy-button.tsx'
import { useNow, useSite } from '../../../state/live.ts'
import {
  issuerWords,
  nameOf,
  thumbprintGroups,
  type Urgency,
  urgencyOf,
  urgencyWords,
  validityWords,
} from './certificate-words.ts'
import css from './certificates.module.css'

const chips: Record<Exclude<Urgency, 'none'>, ChipKind> = {
  month: 'outline',
  week: 'track',
  day: 'active',
  ended: 'active',
  early: 'active',
}

/** The 40 digits in groups of four, each half on a line of its own where there is little room. */
export function Thumbprint({ thumbprint, isLarge = false }: { thumbprint: string; isLarge?: boolean }) {
  const groups = thumbprintGroups(thumbprint)
  return (
    <code className={css.thumbprint} data-large={isLarge || undefined}>
      <span>{groups.slice(0, 5).join(' ')}</span> <span>{groups.slice(5).join(' ')}</span>
    </code>
  )
}

/** Everything a person compares of a certificate, and at the right what can be done with it. */
export function CertificateCard({ certificate, act }: { certificate: Certificate; act?: ReactNode }) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const { thumbprint, subject, uri } = certificate
  const urgency = urgencyOf(certificate, now)
  return (
    <article className={css.card} aria-label={nameOf(subject)}>
      <header className={css.head}>
        <h3 className={css.name}>{nameOf(subject)}</h3>
        {urgency !== 'none' && <Chip kind={chips[urgency]}>{urgencyWords(certificate, now)}</Chip>}
        {act !== undefined && <span className={css.act}>{act}</span>}
      </header>
      <dl className={css.facts}>
        <div>
          <dt>Thumbprint</dt>
          <dd className={css.print}>
            <Thumbprint thumbprint={thumbprint} />
            <CopyButton text={thumbprint} what={`thumbprint of ${nameOf(subject)}`} />
          </dd>
        </div>
        <Row label="Subject">{subject}</Row>
        <Row label="Application">{uri === '' ? 'names none' : uri}</Row>
        <Row label="Issuer">{issuerWords(certificate)}</Row>
        <Row label="Valid">{validityWords(certificate, timeZone)}</Row>
      </dl>
    </article>
  )
}

function Row({ label, children }: { label: string; children: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
