/** Is anything wrong, how far are we from our limits, what can we give, take and release? */
export function Overview() {
  return <h1>Overview</h1>
}
