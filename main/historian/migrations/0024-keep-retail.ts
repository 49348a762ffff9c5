import type { Migration } from '../migration.ts'

const appendOnly = [
  'retail_reading',
  'retail_act',
  'retail_contract',
  'bill_run',
  'bill',
  'payment_list',
  'payment',
  'payment_owner',
  'allocation',
  'split_share',
  'payout',
  'rate_fix',
]

/** Readings of consumers, their contracts, bills, payments and how each was divided; amounts are whole cents as text. */
export const retail: Migration = {
  name: 'keep retail',
  sql: `
    CREATE TABLE retail_reading (
      n INTEGER PRIMARY KEY,
      consumer TEXT NOT NULL,
      serial TEXT NOT NULL,
      register INTEGER NOT NULL,
      wh INTEGER NOT NULL,
      read_at INTEGER NOT NULL,
      source TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      attachment TEXT NOT NULL,
      state TEXT NOT NULL,
      words TEXT NOT NULL,
      digest TEXT NOT NULL,
      taken_at INTEGER NOT NULL,
      person TEXT NOT NULL,
      UNIQUE (consumer, serial, register, sequence)
    ) STRICT;
    CREATE TABLE retail_act (
      n INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      person TEXT NOT NULL,
      kind TEXT NOT NULL,
      body TEXT NOT NULL,
      words TEXT NOT NULL,
      approves INTEGER UNIQUE
    ) STRICT;
    CREATE TABLE retail_contract (
      n INTEGER PRIMARY KEY,
      consumer TEXT NOT NULL,
      kind TEXT NOT NULL,
      plan INTEGER NOT NULL,
      effective_at INTEGER NOT NULL,
      signer TEXT,
      digest TEXT NOT NULL UNIQUE,
      body TEXT NOT NULL,
      made_at INTEGER NOT NULL,
      person TEXT NOT NULL
    ) STRICT;
    CREATE TABLE bill_run (
      run INTEGER PRIMARY KEY,
      from_quarter INTEGER NOT NULL,
      to_quarter INTEGER NOT NULL,
      corrects INTEGER NOT NULL,
      place TEXT NOT NULL,
      count INTEGER NOT NULL,
      total TEXT NOT NULL,
      root TEXT NOT NULL,
      made_at INTEGER NOT NULL,
      person TEXT NOT NULL
    ) STRICT;
    CREATE TABLE bill (
      id INTEGER PRIMARY KEY,
      run INTEGER NOT NULL,
      place INTEGER,
      number TEXT NOT NULL UNIQUE,
      consumer TEXT NOT NULL,
      reverses INTEGER UNIQUE,
      plan INTEGER NOT NULL,
      from_quarter INTEGER NOT NULL,
      to_quarter INTEGER NOT NULL,
      wh INTEGER NOT NULL,
      total TEXT NOT NULL,
      issued_at INTEGER NOT NULL,
      due_at INTEGER NOT NULL,
      body TEXT NOT NULL,
      leaf TEXT NOT NULL
    ) STRICT;
    CREATE INDEX bill_by_run ON bill (run, place);
    CREATE TABLE payment_list (
      list INTEGER PRIMARY KEY,
      file_id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      day TEXT NOT NULL,
      count INTEGER NOT NULL,
      total TEXT NOT NULL,
      made_at INTEGER NOT NULL,
      person TEXT NOT NULL
    ) STRICT;
    CREATE TABLE payment (
      id INTEGER PRIMARY KEY,
      list INTEGER NOT NULL,
      paid_on TEXT NOT NULL,
      amount TEXT NOT NULL,
      payer TEXT NOT NULL,
      reference TEXT NOT NULL,
      bank_reference TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE payment_owner (
      n INTEGER PRIMARY KEY,
      payment INTEGER NOT NULL UNIQUE,
      consumer TEXT NOT NULL,
      at INTEGER NOT NULL,
      person TEXT NOT NULL
    ) STRICT;
    CREATE TABLE allocation (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      bill INTEGER NOT NULL,
      payment INTEGER,
      amount TEXT NOT NULL,
      at INTEGER NOT NULL,
      person TEXT NOT NULL
    ) STRICT;
    CREATE TABLE split_share (
      subject TEXT NOT NULL,
      id INTEGER NOT NULL,
      position INTEGER NOT NULL,
      party INTEGER NOT NULL,
      amount TEXT NOT NULL,
      PRIMARY KEY (subject, id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE payout (
      list INTEGER NOT NULL,
      party INTEGER NOT NULL,
      amount TEXT NOT NULL,
      made_at INTEGER NOT NULL,
      person TEXT NOT NULL,
      PRIMARY KEY (list, party)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE rate_fix (
      n INTEGER PRIMARY KEY,
      minor_per_token TEXT NOT NULL,
      units_per_minor TEXT NOT NULL,
      source TEXT NOT NULL,
      source_hash TEXT NOT NULL,
      at INTEGER NOT NULL,
      person TEXT NOT NULL,
      second_person TEXT
    ) STRICT;
    ${appendOnly.map(triggersOf).join('')}
  `,
}

function triggersOf(table: string): string {
  return `
    CREATE TRIGGER ${table}_is_never_changed BEFORE UPDATE ON ${table}
      BEGIN SELECT RAISE(ABORT, 'retail books are append-only'); END;
    CREATE TRIGGER ${table}_is_never_deleted BEFORE DELETE ON ${table}
      BEGIN SELECT RAISE(ABORT, 'retail books are append-only'); END;`
}
