-- Messages of several queues, and to which part of the shop's people each message and record belongs.
ALTER TABLE inbox ADD COLUMN queue varchar(32) COLLATE "C" NOT NULL DEFAULT 'messages';
ALTER TABLE inbox ADD COLUMN part smallint NOT NULL DEFAULT 0; -- 0 to 63
ALTER TABLE inbox DROP CONSTRAINT inbox_message_key_key;
CREATE UNIQUE INDEX inbox_by_key ON inbox (queue, message_key);
DROP INDEX inbox_by_end;
CREATE INDEX inbox_by_end ON inbox (queue, done_at, number);

ALTER TABLE records ADD COLUMN part smallint NOT NULL DEFAULT 0; -- 0 to 63
