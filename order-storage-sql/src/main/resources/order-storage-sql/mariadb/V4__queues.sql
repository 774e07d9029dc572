-- Messages of several queues, and to which part of the shop's people each message and record belongs.
ALTER TABLE inbox ADD COLUMN IF NOT EXISTS queue varchar(32) NOT NULL DEFAULT 'messages';
ALTER TABLE inbox ADD COLUMN IF NOT EXISTS part smallint NOT NULL DEFAULT 0; -- 0 to 63
CREATE UNIQUE INDEX IF NOT EXISTS inbox_by_key ON inbox (queue, message_key);
ALTER TABLE inbox DROP INDEX IF EXISTS message_key;
CREATE INDEX IF NOT EXISTS inbox_by_queue ON inbox (queue, done_at, number);
ALTER TABLE inbox DROP INDEX IF EXISTS inbox_by_end;

ALTER TABLE records ADD COLUMN IF NOT EXISTS part smallint NOT NULL DEFAULT 0; -- 0 to 63
