import { agencies } from '../../state/names.ts';
import { nameOf, numbers, text, times } from '../../text/page.ts';
import { NOTHING } from '../../format/number.ts';
import type { DeskProps } from './DeskPage.tsx';

/** Who is at the desk, whose alerts are listed, and how fresh they are. */
export function DeskBar({ desk, agency, shortcuts }: DeskProps) {
  const head = desk.live.board.value?.head;
  return (
    <div class="desk-bar">
      <label>
        <span>{text.allAgencies}</span>
        <select value={agency} onChange={event => goTo(event.currentTarget.value)}>
          {(agencies.value ?? []).map(node => <option key={node.code} value={node.code} selected={node.code === agency}>{nameOf(node.name)}</option>)}
        </select>
      </label>
      <label>
        <span>{text.officer}</span>
        <input value={desk.officer.value} maxLength={64} autocomplete="off"
          onInput={event => (desk.officer.value = event.currentTarget.value)} />
      </label>
      <div class="desk-state">
        <p><Freshness desk={desk} /></p>
        {head?.clock === 'replay' && <p class="ribbon">{text.replay(numbers.count(head.speed))}</p>}
        {head?.simulated === true && <p class="ribbon">{text.simulated}</p>}
      </div>
      <label class="keys">
        <input type="checkbox" checked={shortcuts.value === 'on'} onChange={event => (shortcuts.value = event.currentTarget.checked ? 'on' : 'off')} />
        <span>{text.keysOn}</span>
      </label>
      <p class="soft keys-help">{text.keys}</p>
    </div>
  );
}

function Freshness({ desk }: { desk: DeskProps['desk'] }) {
  const age = desk.live.ageMs.value;
  const data = desk.live.dataMs.value;
  const at = data === null ? NOTHING : times.clock(data);
  switch (desk.live.freshness.value) {
    case 'none': return <strong>{text.connecting}</strong>;
    case 'live': return <strong class="fresh">{text.live} <span class="soft">{text.updated(at)}</span></strong>;
    case 'late': return <strong class="late">{text.late(numbers.count(Math.floor((age ?? 0) / 1_000)))}</strong>;
    case 'old':
    case 'dead': return <strong class="late">{text.old(at)}</strong>;
  }
}

function goTo(agency: string): void {
  const query = new URLSearchParams(location.search);
  query.set('agency', agency);
  location.search = query.toString();
}
