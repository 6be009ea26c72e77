/** Milliseconds to add to this machine's time to get the server's. */
export function skew(serverNow, now) { return Date.parse(serverNow) - now }

/** Whole seconds from `now` until `endsAt`; negative when it has passed. */
export function secondsUntil(endsAt, now) { return Math.ceil((Date.parse(endsAt) - now) / 1000) }

/** The sign to show with `seconds` left: 5 or 1, the minutes that have begun to count; undefined before them and in overtime. */
export function nearing(seconds) { return [1, 5].find(minutes => seconds > 0 && seconds <= minutes * 60) }

/** `24:10`, `1:02:05`; overtime reads `+0:30`. */
export function digits(seconds) {
  const all = Math.abs(seconds), hours = Math.floor(all / 3600), minutes = Math.floor(all / 60) % 60
  const two = number => String(number).padStart(2, '0')
  const shown = hours ? `${hours}:${two(minutes)}` : seconds < 0 ? String(minutes) : two(minutes)
  return `${seconds < 0 ? '+' : ''}${shown}:${two(all % 60)}`
}

export function minutesSince(then, now) { return Math.max(0, Math.floor((now - Date.parse(then)) / 60000)) }
