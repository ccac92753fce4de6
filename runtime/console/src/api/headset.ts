import { ask, askJson, json } from './client';
import { ConsoleError } from './problem';

/** Headset mode, pairing and devices: see `runtime/server/PROTOCOL.md`. */

/** Characters of a device's name. */
export const LONGEST_NAME = 40;

export interface Device {
  id: string;
  name: string;
  kind: 'app' | 'browser';
  /** ISO 8601, UTC. */
  created: string;
  last_seen: string;
  connected: boolean;
}

/** Who this page is to the server. */
export type Me = { role: 'laptop' } | { role: 'headset'; device: Device };

export interface Adapter {
  name: string;
  addresses: string[];
  state: 'usable' | 'virtual' | 'down';
  chosen: boolean;
}

export interface HeadsetState {
  on: boolean;
  name: string;
  id: string;
  port: number | null;
  /** SHA-256 of the public key, 64 hexadecimal digits. */
  fingerprint: string | null;
  /** Whether headsets can find this laptop by its name. */
  advertised: boolean;
  addresses: { address: string; interface: string; url: string }[];
  interfaces: Adapter[];
  problem: { detail: string; remedy: string } | null;
}

/** The code on show; nulls while none is. */
export interface PairingCode {
  open: boolean;
  code: string | null;
  link: string | null;
  /** SVG of the link. */
  qr: string | null;
  expires_s: number | null;
  /** Wrong tries have locked pairing for so long. */
  locked_s: number | null;
}

export interface PairStart {
  attempt: string;
  salt: string;
  iterations: number;
  expires_s: number;
  server: { id: string; name: string; version: string };
}

export interface PairFinish {
  device: Device;
  proof: string;
}

/** Who asks; null for a headset that is not paired. */
export async function readMe(): Promise<Me | null> {
  try {
    return await askJson<Me>('/devices/me');
  } catch (error) {
    if (error instanceof ConsoleError && error.status === 401) return null;
    throw error;
  }
}

export function readHeadset(): Promise<HeadsetState> {
  return askJson('/headset');
}

/** Switches headset mode; `interfaces` null lets Gaitbox choose the adapters by itself. */
export function switchHeadset(on: boolean, interfaces?: string[] | null): Promise<HeadsetState> {
  const body = interfaces === undefined ? { on } : { on, interfaces };
  return askJson('/headset', json('PUT', body));
}

export function readPairing(): Promise<PairingCode> {
  return askJson('/headset/pairing');
}

/** Shows a code, or a new one in the place of that on show. */
export function showPairing(): Promise<PairingCode> {
  return askJson('/headset/pairing', { method: 'POST' });
}

export async function hidePairing(): Promise<void> {
  // Told even by a page that is being closed.
  await ask('/headset/pairing', { method: 'DELETE', keepalive: true });
}

export async function listDevices(): Promise<Device[]> {
  return (await askJson<{ devices: Device[] }>('/devices')).devices;
}

export async function renameDevice(id: string, name: string): Promise<void> {
  await ask(`/devices/${encodeURIComponent(id)}`, json('PATCH', { name }));
}

export async function revokeDevice(id: string): Promise<void> {
  await ask(`/devices/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

export function startPairing(name: string): Promise<PairStart> {
  return askJson('/pair/start', json('POST', { name, kind: 'browser' }));
}

export function finishPairing(body: {
  attempt: string;
  with: 'code' | 'secret';
  nonce: string;
  proof: string;
}): Promise<PairFinish> {
  return askJson('/pair/finish', json('POST', body));
}
