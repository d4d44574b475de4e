/** Focus comes back to the row when what was focused in it goes away. */
export function focusRow(id: string): void {
  document.getElementById(`alert-${id}`)?.focus();
}
