import '../polyfill.ts';
import '../styles/wall.css';
import { render } from 'preact';
import { agencyName, loadAgencies } from '../state/names.ts';
import { liveBoard } from '../state/liveBoard.ts';
import { createPager } from '../state/pager.ts';
import { language, text } from '../text/page.ts';
import { keepAwake, shiftPixels } from '../transport/display.ts';
import { followBuild, reloadAsLastResort } from '../transport/reload.ts';
import { SafeView } from '../view/SafeView.tsx';
import { fitGrid, TABLE_HEIGHT } from '../view/wall/metrics.ts';
import { heightOfRow } from '../view/wall/rowShape.ts';
import { WallPage } from '../view/wall/WallPage.tsx';

const agency = decodeURIComponent(location.pathname.split('/')[2] ?? '');
const build = followBuild();
const live = liveBoard(agency, frame => build(frame.build));
const pager = createPager(live, heightOfRow, TABLE_HEIGHT);

document.documentElement.lang = language;
document.title = `${text.product} · ${agency}`;
fitGrid();
keepAwake();
shiftPixels();
loadAgencies();
reloadAsLastResort(() => live.freshness.value === 'dead' || live.freshness.value === 'none');

document.addEventListener('keydown', event => {
  if (event.key === ' ' || event.key === 'Enter' || event.key === 'MediaPlayPause') pager.paused.value = !pager.paused.value;
  else if (event.key === 'ArrowRight') pager.step(1);
  else if (event.key === 'ArrowLeft') pager.step(-1);
  else return;
  event.preventDefault();
});

const root = document.getElementById('app');
if (root !== null) {
  render(
    <SafeView>
      <WallPage live={live} pager={pager} agency={agency} nameOfAgency={agencyName} />
    </SafeView>,
    root,
  );
}
