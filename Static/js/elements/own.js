import { say } from './words.js'

/** Cards of one’s own say so, where the board tells who wrote. */
function markOwn(root = document) {
  const viewer = document.querySelector('meta[name=viewer]')?.content
  for (const marker of root.querySelectorAll('.card__marker')) {
    const mine = viewer && marker.closest('[data-author]')?.dataset.author === viewer
    marker.closest('.card').classList.toggle('is-mine', Boolean(mine))
    if (mine) marker.dataset.mine = say('mine')
  }
}

document.addEventListener('panorama:region', ({ detail }) => { if (detail.element?.matches('.card, .boardframe')) markOwn(detail.element) })
markOwn()
