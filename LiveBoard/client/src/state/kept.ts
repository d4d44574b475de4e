import { effect, signal, type Signal } from '@preact/signals';

/** A setting of this browser, kept over reloads where the browser keeps anything at all. */
export function kept(key: string, initial: string): Signal<string> {
  const store = `live-board.${key}`;
  let value = initial;
  try {
    value = localStorage.getItem(store) ?? initial;
  } catch {
    // Storage is switched off: the setting lasts as long as the page.
  }
  const setting = signal(value);
  effect(() => {
    const now = setting.value;
    try {
      localStorage.setItem(store, now);
    } catch {
      // as above
    }
  });
  return setting;
}
