import { signal } from '@preact/signals';
import { readAbout, readAgencies } from '../transport/api.ts';
import { nameOf } from '../text/page.ts';
import type { AgencyNode } from '../wire.ts';

const RETRY_MS = 10_000;

export const agencies = signal<readonly AgencyNode[] | null>(null);
export const agenciesFailed = signal(false);

/** Whether every figure is invented; for pages without a board of their own. */
export const simulated = signal(false);

export function loadAbout(): void {
  readAbout().then(
    about => (simulated.value = about.simulated),
    () => window.setTimeout(loadAbout, RETRY_MS),
  );
}

/** Reads the agency tree, again and again until it is there. */
export function loadAgencies(): void {
  readAgencies().then(
    nodes => {
      agencies.value = nodes;
      agenciesFailed.value = false;
    },
    () => {
      agenciesFailed.value = true;
      window.setTimeout(loadAgencies, RETRY_MS);
    },
  );
}

/** The agency's name, or its code while the tree is not there. */
export function agencyName(code: string): string {
  const node = agencies.value?.find(agency => agency.code === code);
  return node === undefined ? code : nameOf(node.name);
}
