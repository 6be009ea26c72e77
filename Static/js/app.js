import './elements/store.js'
import './elements/confirmation.js'
import './elements/drafts.js'
import './elements/forms.js'
import './elements/dragging.js'
import './elements/board.js'
import './elements/card-tools.js'
import './elements/day-clock.js'
import './elements/tabs.js'
import './elements/queue.js'
import './elements/shortcuts.js'
import './elements/live.js'

document.documentElement.classList.add('js')
