import '../polyfill.ts';
import '../styles/home.css';
import { render } from 'preact';
import { loadAbout, loadAgencies } from '../state/names.ts';
import { language, text } from '../text/page.ts';
import { BoardList } from '../view/home/BoardList.tsx';
import { SafeView } from '../view/SafeView.tsx';

document.documentElement.lang = language;
document.title = text.product;
loadAbout();
loadAgencies();

const root = document.getElementById('app');
if (root !== null) render(<SafeView><BoardList /></SafeView>, root);
