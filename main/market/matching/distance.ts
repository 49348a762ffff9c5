/** A place on the earth, degrees. Kept locally only: on the chain there are zones. */
export interface Place {
  latitudeDeg: number
  longitudeDeg: number
}

/** Mean radius of the earth, km (IUGG). */
const earthKm = 6_371

/** Great-circle distance, km (haversine). */
export function distanceKm(a: Place, b: Place): number {
  const rad = Math.PI / 180
  const [from, to] = [a.latitudeDeg * rad, b.latitudeDeg * rad]
  const [north, east] = [(to - from) / 2, ((b.longitudeDeg - a.longitudeDeg) * rad) / 2]
  const h = Math.sin(north) ** 2 + Math.cos(from) * Math.cos(to) * Math.sin(east) ** 2
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(h)))
}
