import { Button, Modal } from '@mantine/core'
import { KeyHint } from '../../components/layout/key-hint.tsx'
import css from './key-list.module.css'
import { keyList } from './keys.ts'

/** The published list of keys. */
export function KeyList({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size={560}
      withCloseButton={false}
      attributes={{ content: { 'aria-label': 'Keys' } }}
    >
      <div className={css.head}>
        <h2 className={css.title}>Keys</h2>
        <Button variant="subtle" onClick={onClose} data-autofocus>
          Close
        </Button>
      </div>
      <dl className={css.list}>
        {keyList.map(({ keys, does }) => (
          <div key={keys} className={css.row}>
            <dt>
              <KeyHint keys={keys} />
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className={css.note}>No key changes power. Keys are off while you type.</p>
    </Modal>
  )
}
