import type { Board } from '../../state/board.ts';
import type { LiveBoard } from '../../state/liveBoard.ts';
import { nameOf } from '../../text/page.ts';
import { secondOf } from './moments.ts';

export function TitleLine({ board, live }: { board: Board; live: LiveBoard }) {
  return (
    <div class="title-line">
      <h1>{nameOf(board.agency.name)}</h1>
      <time class="clock">{secondOf(live.serverMs.value)}</time>
    </div>
  );
}
