import type { ComponentChildren } from 'preact';
import { useEffect, useErrorBoundary } from 'preact/hooks';
import { text } from '../text/page.ts';
import { reloadIfServed } from '../transport/reload.ts';

const RETRY_MS = 30_000;

/** A display has nobody to press a key: after a fault it says so and loads itself again. */
export function SafeView({ children }: { children: ComponentChildren }) {
  const [error] = useErrorBoundary();
  useEffect(() => {
    if (error === undefined) return;
    const timer = window.setInterval(() => void reloadIfServed(), RETRY_MS);
    return () => window.clearInterval(timer);
  }, [error]);
  return error === undefined ? <>{children}</> : <p class="fault" role="alert">{text.renderError}</p>;
}
