import { NOTHING } from '../../format/number.ts';
import { numbers, text } from '../../text/page.ts';
import type { OverdueAge } from '../../wire.ts';

const BANDS = [
  { key: 'a', label: '≤3', of: (age: OverdueAge) => age.d1 + age.d3 },
  { key: 'b', label: '≤10', of: (age: OverdueAge) => age.d10 },
  { key: 'c', label: '≤30', of: (age: OverdueAge) => age.d30 },
  { key: 'd', label: '>30', of: (age: OverdueAge) => age.more },
];

/** How long the overdue dossiers have been overdue: parts in proportion, each with its count. */
export function AgeingBar({ age }: { age: OverdueAge }) {
  const bands = BANDS.map(band => ({ ...band, count: band.of(age) })).filter(band => band.count > 0);
  if (bands.length === 0) return <span class="soft">{NOTHING}</span>;
  const said = bands.map(band => `${band.label} ${text.days}: ${numbers.count(band.count)}`).join(', ');
  return (
    <div class="ageing-bar" role="img" aria-label={said}>
      {bands.map(band => (
        <span key={band.key} class={`band ${band.key}`} style={{ flexGrow: band.count }}>{numbers.count(band.count)}</span>
      ))}
    </div>
  );
}

export function AgeingLegend() {
  return (
    <span class="ageing-legend">
      {BANDS.map(band => <span key={band.key} class={`band ${band.key}`}>{band.label}</span>)} {text.days}
    </span>
  );
}
