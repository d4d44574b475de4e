import type { Severity } from '../state/severity.ts';

const PATHS: Record<Severity, string> = {
  hot: 'M12 2.5 23 21.5H1Z',
  warn: 'M12 2.5a9.5 9.5 0 1 0 .01 0Z',
  calm: 'M3 10.4h18v3.2H3Z',
};

/** The state by form, so that it can be told without colour: triangle, disc, dash. */
export function Shape({ severity, label }: { severity: Severity; label?: string }) {
  const said = label === undefined ? { 'aria-hidden': true } : { role: 'img' as const, 'aria-label': label };
  return (
    <svg class={`shape ${severity}`} viewBox="0 0 24 24" {...said}>
      <path d={PATHS[severity]} />
    </svg>
  );
}
