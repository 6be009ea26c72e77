/** Whether a card (`{people, marker, done}`) is among those that are wanted (`{person, marker, open}`, empty meaning all). */
export function takes({ person, marker, open }, card) {
  return (!person || card.people.includes(person)) && (!marker || card.marker === marker) && !(open && card.done)
}
