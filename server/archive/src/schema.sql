-- What `copydesk archive push` sets up. Every statement may be run again.
--
-- One row an article, partitioned by the day it is dated, a partition for each year. The primary key begins with the id,
-- so that the table can be distributed with Citus: SELECT create_distributed_table('copydesk.articles', 'id');
CREATE SCHEMA IF NOT EXISTS copydesk;
CREATE TABLE IF NOT EXISTS copydesk.articles (
    id text NOT NULL,
    day date NOT NULL,
    title text,
    outlet text,
    meta jsonb NOT NULL,
    blocks jsonb NOT NULL,
    body text NOT NULL,
    search tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', coalesce(title, '')), 'A') || to_tsvector('english', body)
    ) STORED,
    pushed timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, day)
) PARTITION BY RANGE (day);
CREATE TABLE IF NOT EXISTS copydesk.articles_other PARTITION OF copydesk.articles DEFAULT;
CREATE INDEX IF NOT EXISTS articles_search ON copydesk.articles USING gin (search);
