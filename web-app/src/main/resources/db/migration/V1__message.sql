CREATE TABLE IF NOT EXISTS message (
  id         BIGINT       NOT NULL AUTO_INCREMENT,
  author     VARCHAR(80)  NOT NULL,
  text       TEXT         NOT NULL,
  created_at DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  FULLTEXT KEY message_words (author, text)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
