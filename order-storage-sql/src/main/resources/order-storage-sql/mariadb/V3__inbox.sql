-- Messages that came in by any process, until the one at work has dealt with them.
CREATE TABLE IF NOT EXISTS inbox (
    number      bigint      PRIMARY KEY,     -- in the order in which they came
    message_key varchar(64) NOT NULL UNIQUE, -- the same message has the same
    message     longtext    NOT NULL,        -- empty once it was dealt with
    received_at bigint      NOT NULL,
    done_at     bigint      NOT NULL,        -- 0 while it waits; the key is remembered for 8 days
    INDEX inbox_by_end (done_at, number)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- One row. Whoever adds messages locks it first, so that they are seen in the order of their numbers.
CREATE TABLE IF NOT EXISTS inbox_end (
    id          integer PRIMARY KEY CHECK (id = 1),
    last_number bigint  NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT IGNORE INTO inbox_end VALUES (1, 0);
