-- Who holds what, of the claims in the records of orders: the last who took it, also when the time is over.
CREATE TABLE IF NOT EXISTS claims (
    space      varchar(64) NOT NULL,
    claim_key  varchar(64) NOT NULL,
    order_id   varchar(30) NOT NULL,
    held_until bigint      NOT NULL,
    PRIMARY KEY (space, claim_key)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
