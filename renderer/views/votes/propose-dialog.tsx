import { NumberInput, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Decision } from '../../../domain/market/acts.ts'
import { type StorageKind, storageKinds } from '../../../domain/market/names.ts'
import { MarketActDialog } from '../market/acts/act-dialog.tsx'
import css from '../market/market.module.css'
import type { Order } from '../market/queries.ts'

const decisionWords: Record<Decision['decision'], string> = {
  words: 'Words only: a resolution',
  kindFactor: 'Factor of a storage kind',
  admission: 'Admission fee and referral',
  closeMinting: 'Close minting for ever',
}

interface Typed {
  title: string
  decision: Decision['decision']
  kind: StorageKind
  factor: number
  feePowec: number
  referralPct: number
}

interface Fields {
  typed: Typed
  change: (fields: Partial<Typed>) => void
}

const first: Typed = {
  title: '',
  decision: 'words',
  kind: 'hydrogen',
  factor: 1.2,
  feePowec: 50_000,
  referralPct: 10,
}

/** Proposes a decision; what it calls is made from what is filled in. */
export function ProposeDialog({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState(first)
  const change = (fields: Partial<Typed>) => setTyped((before) => ({ ...before, ...fields }))
  const title = typed.title.trim()
  const order: Order | undefined =
    title.length >= 5
      ? { of: 'member', act: { act: 'proposeDecision', title, decision: decisionOf(typed) } }
      : undefined
  return (
    <MarketActDialog
      title="Propose a decision"
      step="Decision"
      act="Propose"
      order={order}
      missing="Members need words of at least 5 letters to decide on."
      onClose={onClose}
    >
      <Textarea
        label="What is to be decided, and why"
        autosize
        minRows={2}
        maxLength={500}
        value={typed.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <Select
        label="What it changes"
        allowDeselect={false}
        data={Object.entries(decisionWords).map(([value, label]) => ({ value, label }))}
        value={typed.decision}
        onChange={(value) => value && change({ decision: value as Decision['decision'] })}
        comboboxProps={{ withinPortal: false }}
      />
      {typed.decision === 'kindFactor' && <KindFields typed={typed} change={change} />}
      {typed.decision === 'admission' && <AdmissionFields typed={typed} change={change} />}
    </MarketActDialog>
  )
}

function decisionOf({ decision, kind, factor, feePowec, referralPct }: Typed): Decision {
  switch (decision) {
    case 'kindFactor':
      return { decision, kind, ppm: Math.round(factor * 1_000_000) }
    case 'admission':
      return {
        decision,
        feeUnits: `${Math.round(feePowec)}${'0'.repeat(18)}`,
        referralPpm: Math.round(referralPct * 10_000),
      }
    default:
      return { decision }
  }
}

function KindFields({ typed, change }: Fields) {
  return (
    <div className={css.row}>
      <Select
        label="Storage kind"
        allowDeselect={false}
        data={Object.entries(storageKinds).map(([value, label]) => ({ value, label }))}
        value={typed.kind}
        onChange={(value) => value && change({ kind: value as StorageKind })}
        comboboxProps={{ withinPortal: false }}
      />
      <NumberInput
        label="Factor, 0.1 to 5"
        min={0.1}
        max={5}
        step={0.1}
        value={typed.factor}
        onChange={(value) => change({ factor: Number(value) || 1 })}
      />
    </div>
  )
}

function AdmissionFields({ typed, change }: Fields) {
  return (
    <div className={css.row}>
      <NumberInput
        label="Fee, POWEC"
        min={0}
        max={200_000}
        value={typed.feePowec}
        onChange={(value) => change({ feePowec: Number(value) || 0 })}
      />
      <NumberInput
        label="Of it for the referrer, %"
        min={0}
        max={20}
        value={typed.referralPct}
        onChange={(value) => change({ referralPct: Number(value) || 0 })}
      />
    </div>
  )
}
