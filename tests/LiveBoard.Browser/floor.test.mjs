import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';

const ROOT = fileURLToPath(new URL('../../LiveBoard/wwwroot/', import.meta.url));
const files = readdirSync(ROOT, { recursive: true }).map(String);
const ending = suffix => files.filter(file => file.endsWith(suffix)).map(file => [file, readFileSync(join(ROOT, file), 'utf8')]);

// Chrome 68 (webOS 5): what a style sheet may not use. Grid gaps are there, flex gaps are not.
const BANNED_CSS = [/\b(clamp|min|max)\(/, /aspect-ratio\s*:/, /[;{\s]inset(-\w+)*\s*:/, /:(is|where|has|focus-visible)\b/, /@container/, /@layer/, /\d(dvh|svh|lvh)\b/, /color-mix\(/, /[;{\s](row-|column-)?gap\s*:/];
// Calls that Chrome 68 lacks and that nothing of ours replaces.
const BANNED_CALLS = [/\.replaceAll\(/, /\.at\(-?\d/, /Promise\.(any|allSettled)\(/, /Object\.fromEntries\(/, /structuredClone\(/, /\.flatMap\(/, /\.flat\(\)/, /randomUUID\(/];

test('there is a build to look at', () => assert.ok(ending('.js').length > 0, 'run npm run build in LiveBoard/client'));

for (const [file, source] of ending('.js')) {
  test(`${file} is ES2019`, () => {
    parse(source, { ecmaVersion: 2019, sourceType: 'module' });
    assert.deepEqual(BANNED_CALLS.filter(banned => banned.test(source)).map(String), []);
  });
}

for (const [file, source] of ending('.css')) {
  test(`${file} keeps to Chrome 68 and to our own files`, () => {
    assert.deepEqual(BANNED_CSS.filter(banned => banned.test(source)).map(String), []);
    assert.doesNotMatch(source, /url\(['"]?(data:|https?:|\/\/)/);
  });
}

for (const [file, source] of ending('.html')) {
  test(`${file} holds under default-src 'self'`, () => {
    assert.doesNotMatch(source, /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|https?:\/\//);
  });
}

test('the queueMicrotask replacement is in the build', () => {
  assert.ok(ending('.js').some(([, source]) => /typeof window\.queueMicrotask/.test(source)));
});

test('what a display loads stays small', () => {
  const total = ending('.js').reduce((sum, [, source]) => sum + source.length, 0);
  assert.ok(total < 200_000, `${total} bytes of script`);
});
