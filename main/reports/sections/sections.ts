import type { SectionAsked } from '../templates/template.ts'
import { energySection } from './energy.ts'
import { miningSection } from './mining.ts'
import { ordersSection } from './orders.ts'
import { peaksSection } from './peaks.ts'
import type { SectionBody, SectionNeeds } from './section.ts'
import { storageSection } from './storage.ts'
import { alarmsSection } from './alarms.ts'
import { availabilitySection } from './availability.ts'
import { en50160Section } from './en50160.ts'
import { powerQualitySection } from './power-quality.ts'
import { supplierSection } from './supplier.ts'

/** Makes a section of any kind. */
export function makeSection(needs: SectionNeeds, asked: SectionAsked): Promise<SectionBody> {
  switch (asked.kind) {
    case 'energy':
      return energySection(needs, asked)
    case 'mining':
      return miningSection(needs)
    case 'storage':
      return storageSection(needs)
    case 'peaks':
      return peaksSection(needs, asked)
    case 'orders':
      return ordersSection(needs)
    case 'alarms':
      return alarmsSection(needs, asked)
    case 'availability':
      return availabilitySection(needs, asked)
    case 'powerQuality':
      return powerQualitySection(needs, asked)
    case 'en50160':
      return en50160Section(needs)
    case 'supplier':
      return supplierSection(needs, asked)
  }
}
