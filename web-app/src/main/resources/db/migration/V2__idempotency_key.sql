CREATE TABLE IF NOT EXISTS idempotency_key (
  id          VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fingerprint BINARY(32)   NOT NULL COMMENT 'SHA-256 of the request',
  status      SMALLINT     NOT NULL COMMENT 'of the response',
  resource    BIGINT       NOT NULL COMMENT 'what the request made',
  created_at  DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  KEY idempotency_key_age (created_at)
) ENGINE = InnoDB;
