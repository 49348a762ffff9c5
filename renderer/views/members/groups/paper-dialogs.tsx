import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { GroupPaper } from '../../../../domain/market/groups.ts'
import { CopyButton } from '../../../components/layout/copy-button.tsx'
import { EffectLines } from '../../../components/layout/step-dialog.tsx'
import { useCommand } from '../../../connection/use-command.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { MarketActDialog } from '../../market/acts/act-dialog.tsx'
import css from '../../market/market.module.css'
import { accountText } from '../../market/words.ts'
import { TwoStepDialog } from '../../operate/two-step-dialog.tsx'
import { paperOf, paperText, shareText } from './group-words.ts'

const rows = 8
const noPaper = 'A paper of a group is needed, as another member gave it.'

/** Signs a paper that another member gave. */
export function SignPaperDialog(props: {
  account: string | null
  onPaper: (paper: GroupPaper) => void
  onClose: () => void
}) {
  const { account, onPaper, onClose } = props
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const paper = paperOf(text)
  const command = useCommand((client, given: GroupPaper) =>
    client.market.signGroup({ paper: given, reason: reason.trim() }),
  )
  const role = useObstacle('engineer')
  const obstacle =
    role ??
    (paper ? undefined : noPaper) ??
    (reason.trim().length < 3 ? 'A reason of at least 3 letters is needed.' : undefined)
  return (
    <TwoStepDialog
      title="Sign the paper of a group"
      step="Paper"
      act="Sign"
      obstacle={obstacle}
      size={640}
      command={command}
      onAct={() => {
        if (paper) void command.run(paper).then((signed) => signed && onPaper(signed))
      }}
      onClose={onClose}
      first={
        <>
          <PaperField text={text} onText={setText} />
          <TextInput
            label="Reason (kept in the audit trail)"
            placeholder="Why is this needed?"
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      }
      last={<EffectLines lines={paper ? linesOf(paper, account) : []} />}
    />
  )
}

/** Shows a paper to be handed on, and brings it to the chain when all have signed. */
export function BringPaperDialog({ paper: first, onClose }: { paper: GroupPaper | undefined; onClose: () => void }) {
  const [text, setText] = useState(first ? paperText(first) : '')
  const paper = paperOf(text)
  return (
    <MarketActDialog
      title="Bring a group to the chain"
      step="Paper"
      act="Bring it"
      order={paper && { of: 'member', act: { act: 'bringGroup', paper } }}
      missing={noPaper}
      size={640}
      onClose={onClose}
    >
      <PaperField text={text} onText={setText} />
      <div className={css.handOn}>
        <p className={css.quiet}>
          Who has not signed gets this text, signs it at his own site, and gives it back. It can be kept anywhere;
          nothing of it is kept here.
        </p>
        <CopyButton text={text} what="the paper" />
      </div>
    </MarketActDialog>
  )
}

function PaperField({ text, onText }: { text: string; onText: (text: string) => void }) {
  return (
    <Textarea
      label="Paper"
      minRows={rows}
      maxRows={rows}
      autosize
      spellCheck={false}
      classNames={{ input: css.paper ?? '' }}
      value={text}
      error={text === '' || paperOf(text) ? undefined : 'This is no paper of a group.'}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  )
}

function linesOf({ terms, signatures, founding }: GroupPaper, account: string | null) {
  return [
    { label: founding ? 'Founds' : 'Changes', words: `group ${terms.group}, revision ${terms.revision}` },
    ...terms.shares.map(({ member, ppm }) => ({ label: accountText(member, account), words: shareText(ppm) })),
    { label: 'Speaks for it', words: accountText(terms.speaker, account) },
    {
      label: 'Signed by',
      words: signatures.map(({ member }) => accountText(member, account)).join(', ') || 'nobody yet',
    },
    { label: 'Signs', words: 'this site, with the operator key; without the others’ signatures nothing happens' },
  ]
}
