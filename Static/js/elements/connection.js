let state = 'online'
let settled

/** Shows on `#connection` whether what happens elsewhere reaches this page, in the words that the server put there. */
export function showConnection(connected) {
  const sign = document.getElementById('connection')
  if (!sign || (connected ? 'online' : 'offline') === state) return
  state = connected ? 'online' : 'offline'
  sign.dataset.state = state
  sign.textContent = connected ? sign.dataset.back : sign.dataset.offline
  clearTimeout(settled)
  if (connected) settled = setTimeout(() => { sign.textContent = sign.dataset.online }, 4000)
}
