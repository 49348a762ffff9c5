import { NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Group, GroupDraft, GroupPaper } from '../../../../domain/market/groups.ts'
import type { Member } from '../../../../domain/market/members.ts'
import { powecOf, unitsOf } from '../../../../domain/market/amount.ts'
import { isSame } from '../../../../domain/market/shapes.ts'
import { EffectLines } from '../../../components/layout/step-dialog.tsx'
import { useCommand } from '../../../connection/use-command.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import css from '../../market/market.module.css'
import { accountText } from '../../market/words.ts'
import { TwoStepDialog } from '../../operate/two-step-dialog.tsx'
import { shareText, sharesOf } from './group-words.ts'

const usualDays = 30

interface Typed {
  shares: { member: string; pct: number }[]
  speaker: string
  reserve: string
  reason: string
}

/** Drafts a group, or how it is to be: who joins, who leaves, who has which share. A paper comes of it that all whom it touches sign. */
export function GroupFormDialog(props: {
  group: Group | undefined
  members: readonly Member[]
  account: string
  onPaper: (paper: GroupPaper) => void
  onClose: () => void
}) {
  const { group, members, account, onPaper, onClose } = props
  const [typed, setTyped] = useState(() => firstOf(group, members, account))
  const change = (fields: Partial<Typed>) => setTyped((before) => ({ ...before, ...fields }))
  const draft = draftOf(group, typed)
  const command = useCommand((client, given: GroupDraft & { reason: string }) => client.market.draftGroup(given))
  const role = useObstacle('engineer')
  const reason = typed.reason.trim()
  const obstacle =
    role ?? missingOf(typed, draft) ?? (reason.length < 3 ? 'A reason of at least 3 letters is needed.' : undefined)
  return (
    <TwoStepDialog
      title={group ? 'Change a group' : 'Form a group'}
      step="Members"
      act="Draft and sign"
      obstacle={obstacle}
      size={720}
      command={command}
      onAct={() => {
        if (draft) void command.run({ ...draft, reason }).then((paper) => paper && onPaper(paper))
      }}
      onClose={onClose}
      first={<Fields typed={typed} account={account} change={change} />}
      last={<EffectLines lines={effectsOf(group, draft, account)} />}
    />
  )
}

interface FieldsProps {
  typed: Typed
  account: string
  change: (fields: Partial<Typed>) => void
}

function Fields({ typed, account, change }: FieldsProps) {
  const inside = typed.shares.filter(({ pct }) => pct > 0)
  return (
    <>
      <fieldset className={css.shares}>
        <legend>Share of the income, % of it (0 = no member of the group)</legend>
        {typed.shares.map(({ member, pct }) => (
          <NumberInput
            key={member}
            label={accountText(member, account)}
            title={member}
            min={0}
            max={100}
            decimalScale={4}
            value={pct}
            onChange={(value) =>
              change({
                shares: typed.shares.map((one) => (one.member === member ? { member, pct: Number(value) || 0 } : one)),
              })
            }
          />
        ))}
      </fieldset>
      <div className={css.row}>
        <Select
          label="Speaks for it: offers, nodes, disputes"
          allowDeselect={false}
          data={inside.map(({ member }) => ({ value: member, label: accountText(member, account) }))}
          value={typed.speaker}
          onChange={(speaker) => speaker && change({ speaker })}
          comboboxProps={{ withinPortal: false }}
        />
        <TextInput
          label="Reserve that stays with it, POWEC"
          inputMode="decimal"
          value={typed.reserve}
          error={unitsOf(typed.reserve) === undefined ? 'An amount, such as 100' : undefined}
          onChange={(event) => change({ reserve: event.currentTarget.value })}
        />
      </div>
      <TextInput
        label="Reason (kept in the audit trail)"
        placeholder="Why is this needed?"
        maxLength={300}
        value={typed.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
      <p className={css.quiet}>
        A group is an account of its own: it owns nodes, offers, and is paid. What it earns goes to its members by these
        shares. Nobody can take it otherwise; bonds of its offers and disputes can be lost.
      </p>
    </>
  )
}

function firstOf(group: Group | undefined, members: readonly Member[], account: string): Typed {
  const has = (member: string) => group?.shares.find((one) => isSame(one.member, member))?.ppm
  return {
    shares: members.map(({ account: member }) => ({
      member,
      pct: group ? (has(member) ?? 0) / 10_000 : isSame(member, account) ? 100 : 0,
    })),
    speaker: members.find((one) => isSame(one.account, group?.speaker ?? account))?.account ?? '',
    reserve: powecOf(group?.reserveUnits ?? '0'),
    reason: '',
  }
}

function draftOf(group: Group | undefined, { shares: typed, speaker, reserve }: Typed): GroupDraft | undefined {
  const [shares, reserveUnits] = [sharesOf(typed), unitsOf(reserve)]
  if (!shares || reserveUnits === undefined || !shares.some(({ member }) => member === speaker)) return undefined
  return { group: group?.group ?? null, shares, speaker, reserveUnits, validDays: usualDays }
}

function missingOf({ shares, speaker }: Typed, draft: GroupDraft | undefined): string | undefined {
  if (draft) return undefined
  const sum = shares.reduce((total, { pct }) => total + pct, 0)
  if (Math.abs(sum - 100) > 1e-9) return `The shares are ${shareText(Math.round(sum * 10_000))} together, not 100 %.`
  const isInside = shares.some(({ member, pct }) => member === speaker && pct > 0)
  return isInside ? 'A reserve is needed, such as 0.' : 'Who speaks for it has to be one of its members.'
}

function effectsOf(group: Group | undefined, draft: GroupDraft | undefined, account: string) {
  return [
    {
      label: group ? 'Changes' : 'Founds',
      words: group ? `revision ${group.revision + 1} of the group` : 'a new group',
    },
    ...(draft?.shares ?? []).map(({ member, ppm }) => ({ label: accountText(member, account), words: shareText(ppm) })),
    { label: 'Signs', words: 'this site, with the operator key, where its own share is touched' },
    { label: 'Then', words: `the paper goes to the others; it can be brought to the chain for ${usualDays} days` },
    { label: 'Costs', words: 'nothing; bringing it to the chain costs gas' },
  ]
}
