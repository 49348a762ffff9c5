import { defined } from './defined.ts'

/** Alarms of what the site states and brings to a chain. */
export const settlementAlarms = {
  'market.challenged': defined(2, 'records', 3_600, {
    cause: 'Somebody asked for proof that the node is there, and the controller’s key is locked.',
    consequence: 'Two hours after the challenge the node is suspended and its offers fit no request.',
    response: 'Unlock the controller’s key in the wallet: the status goes out by itself.',
  }),
  'market.statusDue': defined(3, 'records', 43_200, {
    cause: 'The last status of the node is 12 h old and the controller’s key is locked.',
    consequence: 'After 24 h the node can’t be offered, and its offers fit no request.',
    response: 'Unlock the controller’s key in the wallet: the status goes out by itself.',
  }),
  'metering.checkDiffers': defined(3, 'records', 86_400, {
    cause: 'Meter and check meter count more apart over an hour than both of their accuracy classes allow.',
    consequence: 'One of them is wrong: what is stated and billed of this point may be disputed.',
    response: 'Compare wiring, transformer ratios and configured classes of both; have the meter tested.',
  }),
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
  'settlement.keyUnbacked': defined(3, 'records', 86_400, {
    cause: 'A next controller key was made, and no backup of it was read back yet.',
    consequence: 'The registry is not told of the key; batches that it signs are refused until it is.',
    response: 'Back the key up and check the backup in the wallet, or say there why it goes without one.',
  }),
  'settlement.laneStopped': defined(2, 'records', 86_400, {
    cause: 'A transaction was sent with the operator key by something else.',
    consequence: 'Nothing is sent until a person has looked; nothing is skipped.',
    response: 'Find who uses the key. If it is out of your hands, rotate it.',
  }),
  'settlement.stickDue': defined(3, 'records', 86_400, {
    cause: 'The chain can’t be reached from here, and nobody has exported the newest batches to a stick.',
    consequence: 'What was earned is not posted; agreements end 45 days after their last quarter at the latest.',
    response: 'Export on Settlement, Outbox, and bring the stick to a station with a link; take its receipt back.',
  }),
  'settlement.refused': defined(3, 'records', 86_400, {
    cause: 'The contract refuses what comes next.',
    consequence: 'Nothing behind it is sent.',
    response: 'Read the reason in the outbox; try again or give it up.',
  }),
}
