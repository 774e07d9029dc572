import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backOff, chatOf, deliver, messageIdOf, People, toLine } from './mapping.mjs';

const NOW = 1_767_225_600;
const BUDI = '6281234567890@s.whatsapp.net';
const LID = '184467440737095@lid';
const GROUP = '120363000000000000@g.us';

function message(key, content, more = {}) {
  return { key: { id: 'A1', remoteJid: BUDI, fromMe: false, ...key }, message: content, messageTimestamp: NOW, ...more };
}

function line(key, content, more, people = new People()) {
  return toLine(message(key, content, more), people, NOW);
}

/** A socket that notes what it is asked to send. */
function stub(fails) {
  const calls = [];
  return {
    calls,
    async sendMessage(...call) {
      calls.push(call);
      if (fails) {
        throw fails;
      }
    },
  };
}

test('a text becomes a line', () => {
  assert.deepEqual(line({}, { conversation: '!order gold 3' }, { pushName: 'Budi' }), {
    type: 'message',
    id: 'A1',
    from: BUDI,
    chat: BUDI,
    name: 'Budi',
    text: '!order gold 3',
    timestamp: NOW,
  });
});

test('texts with links, in vanishing chats and behind buttons are texts too', () => {
  for (const content of [
    { extendedTextMessage: { text: '!help' } },
    { ephemeralMessage: { message: { extendedTextMessage: { text: '!help' } } } },
    { buttonsResponseMessage: { selectedButtonId: '!help' } },
    { listResponseMessage: { singleSelectReply: { selectedRowId: '!help' } } },
  ]) {
    assert.equal(line({}, content).text, '!help');
  }
});

test('what commands nothing becomes no line', () => {
  for (const content of [
    undefined,
    null,
    {},
    { conversation: '' },
    { reactionMessage: { text: '!help' } },
    { protocolMessage: { type: 0, key: { id: 'A1' } } },
    { unheardOfMessage: { text: '!help' } },
  ]) {
    assert.equal(line({}, content), undefined, JSON.stringify(content));
  }
});

test('what is no text says what it is, and its caption nothing', () => {
  for (const [kind, content] of [
    ['picture', { imageMessage: { caption: '!order-confirm ORD-AAAAA-BBBBB' } }],
    ['picture', { documentWithCaptionMessage: { message: { documentMessage: { caption: '!help' } } } }],
    ['view-once', { imageMessage: { viewOnce: true } }],
    ['view-once', { viewOnceMessageV2: { message: { imageMessage: {} } } }],
    ['voice', { audioMessage: { ptt: true } }],
    ['sticker', { ephemeralMessage: { message: { stickerMessage: {} } } }],
    ['video', { ptvMessage: {} }],
    ['order', { orderMessage: { message: '!order gold 1' } }],
    ['poll', { pollCreationMessageV3: { name: '!help' } }],
    ['edit', { protocolMessage: { type: 14, editedMessage: { conversation: '!help' } } }],
    ['edit', { editedMessage: { message: { protocolMessage: { editedMessage: { conversation: '!help' } } } } }],
  ]) {
    const sent = line({}, content);
    assert.equal(sent?.kind, kind, JSON.stringify(content));
    assert.equal('text' in sent, false);
  }
});

test('stories, channels and messages without an id become no line', () => {
  assert.equal(line({ remoteJid: 'status@broadcast' }, { conversation: '!help' }), undefined);
  assert.equal(line({ remoteJid: '120363@newsletter' }, { conversation: '!help' }), undefined);
  assert.equal(line({ id: undefined }, { conversation: '!help' }), undefined);
  assert.equal(toLine({}, new People(), NOW), undefined);
});

test('the device of a linked phone is taken off', () => {
  const linked = line({ remoteJid: '6281234567890:12@s.whatsapp.net' }, { conversation: '!help' });
  assert.equal(linked.from, BUDI);
  assert.equal(linked.chat, BUDI);
});

test('what is forwarded, own and in a group is marked', () => {
  const forwarded = line({}, { extendedTextMessage: { text: '!help', contextInfo: { isForwarded: true } } });
  assert.equal(forwarded.forwarded, true);
  assert.equal(line({ fromMe: true }, { conversation: '!help' }).fromMe, true);
  const group = line({ remoteJid: GROUP, participant: BUDI }, { conversation: '!help' });
  assert.equal(group.group, true);
  assert.equal(group.from, BUDI);
  assert.equal(group.chat, GROUP);
  assert.equal(line({ remoteJid: GROUP }, { conversation: '!help' }), undefined, 'nobody wrote it');
});

test('an answer to a message of the bot says which', () => {
  const context = { stanzaId: messageIdOf('d0d96b2e5141a22b1b') };
  const answer = { key: { id: 'A1', remoteJid: BUDI }, message: { extendedTextMessage: { text: 'ok', contextInfo: context } } };
  const sent = new Map([[context.stanzaId, 'd0d96b2e5141a22b1b']]);
  assert.equal(toLine(answer, new People(), NOW, sent).quoted, 'd0d96b2e5141a22b1b');
  assert.equal('quoted' in toLine(answer, new People(), NOW), false);
});

test('a hidden number is the number that WhatsApp tells beside it, in both spellings', () => {
  for (const told of [{ remoteJidAlt: BUDI }, { senderPn: BUDI }]) {
    const hidden = line({ remoteJid: LID, ...told }, { conversation: '!help' });
    assert.equal(hidden.from, BUDI);
    assert.equal(hidden.chat, LID, 'the answer goes where the question came from');
  }
  const inGroup = { remoteJid: GROUP, participant: LID, participantAlt: BUDI };
  assert.equal(line(inGroup, { conversation: '!help' }).from, BUDI);
});

test('a hidden number that is not told is a person of its own, and never a phone number', () => {
  assert.equal(line({ remoteJid: LID }, { conversation: '!help' }).from, LID);
});

test('a person stays who they were when they first wrote', () => {
  let kept;
  const people = new People({}, (all) => (kept = all));
  assert.equal(line({ remoteJid: LID, remoteJidAlt: BUDI }, { conversation: '!help' }, {}, people).from, BUDI);
  assert.equal(line({ remoteJid: LID }, { conversation: '!help' }, {}, people).from, BUDI);
  assert.deepEqual(kept, { [LID]: BUDI });
  const first = new People({ [LID]: LID });
  assert.equal(line({ remoteJid: LID, remoteJidAlt: BUDI }, { conversation: '!help' }, {}, first).from, LID);
  const after = new People(kept);
  assert.equal(line({ remoteJid: LID }, { conversation: '!help' }, {}, after).from, BUDI, 'also after a restart');
});

test('what waited goes on with its time, in whatever form that is', () => {
  const late = { messageTimestamp: { toString: () => String(NOW - 90_000), valueOf: () => NOW - 90_000 } };
  assert.equal(line({}, { conversation: '!order gold' }, late).timestamp, NOW - 90_000);
  assert.equal(line({}, { conversation: '!order gold' }, { messageTimestamp: undefined }).timestamp, NOW);
});

test('what the bot sends is sent once and acknowledged', async () => {
  const socket = stub();
  const send = { type: 'send', id: 'd0d96b2e5141a22b1b9146bf0aacd709', to: '6281234567890', text: 'Halo', replyTo: 'A1' };
  const quoted = message({}, { conversation: '!help' });
  assert.deepEqual(await deliver(send, socket, quoted), { type: 'ack', id: send.id });
  assert.deepEqual(socket.calls, [[BUDI, { text: 'Halo' }, { messageId: messageIdOf(send.id), quoted }]]);
});

test('a picture is sent with the text below it, or before a text that is too long for that', async () => {
  const image = { type: 'image/png', data: Buffer.from([1, 2, 3]).toString('base64') };
  const shown = { image: Buffer.from([1, 2, 3]), mimetype: 'image/png' };
  const socket = stub();
  for (const text of ['Rp 25.037', 'a'.repeat(1025)]) {
    const send = { type: 'send', id: 'd0d96b2e5141a22b1b9146bf0aacd709', to: BUDI, text, image, qr: '000201', amount: 25037 };
    assert.equal((await deliver(send, socket)).type, 'ack');
  }
  assert.deepEqual(
    socket.calls.map(([, content]) => content),
    [{ ...shown, caption: 'Rp 25.037' }, shown, { text: 'a'.repeat(1025) }],
  );
  const [, first, second] = socket.calls.map(([, , options]) => options.messageId);
  assert.notEqual(first, second);
});

test('a message goes to the chat that the bot names, hidden numbers and groups included', () => {
  for (const chat of [BUDI, LID, GROUP]) {
    assert.equal(chatOf(chat), chat);
  }
});

test('sent again it has the same id on WhatsApp, another one has another', () => {
  assert.equal(messageIdOf('d0d96b2e5141a22b1b'), messageIdOf('d0d96b2e5141a22b1b'));
  assert.notEqual(messageIdOf('d0d96b2e5141a22b1b'), messageIdOf('e0d96b2e5141a22b1b'));
  assert.match(messageIdOf('d0d96b2e5141a22b1b9146bf0aacd709'), /^3EB0[0-9A-F]{18}$/);
});

test('what could not be sent is to be tried again, and the reason has no number in it', async () => {
  const failed = await deliver({ id: 'n1', to: BUDI, text: 'Halo' }, stub(new TypeError('no session with ' + BUDI)));
  assert.deepEqual(failed, { type: 'nack', id: 'n1', error: 'TypeError', retryable: true });
});

test('tries to connect become rarer, and never rarer than once a minute', () => {
  assert.equal(backOff(0, () => 1), 1000);
  assert.equal(backOff(3, () => 1), 8000);
  assert.equal(backOff(50, () => 1), 60_000);
  assert.equal(backOff(0, () => 0), 500);
});
