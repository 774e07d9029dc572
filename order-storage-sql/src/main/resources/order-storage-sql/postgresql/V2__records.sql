-- One row: the process that the records below belong to.
CREATE TABLE owner (
    id         integer      PRIMARY KEY CHECK (id = 1),
    epoch      bigint       NOT NULL, -- one more for each process that took it
    holder     varchar(200) NOT NULL, -- what it calls itself
    held_until bigint       NOT NULL  -- milliseconds since 1970-01-01T00:00:00Z, by the database's clock
);

INSERT INTO owner VALUES (1, 0, '', 0);

-- State beside the orders, such as what became of messages: lists of JSON values.
CREATE TABLE records (
    log    varchar(32) COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    record json   NOT NULL,
    PRIMARY KEY (log, number)
);
