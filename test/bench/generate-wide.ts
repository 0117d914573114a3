// Wide JSON, as structured loggers write it: 37 fields, most of them in objects, some of them different in
// nearly every event.

import { evenlySpread, type SetLines, type TextKind } from './event-set.ts';
import { duration, type Random, skewed, uuid } from './random.ts';

const statuses = [200, 200, 200, 200, 200, 200, 200, 201, 204, 304, 400, 404, 429, 500, 502, 503] as const;
const routes = ['/cart', '/cart/{id}', '/checkout', '/login', '/search', '/assets', '/account'] as const;
const services = ['shop', 'checkout', 'search', 'account'] as const;
const plans = ['free', 'free', 'free', 'team', 'enterprise'] as const;
const countries = ['DE', 'US', 'JP', 'BR', 'FR', 'IN', 'GB', 'ES'] as const;
const userAgents = [
  'Mozilla/5.0 (X11; Linux x86_64) Firefox/126.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4) Safari/604.1',
  'okhttp/4.12.0',
  'curl/8.5.0',
] as const;

const words: Readonly<
  Record<
    TextKind,
    {
      readonly messages: readonly string[];
      readonly names: readonly string[];
      readonly cities: readonly string[];
    }
  >
> = {
  ascii: {
    messages: ['request served', 'request served', 'request served', 'cache refreshed', 'payment accepted'],
    names: ['anna', 'bruno', 'carla', 'dmitri', 'emma', 'fumiko'],
    cities: ['Berlin', 'Boston', 'Osaka', 'Recife', 'Lyon', 'Pune', 'Leeds', 'Sevilla'],
  },
  unicode: {
    messages: [
      'request served',
      'request served',
      'заказ принят',
      '注文を受け付けました 📦',
      'paiement accepté ✓',
    ],
    names: ['anna', 'Zoë', 'Jürgen Groß', 'Дмитрий', 'José', '文子'],
    cities: ['Köln', 'Boston', '大阪', 'São Paulo', 'Orléans', 'पुणे', 'Leeds', 'Málaga'],
  },
};

const messageOf = (random: Random, status: number, text: TextKind): string => {
  if (status === 502) return 'retrying after the upstream timed out';
  if (status >= 500) return 'unhandled Exception in the handler';
  return random.pick(words[text].messages);
};

const http = (random: Random, status: number): Readonly<Record<string, unknown>> => ({
  method: random.pick(['GET', 'GET', 'GET', 'POST', 'PUT']),
  route: random.pick(routes),
  status,
  latencyMs: Number(duration(random, 0.5, 4000)),
  bytesIn: random.whole(4_000),
  bytesOut: skewed(random, 400_000),
  userAgent: random.pick(userAgents),
  remoteIp: `10.${random.whole(4)}.${random.whole(256)}.${1 + random.whole(254)}`,
});

export const wideEvent = (random: Random, ms: number, text: TextKind): string => {
  const status = random.pick(statuses);
  const place = random.whole(countries.length);
  return JSON.stringify({
    time: new Date(ms).toISOString(),
    level: status >= 500 ? 'ERROR' : status >= 400 ? 'WARN' : 'INFO',
    service: random.pick(services),
    host: `ip-10-0-${random.whole(4)}-${random.whole(32)}`,
    pid: 1000 + random.whole(64),
    thread: `worker-${random.whole(16)}`,
    logger: random.pick(['http', 'http', 'http', 'audit']),
    message: messageOf(random, status, text),
    env: random.pick(['prod', 'prod', 'prod', 'stage']),
    version: `2.${random.whole(6)}.${random.whole(4)}`,
    traceId: random.hex(32),
    spanId: random.hex(16),
    requestId: uuid(random),
    http: http(random, status),
    user: {
      id: skewed(random, 200_000),
      name: random.pick(words[text].names),
      plan: random.pick(plans),
      session: random.hex(12),
    },
    geo: { country: countries[place], city: words[text].cities[place] },
    order: {
      id: random.whole(10_000_000),
      total: Number(duration(random, 1, 900)),
      currency: random.pick(['EUR', 'USD', 'JPY']),
      items: 1 + random.whole(12),
    },
    cache: { hit: random.next() < 0.7, ttl: random.pick([0, 60, 300, 3600]) },
    db: { queries: random.whole(20), timeMs: Number(duration(random, 0.1, 500)) },
    retries: skewed(random, 4),
    sampled: random.next() < 0.1,
  });
};

export const wideLines: SetLines = evenlySpread(wideEvent);
