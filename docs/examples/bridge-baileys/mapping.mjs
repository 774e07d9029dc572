// What Baileys says, as lines for the bot, and the bot's lines as calls of Baileys. No connection, no files.

const PHONE = '@s.whatsapp.net';
const LONGEST_CAPTION = 1024;

/** A chat id without the device: 628..:12@s.whatsapp.net is the same person as 628..@s.whatsapp.net. */
export function withoutDevice(jid) {
  return jid.replace(/:\d+@/, '@');
}

/** Where the bot's receiver is reached: bare digits are a phone number. */
export function chatOf(to) {
  return /^\d{6,15}$/.test(to) ? to + PHONE : to;
}

/**
 * Who is who. WhatsApp hides some numbers behind ...@lid ids, and tells the number beside them or not. A person stays
 * who they were when they first wrote, because the bot's orders belong to that identity.
 */
export class People {
  #known;
  #changed;

  /** @param known pairs of before; @param changed hears all pairs when there is a new one */
  constructor(known = {}, changed = () => {}) {
    this.#known = new Map(Object.entries(known));
    this.#changed = changed;
  }

  /** @param jid who wrote; @param alternative the number beside a ...@lid id, if WhatsApp told it */
  identityOf(jid, alternative) {
    const own = withoutDevice(jid);
    if (!own.endsWith('@lid')) {
      return own;
    }
    if (!this.#known.has(own)) {
      this.#known.set(own, alternative?.endsWith(PHONE) ? withoutDevice(alternative) : own);
      this.#changed(Object.fromEntries(this.#known));
    }
    return this.#known.get(own);
  }
}

/** The words of the bot for what people send instead of a text, by the fields of Baileys; reactions and deletions need no answer. */
const KINDS = {
  audioMessage: 'voice',
  stickerMessage: 'sticker',
  locationMessage: 'location',
  liveLocationMessage: 'location',
  contactMessage: 'contact',
  contactsArrayMessage: 'contact',
  videoMessage: 'video',
  ptvMessage: 'video',
  orderMessage: 'order',
  viewOnceMessage: 'view-once',
  viewOnceMessageV2: 'view-once',
  viewOnceMessageV2Extension: 'view-once',
  imageMessage: 'picture',
  documentMessage: 'picture',
  documentWithCaptionMessage: 'picture',
  pollCreationMessage: 'poll',
  pollCreationMessageV2: 'poll',
  pollCreationMessageV3: 'poll',
  eventMessage: 'poll',
  editedMessage: 'edit',
};

function innerOf(content) {
  return content?.ephemeralMessage?.message ?? content ?? {};
}

/** What somebody sent instead of a text; undefined if it is one, or about another message. */
function kindOf(content) {
  const inner = innerOf(content);
  const field = Object.keys(KINDS).find((name) => inner[name]);
  const edit = inner.protocolMessage?.editedMessage ? 'edit' : undefined;
  return inner[field]?.viewOnce ? 'view-once' : KINDS[field] ?? edit;
}

/** What somebody typed or picked; undefined for all that commands nothing. */
function textOf(content) {
  const inner = innerOf(content);
  return (
    inner?.conversation ??
    inner?.extendedTextMessage?.text ??
    inner?.buttonsResponseMessage?.selectedButtonId ??
    inner?.listResponseMessage?.singleSelectReply?.selectedRowId
  );
}

function contextOf(content) {
  return innerOf(content).extendedTextMessage?.contextInfo;
}

/**
 * A message of Baileys as a line for the bot.
 *
 * @param message from messages.upsert
 * @param people who is who
 * @param now in seconds
 * @param sent the bot's own ids of what was sent, by their ids on WhatsApp
 * @returns an object, or undefined if the message says nothing to the bot
 */
export function toLine(message, people, now, sent = new Map()) {
  const { key = {} } = message;
  const text = textOf(message.message);
  const kind = text ? undefined : kindOf(message.message);
  if (!key.id || !key.remoteJid || !(text || kind) || key.remoteJid.endsWith('@broadcast') || key.remoteJid.endsWith('@newsletter')) {
    return undefined;
  }
  // A number, or a Long of protobuf. What is old is the bot's to judge: it asks, or says that it does not answer.
  const timestamp = Number(message.messageTimestamp ?? now);
  const group = key.remoteJid.endsWith('@g.us');
  const from = group
    ? key.participant && people.identityOf(key.participant, key.participantAlt ?? key.participantPn)
    : people.identityOf(key.remoteJid, key.remoteJidAlt ?? key.senderPn);
  if (!from) {
    return undefined;
  }
  const line = {
    type: 'message',
    id: key.id,
    from,
    chat: withoutDevice(key.remoteJid),
    name: message.pushName ?? '',
    ...(kind ? { kind } : { text }),
    timestamp,
  };
  if (group) {
    line.group = true;
  }
  const context = contextOf(message.message);
  if (context?.isForwarded) {
    line.forwarded = true;
  }
  if (key.fromMe) {
    line.fromMe = true;
  }
  if (sent.has(context?.stanzaId)) {
    line.quoted = sent.get(context.stanzaId);
  }
  return line;
}

/**
 * The id of a message on WhatsApp: the same when the bot sends again, so that phones drop the second.
 *
 * @param part which of the messages that one of the bot's becomes
 */
export function messageIdOf(id, part = 0) {
  return '3EB' + part + id.slice(0, 18).toUpperCase();
}

/** What is sent for a line of the bot: a text, a picture with the text below, or, if that is too long, one after the other. */
export function contentsOf(line) {
  if (!line.image) {
    return [{ text: line.text }];
  }
  const picture = { image: Buffer.from(line.image.data, 'base64'), mimetype: line.image.type };
  return line.text.length > LONGEST_CAPTION ? [picture, { text: line.text }] : [{ ...picture, caption: line.text }];
}

/**
 * Sends what the bot wants to be sent.
 *
 * @param line of the type send
 * @param socket of Baileys
 * @param quoted the message that this one answers, if it is known
 * @returns the line that tells the bot what became of it
 */
export async function deliver(line, socket, quoted) {
  try {
    for (const [part, content] of contentsOf(line).entries()) {
      await socket.sendMessage(chatOf(line.to), content, {
        messageId: messageIdOf(line.id, part),
        ...(quoted && { quoted }),
      });
    }
    return { type: 'ack', id: line.id };
  } catch (error) {
    // The text of an error may hold numbers; its kind does not.
    return { type: 'nack', id: line.id, error: error?.name ?? 'Error', retryable: true };
  }
}

/** How long to wait before the next try to connect, in milliseconds: a second, then twice as long each time. */
export function backOff(attempt, random = Math.random) {
  return Math.min(1000 * 2 ** attempt, 60_000) * (0.5 + random() / 2);
}
