import { finishPairing, startPairing, type Device } from '../api/headset';
import { ConsoleError } from '../api/problem';

/** What the laptop shows: digits to type, or the secret of its QR code. */
export type Password = { with: 'code' | 'secret'; text: string };

const KEY_BITS = 256;
const NONCE_BYTES = 16;
/** A browser cannot see the key of its connection. */
const NO_FINGERPRINT = '';

/**
 * Proves to the laptop that its code is known here, and has it prove the same.
 *
 * The code itself is never sent: see "Pairing" in PROTOCOL.md. The server keeps the token in a
 * cookie that scripts cannot read.
 */
export async function pair(name: string, password: Password): Promise<Device> {
  const { attempt, salt, iterations } = await startPairing(name);
  const key = await derive(password.text, bytesOf(salt), iterations);
  const nonce = hex(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)));
  const transcript = ['gaitbox-pair-1', attempt, nonce, NO_FINGERPRINT].join('\n');
  const answer = await finishPairing({
    attempt,
    with: password.with,
    nonce,
    proof: await sign(key, `device\n${transcript}`),
  });
  if (answer.proof !== (await sign(key, `server\n${transcript}`))) {
    throw new ConsoleError(
      'What answered is not the laptop that shows this code.',
      'Check the address in the address bar, then try again.',
    );
  }
  return answer.device;
}

/** Takes the secret of a QR code out of the address, so that it stays in no history. */
export function takeSecret(): string | null {
  const secret = new URLSearchParams(location.hash.slice(1)).get('pair');
  if (secret === null) return null;
  history.replaceState(null, '', location.pathname);
  return secret;
}

/** What to call a device, from what its browser says of itself. */
export function guessName(agent = navigator.userAgent): string {
  const quest = /\bQuest \w+/.exec(agent)?.[0];
  if (quest) return quest;
  if (/\bPico/i.test(agent)) return 'Pico';
  if (/\bVision/i.test(agent)) return 'Vision Pro';
  if (/\bAndroid\b/.test(agent)) return 'Android device';
  return 'Headset';
}

async function derive(password: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', ascii(password), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    KEY_BITS,
  );
  return crypto.subtle.importKey('raw', bits, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}

async function sign(key: CryptoKey, text: string): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.sign('HMAC', key, ascii(text))));
}

type Bytes = Uint8Array<ArrayBuffer>;

function ascii(text: string): Bytes {
  return new TextEncoder().encode(text);
}

function bytesOf(digits: string): Bytes {
  const pairs = digits.match(/../g) ?? [];
  return new Uint8Array(pairs.map((pair) => Number.parseInt(pair, 16)));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
