/** What people do with a page: write, send, drag, press keys; and what they are told meanwhile. */
import './elements/confirmation.js'
import './elements/forms.js'
import './elements/catching-up.js'
import './elements/asking.js'
import './elements/dragging.js'
import './elements/board.js'
import './elements/board-keys.js'
import './elements/half-written.js'
import './elements/lanes.js'
import './elements/own.js'
import './elements/tray.js'
import './elements/stacks.js'
import './elements/stack-names.js'
import './elements/threads.js'
import './elements/tying.js'
import './elements/card-filter.js'
import './elements/card-tools.js'
import './elements/photos.js'
import './elements/messages.js'
import './elements/presence.js'
import './elements/news.js'
import './elements/ballot.js'
import './elements/facts.js'
import './elements/shortcuts.js'
import './elements/saved.js'

if (document.querySelector('[data-tabs]')) {
  for (const sheet of ['hands', 'photos', 'room-paper', 'board-ties']) {
    if (document.querySelector(`link[href$="/${sheet}.css"]`)) continue
    document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: new URL(`../css/${sheet}.css`, import.meta.url) }))
  }
}
document.documentElement.dataset.hands = 'here'
