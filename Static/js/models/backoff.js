/** Milliseconds to wait before attempt number `attempt` (from 0): doubling to half a minute, spread so that a full room does not return at once. */
export function delay(attempt, random = Math.random) {
  return Math.min(30000, 500 * 2 ** attempt) * (0.5 + random() / 2)
}
