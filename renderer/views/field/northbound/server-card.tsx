import type { Offered } from '../../../../domain/rpc/field/northbound.ts'
import { Chip, type ChipKind } from '../../../components/chip.tsx'
import { CopyButton } from '../../../components/layout/copy-button.tsx'
import { Panel } from '../../../components/panel.tsx'
import { formatNumber } from '../../../format/number.ts'
import { faultParts, type ServerName, serverState, snippetNotes, snippets } from './northbound-words.ts'
import css from './northbound.module.css'

const titles: Record<ServerName, string> = { modbus: 'Modbus TCP server', opcUa: 'OPC UA server' }

const states: Record<ReturnType<typeof serverState>, { word: string; kind: ChipKind }> = {
  on: { word: 'On', kind: 'track' },
  faulty: { word: 'Not running', kind: 'active' },
  off: { word: 'Off', kind: 'outline' },
}

/** A server towards other systems: where it is, who reads there, what is wrong with it, or how to switch it on. */
export function ServerCard({ name, server }: { name: ServerName; server: Offered[ServerName] }) {
  const state = serverState(server)
  const { word, kind } = states[state]
  return (
    <Panel title={titles[name]} note="read only" link={<Chip kind={kind}>{word}</Chip>}>
      {state === 'on' && <Running server={server} what={titles[name]} />}
      {state === 'faulty' && <Fault fault={server.fault} />}
      {state === 'off' && <HowToSwitchOn name={name} />}
    </Panel>
  )
}

function Fault({ fault }: { fault: string }) {
  const { what, remedy } = faultParts(fault)
  return (
    <output className={css.fault}>
      <strong>{what}</strong>
      <span>{remedy} It is tried again by itself; a change of the site file holds from the next restart.</span>
    </output>
  )
}

function Running({ server, what }: { server: Offered[ServerName]; what: string }) {
  return (
    <dl className={css.facts}>
      <div>
        <dt>Address</dt>
        <dd className={css.endpoint}>
          <code>{server.endpoint}</code>
          <CopyButton text={server.endpoint} what={`address of the ${what}`} />
        </dd>
      </div>
      <div>
        <dt>Connected now</dt>
        <dd>
          {server.clients === 0
            ? 'nobody'
            : `${formatNumber(server.clients)} ${server.clients === 1 ? 'system' : 'systems'}`}
        </dd>
      </div>
    </dl>
  )
}

function HowToSwitchOn({ name }: { name: ServerName }) {
  return (
    <>
      <p className={css.quiet}>
        Nobody asked for it. To switch it on, add this to the site file and restart the engine:
      </p>
      <div className={css.snippet}>
        <pre>{snippets[name].trimEnd()}</pre>
        <CopyButton text={snippets[name]} what="lines for the site file" />
      </div>
      <p className={css.quiet}>{snippetNotes[name]}</p>
    </>
  )
}
