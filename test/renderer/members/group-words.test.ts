import { expect, test } from 'vitest'
import type { Group, GroupPaper } from '../../../domain/market/groups.ts'
import type { MarketNode } from '../../../domain/market/members.ts'
import {
  capacityOf,
  groupsOf,
  paperOf,
  paperText,
  sharesOf,
  shareText,
} from '../../../renderer/views/members/groups/group-words.ts'

const account = (letter: string) => `0x${letter.repeat(40)}`
const [shared, ann, bob] = [account('9'), account('a'), account('b')]
const group = { group: shared, shares: [{ member: ann, ppm: 700_000 }] } as Group
const node = (id: number, owner: string, capacityWh: number, state = 'verified') =>
  ({ node: id, owner, capacityWh, state }) as MarketNode

test('the joint capacity is that of the group’s nodes and of its members’, without what is retired', () => {
  const nodes = [node(1, shared, 10), node(2, ann, 5), node(3, bob, 100), node(4, ann, 1_000, 'retired')]
  expect(capacityOf(group, nodes)).toEqual({ nodes: [1], ownWh: 10, jointWh: 15 })
  expect(nodes.slice(0, 3).map((one) => groupsOf(one, [group]).map(({ ppm }) => ppm))).toEqual([[null], [700_000], []])
})

test.each([
  [{ a: 60, b: 40 }, 2],
  [{ a: 100, b: 0 }, 1],
  [{ a: 33.3333, b: 66.6667 }, 2],
  [{ a: 60, b: 39 }, undefined],
])('percentages %j as shares', (typed, count) => {
  expect(sharesOf(Object.entries(typed).map(([member, pct]) => ({ member, pct })))?.length).toBe(count)
})

test('a share reads as percent, a paper goes through its text, anything else is none', () => {
  expect([shareText(700_000), shareText(333_333)]).toEqual(['70 %', '33.3333 %'])
  const paper: GroupPaper = {
    format: 'powerchain-group-paper',
    founding: null,
    terms: {
      group: shared,
      revision: 2,
      shares: [{ member: ann, ppm: 1_000_000 }],
      speaker: ann,
      reserveUnits: '0',
      deadline: 0,
    },
    signatures: [],
  }
  expect(paperOf(paperText(paper))).toEqual(paper)
  expect([paperOf('{'), paperOf('{}'), paperOf(paperText({ ...paper, more: 1 } as GroupPaper))]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})
