// Starts the bot and stands between it and WhatsApp: node bridge.mjs [bot-app.jar]

import makeWASocket, { DisconnectReason, useMultiFileAuthState } from '@whiskeysockets/baileys';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import pino from 'pino';
import qrcode from 'qrcode-terminal';
import { backOff, deliver, messageIdOf, People, toLine } from './mapping.mjs';

const JAR = process.argv[2] ?? 'bot-app.jar';
const LOGIN = 'login';
const PEOPLE = 'people.json';
const REMEMBERED = 1000;

const bot = spawn('java', ['-jar', JAR, 'run', '--transport', 'jsonl', '--acks'], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const recent = new Map();
const sent = new Map();
const waiting = [];
let socket;
let sending = false;
let attempt = 0;
let ending = false;

const people = new People(existsSync(PEOPLE) ? JSON.parse(readFileSync(PEOPLE, 'utf8')) : {}, (all) => {
  writeFileSync(PEOPLE + '.new', JSON.stringify(all), { mode: 0o600 });
  renameSync(PEOPLE + '.new', PEOPLE);
});

function tell(line) {
  bot.stdin.write(JSON.stringify(line) + '\n');
}

function remember(map, key, value) {
  map.set(key, value);
  if (map.size > REMEMBERED) {
    map.delete(map.keys().next().value);
  }
}

/** One after another; while there is no connection they wait. */
async function sendWaiting() {
  if (sending) {
    return;
  }
  sending = true;
  while (socket && waiting.length > 0) {
    const line = waiting.shift();
    remember(sent, messageIdOf(line.id), line.id);
    tell(await deliver(line, socket, recent.get(line.replyTo)));
  }
  sending = false;
}

async function connect() {
  const { state, saveCreds } = await useMultiFileAuthState(LOGIN);
  const connecting = makeWASocket({ auth: state, logger: pino({ level: 'silent' }), markOnlineOnConnect: false });
  connecting.ev.on('creds.update', saveCreds);
  connecting.ev.on('messages.upsert', ({ messages }) => {
    for (const message of messages) {
      const line = toLine(message, people, Math.floor(Date.now() / 1000), sent);
      if (line) {
        remember(recent, message.key.id, message);
        tell(line);
      }
    }
  });
  connecting.ev.on('connection.update', ({ connection, lastDisconnect, qr }) => {
    if (qr) {
      console.error('On the phone: WhatsApp > Linked devices > Link a device, and scan:');
      qrcode.generate(qr, { small: true }, (picture) => console.error(picture));
    }
    if (connection === 'open') {
      console.error('connected');
      attempt = 0;
      socket = connecting;
      void sendWaiting();
    }
    if (connection === 'close' && !ending) {
      socket = undefined;
      reconnect(lastDisconnect?.error?.output?.statusCode);
    }
  });
}

function reconnect(why) {
  if (why === DisconnectReason.loggedOut || why === DisconnectReason.forbidden) {
    console.error(`The number was unlinked or banned. Remove the directory "${LOGIN}" before you link one again.`);
    end();
    process.exitCode = 1;
    return;
  }
  const pause = why === DisconnectReason.restartRequired ? 0 : backOff(attempt++);
  console.error(`connection lost (${why ?? 'unknown'}), next try in ${Math.round(pause / 1000)} s`);
  setTimeout(() => connect().catch(() => reconnect()), pause);
}

/** The bot finishes what it has and exits at the end of its input. */
function end() {
  ending = true;
  bot.stdin.end();
}

createInterface({ input: bot.stdout }).on('line', (text) => {
  const line = JSON.parse(text);
  if (line.type === 'send') {
    waiting.push(line);
    void sendWaiting();
  } else if (line.type === 'error') {
    console.error(`the bot did not understand line ${line.line}: ${line.error}`);
  }
});

bot.on('exit', (code) => {
  socket?.end(undefined);
  process.exit(process.exitCode ?? code ?? 1);
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, end);
}

connect().catch(() => reconnect());
