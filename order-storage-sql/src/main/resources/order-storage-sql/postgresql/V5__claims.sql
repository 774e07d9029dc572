-- Who holds what, of the claims in the records of orders: the last who took it, also when the time is over.
CREATE TABLE claims (
    space      varchar(64) COLLATE "C" NOT NULL,
    claim_key  varchar(64) COLLATE "C" NOT NULL,
    order_id   varchar(30) COLLATE "C" NOT NULL,
    held_until bigint      NOT NULL,
    PRIMARY KEY (space, claim_key)
);
