import type { LiveBoard } from '../../state/liveBoard.ts';
import type { Pager } from '../../state/pager.ts';
import { text } from '../../text/page.ts';
import { AgencyTable } from './AgencyTable.tsx';
import { AlertLines } from './AlertLines.tsx';
import { KpiStrip } from './KpiStrip.tsx';
import { minuteOf } from './moments.ts';
import { NoBoard } from './NoBoard.tsx';
import { Sources } from './Sources.tsx';
import { StatusBar } from './StatusBar.tsx';
import { TitleLine } from './TitleLine.tsx';

export interface WallProps { live: LiveBoard; pager: Pager; agency: string; nameOfAgency: (code: string) => string }

export function WallPage({ live, pager, agency, nameOfAgency }: WallProps) {
  const board = live.board.value;
  const freshness = live.freshness.value;
  if (board === null) return <NoBoard agency={agency} link={live.link.value} />;
  return (
    <div class={`wall is-${freshness}`}>
      <header>
        <TitleLine board={board} live={live} />
        <StatusBar board={board} live={live} paused={pager.paused.value} />
      </header>
      <main>
        <KpiStrip board={board} live={live} />
        {freshness === 'dead' ? <Dead live={live} /> : <AgencyTable board={board} live={live} pager={pager} />}
      </main>
      <footer>
        {freshness !== 'dead' && <AlertLines board={board} live={live} nameOfAgency={nameOfAgency} />}
        {freshness !== 'dead' && <Sources board={board} serverMs={live.serverMs.value ?? 0} />}
      </footer>
    </div>
  );
}

function Dead({ live }: { live: LiveBoard }) {
  return (
    <section class="dead-note">
      <p class="big">{text.dead(minuteOf(live.dataMs.value))}</p>
      <p>{text.deadHint}</p>
    </section>
  );
}
