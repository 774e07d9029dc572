-- Messages that came in by any process, until the one at work has dealt with them.
CREATE TABLE inbox (
    number      bigint      PRIMARY KEY,                  -- in the order in which they came
    message_key varchar(64) COLLATE "C" NOT NULL UNIQUE,  -- the same message has the same
    message     text        NOT NULL,                     -- empty once it was dealt with
    received_at bigint      NOT NULL,
    done_at     bigint      NOT NULL                      -- 0 while it waits; the key is remembered for 8 days
);

CREATE INDEX inbox_by_end ON inbox (done_at, number);

-- One row. Whoever adds messages locks it first, so that they are seen in the order of their numbers.
CREATE TABLE inbox_end (
    id          integer PRIMARY KEY CHECK (id = 1),
    last_number bigint  NOT NULL
);

INSERT INTO inbox_end VALUES (1, 0);
