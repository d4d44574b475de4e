/** Calls back when the page may have slept or the network has come back. Returns its undo. */
export function onWake(resync: () => void): () => void {
  const visible = (): void => {
    if (document.visibilityState === 'visible') resync();
  };
  const restored = (event: Event): void => {
    if ((event as PageTransitionEvent).persisted) resync();
  };
  document.addEventListener('visibilitychange', visible);
  document.addEventListener('resume', resync);
  window.addEventListener('pageshow', restored);
  window.addEventListener('online', resync);
  return () => {
    document.removeEventListener('visibilitychange', visible);
    document.removeEventListener('resume', resync);
    window.removeEventListener('pageshow', restored);
    window.removeEventListener('online', resync);
  };
}
