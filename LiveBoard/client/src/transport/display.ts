const SHIFT_EVERY_MS = 180_000;
const OFFSETS = [[0, 0], [1, 0], [1, 1], [0, 1]] as const;

interface WakeLocks { request(type: 'screen'): Promise<unknown> }

/** Asks the device not to dim, where it can be asked; the lock is lost whenever the page is hidden. */
export function keepAwake(): void {
  const locks = (navigator as Navigator & { wakeLock?: WakeLocks }).wakeLock;
  if (locks === undefined) return;
  const lock = (): void => {
    if (document.visibilityState === 'visible') locks.request('screen').catch(() => undefined);
  };
  lock();
  document.addEventListener('visibilitychange', lock);
}

/** Moves the picture by a pixel every few minutes, against burn-in. */
export function shiftPixels(): void {
  let step = 0;
  window.setInterval(() => {
    step = (step + 1) % OFFSETS.length;
    const [x, y] = OFFSETS[step] ?? OFFSETS[0];
    document.body.style.transform = `translate(${x}px, ${y}px)`;
  }, SHIFT_EVERY_MS);
}
