import { defined } from './defined.ts'

/** Alarms of what the site states and brings to a chain. */
export const settlementAlarms = {
  'settlement.chainUncertain': defined(3, 'records', 86_400, {
    cause: 'An endpoint shows another chain, other contracts or old blocks, or two endpoints differ.',
    consequence: 'Nothing is signed or sent; statements wait in the outbox.',
    response: 'Compare the endpoints with a third; correct the address of the one that is wrong.',
  }),
  'settlement.failing': defined(3, 'records', 86_400, {
    cause:
      'The disk refuses to write, or the key has signed something else for the same quarter, as after an old backup.',
    consequence: 'Energies are measured on; statements wait.',
    response: 'Free the disk; or put the newest backup back, so that database and key agree.',
  }),
  'settlement.laneStopped': defined(2, 'records', 86_400, {
    cause: 'A transaction was sent with the operator key by something else.',
    consequence: 'Nothing is sent until a person has looked; nothing is skipped.',
    response: 'Find who uses the key. If it is out of your hands, rotate it.',
  }),
  'settlement.refused': defined(3, 'records', 86_400, {
    cause: 'The contract refuses what comes next.',
    consequence: 'Nothing behind it is sent.',
    response: 'Read the reason in the outbox; try again or give it up.',
  }),
}
