/** The page's title with what waits in front: `(2) Kontakter`. */
export function withWaiting(title, waiting) {
  const plain = title.replace(/^\(\d+\) /, '')
  return waiting > 0 ? `(${waiting}) ${plain}` : plain
}
