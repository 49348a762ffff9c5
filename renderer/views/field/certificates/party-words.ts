import type { Party } from '../../../../domain/rpc/field/trust.ts'

/** What is said about certificates, by who is at the other end. */
interface PartyWords {
  title: string
  /** Titles of the four lists; each once on the screen, so that a reader can tell them apart. */
  lists: { waiting: string; trusted: string; own: string; issuers: string }
  waitingNone: string
  /** How to compare, step by step. */
  compare: readonly string[]
  trustedNone: string
  ownNote: string
  ownNone: string
  ownHint: string
  compared: string
  believed: string
  afterTrust: string
  afterWithdraw: string
}

/** Words for devices that we read, and for systems that read from us. */
export const partyWords: Record<Party, PartyWords> = {
  devices: {
    title: 'Devices that we read',
    lists: { waiting: 'Waiting', trusted: 'Trusted', own: 'Ours', issuers: 'Issuers' },
    waitingNone:
      'One appears here when an OPC UA server shows a certificate nobody has trusted yet. Its link stays down until an engineer has compared the thumbprint.',
    compare: [
      'Read the thumbprint at the server itself: its own screen, its engineering tool, or its papers.',
      'Compare all 40 digits. The name proves nothing: anybody can write it into a certificate.',
      'If one digit differs, do not trust it: somebody may stand between us and the server.',
    ],
    trustedNone:
      'Those an engineer has trusted appear here. Encrypted OPC UA links need one each, or one of an issuer.',
    ownNote: 'to be trusted at each server',
    ownNone:
      'It is made before the first OPC UA link and appears here, so that it can be trusted at the server in advance.',
    ownHint:
      'Servers list it as rejected after the first try. Compare the thumbprint there and trust it; the link then connects by itself.',
    compared: 'The server itself shows these 40 digits; I compared all of them',
    believed: 'Whoever holds this certificate is believed to be that server',
    afterTrust: 'Those that wait for it connect by themselves',
    afterWithdraw: 'Links that rest on it end at once and stay down until it, or another certificate, is trusted.',
  },
  others: {
    title: 'Systems that read from us',
    lists: {
      waiting: 'Waiting systems',
      trusted: 'Trusted systems',
      own: 'Ours towards them',
      issuers: 'Issuers of systems',
    },
    waitingNone:
      'One appears here when a system that nobody has trusted yet tries to read our values over OPC UA. It is refused until an engineer has compared the thumbprint.',
    compare: [
      'Have the thumbprint read out where that system runs: its settings, its papers, or whoever runs it.',
      'Compare all 40 digits. The name proves nothing: anybody can write it into a certificate.',
      'If one digit differs, do not trust it: somebody else may be asking for our values.',
    ],
    trustedNone: 'Those an engineer has trusted appear here. They read our values; they can never write.',
    ownNote: 'to be trusted by each system',
    ownNone: 'It is made when the OPC UA server for other systems first starts.',
    ownHint: 'The other system asks whether to trust it. Have this thumbprint compared there.',
    compared: 'The other system shows these 40 digits; I compared all of them, or had them read out to me',
    believed: 'Whoever holds this certificate may read all our values, and write none',
    afterTrust: 'The system gets in at its next attempt',
    afterWithdraw: 'That system is refused from its next connection on, until it is trusted again.',
  },
}
