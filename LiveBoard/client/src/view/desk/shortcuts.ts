import type { Desk } from '../../state/desk.ts';
import { focusRow } from './focus.ts';

/** j, k: move; a: take; r: close; e: explain; n: show new rows; Esc: dismiss. Never while the officer types. */
export function listenForShortcuts(desk: Desk, enabled: () => boolean): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (!enabled() || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    const id = desk.selected.value;
    switch (event.key) {
      case 'j': return move(1);
      case 'k': return move(-1);
      case 'a': return id === null ? undefined : desk.acknowledge(id);
      case 'r':
        if (id !== null) desk.startClosing(id);
        return event.preventDefault();
      case 'e': return id === null ? undefined : desk.explain(id);
      case 'n': return desk.showWaiting();
      case 'Escape':
        desk.startClosing(null);
        return desk.explained.close();
    }
  };
  const move = (by: 1 | -1): void => {
    const id = desk.move(by);
    if (id !== null) focusRow(id);
  };
  document.addEventListener('keydown', listen);
  return () => document.removeEventListener('keydown', listen);
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) && target.getAttribute('type') !== 'checkbox';
