import { signal, type ReadonlySignal } from '@preact/signals';
import { language } from '../text/page.ts';
import { readExplanation } from '../transport/api.ts';

export type Told = { kind: 'asking' } | { kind: 'told'; prose: string } | { kind: 'failed' };

/** The explanation under one row of the desk; asked for anew each time it is opened. */
export interface Explained {
  /** The alert whose dossier is explained. */
  open: ReadonlySignal<string | null>;
  told: ReadonlySignal<Told>;
  toggle(id: string, dossier: string): void;
  close(): void;
}

export function explained(): Explained {
  const open = signal<string | null>(null);
  const told = signal<Told>({ kind: 'asking' });
  let asked = 0;
  return {
    open, told,
    toggle(id, dossier) {
      const ask = ++asked;
      open.value = open.value === id ? null : id;
      if (open.value === null) return;
      told.value = { kind: 'asking' };
      const tell = (said: Told): void => {
        if (ask === asked) told.value = said; // another row may have been opened meanwhile
      };
      readExplanation(dossier, language).then(prose => tell({ kind: 'told', prose }), () => tell({ kind: 'failed' }));
    },
    close() {
      asked++;
      open.value = null;
    },
  };
}
