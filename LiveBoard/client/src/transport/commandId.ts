/** 32 hexadecimal digits. randomUUID exists only on HTTPS pages, this everywhere. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
