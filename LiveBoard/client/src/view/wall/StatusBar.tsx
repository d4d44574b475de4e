import type { Board } from '../../state/board.ts';
import type { LiveBoard } from '../../state/liveBoard.ts';
import { numbers, text, times } from '../../text/page.ts';
import { minuteOf, secondOf } from './moments.ts';

/** Directly over the numbers: how far they may be trusted. Turns into a full-width warning by itself. */
export function StatusBar({ board, live, paused }: { board: Board; live: LiveBoard; paused: boolean }) {
  const freshness = live.freshness.value;
  const healthy = freshness === 'live';
  return (
    <div class={`status-bar status-${freshness}`}>
      <strong class="freshness">{freshnessText(live)}</strong>
      {healthy && <span class="soft">{text.updated(secondOf(live.dataMs.value))}</span>}
      {freshness !== 'old' && freshness !== 'dead' && live.link.value.kind !== 'open' && <span class="soft">{text.linkDown}</span>}
      <span class="spring" />
      {paused && <span class="soft">{text.paused}</span>}
      {(healthy || freshness === 'late') && !paused && <span class="soft date">{(board.head.clock === 'replay' ? times.day : times.date)(live.serverMs.value ?? 0)}</span>}
      {board.head.clock === 'replay' && <span class="ribbon">{text.replay(numbers.count(board.head.speed))}</span>}
      {board.head.simulated && <span class="ribbon simulated">{text.simulated}</span>}
      <span class="sr" role="status">{announcement(live)}</span>
    </div>
  );
}

function freshnessText(live: LiveBoard): string {
  switch (live.freshness.value) {
    case 'none':
    case 'live': return text.live;
    case 'late': return text.late(numbers.count(Math.floor((live.ageMs.value ?? 0) / 1_000)));
    case 'old': return text.old(secondOf(live.dataMs.value));
    case 'dead': return `⚠ ${text.dead(minuteOf(live.dataMs.value))}`;
  }
}

/** Said once per change, not once per second. */
function announcement(live: LiveBoard): string {
  switch (live.freshness.value) {
    case 'none':
    case 'live': return '';
    case 'late': return text.linkDown;
    case 'old': return text.oldShort;
    case 'dead': return text.dead(minuteOf(live.dataMs.value));
  }
}
