// Preact and its signals call queueMicrotask, which Chrome has since 71; webOS 5 has 68.
if (typeof window.queueMicrotask !== 'function') {
  window.queueMicrotask = callback => {
    void Promise.resolve().then(callback);
  };
}

export {};
