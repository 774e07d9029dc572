-- One row: the process that the records below belong to.
CREATE TABLE IF NOT EXISTS owner (
    id         integer      PRIMARY KEY CHECK (id = 1),
    epoch      bigint       NOT NULL, -- one more for each process that took it
    holder     varchar(200) NOT NULL, -- what it calls itself
    held_until bigint       NOT NULL  -- milliseconds since 1970-01-01T00:00:00Z, by the database's clock
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT IGNORE INTO owner VALUES (1, 0, '', 0);

-- State beside the orders, such as what became of messages: lists of JSON values.
CREATE TABLE IF NOT EXISTS records (
    log    varchar(32) NOT NULL,
    number bigint NOT NULL,
    record longtext NOT NULL,
    PRIMARY KEY (log, number)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
