import { ruleSetText } from '../../format/label.ts';
import { NOTHING } from '../../format/number.ts';
import type { Board } from '../../state/board.ts';
import type { LiveBoard } from '../../state/liveBoard.ts';
import type { Pager } from '../../state/pager.ts';
import { language, numbers, text } from '../../text/page.ts';
import { AgeingBar, AgeingLegend } from './AgeingBar.tsx';
import { AgencyLine } from './AgencyLine.tsx';

export function AgencyTable({ board, live, pager }: { board: Board; live: LiveBoard; pager: Pager }) {
  const pages = pager.pages.value;
  const index = pager.index.value;
  const page = pages[index] ?? [];
  const serverMs = live.serverMs.value ?? 0;
  if (board.children.length === 0) return <Alone board={board} />;
  const shown = pages.reduce((sum, rows) => sum + rows.length, 0);
  const { count } = numbers;
  return (
    <table class="agencies">
      <thead>
        <tr>
          <th class="name">
            {text.agency}{' '}
            <span class="soft">{count(shown)}/{count(board.children.length)} · {text.page(count(index + 1), count(pages.length))}</span>
          </th>
          <th class="count">{text.overdue}</th>
          <th class="count">{text.dueSoonShort}</th>
          <th class="ageing"><AgeingLegend /></th>
          <th class="rate">{text.onTime} <span class="soft">{ruleOf(board)}</span></th>
        </tr>
      </thead>
      <tbody>
        {page.map(row => (
          <AgencyLine key={row.agency.code} row={row} serverMs={serverMs} speed={board.head.speed} />
        ))}
      </tbody>
    </table>
  );
}

const ruleOf = (board: Board): string => ruleSetText(board.figures.onTime.ruleSet, language);

/** An agency without agencies below it: its own ageing, large. */
function Alone({ board }: { board: Board }) {
  const { figures } = board;
  const idle = figures.open === 0 && figures.receivedToday === 0;
  return (
    <section class="alone">
      <h2>{idle ? text.nothingToday : text.ageing}</h2>
      {!idle && (figures.overdue === 0 ? <p class="big">{NOTHING}</p> : <><AgeingBar age={figures.overdueAge} /><AgeingLegend /></>)}
    </section>
  );
}
